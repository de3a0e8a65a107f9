人口 = level "人" {1}  -- expect error: E107 read '人' (U+4EBA) outside a string; write names in Latin letters
return model "tiny" {start = 2020, horizon = 2022}
