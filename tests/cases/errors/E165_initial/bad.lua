x = stock "1" {rate = 1 / as "a" (1)}  -- expect error: E165 stock needs 'initial'; write initial = ..., its value at the start
return model "m" {calendar = true, start = 2020, horizon = 2022}
