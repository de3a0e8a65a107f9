local keep = {}
for k = 1, 1000 do
  local t = {} for i = 1, 1000000 do t[i] = i end keep[k] = t
end
