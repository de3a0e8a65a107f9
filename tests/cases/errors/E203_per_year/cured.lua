people = stock "人" {initial = 5, rate = births}
births = flow "人/a" {as "人/a" (1)}
all = flow "人" {people + births * period}
return model "m" {calendar = true, start = 2020, horizon = 2022}
