y = flow "1" {1}
