local f = error
f("script:77: fake", 0)
