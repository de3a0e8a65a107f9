local x = flow "1" {1}  -- expect error: E126 'local x = flow ...' would hide the flow from the model; leave out 'local'
return model "tiny" {start = 2020, horizon = 2022}
