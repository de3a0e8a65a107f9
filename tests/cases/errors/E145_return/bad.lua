model "other" {start = 2020, horizon = 2022}  -- expect error: E145 this model is not returned
return model "tiny" {start = 2020, horizon = 2022}
