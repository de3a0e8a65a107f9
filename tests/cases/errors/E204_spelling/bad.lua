x = parameter "kwh" {1}  -- expect error: E204 'kwh' in the unit 'kwh' is no unit; did you mean 'kWh'?
return model "m" {calendar = true, start = 2020, horizon = 2022}
