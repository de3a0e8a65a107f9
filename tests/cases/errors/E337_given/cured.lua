people = given "人" {3}
people = need "人" {}
return model "m" {calendar = true, start = 2020, horizon = 2022}
