origin = axis {from = 0, to = 9999}
age = axis {from = 0, to = 999}
x = flow "1" {
  sum(origin, age, origin * age) -- expect error: E362 a value over (origin, age) has 10000000 elements, at most 4194304 are possible; use fewer or shorter axes
}
return model "m" {start = 2020, horizon = 2025, calendar = true}
