-- a constant exponent scales dimensions; one that varies, or differs by element, takes a pure base
user = axis {"industry", "homes"}
response = parameter("1", user) { {industry = 1, homes = 2} }
income = flow "元2020/a" { previous(income) * 2, start = 3 }
activity = flow("1", user) { index(income) ^ response }
side = parameter "km" { 3 }
area_of = flow "km·km" { side ^ 2 }
back = flow "km" { area_of ^ 0.5 }
return model "m" { calendar = true, start = 2020, horizon = 2022, files = {} }
-- expect: activity[0]@2022 = 4
-- expect: activity[1]@2022 = 16
-- expect: area_of@2021 = 9
-- expect: back@2021 = 3
