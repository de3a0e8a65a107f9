coal = parameter "tce" {1}
power = parameter "kWh" {1}
per_kwh = parameter "gce/kWh" {122.9}
all = flow "tce" {coal + power * per_kwh}
return model "m" {calendar = true, start = 2020, horizon = 2022}
