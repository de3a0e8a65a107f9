dimension "head"
x = parameter "head" {1}
return model "m" {calendar = true, start = 2020, horizon = 2022}
