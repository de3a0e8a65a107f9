return {name = tostring(type)}
