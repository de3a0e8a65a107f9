area = axis {"urban", "rural"}
x = flow("1", area) {2 * by(area)}  -- expect error: E141 'by' is left without its table
return model "tiny" {start = 2020, horizon = 2022}
