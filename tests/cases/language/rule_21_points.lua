-- % and 百分点 are both 0.01 of a pure number: a difference of percents may be declared as either, an elasticity is per point
share = parameter "%" { 40 }
rise = flow "百分点" { share - as "%" (35) }
the_same = flow "%" { share - as "%" (35) }
elasticity = parameter "1/百分点" { 0.2 }
effect = flow "1" { elasticity * rise }
relative = flow "%" { share * (1 + as "%" (5)) }
absolute = flow "%" { share + as "百分点" (5) }
return model "m" { calendar = true, start = 2020, horizon = 2022, files = {} }
-- expect: rise@2021 = 5 ~ 1e-14
-- expect: the_same@2021 = 5 ~ 1e-14
-- expect: effect@2021 = 1 ~ 1e-14
-- expect: relative@2021 = 42
-- expect: absolute@2021 = 45
