x = parameter "1" {3
y = parameter "1" {4}  -- expect error: E108 Lua does not understand this: '}' expected
return model "tiny" {start = 2020, horizon = 2022}
