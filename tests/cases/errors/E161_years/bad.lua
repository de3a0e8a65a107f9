x = series "1" {[2020] = 1, [2030] = 2}  -- expect error: E161 series has no key '[2020]'; years stand in a path: {path {[2020] = 1, [2030] = 2}}
return model "tiny" {start = 2020, horizon = 2022}
