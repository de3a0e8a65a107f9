x = stock "1" {initial = 1}  -- expect error: E165 stock needs either 'rate' or 'next'
return model "tiny" {start = 2020, horizon = 2022}
