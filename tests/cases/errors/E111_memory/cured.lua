local s = "x"
for i = 1, 10 do s = s .. "x" end
return model "tiny" {start = 2020, horizon = 2022}
