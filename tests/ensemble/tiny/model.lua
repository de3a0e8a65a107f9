-- A made-up model of a few operations a run, so that a million runs take seconds; poisoned on request.
return model "tiny" {
  title = {zh = "微小", en = "Tiny"},
  calendar = false, start = 0, horizon = 2, step = 1,
  files = {"tiny"},
  show = {{title = {zh = "微小", en = "Tiny"}, "size"}},
}
