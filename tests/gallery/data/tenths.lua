-- Steps of a tenth of a year: switches and pulses must fall on their step, two hundred years on.
since_2000 = level "1" { where(at_least(year, 2000), 1, 0) }
switched   = series "1" { stairs {[1900] = 0, [2033] = 1} }
pulses     = series "1" { pulse {from = 1950, width = 0.1, every = 1, to = 2050} }
half       = series "1" { path {[1900] = 0, [2100] = 200} }
clock      = stock "1" { initial = 0, rate = as "1/a" (1) }
count      = stock "1" { initial = 0, rate = pulses / period }

return model "tenths" { calendar = false, start = 1900, horizon = 2100, step = 0.1, time = "a", show = {{title = "时钟", "clock"}} }
