people = parameter "人" {3}
p = flow "1" {1 + 0 * year}
x = flow "人" {people ^ p}  -- expect error: E222 a power with a varying exponent needs a pure number below, this is 人: divide by a reference value
return model "m" {calendar = true, start = 2020, horizon = 2022}
