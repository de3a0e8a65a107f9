x = flow "1" {2 * flow "1" {3}}  -- expect error: E142 what stands here is a flow that has no name yet; write name = flow ... {...} on its own, then use the name
return model "tiny" {start = 2020, horizon = 2022}
