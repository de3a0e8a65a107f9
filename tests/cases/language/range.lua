x = parameter "%" { 30, range = {0, 20} }
return model "m" { calendar = true, start = 2020, horizon = 2023, files = {} }
-- expect warning: E614 'x' reaches 30 %, outside its range 0 to 20
