local t = {}
t.again = 1
x = parameter "1" {t.again}
return model "tiny" {start = 2020, horizon = 2022}
