age = axis {from = 0, to = 2}
x = parameter("1", age) {1}
y = flow "1" {#x}  -- expect error: E130 quantities have no operator '#'
return model "tiny" {start = 2020, horizon = 2022}
