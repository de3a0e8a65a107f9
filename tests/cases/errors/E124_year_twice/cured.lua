x = series "1" {path {[2020] = 1, [2025] = 2,
  [2030] = 3}}
return model "tiny" {start = 2020, horizon = 2022}
