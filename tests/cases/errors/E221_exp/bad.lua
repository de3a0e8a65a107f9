people = parameter "人" {3}
x = flow "1" {exp(people)}  -- expect error: E221 exp needs a pure number, this is 人: divide by a reference value
return model "m" {calendar = true, start = 2020, horizon = 2022}
