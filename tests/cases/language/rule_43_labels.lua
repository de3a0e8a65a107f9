-- a string is Chinese, {zh = , en = } both; keys are another name space than names of the model
label = parameter "1" { 2, label = "标签", source = "a", note = "b" }
source = parameter "1" { 3, label = {zh = "来源", en = "Source"} }
gross_product = flow "1" { label * source, label = "毛额" }   -- shown in English as its name with spaces
return model "m" { calendar = true, start = 2020, horizon = 2022, files = {} }
-- expect: gross_product@2021 = 6
-- expect text: label.label.zh = 标签
-- expect text: gross_product.label.zh = 毛额
-- expect text: source.label.en = Source
