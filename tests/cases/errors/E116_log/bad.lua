x = parameter "1" {log(-1)}  -- expect error: E116 the value of log is nan
return model "tiny" {start = 2020, horizon = 2022}
