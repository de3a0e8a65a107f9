local t = {}
x = parameter "1" {1}
y = flow "1" {x + t.missing}  -- expect error: E140 the right side of + is nothing (nil), but a quantity is wanted
return model "tiny" {start = 2020, horizon = 2022}
