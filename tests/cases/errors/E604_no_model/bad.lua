return scenario "bad" {levers = {price = 100}}  -- expect error: E604 neither this scenario nor one that it is based on says its model
