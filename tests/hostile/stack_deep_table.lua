local t = {}
for i = 1, 100 do t = {child = t} end
return scenario "x" {model = "m", levers = {a = t}}
