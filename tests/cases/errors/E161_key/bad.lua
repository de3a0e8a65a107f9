x = flow "1" {
  2,
  lable = "流量",  -- expect error: E161 flow has no key 'lable'; did you mean 'label'?
}
return model "tiny" {start = 2020, horizon = 2022}
