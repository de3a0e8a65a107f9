x = flow "1" {1}
y = target "1" {at(x, 2021)}  -- expect error: E165 target needs 'at_least', 'at_most' or 'about'
return model "tiny" {start = 2020, horizon = 2022}
