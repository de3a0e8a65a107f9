return scenario "more" {
  title = {zh = "多生", en = "More births"},
  story = {zh = "多生一些。", en = "Some more are born."},
  based_on = "base",
  levers = {
    birth_rate = path {[2025] = 15, [2030] = 20},
    yield = default * 1.1,
  },
  assumptions = {death_rate = 7},
}
