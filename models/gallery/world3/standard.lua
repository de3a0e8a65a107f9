return scenario "standard" {
  title = {zh = "情景1：参考情景", en = "Scenario 1: a reference point"},
  model = "world3",
  story = "世界沿二十世纪的道路走下去，政策不作大改变。资源越来越难得，投资不足，工业产出下降。",
}
