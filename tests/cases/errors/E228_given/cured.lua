x = need "人" {}
x = given "万人" {3}
y = flow "人" {x}
return model "m" {calendar = true, start = 2020, horizon = 2022}
