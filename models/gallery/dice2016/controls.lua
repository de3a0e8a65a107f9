-- Given controls: all emissions are controlled by 2100, and a quarter of output is saved.
return scenario "controls" {
  title = {zh = "给定控制路径", en = "Given controls"}, model = "dice2016",
  story = "减排率从2015年的3%直线升到2100年的100%，储蓄率25%。",
  levers = {
    emissions_control = path {[2015] = 0.03, [2100] = 1},
    savings_rate = 0.25,
  },
}
