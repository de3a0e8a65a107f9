-- the values of a path may lie over different axes; the path lies over all of them
area = axis {"urban", "rural"}
sector = axis {"farm", "mill", "shop"}
by_area = parameter("1", area) {{urban = 1, rural = 2}}
by_sector = parameter("1", sector) {{farm = 10, mill = 20, shop = 30}}
rise = lever("1", area, sector) {path {[2020] = by_area, [2022] = by_sector}}
return model "path_axes" {calendar = true, start = 2020, horizon = 2022}
-- expect: rise[0]@2021 = 5.5
-- expect: rise[4]@2021 = 11
-- expect: rise[5]@2022 = 30
-- expect: rise[3]@2020 = 2
