-- A made-up model of more than a millisecond a run: many places, much arithmetic, few numbers to summarise.
return model "slow" {
  title = {zh = "缓慢", en = "Slow"},
  calendar = false, start = 0, horizon = 2000, step = 1,
  files = {"slow"},
  show = {{title = {zh = "缓慢", en = "Slow"}, "warm"}},
}
