local f = io.open("canary.txt", "w")
f:write("x")
