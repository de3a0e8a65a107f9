x = parameter "1" {1}
z = flow "1" {x}
y = outcome "1" {at(z, 2021)}
return model "tiny" {start = 2020, horizon = 2022}
