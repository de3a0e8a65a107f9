x = parameter "1" {1}
y = outcome "1" {x(2021)}  -- expect error: E132 'x' is not a function; a value in a year is at(x, 2035)
return model "tiny" {start = 2020, horizon = 2022}
