-- expect error in absent.lua: E106 the file cannot be read: No such file or directory
return model "tiny" {start = 2020, horizon = 2022, files = {"absent"}}
