score = parameter "1" {lookup(2, {[0] = 0, [4] = 8})}
x = parameter "%" {score}
return model "m" {start = 2020, horizon = 2022, calendar = true}
