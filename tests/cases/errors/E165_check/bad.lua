people = parameter "人" {0}
check "人口" {people}  -- expect error: E165 check needs 'equals', 'at_most' or 'at_least'; write check "name" {a - b, equals = c}
return model "m" {calendar = true, start = 2020, horizon = 2022}
