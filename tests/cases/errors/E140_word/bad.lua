x = parameter "1" {1}
y = flow "1" {x * exp}  -- expect error: E140 the right side of * is the word 'exp' without its arguments, but a quantity is wanted
return model "tiny" {start = 2020, horizon = 2022}
