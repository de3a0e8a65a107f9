x = parameter "1" {choice {1, 2, weights = {1, 2, 3}}}  -- expect error: E158 choice has 3 weights for 2 alternatives; give one weight each
return model "tiny" {start = 2020, horizon = 2022}
