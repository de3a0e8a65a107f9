return scenario "bad" {
  model = "model.lua",
  lever = {price = 100},  -- expect error: E161 scenario has no key 'lever'; did you mean 'levers'?
}
