local _ENV = {[true] = 10}
return _ENV[1 < 2]
