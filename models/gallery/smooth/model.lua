-- Exponential smoothing of order 1, 3 and n, from the input or from a given value, with a changing time.
-- The SDXorg test-models collection (MIT), "smooth". The number of stages stays what it is at the start, 2.
local origin = "SDXorg test-models"
input           = series "1" { stairs {[0] = -1, [5] = 4} }
adjustment_time = series "min" { stairs {[0] = 2, [10] = 4} }
initial_value   = parameter "1" { 5, source = origin }

smooth_output   = level "1" { smooth(input, adjustment_time) }
smoothi_output  = level "1" { smooth(input, adjustment_time, {initial = initial_value}) }
smooth3_output  = level "1" { smooth(input, adjustment_time, {order = 3}) }
smooth3i_output = level "1" { smooth(input, adjustment_time, {order = 3, initial = initial_value}) }
smooth_n_output = level "1" { smooth(input, adjustment_time, {order = 2, initial = initial_value}) }

return model "smooth" {
  title = {zh = "平滑", en = "Smoothing"}, calendar = false, start = 0, horizon = 20, step = 0.25, time = "min",
  show = {{title = {zh = "平滑", en = "Smoothing"}, "input", "smooth_output", "smooth3_output", "smooth_n_output"}},
}
