x = parameter "1" {1, range = "wide"}  -- expect error: E167 'range' of parameter is not two numbers
return model "tiny" {start = 2020, horizon = 2022}
