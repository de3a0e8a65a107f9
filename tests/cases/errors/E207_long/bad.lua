x = parameter "m·m·m·m·m·m·m·m·m·m·m·m·m·m·m·m·m·m·m·m·m·m·m·m·m·m·m·m·m·m·m·m·m·m·m·m·m·m·m·m·m·m·m·m·m·m·m·m·m·m·m·m·m·m·m·m·m·m·m·m·m" {1}  -- expect error: E207 the unit 'm·m·m·m·m·m·m·m·m·m·m·m·m·m·m·m·m·m·m·m·m·' is too long or its powers are too high; a unit has at most 120 bytes and powers up to 100
return model "m" {calendar = true, start = 2020, horizon = 2022}
