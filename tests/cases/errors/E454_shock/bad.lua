x = shock "1" {sd = -1}  -- expect error: E454 the shock 'x' has no possible sd; write a number from 0 on
return model "m" {calendar = true, start = 2020, horizon = 2022}
