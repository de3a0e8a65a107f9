return {x = math.random()}
