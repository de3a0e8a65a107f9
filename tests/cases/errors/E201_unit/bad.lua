x = parameter "人**" {1}  -- expect error: E201 the unit '人**' is not understood at '人**'; units are written like 万元2020/a/人, tCO2/tce or 1
return model "m" {calendar = true, start = 2020, horizon = 2022}
