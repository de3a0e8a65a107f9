-- lifetable.lua : from death rates to years of life, abridged ages, any number of groups.
-- Asks for the axes sex and abridged ("0", "1_4", then five-year groups, the last one open) and for death_rate("1/a", sex, abridged).
-- Under five: A. J. Coale, P. Demeny, Regional Model Life Tables (1966), West, as in Preston et al. (2001), table 3.3;
-- from ten: T. N. E. Greville (1943).
local one_year = as "a" (1)
local ones   = by(abridged) { others = 1 }
local closed = shift(ones, abridged, -1)             -- 1 where another group follows
local infant = 1 - shift(ones, abridged, 1)          -- 1 at "0"
local child  = shift(infant, abridged, 1)            -- 1 at "1_4"
local early  = shift(child, abridged, 1)             -- 1 at "5_9"
local width  = (5 - 4 * infant - child) * one_year

-- Years lived in the interval by those who die in it.
local m0  = death_rate[abridged["0"]] * one_year
local low = less(m0, 0.107)
infant_years = flow("a", sex) { where(low, by(sex) { female = 0.053, male = 0.045 } + by(sex) { female = 2.800, male = 2.684 } * m0,
  by(sex) { female = 0.350, male = 0.330 }) * one_year }
child_years  = flow("a", sex) { where(low, by(sex) { female = 1.522, male = 1.651 } - by(sex) { female = 1.518, male = 2.816 } * m0,
  by(sex) { female = 1.361, male = 1.352 }) * one_year }
local slope  = log(shift(death_rate, abridged, -1) / shift(death_rate, abridged, 1)) / (10 * one_year)
local greville = as "a" (2.5) - as "a2" (25) / 12 * (death_rate - slope)
years_of_the_dying = flow("a", sex, abridged) {
  where(infant, infant_years, where(child, child_years, where(early, as "a" (2.5), where(closed, greville, 1 / death_rate)))) }

-- The chance to die in the interval, who is left at its start, and the years lived in it and from it on.
infant_mortality = flow("1", sex) { m0 / (1 + (1 - infant_years / one_year) * m0), label = "婴儿死亡率" }
mortality  = flow("1", sex, abridged) { where(infant, infant_mortality,
  where(closed, width * death_rate / (1 + (width - years_of_the_dying) * death_rate), 1)) }
survivors_at = flow("1", sex, abridged) { exp(shift(accumulate(log(1 - mortality), abridged), abridged, 1)) }
local next_at = shift(survivors_at, abridged, -1)
person_years = flow("a", sex, abridged) { where(closed, width * next_at + years_of_the_dying * (survivors_at - next_at), survivors_at / death_rate) }
years_left   = flow("a", sex, abridged) { accumulate(person_years, abridged, "down") / survivors_at, label = "尚存年数" }
life_expectancy = flow("a", sex) { sum(abridged, person_years), label = "预期寿命" }
