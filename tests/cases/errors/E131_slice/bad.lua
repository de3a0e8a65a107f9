area = axis {"urban", "rural"}
x = parameter("1", area) {1}
y = flow "1" {(x * 2).urban}  -- expect error: E131 [urban] does not slice a quantity; write x[area.urban]
return model "tiny" {start = 2020, horizon = 2022}
