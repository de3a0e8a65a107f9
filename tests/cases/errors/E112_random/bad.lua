x = parameter "1" {math.random()}  -- expect error: E112 'random' is not there for models and scenarios: a script reaches no files, clock, chance or other code; use a distribution: uniform(0, 1)
return model "tiny" {start = 2020, horizon = 2022}
