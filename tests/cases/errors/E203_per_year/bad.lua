people = stock "人" {initial = 5, rate = births}
births = flow "人/a" {as "人/a" (1)}
all = flow "人" {people + births}  -- expect error: E203 cannot add 人 and 人/a: one of them is per year; multiply it by period
return model "m" {calendar = true, start = 2020, horizon = 2022}
