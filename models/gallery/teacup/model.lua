-- A cup of tea cools towards the room: the smallest stock with a rate. The SDXorg test-models collection (MIT), "teacup".
dimension "degF"
local origin = "SDXorg test-models"

room_temperature    = parameter "degF" { 70, source = origin }
characteristic_time = parameter "min" { 10, source = origin }
teacup_temperature  = stock "degF" { initial = 180, rate = -heat_loss_to_room, label = "茶温" }
heat_loss_to_room   = flow "degF/min" { (teacup_temperature - room_temperature) / characteristic_time, label = "散热" }

return model "teacup" {
  title = {zh = "茶杯", en = "Teacup"}, calendar = false, start = 0, horizon = 30, step = 0.125, time = "min",
  show = {{title = {zh = "茶杯", en = "Teacup"}, "teacup_temperature", "heat_loss_to_room"}},
}
