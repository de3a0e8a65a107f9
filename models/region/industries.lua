-- Shares the plan names, each moved by a stated driver; the elasticities are prior judgements unless a source is given.
strategic_start = need "%" { label = {zh = "起始年战略性新兴产业占工业比重", en = "Strategic industries over industry, start"} }
strategic_elasticity = parameter "1" { truncated_normal(1.0, 0.3, 0.2, 1.8), range = {0, 2},
  label = {zh = "战略性新兴产业对研发强度的弹性", en = "Elasticity to R&D intensity"}, source = "assumption" }
strategic_share = flow "%" { logistic(log(strategic_start / (1 - strategic_start)) + strategic_elasticity * log(rd_intensity / at_start(rd_intensity))),
  label = {zh = "战略性新兴产业产值占工业比重", en = "Strategic emerging industries over industry"}, chapter = "第九章" }

private_start = need "%" { label = {zh = "起始年民营经济占比", en = "Private economy over GDP, start"} }
business_environment = lever "1" { path {[2020] = 0}, range = {0, 1}, label = {zh = "营商环境改善力度", en = "Business environment"}, chapter = "第十九章" }
private_effect = parameter "百分点" { truncated_normal(4, 1.5, 0, 8), range = {0, 10},
  label = {zh = "营商环境对民营经济占比的提升", en = "Rise of the private share at full reform"}, source = "assumption" }
private_share = flow "%" { private_start + private_effect * business_environment,
  label = {zh = "民营经济增加值占比", en = "Private economy over GDP"}, chapter = "第十九章" }

culture_start = need "%" { label = {zh = "起始年文化产业占比", en = "Cultural industry over GDP, start"} }
culture_elasticity = parameter "1" { truncated_normal(0.35, 0.10, 0.05, 0.65), range = {0, 0.8},
  label = {zh = "文化产业占比的收入弹性", en = "Income elasticity of culture's share"},
  source = "cultural consumption is a luxury: budget elasticities of 1.2 to 1.5 (Seaman 2006)" }
culture_share = flow "%" { culture_start * index(gdp_per_capita) ^ culture_elasticity,
  label = {zh = "文化产业增加值占比", en = "Cultural industry over GDP"}, chapter = "第三十章" }

tourism_start = need "%" { label = {zh = "起始年旅游产业占比", en = "Tourism over GDP, start"} }
tourism_elasticity = parameter "1" { truncated_normal(0.30, 0.10, 0, 0.60), range = {0, 0.8},
  label = {zh = "旅游产业占比的收入弹性", en = "Income elasticity of tourism's share"},
  source = "Peng et al. 2015, meta-analysis: income elasticity of tourism demand above 1" }
tourism_share = flow "%" { tourism_start * index(gdp_per_capita) ^ tourism_elasticity, label = {zh = "旅游产业增加值占比", en = "Tourism over GDP"},
  chapter = "第三十一章" }
