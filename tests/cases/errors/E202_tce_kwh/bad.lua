coal = parameter "tce" {1}
power = parameter "kWh" {1}
all = flow "tce" {coal + power}  -- expect error: E202 cannot add tce and kWh: they are unlike; convert one of them with a parameter that has a unit
return model "m" {calendar = true, start = 2020, horizon = 2022}
