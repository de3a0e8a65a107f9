return model "bad" {start = 2020, horizon = 2022, method = "heun"}  -- expect error: E167 'method' of model is heun; write method = "euler" or method = "rk4"
