local t = {}
t.again = t
x = parameter "1" {t}  -- expect error: E119 tables are nested more than 32 levels deep, or hold themselves; write them flat
return model "tiny" {start = 2020, horizon = 2022}
