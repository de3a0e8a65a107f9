x = parameter "1" {1, label = 3}  -- expect error: E167 'label' of parameter is 3; write a text (Chinese) or {zh = "...", en = "..."}
return model "tiny" {start = 2020, horizon = 2022}
