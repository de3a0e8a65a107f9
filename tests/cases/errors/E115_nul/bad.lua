x = parameter "1" {1, label = "a\0b"}  -- expect error: E115 the text 'a\x00b' is not plain UTF-8
return model "tiny" {start = 2020, horizon = 2022}
