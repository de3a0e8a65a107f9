io.output("canary.txt")
