return table.concat({}, "", 1, 1000000000000000000)
