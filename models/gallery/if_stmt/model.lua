-- A condition on time: what Lua would decide at load, where() decides in each step. The SDXorg test-models collection (MIT), "if_stmt".
output = level "1" { where(more(year, 5), 1, 0) }

return model "if_stmt" {
  title = {zh = "条件", en = "Condition"}, calendar = false, start = 0, horizon = 12, step = 0.25, time = "min",
  show = {{title = {zh = "条件", en = "Condition"}, "output"}},
}
