capacity = need "万kW" { label = "装机" }
return model "m" { calendar = true, start = 2020, horizon = 2022, files = {} }
-- expect error: E333 'capacity' (万kW) is needed
