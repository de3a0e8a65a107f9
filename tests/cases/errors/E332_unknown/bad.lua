x = flow "1" {zzzz}  -- expect error: E332 'zzzz' is not known; define it in a model file or correct the name
return model "m" {calendar = true, start = 2020, horizon = 2022}
