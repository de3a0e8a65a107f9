area = axis {"urban", "rural"}
x = given("1", area) {urban = 1, rural = 2}  -- expect error: E161 given has no key 'rural'; a table of values has its own braces: {{urban = 1, rural = 2}
return model "tiny" {start = 2020, horizon = 2022}
