x = flow "1" {3} {4}  -- expect error: E147 this flow has its table already; remove the second one
return model "tiny" {start = 2020, horizon = 2022}
