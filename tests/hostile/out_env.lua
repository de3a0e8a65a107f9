local _ENV = {}
return {}
