-- The published table: infant mortality is put in as 0.1, not read off the rate, and the family is North (Coale and Demeny 1966).
return scenario "north" {
  title = {zh = "北方型", en = "North family"}, model = "pas",
  story = "婴儿死亡率给定为千分之一百，用北方型模型生命表的系数。",
  assumptions = { infant_mortality = 0.1, infant_years = 0.33, child_years = 1.558 },
}
