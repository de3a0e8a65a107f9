x = parameter "1" {1}
y = flow "1" {where(less(x, 2) and more(x, 0), 1, 0)}  -- expect error: E121 'and' is decided once, when the file is read, not in each year; write both(a, b)
return model "tiny" {start = 2020, horizon = 2022}
