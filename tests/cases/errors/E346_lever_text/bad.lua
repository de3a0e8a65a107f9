return scenario "bad" {
  model = "model.lua",
  levers = {
    share = {urban = 1, rural = "2"},  -- expect error: E346 the text "2" stands where a value is wanted
  },
}
