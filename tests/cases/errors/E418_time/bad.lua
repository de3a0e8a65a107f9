x = lever "1" {1}
y = flow "1" {smooth(x, 2)}  -- expect error: E418 the time of smooth must be in the model's unit of time; multiply by period or correct the unit
return model "m" {calendar = true, start = 2020, horizon = 2022}
