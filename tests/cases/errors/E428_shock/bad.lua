area = axis {"urban", "rural"}
x = shock("1", area) {sd = 1}  -- expect error: E428 shock 'x' is declared over axes; a shock is one number a year: declare one for each element
return model "m" {calendar = true, start = 2020, horizon = 2022}
