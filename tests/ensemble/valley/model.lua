-- A valley of made-up numbers: uncertain inputs of several kinds, a shock, and runs that go wrong on request.
return model "valley" {
  title = {zh = "山谷", en = "Valley"},
  calendar = true, start = 2020, horizon = 2035, latest = 2060,
  files = {"valley"},
  show = {{title = {zh = "山谷", en = "Valley"}, "population", "output", "per_head"}},
}
