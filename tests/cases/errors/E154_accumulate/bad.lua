age = axis {from = 0, to = 2}
x = flow("1", age) {accumulate(age, age, "up")}  -- expect error: E154 accumulate goes upwards, or "down"
return model "tiny" {start = 2020, horizon = 2022}
