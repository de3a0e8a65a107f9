x = parameter "1" {3＋ 4}  -- expect error: E107 read '＋' (U+FF0B) outside a string; write '+'
return model "tiny" {start = 2020, horizon = 2022}
