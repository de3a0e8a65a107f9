x = parameter "1" {1}
y = flow "1" {exp(x, 0)}  -- expect error: E151 exp takes 1 argument, it got 2
return model "tiny" {start = 2020, horizon = 2022}
