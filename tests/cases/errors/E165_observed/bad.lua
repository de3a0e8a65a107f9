x = flow "1" {1}
x = observed "1" {source = "none"}  -- expect error: E165 observed needs a value; write observed "1" {3.5}
return model "m" {calendar = true, start = 2020, horizon = 2022}
