x = parameter "1" {1}
repeat local y = 1 until less(x, 2)  -- expect error: E121 'repeat' is decided once
return model "tiny" {start = 2020, horizon = 2022}
