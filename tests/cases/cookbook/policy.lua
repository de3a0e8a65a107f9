-- scripts/brake.lua
return scenario "brake" {
  title = {zh = "碳刹车", en = "Carbon brake"}, model = "chongqing", based_on = "baseline",
  story = "排放高于一亿五千万吨的次年，碳价加一百元。降下来就取消。",
  levers = { carbon_price = default + where(more(previous(co2), as "MtCO2/a" (150)), 100, 0) },
}
