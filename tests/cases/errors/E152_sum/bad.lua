area = axis {"urban", "rural"}
x = parameter("1", area) {1}
y = flow "1" {sum(x * 2, area)}  -- expect error: E152 sum goes over axes, and 'x * 2' is none; write sum(area, sex, x)
return model "tiny" {start = 2020, horizon = 2022}
