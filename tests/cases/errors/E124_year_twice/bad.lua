x = series "1" {path {[2020] = 1, [2025] = 2,
  [2025] = 3}}  -- expect error: E124 the key [2025] stands twice in this table, first in line 1
return model "tiny" {start = 2020, horizon = 2022}
