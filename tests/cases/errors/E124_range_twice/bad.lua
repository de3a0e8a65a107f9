x = parameter "1" {1, range = {0, 1},
  range = {0, 2}}  -- expect error: E124 the key 'range' stands twice in this table, first in line 1; Lua would keep only one of them, remove one
return model "m" {start = 2020, horizon = 2022, calendar = true}
