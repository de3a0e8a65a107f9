x = need "1" {label = "数"}
x = given "1" {3}
return model "tiny" {start = 2020, horizon = 2022}
