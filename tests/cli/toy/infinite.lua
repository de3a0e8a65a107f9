return scenario "infinite" {
  title = {zh = "除以零", en = "Division by zero"}, story = "产出除以零。", based_on = "base",
  assumptions = {output_growth = output_total / (output_total - output_total)},
}
