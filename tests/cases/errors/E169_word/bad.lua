index = flow "1" {1}  -- expect error: E169 'index' is a word of the language; choose another name
return model "tiny" {start = 2020, horizon = 2022}
