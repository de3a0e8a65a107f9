area = axis {"urban", "rural"}
u = solve "1" {
  zero = u + 0.1 * 2 * u - 0.5, between = {0, 2}}
return model "m" {start = 2020, horizon = 2025, calendar = true}
