package.loaded.io.open("canary.txt", "w")
