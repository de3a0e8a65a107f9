return {population = -1}  -- expect error: E177 the file returns a plain table whose first entry is population = -1, not a scenario
