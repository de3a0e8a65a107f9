local t = {a = {b = 3}}
x = parameter "1" {t.a.b}
return model "tiny" {start = 2020, horizon = 2022}
