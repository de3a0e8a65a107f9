x = parameter "1" {1}
while less(x, 2) do x = 3 end  -- expect error: E121 'while' is decided once
return model "tiny" {start = 2020, horizon = 2022}
