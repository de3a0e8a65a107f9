local n = 0
for i = 1, 10 do n = n + 1 end
return model "tiny" {start = 2020, horizon = 2022}
