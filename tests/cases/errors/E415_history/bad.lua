invest = flow "亿元2020/a" {as "亿元2020/a" (1)}
invest = observed "亿元2020/a" {2}
k = stock "亿元2020" {initial = perpetual(invest, as "%/a" (5)), rate = invest}  -- expect error: E415 'invest' needs `observed` years before the start for a perpetual inventory; give them
return model "m" {calendar = true, start = 2020, horizon = 2022}
