x = flow "1" {1}
return model "m" {start = 2020, horizon = 2022, latest = 2021}  -- expect error: E167 'latest' of model is earlier than horizon; write the latest horizon that a scenario may ask for
