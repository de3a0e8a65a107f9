-- Total factor productivity: what history left unexplained, and what moves it from now on.
-- History is walked in every run, so that a drawn capital share or depreciation brings its own residual.
schooling_past = need "岁/a" { label = {zh = "起始年前受教育年限年增量", en = "Yearly rise of schooling before the start"} }
break_weight   = parameter "1" { triangular(0, 0.5, 1), range = {0, 1},
  label = {zh = "十年窗口的权重", en = "Weight of the ten-year window against the last five years"},
  source = "Pesaran & Timmermann 2007: average over estimation windows when a break is likely; models/chongqing/data/estimates.csv shows the break of 2016" }
tfp_past_error = parameter "%/a" { normal(0, 0.9243), range = {-3, 3},
  label = {zh = "历史全要素生产率增速的估计误差", en = "Sampling error of past TFP growth"},
  estimate = "tfp_after_break: standard error of the mean of five years" }
local a = capital_share
local function residual(n)                 -- growth per year over n years up to the start year that capital and labour leave over
  return (log(at_start(gdp) / before(gdp, n)) - a * log(perpetual(investment, depreciation, 1) / perpetual(investment, depreciation, n + 1))
          - (1 - a) * log(at_start(employment) / before(employment, n))) / (n * period) - (1 - a) * schooling_return * schooling_past
end
tfp_last_year  = parameter "%/a" { residual(1),  label = {zh = "上一年全要素生产率增速", en = "TFP growth of the start year"},
  source = "computed: what capital, labour and schooling leave of growth" }
tfp_ten_years  = parameter "%/a" { residual(10), label = {zh = "前十年全要素生产率增速", en = "TFP growth of the last ten years"},
  source = "computed: what capital, labour and schooling leave of growth" }
tfp_five_years = parameter "%/a" { residual(5),  label = {zh = "前五年全要素生产率增速", en = "TFP growth of the last five years"},
  source = "computed: what capital, labour and schooling leave of growth" }
tfp_past       = parameter "%/a" { break_weight * tfp_ten_years + (1 - break_weight) * tfp_five_years + tfp_past_error,
  label = {zh = "历史全要素生产率增速", en = "Past TFP growth"}, source = "computed: weighted mean of the two windows" }

-- Drivers: each has its own elasticity, and took part in the past.
rd_intensity  = lever "%" { range = {0.8, 5}, label = {zh = "研发经费投入强度", en = "R&D over GDP"}, chapter = "第四章" }
rd_elasticity = parameter "1" { truncated_normal(0.06, 0.02, 0.01, 0.11), range = {0, 0.15},
  label = {zh = "研发存量的产出弹性", en = "Output elasticity of the R&D stock"},
  source = "Hall, Mairesse & Mohnen 2010: 0.01 to 0.25, centred near 0.08; aggregate panels lower" }
rd_decay      = parameter "1/a" { 0.15, range = {0.1, 0.25}, label = {zh = "研发存量折旧率", en = "Depreciation of the R&D stock"},
  source = "Hall, Mairesse & Mohnen 2010" }
rd_past       = need "%/a" { label = {zh = "起始年前研发经费实际增速", en = "Real growth of R&D before the start"} }
rd_spending   = flow "亿元2020/a" { rd_intensity * gdp, label = {zh = "研发经费", en = "R&D expenditure"} }
rd_stock      = stock "亿元2020" { initial = at_start(rd_intensity) * at_start(gdp) / (rd_past + rd_decay), rate = rd_spending - rd_decay * rd_stock,
  label = {zh = "研发资本存量", en = "R&D stock"} }

digital_share      = lever "%" { range = {15, 65}, label = {zh = "数字经济增加值占比", en = "Digital economy over GDP"}, chapter = "第十一章" }
digital_elasticity = parameter "1" { truncated_normal(0.10, 0.04, 0, 0.20), range = {0, 0.3},
  label = {zh = "数字经济的生产率半弹性", en = "Productivity semi-elasticity of the digital share"},
  source = "judgement: ten points raise TFP by 1 %; OECD 2019 digital adoption studies find 1.4 to 2 % in ten years" }
digital_past       = need "%/a" { label = {zh = "起始年前数字经济占比年增量", en = "Yearly rise of the digital share before the start"} }
openness            = lever "%" { range = {8, 60}, label = {zh = "进出口总额占GDP比重", en = "Trade over GDP"}, chapter = "第二十七章" }
openness_elasticity = parameter "1" { truncated_normal(0.15, 0.06, 0, 0.30), range = {0, 0.5},
  label = {zh = "开放度的生产率半弹性", en = "Productivity semi-elasticity of openness"},
  source = "Feyrer 2019: income elasticity of trade about 0.5, at a trade share of a quarter far below the level effect of Frankel & Romer 1999; lower bound taken" }
urban_elasticity = parameter "1" { truncated_normal(0.10, 0.04, 0, 0.20), range = {0, 0.3},
  label = {zh = "集聚的生产率弹性", en = "Productivity elasticity of urbanization"},
  source = "Combes & Gobillon 2015: density elasticity 0.04 to 0.07, higher in China" }
catch_up  = parameter "1/a" { truncated_normal(0.015, 0.005, 0, 0.03), range = {0, 0.04},
  label = {zh = "追赶速度", en = "Speed of catching up"}, source = "Barro & Sala-i-Martin 1992: 2 % a year, less what capital already brings" }
services_effect  = parameter "%" { truncated_normal(1.5, 0.5, 0, 3), range = {0, 5},
  label = {zh = "现代服务业对生产率水平的提升", en = "Level of TFP gained at full support of modern services"},
  source = "Arnold, Javorcik, Lipscomb & Mattoo 2016 find 12 % for firms after a whole reform of services; an eighth taken for the aggregate" }
frontier_income = need "万元2020/a/人" { label = {zh = "前沿地区人均GDP", en = "GDP per head of the leading provinces"} }
tfp_long_run    = parameter "%/a" { truncated_normal(0.7, 0.3, -0.5, 1.9), range = {-1, 3},
  label = {zh = "基础增速的长期水平", en = "Long-run base rate"},
  source = "TFP growth of the United States 1990-2019, about 0.7 % a year (Penn World Table 10; recalled, unverified)" }
tfp_persistence = parameter "1" { truncated_normal(0.90, 0.03, 0.80, 1.0), range = {0.5, 1},
  label = {zh = "基础增速的持续性", en = "Persistence of the base rate"},
  source = "Pritchett & Summers 2014: growth of one decade explains a third of the next" }
tfp_shock       = shock "%/a" { sd = tfp_volatility, rho = tfp_shock_memory, label = {zh = "全要素生产率冲击", en = "TFP shock"} }
tfp_volatility  = need "%/a" { label = {zh = "全要素生产率冲击标准差", en = "Standard deviation of the TFP shock"} }
tfp_shock_memory = need "1"  { label = {zh = "全要素生产率冲击自相关", en = "Autocorrelation of the TFP shock"} }

tfp_base_start = parameter "%/a" { tfp_past - rd_elasticity * rd_past - digital_elasticity * digital_past - urban_elasticity * log(at_start(urbanization_rate) / before(urbanization_rate, 5)) / (5 * period),
  label = {zh = "起始基础增速", en = "Base rate of the start year"}, source = "computed: past TFP growth less the drivers of the past" }
tfp_base  = flow "%/a" { tfp_long_run + tfp_persistence * (previous(tfp_base) - tfp_long_run), start = tfp_base_start,
  label = {zh = "全要素生产率基础增速", en = "Base rate of TFP growth"} }
tfp_from_rd       = flow "%/a" { rd_elasticity * (rd_intensity * previous(gdp) / rd_stock - rd_decay), start = rd_elasticity * rd_past,
  label = {zh = "研发贡献", en = "From R&D"} }
tfp_from_digital  = flow "%/a" { digital_elasticity * (digital_share - previous(digital_share)) / period,
  start = digital_elasticity * digital_past, label = {zh = "数字经济贡献", en = "From the digital economy"} }
tfp_from_openness = flow "%/a" { openness_elasticity * (openness - previous(openness)) / period, start = 0,
  label = {zh = "开放贡献", en = "From openness"} }
tfp_from_towns    = flow "%/a" { urban_elasticity * log(closing(urbanization_rate) / urbanization_rate) / period,
  start = tfp_past - tfp_base_start - rd_elasticity * rd_past - digital_elasticity * digital_past,
  label = {zh = "集聚贡献", en = "From agglomeration"} }
tfp_from_catch_up = flow "%/a" { catch_up * log(previous(frontier_income) / previous(gdp_per_capita) / (at_start(frontier_income) / at_start(gdp_per_capita))),
  start = 0, label = {zh = "追赶贡献", en = "From catching up"} }
tfp_from_services = flow "%/a" { services_effect * (modern_services - previous(modern_services)) / period, start = 0,
  label = {zh = "现代服务业贡献", en = "From modern services"} }
tfp_growth = flow "%/a" { tfp_base + tfp_from_rd + tfp_from_digital + tfp_from_openness + tfp_from_services + tfp_from_towns + tfp_from_catch_up + tfp_shock,
  start = tfp_past, label = {zh = "全要素生产率增速", en = "TFP growth"} }
tfp        = flow "1" { previous(tfp) * exp(tfp_growth * period), start = 1, label = {zh = "全要素生产率(起始年=1)", en = "TFP (start year = 1)"} }
