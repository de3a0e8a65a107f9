support = lever "1" {0}
fertility = flow "1" {start = 1.2, 1.2 - 0.01 * (year - 2020) + 0.1 * support}
return model "m" {start = 2020, horizon = 2025, calendar = true}
