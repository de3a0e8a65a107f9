x = parameter "1" {1}
y = flow "1" {where(true, x, 2)}  -- expect error: E140 argument 1 of where is the truth value true, but a quantity is wanted: write a comparison with less, more
return model "tiny" {start = 2020, horizon = 2022}
