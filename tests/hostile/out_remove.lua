os.remove("canary.txt")
