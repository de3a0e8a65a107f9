births = flow "人/a" { as "人/a" (1) }
x = level "人/a" { births }
return model "m" { calendar = true, start = 2020, horizon = 2022, files = {} }
-- expect error: E427 level 'x' reads the flow 'births'
