p = parameter "人" {2}
local wrong = p + as "tce" (1)  -- expect error: E202 cannot add 人 and tce: they are unlike; convert one of them with a parameter that has a unit

x = flow "人" {wrong}
return model "m" {start = 2020, horizon = 2022, calendar = true}
