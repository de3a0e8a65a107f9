-- Growth accounting: four contributions that sum to growth, and the official rate of technical progress beside them.
from_capital   = flow "%" { capital_share * log(capital_at_work / previous(capital_at_work)),
  start = capital_share * log(capital_before / perpetual(investment, depreciation, 2)),
  label = {zh = "资本贡献(百分点)", en = "Growth from capital"} }
from_labour    = flow "%" { (1 - capital_share) * log(closing(employment) / employment),
  start = (1 - capital_share) * log(at_start(employment) / before(employment, 1)), label = {zh = "劳动贡献(百分点)", en = "Growth from labour"} }
from_schooling = flow "%" { (1 - capital_share) * schooling_return * (closing(schooling) - schooling),
  start = (1 - capital_share) * schooling_return * schooling_past * period, label = {zh = "人力资本贡献(百分点)", en = "Growth from human capital"} }
from_tfp       = flow "%" { log(tfp / previous(tfp)), start = tfp_last_year * period, label = {zh = "全要素生产率贡献(百分点)", en = "Growth from TFP"} }
tfp_part       = flow "%" { from_tfp / log(gdp / previous(gdp)), label = {zh = "全要素生产率贡献率", en = "TFP's part of growth"} }
check "增长核算之和" { from_capital + from_labour + from_schooling + from_tfp, equals = log(gdp / previous(gdp)), within = 1e-12 }

-- 科技进步贡献率 = 1 - (share x capital growth + (1 - share) x labour growth) / output growth, on a moving five years.
-- Its capital share is fixed: the one with which the last five years give the published rate. Where employment falls the
-- formula counts its fall against the other factors and would pass 100 % (it is held there); from_tfp and tfp_part are the
-- model's own account.
science_published = need "%" { label = {zh = "起始年科技进步贡献率", en = "Published contribution of technical progress"} }
local years5 = as "a" (5)
local y5 = log(at_start(gdp) / before(gdp, 5)) / years5
local k5 = log(perpetual(investment, depreciation, 1) / perpetual(investment, depreciation, 6)) / years5
local l5 = log(at_start(employment) / before(employment, 5)) / years5
official_share = parameter "1" { ((1 - science_published) * y5 - l5) / (k5 - l5),
  label = {zh = "官方公式资本弹性", en = "Capital share of the official formula"},
  estimate = "implied by the published rate of the start year and the growth of the five years before" }
smoothed_output  = flow "%/a" { smooth(log(gdp / previous(gdp)) / period, years5, {initial = y5}), start = y5,
  label = {zh = "产出增速(五年平滑)", en = "Output growth, smoothed"} }
smoothed_capital = flow "%/a" { smooth(log(closing(capital) / capital) / period, years5, {initial = k5}), start = k5,
  label = {zh = "资本增速(五年平滑)", en = "Capital growth, smoothed"} }
smoothed_labour  = flow "%/a" { smooth(log(closing(employment) / employment) / period, years5, {initial = l5}), start = l5,
  label = {zh = "劳动增速(五年平滑)", en = "Labour growth, smoothed"} }
science_contribution = flow "%" { clamp(1 - (official_share * smoothed_capital + (1 - official_share) * smoothed_labour) / smoothed_output, 0, 1),
  start = science_published,
  label = {zh = "科技进步贡献率(官方公式)", en = "Contribution of technical progress (official formula)"},
  note = "rises when employment falls, whatever technology does: read it beside tfp_part" }
