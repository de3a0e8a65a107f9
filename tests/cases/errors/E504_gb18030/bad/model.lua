x = series "1" {data {"numbers.csv", "people", hold = true}}  -- expect error in numbers.csv:2: E504 read the byte 0xBC, which is not UTF-8 (it looks like GB18030 or Big5); save the table as UTF-8
return model "m" {calendar = true, start = 2020, horizon = 2022}
