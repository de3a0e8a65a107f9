flow "1" {3}  -- expect error: E144 this flow has no name, so nothing can speak of it
return model "tiny" {start = 2020, horizon = 2022}
