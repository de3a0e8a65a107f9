-- What was seen of the names that the model of 2010 does not have.
local function counted(name) return data {"data/economy.csv", name} end
trade_nominal  = observed "亿元当年/a"   { counted "trade" }
income_nominal = observed "元当年/a/人" { counted "income" }
