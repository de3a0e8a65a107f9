-- Run in a state of its own after every hostile script of the same process: nothing may have changed.
assert(("x"):upper() == "X" and string.format("%d", 7) == "7", "texts changed")
assert(math.exp(0) == 1 and math.floor(1.5) == 1, "numbers changed")
assert(table.concat({1, 2}, ",") == "1,2", "tables changed")
assert(tostring(1.5) == "1.5" and type(pairs) == "function", "basics or the locale changed")
assert(canary == nil, "a name leaked")
return {name = "probe"}
