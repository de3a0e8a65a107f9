population = parameter "1" { 1 }
b = flow "1" { populaton }
return model "m" { calendar = true, start = 2020, horizon = 2022, files = {} }
-- expect error: E331 'populaton' is not known; did you mean 'population'?
