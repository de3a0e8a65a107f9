x = parameter "1" {1}
y = flow "1" {x * exp}  -- expect error: E140 the right side of * is a word without its arguments
return model "tiny" {start = 2020, horizon = 2022}
