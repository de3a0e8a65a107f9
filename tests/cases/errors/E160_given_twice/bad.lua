x = need "人" {}
x = given "人" {1}
x = given "人" {2}  -- expect error: E160 'x' is defined twice, first as a given in 
return model "m" {start = 2020, horizon = 2022, calendar = true}
