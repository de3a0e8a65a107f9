x = lever "1" {1}
y = flow "1" {lookup(x, {[0] = 0, [1] = 5, top = 3})}  -- expect error: E161 lookup has no key 'top'; it has smooth
return model "m" {calendar = true, start = 2020, horizon = 2022}
