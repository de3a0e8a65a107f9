area = axis {"urban", "rural"}
x = flow("1", area.urban) {2}  -- expect error: E163 'area.urban' stands where an axis is wanted; write flow("unit", area, sex) {...}
return model "tiny" {start = 2020, horizon = 2022}
