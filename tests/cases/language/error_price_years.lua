b = flow "元2020" { as "元2020" (1) + as "元当年" (1) }
return model "m" { calendar = true, start = 2020, horizon = 2022, files = {} }
-- expect error: E202 cannot add 元2020 and 元当年
