people = need "人" {}  -- expect error: E333 'people' (人) is needed: the region's folder must give it
x = flow "人" {people}
return model "m" {calendar = true, start = 2020, horizon = 2022}
