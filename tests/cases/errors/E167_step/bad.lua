x = flow "1" {1}
return model "m" {start = 2020, horizon = 2022, step = 0}  -- expect error: E167 'step' of model is not above zero; write step = 1, or a fraction of it
