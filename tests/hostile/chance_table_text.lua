return {name = tostring({})}
