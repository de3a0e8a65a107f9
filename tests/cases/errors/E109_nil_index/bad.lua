local t = {}
x = parameter "1" {t.a.b}  -- expect error: E109 Lua stopped here: attempt to index a nil value (field 'a')
return model "tiny" {start = 2020, horizon = 2022}
