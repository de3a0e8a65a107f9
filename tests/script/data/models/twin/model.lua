price = lever "1" {path {[2020] = 1}}
return model "twin" {start = 2020, horizon = 2030}
