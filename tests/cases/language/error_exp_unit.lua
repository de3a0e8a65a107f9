b = flow "1" { exp(as "人" (1)) }
return model "m" { calendar = true, start = 2020, horizon = 2022, files = {} }
-- expect error: E221 exp needs a pure number, this is 人
