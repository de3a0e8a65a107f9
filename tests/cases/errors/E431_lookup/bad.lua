people = parameter "人" {3}
x = flow "1" {lookup(people * 2, {[0] = 0, [5] = 1})}  -- expect error: E431 lookup reads 人; its argument must be a name, a pure number or a time: divide by a reference value
return model "m" {calendar = true, start = 2020, horizon = 2022}
