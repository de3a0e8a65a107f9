return scenario "baseline" {
  title = "延续", story = "照旧。", model = "small", horizon = 2030,
  targets = {goal_2030 = target "人" {at(known, 2030), at_least = 3000}, kept = target "人" {at(known, 2025), about = 1}},
}
