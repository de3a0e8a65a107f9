-- Division by what may be zero. Vensim's ZIDZ(a, b) is a/b, 0 when b is 0; XIDZ(a, b, x) is a/b, x when b is 0: both are where().
-- The SDXorg test-models collection (MIT), "xidz_zidz". Both arms are computed; the one not taken is not looked at.
local origin = "SDXorg test-models"
numerator = parameter "1" { 11, source = origin }
alternate = parameter "1" { 4, source = origin }
zero      = parameter "1" { 0, source = origin }
test_zidz = level "1" { where(same(zero, 0), 0, numerator / zero) }
text_xidz = level "1" { where(same(zero, 0), alternate, numerator / zero) }

return model "division" {
  title = {zh = "除以零", en = "Division by zero"}, calendar = false, start = 0, horizon = 1, step = 1, time = "min",
  show = {{title = {zh = "除法", en = "Division"}, "test_zidz", "text_xidz"}},
}
