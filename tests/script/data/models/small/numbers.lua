local function seen(name) return data {"../data/annual.csv", "CQ." .. name} end
census = given("人", sex, age) { data {"census.csv", "pop_{sex}.age_{age}", year = start_year} }
fertility  = given "1" { path {[2020] = 1.17, [2035] = uniform(0.9, 1.1)} }
known  = observed "人" { seen "pop" * 10000 }
