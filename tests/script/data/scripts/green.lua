local strong = 1.2
return scenario "green" {
  title = {zh = "绿色", en = "Green"}, story = {zh = "先行。", en = "First."}, based_on = "baseline",
  levers = {
    price = default * strong,
    fertility = where(less(previous(known), as "人" (100)), 1, 0.9),
  },
  assumptions = {share = normal(50, 5)},
  correlate = {{"share", price, 0.2}},
  targets = {goal_2030 = target "人" {at(known, 2030), at_least = 3100}},
}
