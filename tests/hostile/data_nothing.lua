return nil, false, 7, "scenario"
