x = flow "1" {
  2,
  label = "流量",
}
return model "tiny" {start = 2020, horizon = 2022}
