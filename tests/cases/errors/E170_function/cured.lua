local function twice(x) return 2 * x end
return model "tiny" {start = 2020, horizon = 2022}
