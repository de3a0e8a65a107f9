# The five-stock model of bench/five.lua with deSolve: one run at a time, Euler steps of a year.
suppressMessages(library(deSolve))

equations <- function(t, y, p) {
  with(as.list(c(y, p)), {
    output <- productivity * (capital^share * labour^(1 - share))
    emission <- output * exp(-0.02 * carbon)
    list(c(capital = 0.25 * output - depreciation * capital,
           productivity = productivity * (exp(progress - 0.002 * warmth) - 1),
           labour = 0.01 * labour * (1 - labour / 20),
           carbon = min(1, 0.1 * emission),
           warmth = max(0, sensitivity * (carbon - 2)) - 0.01 * warmth))
  })
}

start <- c(capital = 3, productivity = 1, labour = 9, carbon = 2, warmth = 1)
numbers <- c(share = 0.35, progress = 0.0125, depreciation = 0.05, sensitivity = 0.02)
rounds <- sapply(1:7, function(round) {
  took <- system.time(for (i in 1:60) euler(start, 0:60, equations, numbers))[["elapsed"]]
  60 / took / 1e6
})
cat(sprintf("desolve\tfive\t%.4g\tM runs/s\n", median(rounds)))
