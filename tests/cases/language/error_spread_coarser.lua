fine = axis {"0", "1_4", "5plus"}
wide = axis {"0_4", "5plus"}
count = parameter("人", fine) { {["0"] = 10, ["1_4"] = 40, ["5plus"] = 20} }
x = flow("人", wide) { spread(count, fine, wide) }
return model "m" { calendar = true, start = 2020, horizon = 2022, files = {} }
-- expect error: E354 spread from 'fine' to 'wide' needs groups with bounds
