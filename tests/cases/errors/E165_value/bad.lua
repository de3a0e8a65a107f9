x = parameter "1" {label = "数"}  -- expect error: E165 parameter needs a value; write parameter "1" {3.5}
return model "tiny" {start = 2020, horizon = 2022}
