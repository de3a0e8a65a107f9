local s = "x"
while true do s = s .. s end  -- expect error: E111 the script wants more than its 64 MiB of memory
return model "tiny" {start = 2020, horizon = 2022}
