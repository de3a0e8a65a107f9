return 1 .. {}
