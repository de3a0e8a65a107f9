x = flow "1" {1}
return model "m" {start = 2020, horizon = 2022, time = "kWh"}  -- expect error: E448 'kWh' is no unit of time; use "a", "d", "h", "min" or "month"
