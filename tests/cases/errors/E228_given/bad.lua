x = need "人" {}
x = given "tce" {3}  -- expect error: E228 the given of 'x' is tce, declared 人: they are unlike; it is declared in tests/cases/errors/E228_given/bad.lua:1
y = flow "人" {x}
return model "m" {calendar = true, start = 2020, horizon = 2022}
