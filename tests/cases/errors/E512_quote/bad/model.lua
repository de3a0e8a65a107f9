x = series "1" {data {"numbers.csv", "people", hold = true}}  -- expect error in numbers.csv:2: E512 read a quote inside the cell 'made '; put the whole cell in quotes and double the quotes within
return model "m" {calendar = true, start = 2020, horizon = 2022}
