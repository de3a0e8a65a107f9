-- The account of persons no longer closes.
return scenario "broken" {
  title = {zh = "账不平", en = "Open account"}, story = "少算了死亡。", based_on = "base",
  assumptions = {deaths = where(less(year, 2024), default, default * 2)},
}
