-- Output: normalised Cobb-Douglas of capital, labour with human capital, and total factor productivity.
-- Labour stands at the year's end; capital at its beginning, against the capital that the start year began with.
capital_share = parameter "1" { truncated_normal(0.45, 0.04, 0.35, 0.55), range = {0.3, 0.6}, label = {zh = "资本产出弹性", en = "Capital share"},
  source = "0.40 to 0.55 is usual for Chinese provinces (Chow & Li 2002 found 0.55, Young 2003 0.46); recalled, unverified" }
depreciation  = parameter "%/a" { truncated_normal(9.6, 1.2, 6, 13.2), range = {4, 15}, label = {zh = "资本折旧率", en = "Depreciation"},
  source = "Zhang Jun, Wu Guiying & Zhang Jipeng 2004: 9.6 %" }
investment_rate = lever "%" { range = {25, 65}, label = {zh = "资本形成率", en = "Capital formation over GDP"}, chapter = "第十五章" }
investment_response = parameter "1" { truncated_normal(0.30, 0.12, 0, 0.60), range = {0, 1},
  label = {zh = "投资对资本产出比的反应", en = "Response of investment to the capital-output ratio"},
  source = "accelerator: investment slackens as capital outruns output; the level is a judgement" }

capital_before = parameter "亿元2020" { perpetual(investment, depreciation, 1),
  label = {zh = "起始年初资本存量", en = "Capital at the beginning of the start year"},
  source = "computed: perpetual inventory of observed investment" }
capital = stock "亿元2020" { initial = perpetual(investment, depreciation), rate = investment - depreciation * capital,
  label = {zh = "资本存量", en = "Capital stock"}, iamc = "Capital Stock" }
capital_at_work = flow "亿元2020" { capital, start = capital_before, label = {zh = "年初资本存量", en = "Capital at the beginning of the year"} }

gdp = flow "亿元2020/a" { at_start(gdp) * tfp * (capital_at_work / capital_before) ^ capital_share * (closing(labour) / at_start(labour)) ^ (1 - capital_share),
  label = {zh = "地区生产总值(2020年价)", en = "GDP (2020 prices)"}, iamc = "GDP|Constant Price" }
gdp_growth     = flow "%" { gdp / previous(gdp) - 1, label = {zh = "地区生产总值增长率", en = "GDP growth"} }
gdp_per_capita = flow "万元2020/a/人" { gdp / mean_population, label = {zh = "人均地区生产总值", en = "GDP per head"}, iamc = "GDP|Per Capita" }
capital_output = flow "a" { capital / gdp, start = capital_before / at_start(gdp), label = {zh = "资本产出比", en = "Capital-output ratio"} }
slack          = flow "1" { (previous(capital_output) / at_start(capital_output)) ^ (-investment_response), start = 1,
  label = {zh = "投资的资本产出比修正", en = "Slackening of investment"} }
investment     = flow "亿元2020/a" { investment_rate * slack * gdp, label = {zh = "资本形成总额", en = "Capital formation"}, iamc = "Investment" }
productivity   = flow "万元2020/a/人" { gdp / closing(employment), start = at_start(gdp) / at_start(employment),
  label = {zh = "全员劳动生产率", en = "Output per person employed"} }
