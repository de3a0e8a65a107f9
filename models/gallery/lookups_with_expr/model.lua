-- A table function on unequal points, of an expression. The SDXorg test-models collection (MIT), "lookups_with_expr".
lookup_expr = level "1" { lookup(1 + sin(2 * 3.14 * year / 30),
  {[0] = 10, [0.165138] = 5.17544, [0.269113] = 3.85965, [0.397554] = 2.67544, [0.75841] = 0.921053, [1.08869] = 0.307018, [2] = 0}) }

return model "lookups_with_expr" {
  title = {zh = "表达式查表", en = "Table function of an expression"}, calendar = false, start = 0, horizon = 100, step = 1, time = "min",
  show = {{title = {zh = "查表", en = "Table function"}, "lookup_expr"}},
}
