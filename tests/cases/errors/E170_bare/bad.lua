a = parameter "1" {1}
x = a * 2  -- expect error: E170 'x' is given a bare expression: say what it is (x = flow "1" {...}), or make it local
return model "tiny" {start = 2020, horizon = 2022}
