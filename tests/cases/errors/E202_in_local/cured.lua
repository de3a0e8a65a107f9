p = parameter "人" {2}
local right = p + as "人" (1)

x = flow "人" {right}
return model "m" {start = 2020, horizon = 2022, calendar = true}
