local worked = 3
x = parameter "1" {worked(2)}  -- expect error: E109 Lua stopped here: attempt to call a number value (local 'worked'); it is no function: check its spelling, or put a comma between the lines
return model "m" {start = 2020, horizon = 2022, calendar = true}
