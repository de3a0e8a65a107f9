b = flow "亿圆2020" { as "人" (1) }
return model "m" { calendar = true, start = 2020, horizon = 2022, files = {} }
-- expect error: E201 the unit '亿圆2020' is not understood at '圆2020'
