x = flow "1" {year}
y = outcome "1" {x}  -- expect error: E421 'x' changes over the years; in an outcome say which: at(x, 2035)
return model "m" {calendar = true, start = 2020, horizon = 2022}
