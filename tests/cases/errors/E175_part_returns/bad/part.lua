x = parameter "1" {1}
return x  -- expect error: E175 this file is a part of a model and returns a quantity; remove the return
