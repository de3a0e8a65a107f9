cp -R models/china models/mine
sed -i 's/model "china"/model "mine"/; s/全国/我省/; s/"China"/"My province"/' models/mine/model.lua
sed -i 's/^gross_departures .*/gross_departures = given "‰\/a" { 8, source = "my yearbook" }/' models/mine/numbers.lua
yuanjing check models/mine/model.lua
