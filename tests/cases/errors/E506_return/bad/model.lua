x = series "1" {data {"numbers.csv", "people", hold = true}}  -- expect error in numbers.csv:2: E506 read a carriage return that does not end a line; save the table with LF or CRLF line ends
return model "m" {calendar = true, start = 2020, horizon = 2022}
