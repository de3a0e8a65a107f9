local n = 0
while true do n = n + 1 end  -- expect error: E110 the script was still running when its time was over
return model "tiny" {start = 2020, horizon = 2022}
