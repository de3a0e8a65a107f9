area = axis {"urban", "rural"}
u = solve("1", area) { -- expect error: E438 an element of 'u' is made to depend on its other elements by 'sum' in `zero`; a solve finds each element on its own: declare it without axis 'area'
  zero = u + 0.1 * sum(area, u) - 0.5, between = {0, 2}}
return model "m" {start = 2020, horizon = 2025, calendar = true}
