x = parameter "1" {"3" * 2}  -- expect error: E143 the text "3" stands in arithmetic; a number is written without quotes
return model "tiny" {start = 2020, horizon = 2022}
