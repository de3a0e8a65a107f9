band = axis {"0_4", "10_14"}
age = axis {from = 0, to = 14}
x = parameter("人", band) {{["0_4"] = 5, ["10_14"] = 5}}
y = level("人", age) {spread(x, band, age)} -- expect error: E354 spread from 'band' to 'age' needs groups with bounds (5_9, 85plus, or from and to) that follow each other
return model "m" {start = 2020, horizon = 2025, calendar = true}
