x = parameter "1" {1}
y = flow "1" {wehre(less(x, 2), 1, 0)}  -- expect error: E134 'wehre' is no word of the language, and a name of the model takes no arguments: a product is a * (b); did you mean 'where'?
return model "tiny" {start = 2020, horizon = 2022}
