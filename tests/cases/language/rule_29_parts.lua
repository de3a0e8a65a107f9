-- by builds an axis from scalars and slices
user = axis {"industry", "homes", "transport"}
amount = parameter("tce/a", user) { {industry = 1, homes = 2, transport = 3} }
mixed = flow("tce/a", user) { by(user) {industry = amount[user.transport], others = 0} }
return model "m" { calendar = true, start = 2020, horizon = 2022, files = {} }
-- expect: mixed[0]@2021 = 3
-- expect: mixed[1]@2021 = 0
