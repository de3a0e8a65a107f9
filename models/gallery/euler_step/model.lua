-- A cosine summed at dt 0.03125 over a hundred periods: if times were accumulated instead of counted, the sum would drift.
-- The SDXorg test-models collection (MIT), "euler_step_vs_saveper".
cosine_of_t = level "1" { cos(2 * 3.14159265358 * year) }
sine_of_t   = stock "1" { initial = 10, rate = cosine_of_t / as "min" (1) }

return model "euler_step" {
  title = {zh = "欧拉步长", en = "Euler step"}, calendar = false, start = 0, horizon = 100, step = 0.03125, time = "min",
  show = {{title = {zh = "余弦之和", en = "Sum of a cosine"}, "sine_of_t"}},
}
