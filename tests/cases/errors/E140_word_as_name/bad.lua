x = parameter "1" {1}
y = flow "1" {total / 35 + x}  -- expect error: E140 what stands here is the word 'total' without its arguments, but a quantity is wanted: write its arguments behind it; a name of the model must be another
return model "tiny" {start = 2020, horizon = 2022}
