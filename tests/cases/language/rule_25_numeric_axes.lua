-- a numeric axis in an equation is its own element values, a pure number; as "岁" (1) gives it a unit
age = axis {from = 20, to = 22}
learnt = flow("1", age) { lookup(year - age, {[1998] = 8, [2000] = 10}) }
weight = flow("1", age) { exp(-0.1 * (age - 20)) }
years = flow("岁", age) { age * as "岁" (1) }
waited = parameter "a" { 4 }
by_time = flow "1" { lookup(waited, {[0] = 0, [8] = 16}) }   -- of a time: in the model's time
return model "m" { calendar = true, start = 2020, horizon = 2022, files = {} }
-- expect: learnt[0]@2021 = 10
-- expect: learnt[2]@2021 = 9
-- expect: weight[0]@2021 = 1
-- expect: weight[1]@2021 = 0.9048374180359595
-- expect: years[2]@2021 = 22
-- expect: by_time@2021 = 8
