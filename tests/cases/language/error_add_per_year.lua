p = parameter "人" { 1 }
b = parameter "人/a" { 1 }
x = flow "人" { p + b }
return model "m" { calendar = true, start = 2020, horizon = 2022, files = {} }
-- expect error: E203 cannot add 人 and 人/a: one of them is per year; multiply it by period
