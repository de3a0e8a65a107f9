-- Knowledge, health, schools and safety: each follows money, people or time, and a lever.
patent_start    = need "1/万人" { label = {zh = "起始年万人发明专利拥有量", en = "Patents per 10,000 persons, start"} }
patent_decay    = parameter "%/a" { 9, range = {5, 15}, label = {zh = "发明专利失效率", en = "Lapse of patents"}, source = "mean life of a granted patent of about eleven years; recalled, unverified" }
patent_yield    = need "1/亿元2020" { label = {zh = "研发经费的专利产出", en = "Patents per R&D spending"} }
patents         = stock "1" { initial = patent_start * at_start(population), rate = patent_yield * rd_spending - patent_decay * patents, label = {zh = "有效发明专利", en = "Patents in force"} }
patents_per_10000 = level "1/万人" { patents / population, label = {zh = "万人发明专利拥有量", en = "Patents per 10,000 persons"} }

medical_effort  = lever "1" { path {[2020] = 1}, range = {0.5, 2}, label = {zh = "医师培养与引进力度", en = "Training and hiring of doctors"}, chapter = "第四十一章" }
doctors_start   = need "人/千人" { label = {zh = "起始年每千人执业医师", en = "Doctors per 1,000, start"} }
doctor_exit     = parameter "%/a" { 2.5, range = {1.5, 4}, label = {zh = "医师退出率", en = "Exit of doctors"}, source = "careers of forty years; judgement" }
doctor_entry    = need "%/a" { label = {zh = "医师进入率", en = "Entry of doctors over their number, start"} }
doctor_income   = parameter "1" { truncated_normal(0.4, 0.15, 0, 0.8), range = {0, 1}, label = {zh = "医师进入对收入的弹性", en = "Elasticity of entry to income and age"}, source = "health spending is paid out of income (Getzen 2000: elasticity near 1 across regions); half passes into posts; judgement" }
doctor_most     = parameter "人/千人" { 5.5, range = {4, 7}, label = {zh = "医师密度饱和值", en = "Density of doctors at which hiring ends"}, source = "the densest OECD countries have about 5.4 per 1,000 (Austria, Norway); recalled, unverified" }
local vacancy   = max(1 - doctors_per_1000 / doctor_most, 0) / (1 - doctors_start / doctor_most)
doctors         = stock "万人" { initial = doctors_start * at_start(population), rate = doctor_entry * medical_effort * index(gdp_per_capita) ^ doctor_income * vacancy * at_start(doctors) - doctor_exit * doctors, label = {zh = "执业(助理)医师", en = "Doctors"} }
doctors_per_1000 = level "人/千人" { doctors / population, label = {zh = "每千人口执业(助理)医师数", en = "Doctors per 1,000 persons"} }

enrolment_effort = lever "1" { path {[2020] = 0}, range = {-0.5, 1}, label = {zh = "高等教育扩容力度", en = "Expansion of higher education"}, chapter = "第三十八章" }
higher_start    = need "%" { label = {zh = "起始年高等教育毛入学率", en = "Gross enrolment in higher education, start"} }
higher_slope    = parameter "1" { truncated_normal(1.0, 0.3, 0.2, 1.8), range = {0, 2}, label = {zh = "入学率对收入的响应", en = "Slope of the logit of enrolment on log income"}, source = "judgement" }
higher_enrolment = flow "%" { logistic(log(higher_start / (1 - higher_start)) + higher_slope * log(index(gdp_per_capita)) + 0.5 * enrolment_effort), label = {zh = "高等教育毛入学率", en = "Gross enrolment in higher education"} }

safety_effort   = lever "1" { path {[2020] = 1}, range = {0, 2}, label = {zh = "安全生产治理力度(1为延续)", en = "Work on safety, 1 as before"}, chapter = "第四十七章" }
accident_start  = need "人/亿元2020" { label = {zh = "起始年亿元GDP事故死亡率", en = "Accident deaths per GDP, start"} }
accident_pace   = parameter "%/a" { truncated_normal(5, 1.5, 1, 9), range = {0, 10}, label = {zh = "安全水平提升速度", en = "Yearly gain of safety"}, source = "deaths fell about 5 % a year in China 2016-2020; recalled, unverified" }
accident_deaths = flow "人/a" { accident_start * at_start(gdp) * index(gdp) ^ 0.3 * compound(-accident_pace * safety_effort), label = {zh = "安全事故死亡人数", en = "Accident deaths"} }
accident_rate   = flow "人/亿元2020" { accident_deaths / gdp, label = {zh = "亿元GDP安全事故死亡率", en = "Accident deaths per GDP"} }
