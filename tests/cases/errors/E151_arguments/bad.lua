x = parameter "1" {1}
y = flow "1" {clamp(x, 0)}  -- expect error: E151 clamp takes 3 arguments, it got 2
return model "tiny" {start = 2020, horizon = 2022}
