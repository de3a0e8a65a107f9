x = parameter "1" {1}
