local t = {}
for i = 1, 100001 do t[i] = i end
x = parameter "1" {t}  -- expect error: E118 the tables of this script have more than 100000 entries; put numbers into a CSV file
return model "tiny" {start = 2020, horizon = 2022}
