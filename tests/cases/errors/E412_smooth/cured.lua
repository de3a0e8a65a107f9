k = stock "1" {initial = 1, rate = k / as "a" (10)}
y = level "1" {smooth(k, as "a" (2))}
y = observed "1" {path {[2019] = 1, [2020] = 1}}
z = flow "1" {previous(y)}
return model "m" {calendar = true, start = 2020, horizon = 2022}
