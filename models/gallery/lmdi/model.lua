-- LMDI-I (Ang 2005) in words of the language: two parts, each a product of three factors, four years. The worked example of LMDIR.
-- The same decomposition for any model is `yuanjing attribute lmdi`; this text shows what it does.
part   = axis {"1", "2"}
factor = axis {"1", "2", "3"}

x = series("1", part, factor) { data {"data/lmdi.csv", "factor_{factor}.part_{part}"} }
v = level("1", part) { x[factor["1"]] * x[factor["2"]] * x[factor["3"]] }
whole = level "1" { sum(part, v) }

-- The logarithmic mean; its limit is a where the two are equal and 0 where one is zero.
local function mean_log(a, b) return where(same(a, b), a, where(both(a, b), (a - b) / log(a / b), 0)) end

-- A part that appears or disappears belongs to the factors that were zero, in equal shares (Wood and Lenzen 2006).
local function zeros(a) return where(same(a, 0), 1, 0) end
local now_zero, then_zero = zeros(x), zeros(previous(x))
local appears    = both(sum(factor, then_zero), same(sum(factor, now_zero), 0))
local disappears = both(sum(factor, now_zero), same(sum(factor, then_zero), 0))
local gained = then_zero / sum(factor, then_zero) * v
local lost   = -now_zero / sum(factor, now_zero) * previous(v)
local moved  = mean_log(v, previous(v)) * log(x / previous(x))
local stays  = neither(sum(factor, now_zero), sum(factor, then_zero))
part_effect = level("1", part, factor) { where(stays, moved, where(appears, gained, where(disappears, lost, 0))) }

effect = level("1", factor) { sum(part, part_effect), label = "加法分解" }
ratio  = level("1", factor) { exp(effect / mean_log(whole, previous(whole))), label = "乘法分解" }
change = level "1" { whole - previous(whole), label = "变化" }
quotient = level "1" { whole / previous(whole), label = "比值" }
check "无残差" { sum(factor, effect), equals = change, within = 1e-9 }

return model "lmdi" {
  title = {zh = "LMDI分解", en = "LMDI decomposition"}, calendar = false, start = 1972, horizon = 1974, step = 1, time = "a",
  show = {{title = {zh = "分解", en = "Decomposition"}, "change", "effect", "ratio"}},
}
