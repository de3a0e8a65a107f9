people = parameter "人" {3}
x = flow "人" {people + 5}  -- expect error: E226 the bare number 5 stands beside 人; write as "人" (5)
return model "m" {calendar = true, start = 2020, horizon = 2022}
