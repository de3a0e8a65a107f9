people = parameter "人" {3}
x = flow "1" {lookup(people, {[0] = 0, [5] = 1})}
return model "m" {calendar = true, start = 2020, horizon = 2022}
