local p = table.pack(1, 2, 3)
