return scenario "more" {
  title = {zh = "更多", en = "More"}, story = {zh = "产出多一成。", en = "A tenth more output."}, based_on = "calm", assumptions = {size = default * 1.1},
}
