-- every word that declares and every key of it; metadata is kept as it was written
dimension "RU"
stuff = parameter "RU" { 3 }
census = need "万人" { label = {zh = "普查人口", en = "Census"}, source = "a yearbook" }
census = given "人" { 50000, source = "another yearbook" }
tax = lever "%" { 1, range = {0, 5}, chapter = "第四章", note = "a note" }
tax = given "%" { path {[2020] = 2, [2022] = 4} }
share = parameter "%" { 30, range = {10, 50}, estimate = "sd 2", label = "份额" }
share = given "%" { 40 }
outside = series "1" { path {[2020] = 1, [2022] = 3} }
weather = shock "%" { sd = 2, rho = 0.5 }
output = flow "1" { 1 + weather + outside, iamc = "Output" }
stock_of = level "1" { outside + 1e-4, tolerance = 0.01 }
stock_of = observed "1" { path {[2020] = 2.0001} }
kept = stock "RU" { initial = stuff, rate = -as "RU/a" (5), nonnegative = true }
near = target "1" { at(output, 2022), about = 4.1, kind = "预期性", place = "专栏2", year = 2022 }
below = target "1" { at(output, 2021), at_most = 2 }
check "产出" { output, at_least = 1, within = as "1" (1e-9) }
return model "declarations" {
  title = {zh = "声明", en = "Declarations"}, calendar = true, start = 2020, horizon = 2022, latest = 2030, step = 1,
  time = "a", method = "euler", files = {}, show = {{title = "产出", "output"}},
}
-- expect: stuff@2021 = 3
-- expect: census@2021 = 5
-- expect: tax@2021 = 3
-- expect: share@2021 = 40
-- expect: outside@2021 = 2
-- expect: weather@2021 = 0
-- expect: output@2022 = 4
-- expect: stock_of@2021 = 2.0001
-- expect: kept@2021 = 0
-- expect: near = 4
-- expect: below = 3
-- expect text: census.label.zh = 普查人口
-- expect text: census.label.en = Census
-- expect text: census.source = a yearbook
-- expect text: tax.chapter = 第四章
-- expect text: tax.note = a note
-- expect text: share.estimate = sd 2
-- expect text: share.label.zh = 份额
-- expect text: share.range = 10 50
-- expect text: output.iamc = Output
-- expect text: near.kind = 预期性
-- expect text: near.place = 专栏2
-- expect text: model.title.en = Declarations
-- expect text: model.show = output
-- expect text: model.latest = 2030
