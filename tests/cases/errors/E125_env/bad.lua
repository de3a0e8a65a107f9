local _ENV = {}  -- expect error: E125 '_ENV' would change what names mean; leave it out
return model "tiny" {start = 2020, horizon = 2022}
