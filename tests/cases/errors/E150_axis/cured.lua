area = axis {"urban", "rural"}
return model "tiny" {start = 2020, horizon = 2022}
