x = parameter "1" {1}
z = parameter "1" {2}
y = flow "1" {z / 35 + x}
return model "tiny" {start = 2020, horizon = 2022}
