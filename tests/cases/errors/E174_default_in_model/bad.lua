x = parameter "1" {default}  -- expect error: E174 'default' belongs into a scenario, not into a model file; it is what the parent scenario had
return model "m" {calendar = true, start = 2020, horizon = 2022}
