error("other.lua:1: fake", 0)
