-- models/chongqing/model.lua : what is loaded, in this order; the order of axes follows it
return model "outline" {
  title = {zh = "重庆", en = "Chongqing"}, calendar = true, start = 2020, horizon = 2035, latest = 2060,
  files = {"region/population", "region/mortality", "region/migration", "region/economy",
           "region/energy", "region/power", "region/emissions", "place/numbers", "place/energy"},
}
