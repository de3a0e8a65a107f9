x = parameter "1" {exp(3)}
return model "tiny" {start = 2020, horizon = 2022}
