x = parameter "亿元" {1}  -- expect error: E205 the unit '亿元' has 元 without its prices; write 元2020 (prices of 2020) or 元当年 (current prices)
return model "m" {calendar = true, start = 2020, horizon = 2022}
