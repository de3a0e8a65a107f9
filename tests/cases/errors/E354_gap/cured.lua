band = axis {"0_9", "10_14"}
age = axis {from = 0, to = 14}
x = parameter("人", band) {{["0_9"] = 5, ["10_14"] = 5}}
y = level("人", age) {spread(x, band, age)}
return model "m" {start = 2020, horizon = 2025, calendar = true}
