local t = {}
for i = 1, 2 do t[i] = i end
x = parameter "1" {t[1]}
return model "tiny" {start = 2020, horizon = 2022}
