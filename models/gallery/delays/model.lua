-- Material delays of order 1, 3 and 2: what goes in comes out later, nothing is lost. The SDXorg test-models collection (MIT), "delays".
local origin = "SDXorg test-models"
input         = series "1" { stairs {[0] = -1, [5] = 4} }
delay_time    = series "min" { stairs {[0] = 4, [15] = 6} }
initial_value = parameter "1" { 6, source = origin }

output_delay1  = level "1" { delay(input, delay_time) }
output_delay1i = level "1" { delay(input, delay_time, {initial = initial_value}) }
output_delay3  = level "1" { delay(input, delay_time, {order = 3}) }
output_delay3i = level "1" { delay(input, delay_time, {order = 3, initial = initial_value}) }
outputdelayn   = level "1" { delay(input, delay_time, {order = 2, initial = initial_value}) }

return model "delays" {
  title = {zh = "延迟", en = "Delays"}, calendar = false, start = 0, horizon = 100, step = 1, time = "min",
  show = {{title = {zh = "延迟", en = "Delays"}, "input", "output_delay1", "output_delay3", "outputdelayn"}},
}
