-- The shapes that test a model: step, ramp, pulse and train of pulses. The SDXorg test-models collection (MIT), "input_functions".
dimension "piece"
test_pulse       = series "piece/min" { pulse {from = 3, width = 2} }
test_pulse_train = series "piece/min" { pulse {from = 7, width = 1, every = 2, to = 12} }
test_ramp        = series "piece/min" { ramp {from = 14, start = 0, to = 17, reach = 3} }
test_step        = series "piece/min" { stairs {[0] = 0, [1] = 1} }
inputa           = flow "piece/min" { test_pulse + test_pulse_train + test_ramp + test_step }
stocka           = stock "piece" { initial = 0, rate = inputa }

return model "input_functions" {
  title = {zh = "测试输入", en = "Test inputs"}, calendar = false, start = 0, horizon = 25, step = 0.0625, time = "min",
  show = {{title = {zh = "测试输入", en = "Test inputs"}, "inputa", "stocka"}},
}
