local t = {}
t._ENV = t
