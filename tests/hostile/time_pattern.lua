local s = ("a"):rep(20000)
return s:find(".-.-.-.-.-b")
