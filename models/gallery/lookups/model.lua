-- A table function of time and its integral. The SDXorg test-models collection (MIT), "lookups".
lookup_function_call = level "1" { lookup(year, {[0] = 0, [5] = 0, [10] = 1, [15] = 1, [20] = 0, [25] = 0, [30] = -1, [35] = -1, [40] = 0, [45] = 0}) }
rate         = flow "1/min" { lookup_function_call / as "min" (1) }
accumulation = stock "1" { initial = 0, rate = rate }

return model "lookups" {
  title = {zh = "查表", en = "Table functions"}, calendar = false, start = 0, horizon = 45, step = 0.25, time = "min",
  show = {{title = {zh = "查表", en = "Table functions"}, "lookup_function_call", "accumulation"}},
}
