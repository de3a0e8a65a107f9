error("not today")  -- expect error: E109 Lua stopped here: not today
return model "tiny" {start = 2020, horizon = 2022}
