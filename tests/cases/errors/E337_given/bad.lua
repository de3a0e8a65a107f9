poeple = given "人" {3}  -- expect error: E337 given: the model has no 'poeple'; did you mean 'people'?
people = need "人" {}
return model "m" {calendar = true, start = 2020, horizon = 2022}
