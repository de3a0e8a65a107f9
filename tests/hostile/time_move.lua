return table.move({}, 1, 1000000000000000000, 2)
