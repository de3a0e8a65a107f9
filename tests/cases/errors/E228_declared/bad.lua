people = parameter "人" {3}
x = flow "人/a" {people}  -- expect error: E228 the equation of 'x' is 人, declared 人/a: per year is missing; divide by period
return model "m" {calendar = true, start = 2020, horizon = 2022}
