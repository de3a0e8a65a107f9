x = solve "1" {zero = x - 2}  -- expect error: E165 solve needs 'zero' and 'between'; write zero = ..., between = {-1, 1}
return model "m" {calendar = true, start = 2020, horizon = 2022}
