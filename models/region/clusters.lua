-- The three parts of the region: population drifts between them, and their incomes converge.
cluster = axis {"metro", "northeast", "southeast"}
cluster_population_start = need("万人", cluster) { label = {zh = "普查分区域人口", en = "Population of the parts at the census"} }
cluster_drift     = need("‰/a", cluster) { label = {zh = "分区域人口增长差异", en = "Population growth of the parts before the start"} }
cluster_fading    = parameter "1" { truncated_normal(0.93, 0.03, 0.84, 1), range = {0.8, 1},
  label = {zh = "人口增长差异的持续性", en = "Persistence of the differences"}, source = "assumption: half gone in ten years" }
cluster_income_start = need("1", cluster) { label = {zh = "分区域人均GDP相对值", en = "Relative GDP per head of the parts"} }
cluster_convergence  = need "%/a" { label = {zh = "区域人均GDP差距收敛速度", en = "Convergence of GDP per head between the parts"} }
cluster_support      = lever "1" { path {[2020] = 0}, range = {0, 1}, label = {zh = "区域协调发展力度", en = "Regional co-ordination"}, chapter = "第八章" }
cluster_effect       = parameter "1" { truncated_normal(0.5, 0.2, 0, 1), range = {0, 1.5},
  label = {zh = "协调政策对收敛速度的提升", en = "Rise of convergence at full support"}, source = "assumption" }

cluster_pace  = flow "1" { previous(cluster_pace) * cluster_fading, start = 1, label = {zh = "差异余量", en = "What is left of the differences"} }
local crowd   = cluster_population_start * compound(cluster_drift * cluster_pace)
cluster_population = flow("万人", cluster) { closing(population) * crowd / sum(cluster, crowd),
  start = at_start(population) * cluster_population_start / sum(cluster, cluster_population_start),
  label = {zh = "分区域常住人口", en = "Population of the parts"} }
cluster_share = flow("%", cluster) { cluster_population / sum(cluster, cluster_population),
  label = {zh = "分区域人口占比", en = "Population share of the parts"} }
local rich    = cluster_income_start ^ compound(-cluster_convergence * (1 + cluster_effect * cluster_support))     -- log gaps shrink at one pace
local worth   = crowd * rich
cluster_gdp   = flow("亿元2020/a", cluster) { gdp * worth / sum(cluster, worth), label = {zh = "分区域地区生产总值", en = "GDP of the parts"} }
cluster_gdp_per_capita = flow("万元2020/a/人", cluster) { cluster_gdp / cluster_population, label = {zh = "分区域人均GDP", en = "GDP per head of the parts"} }
local core    = cluster_gdp[cluster.metro] / cluster_population[cluster.metro]
local wings   = (cluster_gdp[cluster.northeast] + cluster_gdp[cluster.southeast]) / (cluster_population[cluster.northeast] + cluster_population[cluster.southeast])
metro_ratio   = flow "1" { core / wings, label = {zh = "一区与两群人均GDP之比", en = "GDP per head, metropolitan area over the rest"} }
check "分区域人口之和" { sum(cluster, cluster_population), equals = closing(population), within = as "人" (1e-3) }
check "分区域GDP之和" { sum(cluster, cluster_gdp), equals = gdp, within = as "亿元2020/a" (1e-6) }
