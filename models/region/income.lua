-- Household income: a share of output per head, split between town and country by their ratio.
income_start    = need "元2020/a/人" { label = {zh = "起始年居民人均可支配收入", en = "Disposable income per head, start"} }
household_share = lever "%" { range = {30, 60}, label = {zh = "居民人均可支配收入与人均GDP之比", en = "Disposable income over GDP per head"}, chapter = "第三十六章" }
survey_scale    = need "1" { label = {zh = "城乡收入加权口径系数", en = "Survey weights against resident weights"} }
income = flow "元2020/a/人" { income_start * index(gdp_per_capita) * household_share / at_start(household_share), start = income_start,
  label = {zh = "居民人均可支配收入(2020年价)", en = "Disposable income per head (2020 prices)"} }
income_nominal = flow "元当年/a/人" { income * gdp_deflator, label = {zh = "居民人均可支配收入(当年价)", en = "Disposable income per head (current prices)"} }
income_growth  = flow "%" { income / previous(income) - 1, label = {zh = "居民人均可支配收入实际增长", en = "Real growth of income"} }
income_growth_nominal = flow "%" { income_nominal / previous(income_nominal) - 1, label = {zh = "居民人均可支配收入名义增长", en = "Nominal growth of income"} }
local towns  = closing(urbanization_rate)
income_rural = flow "元2020/a/人" { survey_scale * income / (towns * income_gap + 1 - towns),
  label = {zh = "农村居民人均可支配收入", en = "Rural income per head"} }
income_urban = flow "元2020/a/人" { income_rural * income_gap, label = {zh = "城镇居民人均可支配收入", en = "Urban income per head"} }
check "城乡收入加权" { towns * income_urban + (1 - towns) * income_rural, equals = survey_scale * income }
labour_share = flow "%" { 1 - capital_share, label = {zh = "劳动报酬份额(模型)", en = "Labour share (of the model)"},
  note = "Cobb-Douglas under competition; no labour share of the region is published" }
