area = axis {"urban"}
x = parameter("1", area) {data {"numbers.csv", "people_{area}", year = 2020}}
return model "m" {calendar = true, start = 2020, horizon = 2022}
