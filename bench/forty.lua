-- The baseline with its 40 most telling inputs uncertain, and the five yearly shocks: the case that the aim for large ensembles
-- was set for. They are those whose standardised regression coefficient on population, GDP, CO2, energy or urbanization in
-- 2035 is largest (`yuanjing sensitivity regression scripts/baseline.lua -n 4096`); the other 36 stand at their medians.
return scenario "forty" {
  title = {zh = "四十个不确定输入", en = "Forty uncertain inputs"}, model = "chongqing", based_on = "baseline",
  story = {zh = "与延续情景相同，但只有四十个最重要的输入不确定。", en = "As the continuation, but only the forty inputs that matter most are uncertain."},
  assumptions = {
    culture_elasticity = 0.35, retail_elasticity = 0.9, land_elasticity = 0.20, pm25_background = 40, floor_elasticity = 0.20, factor_base = 0.1255,
    urban_elasticity = 0.10, farm_elasticity = -0.5782, fdi_elasticity = 0.5, county_effect = 0.10, consumption_pass = 0.8, accident_pace = 5,
    farm_exit = 1.5, good_air_slope = 1.7, clean_new = 60, stand_growth = 1.5, hukou_speed = 0.5, migration_elasticity = 0.35,
    tourism_elasticity = 0.30, openness_elasticity = 0.15, catch_up = 0.015, doctor_income = 0.4, inflation_error = 0, switch_response = -0.5,
    cement_decline = 8, job_elasticity = 1, strategic_elasticity = 1, services_effect = 1.5, private_effect = 4, support_effect = 0.15,
    factor_new = 0.33, services_pull = 0.05, capital_share = 0.45, hukou_effect = 0.25, cluster_effect = 0.5, cluster_fading = 0.93,
  },
}
