people = parameter "1" {3}
x = flow "1" {peple}  -- expect error: E331 'peple' is not known; did you mean 'people'?
return model "m" {calendar = true, start = 2020, horizon = 2022}
