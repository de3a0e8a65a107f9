x = flow "1" {1}  -- expect error: E160 'x' is defined twice, first as a parameter in 
