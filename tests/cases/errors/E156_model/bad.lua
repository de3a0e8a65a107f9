return model "bad" {start = 2020}  -- expect error: E156 model needs 'horizon'
