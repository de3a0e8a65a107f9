people = need "人" {}
people = given "人" {5}
x = flow "人" {people}
return model "m" {calendar = true, start = 2020, horizon = 2022}
