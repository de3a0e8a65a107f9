function twice(x) return 2 * x end  -- expect error: E170 'twice' is given a function
return model "tiny" {start = 2020, horizon = 2022}
