x = parameter "1" {exp("3")}  -- expect error: E140 argument 1 of exp is the text "3", but a quantity is wanted: a number is written without quotes
return model "tiny" {start = 2020, horizon = 2022}
