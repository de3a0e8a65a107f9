-- models/chongqing/mine.lua
workers_per_elder = level "1" { employment / sum(age(65, 100), sum(area, sex, people)),
  label = {zh = "每位65岁以上老人对应的就业人员", en = "Workers per person of 65 and over"} }
