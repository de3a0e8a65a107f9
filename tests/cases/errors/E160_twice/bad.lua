x = parameter "1" {1}
x = flow "1" {2}  -- expect error: E160 'x' is defined twice, first as a parameter in 
return model "tiny" {start = 2020, horizon = 2022}
