x = parameter "1" {1}
y = flow "1" {where(x == 1, 1, 0)}  -- expect error: E121 '==' is decided once, when the file is read, not in each year; write same(a, b)
return model "tiny" {start = 2020, horizon = 2022}
