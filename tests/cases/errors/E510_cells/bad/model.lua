x = series "1" {data {"numbers.csv", "people", hold = true}}  -- expect error in numbers.csv:2: E510 read 7 cells, expected 6: series,year,value,unit,source,confidence; a cell that holds a comma stands in quotes
return model "m" {calendar = true, start = 2020, horizon = 2022}
