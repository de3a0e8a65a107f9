return model "bad" {start = 2020, horizon = 2010}  -- expect error: E167 'horizon' of model is not later than start
