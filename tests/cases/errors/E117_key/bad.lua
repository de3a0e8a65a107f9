x = parameter "1" {1, [true] = 2}  -- expect error: E117 a key of this table is a boolean; keys are names or numbers
return model "tiny" {start = 2020, horizon = 2022}
