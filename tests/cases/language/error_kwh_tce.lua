b = flow "tce" { as "kWh" (1) }
return model "m" { calendar = true, start = 2020, horizon = 2022, files = {} }
-- expect error: E228 the equation of 'b' is kWh, declared tce: they are unlike
