-- What output is used for, trade, and prices.
consumption_start = need "%" { label = {zh = "起始年最终消费率", en = "Final consumption over GDP, start"} }
consumption_pass  = parameter "1" { truncated_normal(0.8, 0.1, 0.5, 1.1), range = {0, 1.2},
  label = {zh = "投资率下降转为消费的比例", en = "Part of a lower investment rate that is consumed"},
  source = "assumption; the rest becomes net outflow" }
consumption  = flow "亿元2020/a" { (consumption_start + consumption_pass * (at_start(investment_rate) - investment / gdp)) * gdp,
  start = consumption_start * at_start(gdp), label = {zh = "最终消费", en = "Final consumption"}, iamc = "Consumption" }
net_outflow  = flow "亿元2020/a" { gdp - consumption - investment, label = {zh = "货物和服务净流出", en = "Net outflow of goods and services"} }
check "支出法恒等式" { consumption + investment + net_outflow, equals = gdp, within = as "亿元2020/a" (1e-6) }

retail_start      = need "亿元2020/a" { label = {zh = "起始年社会消费品零售总额", en = "Retail sales, start"} }
retail_elasticity = parameter "1" { truncated_normal(0.9, 0.1, 0.6, 1.2), range = {0.5, 1.3},
  label = {zh = "零售额的收入弹性", en = "Income elasticity of retail sales"},
  source = "assumption: goods lose weight to services as income rises" }
retail_sales = flow "亿元2020/a" { retail_start * index(income) ^ retail_elasticity * index(mean_population), start = retail_start,
  label = {zh = "社会消费品零售总额(2020年价)", en = "Retail sales (2020 prices)"}, chapter = "第十四章" }

trade         = flow "亿元2020/a" { openness * gdp, label = {zh = "进出口总额(2020年价)", en = "Trade (2020 prices)"}, iamc = "Trade" }
trade_nominal = flow "亿元当年/a" { trade * gdp_deflator, label = {zh = "进出口总额(当年价)", en = "Trade (current prices)"} }
fdi_start     = need "亿USD/a" { label = {zh = "起始年实际利用外资", en = "Foreign investment used, start"} }
fdi_elasticity = parameter "1" { truncated_normal(0.5, 0.2, 0, 1), range = {0, 1.2},
  label = {zh = "外资对开放度的弹性", en = "Elasticity of foreign investment to openness"}, source = "assumption" }
fdi           = flow "亿USD/a" { fdi_start * (openness / at_start(openness)) ^ fdi_elasticity * index(gdp) ^ 0.5, start = fdi_start,
  label = {zh = "实际利用外资", en = "Foreign investment used"},
  note = "square root of output: the share of foreign investment has fallen as regions grow" }

-- Prices: constant 2020 prices throughout; a deflator and an exchange rate lead to current prices and dollars.
inflation      = need "%/a" { label = {zh = "GDP平减指数涨幅", en = "Growth of the GDP deflator"} }
price_level    = need "元当年/元2020" { label = {zh = "起始年平减指数", en = "Deflator of the start year"} }
inflation_error = parameter "%/a" { normal(0, 0.5), range = {-2, 2}, label = {zh = "平减指数涨幅偏差", en = "Error of the deflator path"},
  source = "standard error of the mean over twenty years, from a yearly standard deviation of 2.4 % (2010-2020)" }
gdp_deflator   = flow "元当年/元2020" { price_level * compound(inflation + inflation_error), start = price_level,
  label = {zh = "GDP平减指数", en = "GDP deflator"} }
exchange_rate  = need "元当年/USD" { label = {zh = "人民币汇率", en = "Exchange rate"} }
gdp_nominal    = flow "亿元当年/a" { gdp * gdp_deflator, label = {zh = "地区生产总值(当年价)", en = "GDP (current prices)"} }
gdp_per_capita_usd = flow "USD/a/人" { gdp_per_capita * gdp_deflator / exchange_rate, label = {zh = "人均地区生产总值(美元)", en = "GDP per head (USD)"} }
