-- The plan's numbers: 重庆市国民经济和社会发展第十四个五年规划和二〇三五年远景目标纲要. 预期性 is expected, 约束性 binding.
-- First the 25 indicators of 专栏2, then 第二章第四节 (到二〇三五年远景目标), then numbers of the chapters. A target without
-- equation is registered, not modelled. Bases are the plan's own (preliminary) figures of 2020 unless a note says otherwise.

plan_gdp_growth = target "%" { growth(gdp, 2020, 2025), about = 6, year = 2025, base = 3.9, base_year = 2020, kind = "预期性", place = "专栏2 第1项", label = {zh = "地区生产总值年均增长", en = "Mean growth of GDP"} }
plan_gdp_per_capita = target "万元2020/a/人" { at(gdp_per_capita, 2025), at_least = 10.2, year = 2025, base = 7.9, base_year = 2020, kind = "预期性", place = "专栏2 第2项", label = {zh = "人均地区生产总值", en = "GDP per head"}, note = "7.9 rests on the population before the census; on the census base 2020 is 7.83" }
plan_productivity = target "万元2020/a/人" { at(productivity, 2025), at_least = 19, year = 2025, base = 14.7, base_year = 2020, kind = "预期性", place = "专栏2 第3项", label = {zh = "全员劳动生产率", en = "Output per person employed"}, note = "14.7 rests on 1700.9 万 employed, a quotient; on the counted vintage 2020 is 15.07" }
plan_digital_share = target "%" { at(digital_share, 2025), at_least = 35, year = 2025, base = 25, base_year = 2020, kind = "预期性", place = "专栏2 第4项", label = {zh = "数字经济增加值占比", en = "Digital economy over GDP"} }
plan_rd_intensity = target "%" { at(rd_intensity, 2025), at_least = 2.5, year = 2025, base = 2.1, base_year = 2020, kind = "预期性", place = "专栏2 第5项", label = {zh = "研发经费投入强度", en = "R&D over GDP"} }
plan_patents = target "1/万人" { at(patents_per_10000, 2025), at_least = 16, year = 2025, base = 11.3, base_year = 2020, kind = "预期性", place = "专栏2 第6项", label = {zh = "万人发明专利拥有量", en = "Patents per 10,000 persons"} }
plan_science = target "%" { at(science_contribution, 2025), at_least = 63, year = 2025, base = 58.6, base_year = 2020, kind = "预期性", place = "专栏2 第7项", label = {zh = "科技进步贡献率", en = "Contribution of technical progress"} }
plan_urbanization = target "%" { at(urbanization_rate, 2025), at_least = 73, year = 2025, base = 68, base_year = 2020, kind = "预期性", place = "专栏2 第8项", label = {zh = "常住人口城镇化率", en = "Urbanization rate"}, note = "the census of 2020 gives 69.46" }
plan_metro_ratio = target "1" { at(metro_ratio, 2025), at_most = 1.8, year = 2025, base = 1.84, base_year = 2020, kind = "预期性", place = "专栏2 第9项", label = {zh = "“一区”与“两群”人均GDP比值", en = "GDP per head, metropolitan area over the rest"} }
plan_income_growth = target "%" { growth(income, 2020, 2025), at_least = 6.5, year = 2025, base = 6.6, base_year = 2020, kind = "预期性", place = "专栏2 第10项", label = {zh = "居民人均可支配收入年均增长", en = "Mean growth of income"}, note = "real growth; the plan does not say whether 6.5 is nominal" }
plan_unemployment = target "%" { at(unemployment, 2025), at_most = 5.5, year = 2025, base = 5.7, base_year = 2020, kind = "预期性", place = "专栏2 第11项", label = {zh = "城镇调查失业率", en = "Urban unemployment"} }
plan_schooling = target "a" { at(schooling, 2025), at_least = 12, year = 2025, base = 11.3, base_year = 2020, kind = "约束性", place = "专栏2 第12项", label = {zh = "劳动年龄人口平均受教育年限", en = "Schooling of the working age"} }
plan_life_expectancy = target "岁" { at(life_expectancy_read, 2025), at_least = 79.3, year = 2025, base = 78, base_year = 2020, kind = "预期性", place = "专栏2 第13项", label = {zh = "人均预期寿命", en = "Life expectancy"} }
plan_culture = target "%" { at(culture_share, 2025), at_least = 4.5, year = 2025, base = 3.8, base_year = 2020, kind = "预期性", place = "专栏2 第14项", label = {zh = "文化产业增加值占比", en = "Cultural industry over GDP"} }
plan_childcare = target "人/千人" { at(childcare_places, 2025), at_least = 4, year = 2025, base = 1.03, base_year = 2020, kind = "预期性", place = "专栏2 第15项", label = {zh = "每千人口3岁以下托位数", en = "Childcare places per 1,000"} }
plan_doctors = target "人/千人" { at(doctors_per_1000, 2025), at_least = 3.6, year = 2025, base = 2.7, base_year = 2020, kind = "预期性", place = "专栏2 第16项", label = {zh = "每千人口执业(助理)医师数", en = "Doctors per 1,000"} }
plan_trade = target "亿元当年/a" { at(trade_nominal, 2025), at_least = 8000, year = 2025, base = 6500, base_year = 2020, kind = "预期性", place = "专栏2 第17项", label = {zh = "进出口总额", en = "Trade"} }
plan_fdi = target "亿USD" { total(fdi, 2020, 2025), at_least = 500, year = 2025, base = 0, base_year = 2020, kind = "预期性", place = "专栏2 第18项", label = {zh = "五年累计实际利用外资", en = "Foreign investment in five years"}, note = "a sum over five years, from 0; the box prints 102.7 for 2020 alone" }
plan_energy_intensity = target "%" { 1 - at(energy_intensity, 2025) / at(energy_intensity, 2020), at_least = 14, year = 2025, base = 0, base_year = 2020, kind = "约束性", place = "专栏2 第19项", label = {zh = "单位GDP能源消耗降低", en = "Fall of energy per GDP"}, note = "the box says 国家下达; 14 is of the city's later 碳达峰碳中和实施意见" }
plan_co2_intensity = target "%" { 1 - at(co2_intensity, 2025) / at(co2_intensity, 2020), at_least = 18, year = 2025, base = 0, base_year = 2020, kind = "约束性", place = "专栏2 第20项", label = {zh = "单位GDP二氧化碳排放降低", en = "Fall of CO2 per GDP"}, note = "the box says 国家下达; 18 is the nation's own goal" }
plan_surface_water = target "%" { at(surface_water_ratio, 2025), at_least = 97.3, year = 2025, base = 100, base_year = 2020, kind = "约束性", place = "专栏2 第21项", label = {zh = "地表水达到或好于III类比例", en = "Surface water of class III or better"}, note = "the box says 国家下达; 97.3 recalled, unverified" }
plan_good_air = target "%" { at(good_air_ratio, 2025), at_least = 88, year = 2025, base = 91, base_year = 2020, kind = "约束性", place = "专栏2 第22项", label = {zh = "空气质量优良天数比率", en = "Days of good air"} }
plan_forest = target "%" { at(forest_cover, 2025), at_least = 57, year = 2025, base = 52.5, base_year = 2020, kind = "约束性", place = "专栏2 第23项", label = {zh = "森林覆盖率", en = "Forest cover"} }
plan_grain = target "万t/a" { at(grain_capacity_built, 2025), at_least = 1075, year = 2025, base = 1075, base_year = 2020, kind = "约束性", place = "专栏2 第24项", label = {zh = "粮食综合生产能力", en = "Grain capacity"} }
plan_accidents = target "人/亿元2020" { at(accident_rate, 2025), at_most = 0.025, year = 2025, base = 0.04, base_year = 2020, kind = "约束性", place = "专栏2 第25项", label = {zh = "亿元GDP安全事故死亡率", en = "Accident deaths per GDP"} }

vision_gdp = target "1" { at(gdp, 2035) / at(gdp, 2020), at_least = 2, year = 2035, base = 1, base_year = 2020, kind = "预期性", place = "第二章第四节", label = {zh = "经济总量较2020年翻一番", en = "GDP twice that of 2020"} }
vision_income = target "1" { at(income, 2035) / at(income, 2020), at_least = 2, year = 2035, base = 1, base_year = 2020, kind = "预期性", place = "第二章第四节", label = {zh = "居民人均可支配收入较2020年翻一番", en = "Income twice that of 2020"} }
vision_gdp_per_capita = target "USD/a/人" { at(gdp_per_capita_usd, 2035), at_least = 20000, year = 2035, base = 11400, base_year = 2020, kind = "预期性", place = "第二章第四节", label = {zh = "人均地区生产总值超过2万美元", en = "GDP per head over 20,000 USD"} }

plan_co2_peak = target "年" { peak_year(co2), at_most = 2030, year = 2030, kind = "预期性", place = "第十二章第三节", label = {zh = "2030年前碳排放达峰", en = "CO2 peaks before 2030"} }
plan_water = target "%" { 1 - at(water_intensity, 2025) / at(water_intensity, 2020), at_least = 15, year = 2025, base = 0, base_year = 2020, kind = "预期性", place = "第三十五章第三节", label = {zh = "单位GDP用水量降低", en = "Fall of water per GDP"} }
plan_land = target "%" { 1 - at(land_intensity, 2025) / at(land_intensity, 2020), at_least = 20, year = 2025, base = 0, base_year = 2020, kind = "预期性", place = "第三十五章第二节", label = {zh = "单位GDP建设用地下降", en = "Fall of construction land per GDP"} }
plan_income_ratio = target "1" { at(income_gap, 2025), at_most = 2.35, year = 2025, base = 2.45, base_year = 2020, kind = "预期性", place = "第三十六章", label = {zh = "城乡居民收入比", en = "Urban over rural income"} }
plan_retail = target "亿元当年/a" { at(retail_sales, 2025) * at(gdp_deflator, 2025), at_least = 15500, year = 2025, kind = "预期性", place = "第十章", label = {zh = "社会消费品零售总额", en = "Retail sales"} }
plan_private = target "%" { at(private_share, 2025), at_least = 62, year = 2025, kind = "预期性", place = "第十九章", label = {zh = "民营经济增加值占比", en = "Private economy over GDP"} }
plan_tourism = target "%" { at(tourism_share, 2025), at_least = 5, year = 2025, kind = "预期性", place = "第三十一章", label = {zh = "旅游产业增加值占比", en = "Tourism over GDP"} }
plan_higher = target "%" { at(higher_enrolment, 2025), at_least = 60, year = 2025, kind = "预期性", place = "第三十八章", label = {zh = "高等教育毛入学率", en = "Gross enrolment in higher education"} }

-- Later plans that carry the same goals on.
urban_plan_rate = target "%" { at(urbanization_rate, 2035), about = 80, year = 2035, base = 69.46, base_year = 2020, kind = "预期性", place = "重庆市新型城镇化规划(2021—2035年)", label = {zh = "常住人口城镇化率(2035)", en = "Urbanization rate in 2035"} }
urban_plan_people = target "万人" { at(urban_population, 2035), about = 2800, year = 2035, base = 2226.4, base_year = 2020, kind = "预期性", place = "重庆市新型城镇化规划(2021—2035年)", label = {zh = "城镇常住人口(2035)", en = "Urban population in 2035"} }
energy_plan_clean = target "%" { at(non_fossil_share, 2025), at_least = 25, year = 2025, kind = "预期性", place = "重庆市能源发展“十四五”规划", label = {zh = "非化石能源占比", en = "Non-fossil share"} }
energy_plan_coal = target "%" { at(coal_energy_share, 2025), at_most = 40, year = 2025, base = 44.3, base_year = 2020, kind = "预期性", place = "重庆市能源发展“十四五”规划", label = {zh = "煤炭消费占比", en = "Coal share"} }
energy_plan_power = target "亿kWh/a" { at(electricity, 2025), about = 1620, year = 2025, base = 1186.5, base_year = 2020, kind = "预期性", place = "重庆市能源发展“十四五”规划", label = {zh = "全社会用电量", en = "Electricity use"} }

-- What the plan's years are asked besides: sums and falls between its years.
co2_peak_at_edge    = outcome "1" { where(either(less(peak_year(co2), as "年" (2022)), more(peak_year(co2), as "年" (2034))), 1, 0),
  label = {zh = "碳达峰落在首年或末年(是=1)", en = "CO2 peaks at the first or last year, 1 if so"}, note = "over draws its mean is the share of runs that show no peak" }
co2_peak_at_edge_with_imports = outcome "1" { where(either(less(peak_year(co2_with_imports), as "年" (2022)), more(peak_year(co2_with_imports), as "年" (2034))), 1, 0),
  label = {zh = "碳达峰落在首年或末年(含外电, 是=1)", en = "CO2 with imported power peaks at the first or last year, 1 if so"} }
co2_cumulative      = outcome "MtCO2" { total(co2, 2020, 2035), label = {zh = "累计二氧化碳(2021—2035)", en = "Cumulative CO2 2021-2035"} }
co2_cumulative_with_imports = outcome "MtCO2" { total(co2_with_imports, 2020, 2035), label = {zh = "累计二氧化碳(含外电)", en = "Cumulative CO2 with imports"} }
co2_intensity_fall_2025 = outcome "%" { 1 - at(co2_intensity, 2025) / at(co2_intensity, 2020), label = {zh = "单位GDP二氧化碳五年下降", en = "Fall of CO2 per GDP in five years"} }
co2_intensity_fall_2035 = outcome "%" { 1 - at(co2_intensity, 2035) / at(co2_intensity, 2020), label = {zh = "单位GDP二氧化碳较2020年下降(2035)", en = "Fall of CO2 per GDP 2020-2035"} }
co2_intensity_fall_2005 = outcome "%" { 1 - at(co2_intensity, 2030) / at(co2_intensity, 2005), label = {zh = "单位GDP二氧化碳较2005年下降(2030)", en = "Fall of CO2 per GDP 2005-2030"} }
energy_intensity_fall_2025 = outcome "%" { 1 - at(energy_intensity, 2025) / at(energy_intensity, 2020), label = {zh = "单位GDP能耗五年下降", en = "Fall of energy per GDP in five years"} }
energy_intensity_fall_2035 = outcome "%" { 1 - at(energy_intensity, 2035) / at(energy_intensity, 2020), label = {zh = "单位GDP能耗较2020年下降(2035)", en = "Fall of energy per GDP 2020-2035"} }
energy_intensity_fall_2005 = outcome "%" { 1 - at(energy_intensity, 2030) / at(energy_intensity, 2005), label = {zh = "单位GDP能耗较2005年下降(2030)", en = "Fall of energy per GDP 2005-2030"} }
water_intensity_fall_2025 = outcome "%" { 1 - at(water_intensity, 2025) / at(water_intensity, 2020), label = {zh = "单位GDP用水量五年下降", en = "Fall of water per GDP in five years"} }
land_intensity_fall_2025 = outcome "%" { 1 - at(land_intensity, 2025) / at(land_intensity, 2020), label = {zh = "单位GDP建设用地五年下降", en = "Fall of construction land per GDP in five years"} }

-- Registered, not modelled: the plan's numbers for which no equation stands.
registered_rail = target "km" { at_least = 3100, year = 2025, kind = "预期性", place = "第二章第三节", label = {zh = "干线铁路营运里程", en = "Trunk railways"} }
registered_science_city_rd = target "%" { at_least = 5, year = 2025, kind = "预期性", place = "第三章第一节", label = {zh = "科学城研发经费投入强度", en = "R&D over GDP in the science city"} }
registered_science_city_high_tech = target "%" { at_least = 50, year = 2025, kind = "预期性", place = "第三章第一节", label = {zh = "科学城高技术产业占工业产值比重", en = "High technology in the science city"} }
registered_research_bases = target "1" { at_least = 1000, year = 2025, kind = "预期性", place = "第四章", label = {zh = "市级以上科技创新基地", en = "Research bases"} }
registered_high_tech_firms = target "1" { at_least = 8000, year = 2025, kind = "预期性", place = "第四章", label = {zh = "高新技术企业", en = "High-technology firms"} }
registered_technology_firms = target "1" { at_least = 45000, year = 2025, kind = "预期性", place = "第四章", label = {zh = "科技型企业", en = "Technology firms"} }
registered_firms_with_research = target "%" { at_least = 50, year = 2025, kind = "预期性", place = "第四章", label = {zh = "有研发机构的规模以上工业企业占比", en = "Industrial firms with research units"} }
registered_research_institutes = target "1" { at_least = 300, year = 2025, kind = "预期性", place = "第四章", label = {zh = "新型研发机构", en = "New research institutes"} }
registered_talent = target "万人" { at_least = 660, year = 2025, kind = "预期性", place = "第五章", label = {zh = "人才资源总量", en = "Skilled people"} }
registered_incubators = target "1" { at_least = 120, year = 2025, kind = "预期性", place = "第六章", label = {zh = "国家级创业孵化平台", en = "National incubators"} }
registered_city_rail = target "km" { at_least = 1000, year = 2025, kind = "预期性", place = "第八章", label = {zh = "轨道交通运营及在建里程", en = "City rail, running and under construction"} }
registered_northeast_forest = target "%" { at_least = 60, year = 2025, kind = "预期性", place = "第八章", label = {zh = "渝东北森林覆盖率", en = "Forest cover of the north-east"} }
registered_southeast_tourism = target "%" { at_least = 15, year = 2025, kind = "预期性", place = "第八章", label = {zh = "渝东南文化旅游产业占比", en = "Culture and tourism in the south-east"} }
registered_fast_rail = target "km" { at_least = 2000, year = 2025, kind = "预期性", place = "第十二章", label = {zh = "高铁通车及在建里程", en = "Fast railways, running and under construction"} }
registered_motorways = target "km" { at_least = 4600, year = 2025, kind = "预期性", place = "第十二章", label = {zh = "高速公路通车里程", en = "Motorways"} }
registered_province_exits = target "1" { at_least = 32, year = 2025, kind = "预期性", place = "第十二章", label = {zh = "省际出口通道", en = "Motorway exits to other provinces"} }
registered_national_roads = target "%" { at_least = 92, year = 2025, kind = "预期性", place = "第十二章", label = {zh = "普通国道二级及以上比重", en = "National roads of class two or better"} }
registered_province_roads = target "%" { at_least = 75, year = 2025, kind = "预期性", place = "第十二章", label = {zh = "普通省道三级及以上比重", en = "Provincial roads of class three or better"} }
registered_waterways = target "km" { at_least = 1200, year = 2025, kind = "预期性", place = "第十二章", label = {zh = "三级及以上航道里程", en = "Waterways of class three or better"} }
registered_ports = target "亿t/a" { at_least = 2.4, year = 2025, kind = "预期性", place = "第十二章", label = {zh = "港口货物吞吐能力", en = "Port capacity"} }
registered_airport_people = target "万人/a" { at_least = 8000, year = 2025, kind = "预期性", place = "第十二章", label = {zh = "机场旅客吞吐能力", en = "Airport capacity, passengers"} }
registered_airport_goods = target "万t/a" { at_least = 120, year = 2025, kind = "预期性", place = "第十二章", label = {zh = "机场货邮吞吐能力", en = "Airport capacity, freight"} }
registered_city_roads = target "km" { at_least = 7000, year = 2025, kind = "预期性", place = "第十二章", label = {zh = "中心城区城市道路", en = "Roads of the central city"} }
registered_gas_storage = target "亿m3" { at_least = 38.6, year = 2025, kind = "预期性", place = "第十二章第三节", label = {zh = "储气调峰能力", en = "Gas storage"} }
registered_coal_stock = target "d" { at_least = 15, year = 2025, kind = "预期性", place = "第十二章第三节", label = {zh = "燃煤电厂常态存煤", en = "Coal in stock at plants"} }
registered_water_supply = target "亿m3/a" { at_least = 5, year = 2025, kind = "预期性", place = "第十二章第四节", label = {zh = "新增年供水能力", en = "New water supply"} }
registered_rural_tap_water = target "%" { at_least = 85, year = 2025, kind = "预期性", place = "第十二章第四节", label = {zh = "农村自来水普及率", en = "Tap water in the country"} }
registered_water_quality_supply = target "%" { at_least = 98, year = 2025, kind = "预期性", place = "第十二章第四节", label = {zh = "水质综合合格率", en = "Quality of tap water"} }
registered_water_leaks = target "%" { at_most = 10, year = 2025, kind = "预期性", place = "第十二章第四节", label = {zh = "城市公共管网漏损率", en = "Leaks of city mains"} }
registered_dikes = target "%" { at_least = 88, year = 2025, kind = "预期性", place = "第十二章第四节", label = {zh = "江河堤防达标率", en = "Dikes up to standard"} }
registered_belt_road_trade = target "%" { about = 30, year = 2025, kind = "预期性", place = "第十三章", label = {zh = "对“一带一路”贸易占比", en = "Trade along the Belt and Road"} }
registered_foreign_bodies = target "1" { at_least = 40, year = 2025, kind = "预期性", place = "第十三章", label = {zh = "在渝国际机构或组织", en = "International bodies"} }
registered_farm_processing = target "1" { at_least = 2, year = 2025, kind = "预期性", place = "第十六章", label = {zh = "农产品加工产值与农业总产值之比", en = "Processing over farm output"} }
registered_rural_tourism = target "亿元当年/a" { at_least = 1200, year = 2025, kind = "预期性", place = "第十六章", label = {zh = "休闲农业与乡村旅游收入", en = "Rural tourism"} }
registered_rail_to_europe = target "1/a" { at_least = 3000, year = 2025, kind = "预期性", place = "第二十四章", label = {zh = "中欧班列年开行数量", en = "Trains to Europe"} }
registered_port_transit = target "%" { at_least = 50, year = 2025, kind = "预期性", place = "第二十四章", label = {zh = "港口市外货物占比", en = "Port goods from elsewhere"} }
registered_air_routes = target "1" { at_least = 115, year = 2025, kind = "预期性", place = "第二十四章", label = {zh = "国际航线数量", en = "International air routes"} }
registered_liangjiang_gdp = target "亿元当年/a" { at_least = 5000, year = 2025, kind = "预期性", place = "第二十五章", label = {zh = "两江新区地区生产总值", en = "GDP of Liangjiang New Area"} }
registered_liangjiang_services = target "%" { at_least = 30, year = 2025, kind = "预期性", place = "第二十五章", label = {zh = "两江新区服务贸易占比", en = "Service trade of Liangjiang New Area"} }
registered_forest_upgraded = target "万ha" { at_least = 13.333, year = 2025, kind = "预期性", place = "专栏17", label = {zh = "森林提升(200万亩)", en = "Forest improved"} }
registered_sewage = target "万t/d" { at_least = 120, year = 2025, kind = "预期性", place = "专栏17", label = {zh = "新增污水处理能力", en = "New sewage treatment"} }
registered_sewers = target "km" { at_least = 5500, year = 2025, kind = "预期性", place = "专栏17", label = {zh = "改造建设污水管网", en = "Sewers"} }
registered_industry_water = target "%" { at_least = 15, year = 2025, kind = "预期性", place = "第三十五章第三节", label = {zh = "单位工业增加值用水量降低", en = "Fall of water per industrial output"} }
registered_graduates_employed = target "%" { at_least = 90, year = 2025, kind = "预期性", place = "第三十七章", label = {zh = "应届高校毕业生就业率", en = "Graduates in work"} }
registered_public_kindergartens = target "%" { at_least = 55, year = 2025, kind = "预期性", place = "第三十八章", label = {zh = "公办幼儿园在园幼儿占比", en = "Children in public kindergartens"} }
registered_senior_secondary = target "%" { at_least = 98, year = 2025, kind = "预期性", place = "第三十八章", label = {zh = "高中阶段毛入学率", en = "Gross enrolment, senior secondary"} }
registered_stem_students = target "%" { at_least = 60, year = 2025, kind = "预期性", place = "第三十八章", label = {zh = "理工农医类在校学生比例", en = "Students of science, farming, medicine"} }
registered_graduate_students = target "万人" { at_least = 10, year = 2025, kind = "预期性", place = "第三十八章", label = {zh = "研究生培育规模", en = "Graduate students"} }
registered_geriatrics = target "%" { at_least = 55, year = 2025, kind = "预期性", place = "第四十一章", label = {zh = "设立老年医学科的综合性医院比例", en = "Hospitals with geriatrics"} }
registered_sports_space = target "m2/人" { at_least = 2, year = 2025, kind = "预期性", place = "第四十一章", label = {zh = "人均体育场地面积", en = "Sports ground per head"} }
registered_sports_people = target "%" { at_least = 46, year = 2025, kind = "预期性", place = "第四十一章", label = {zh = "经常参加体育锻炼人数比例", en = "People who exercise"} }
registered_nursing_beds = target "%" { at_least = 60, year = 2025, kind = "预期性", place = "第四十二章", label = {zh = "护理型床位占比", en = "Beds with nursing"} }
