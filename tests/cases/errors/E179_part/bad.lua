x = parameter "1" {1}  -- expect error: E179 the file declares names ('parameter') and returns nothing, so it is a part of a model
