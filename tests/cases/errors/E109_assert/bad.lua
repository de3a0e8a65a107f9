x = parameter "1" {1}
assert(less(x, 2))  -- expect error: E109 assert decides when the file is read; for each year write check
return model "tiny" {start = 2020, horizon = 2022}
