x = parameter "1" {data {"numbers.csv", "people_{area", year = 2020}}  -- expect error: E530 the pattern 'people_{area' opens a brace and never closes it; write {axis}
return model "m" {calendar = true, start = 2020, horizon = 2022}
