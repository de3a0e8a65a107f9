rate = parameter "%" {2}
y = flow "1" {compound(rate)}  -- expect error: E416 a rate that is compounded or depreciates is per year (1/a, %/a); give it that unit
return model "m" {calendar = true, start = 2020, horizon = 2022}
