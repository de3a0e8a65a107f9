local t = {}
t.t = t
return scenario "x" {model = "m", levers = {a = t}}
