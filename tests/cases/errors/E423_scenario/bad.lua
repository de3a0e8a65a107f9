return scenario "bad" {
  model = "model.lua",
  levers = {
    support = where(less(fertility, 1.1), 1, 0),  -- expect error: E423 a loop of equations: support -> fertility (line 4) -> support; let it pass through a stock, previous(...) or a solve
  },
}
