-- The dimensions of persons and of the economy. A model lists this file first: the order of axes is the order of sums.
area = axis {"urban", "rural"}
sex  = axis {"female", "male"}
age  = axis {from = 0, to = 100, open = true}                      -- 100 is "100 and over"

-- Groups in which censuses, life tables and fertility tables are published; their bounds are read from their names.
age_group = axis {"0", "1_4", "5_9", "10_14", "15_19", "20_24", "25_29", "30_34", "35_39", "40_44",
                  "45_49", "50_54", "55_59", "60_64", "65_69", "70_74", "75_79", "80_84", "85plus"}
age_abridged = axis {"0", "1", "5", "10", "15", "20", "25", "30", "35", "40", "45", "50", "55", "60", "65", "70", "75", "80", "85", "90", "95", "100plus",
  at = {0.5, 3, 7.5, 12.5, 17.5, 22.5, 27.5, 32.5, 37.5, 42.5, 47.5, 52.5, 57.5, 62.5, 67.5, 72.5, 77.5, 82.5, 87.5, 92.5, 97.5, 101.5}}
fertility_group = axis {"10_14", "15_19", "20_24", "25_29", "30_34", "35_39", "40_44", "45_49", "50_54"}

sector  = axis {"primary", "secondary", "tertiary"}
