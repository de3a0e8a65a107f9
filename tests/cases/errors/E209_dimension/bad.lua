dimension "kWh"  -- expect error: E209 dimension 'kWh' is a unit already; choose another name
x = parameter "kWh" {1}
return model "m" {calendar = true, start = 2020, horizon = 2022}
