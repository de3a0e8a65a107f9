x = need "人" {}
x = given "人" {1}
return model "m" {start = 2020, horizon = 2022, calendar = true}
