require("os").execute("touch canary.txt")
