local t = {missing = 2}
x = parameter "1" {1}
y = flow "1" {x + t.missing}
return model "tiny" {start = 2020, horizon = 2022}
