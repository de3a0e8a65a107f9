return scenario "x" {model = "m", levers = {a = function() end}}
