x = series "1" {data {"numbers.csv", "people", hold = true}}  -- expect error in numbers.csv:1: E502 the table is empty; expected the header series,year,value,unit,source,confidence
return model "m" {calendar = true, start = 2020, horizon = 2022}
