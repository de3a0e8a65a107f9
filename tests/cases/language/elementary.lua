p = parameter "1" { 4 }
natural = flow "1" { log(p) }
grown = flow "1" { exp(-p / 2) }
wave = flow "1" { sin(p / 4) }
swing = flow "1" { cos(p / 4) }
lowest_of = flow "1" { floor(-p / 3) }
turned = flow "1" { -p + abs(-p) }
return model "elementary" { calendar = true, start = 2020, horizon = 2021, files = {} }
-- expect: natural@2021 = 1.3862943611198906
-- expect: grown@2021 = 0.1353352832366127
-- expect: wave@2021 = 0.8414709848078965
-- expect: swing@2021 = 0.5403023058681398
-- expect: lowest_of@2021 = -2
-- expect: turned@2021 = 0
