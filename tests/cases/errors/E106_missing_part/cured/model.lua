return model "tiny" {start = 2020, horizon = 2022, files = {"part"}}
