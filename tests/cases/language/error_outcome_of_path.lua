b = flow "人" { as "人" (1) }
o = outcome "人" { b }
return model "m" { calendar = true, start = 2020, horizon = 2022, files = {} }
-- expect error: E421 'b' changes over the years
