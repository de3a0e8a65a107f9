origin = axis {from = 0, to = 9999}
age = axis {from = 0, to = 999}
x = flow "1" {
  sum(origin, origin) * sum(age, age)
}
return model "m" {start = 2020, horizon = 2025, calendar = true}
