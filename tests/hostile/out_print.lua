print("OK: all passed")
