os.execute("touch canary.txt")
