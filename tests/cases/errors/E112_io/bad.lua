local f = io.open("data.csv")  -- expect error: E112 'io' is not there for models and scenarios: a script reaches no files, clock, chance or other code; put data into a CSV file and read it with data {...}
return model "tiny" {start = 2020, horizon = 2022}
