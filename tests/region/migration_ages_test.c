/* Net migration by age from two censuses, and the schedules fitted to it. */
#include "history.h"
#include "nonlinear.h"

enum { GROUPS = 18, AGES = 101, FIRST = 1, LAST = 17 };   /* 0-4, 5-9, ..., 80-84, 85+; groups fitted: 5-9 to 80-84 */

/* ---- survival of five-year groups over five years ---------------------------------------------------------------------- */

enum { TABLE_AGES = 22 };  /* 0, 1, 5, 10, ..., 95, 100+ */

static double death_rate(const char *sex, int i, const char *period) {
  char name[64];
  if (i == TABLE_AGES - 1) snprintf(name, sizeof name, "mx_%s.age_100plus", sex);
  else snprintf(name, sizeof name, "mx_%s.age_%d", sex, i < 2 ? i : 5 * (i - 1));
  return in_period(seen.china, name, period);
}

/* years[g]: person-years lived in five-year groups 0-4 ... 95-99 and 100+. */
static void life_table(const char *sex, const char *period, double years[21]) {
  double l = 1.0, part[TABLE_AGES];
  for (int i = 0; i < TABLE_AGES - 1; i++) {
    double m = death_rate(sex, i, period), h = i == 0 ? 1 : i == 1 ? 4 : 5, a = i == 0 ? 0.1 : 0.5;
    double q = i == 0 ? m / (1 + 0.9 * m) : h * m / (1 + 0.5 * h * m);
    part[i] = h * (a * l + (1 - a) * l * (1 - q));
    l *= 1 - q;
  }
  part[TABLE_AGES - 1] = l / death_rate(sex, TABLE_AGES - 1, period);
  years[0] = part[0] + part[1];
  for (int g = 1; g < 21; g++) years[g] = part[g + 1];
}

static void five_years_on(const char *sex, const char *period, double people[GROUPS]) {
  double years[21], next[GROUPS] = {0}, over85 = 0;
  life_table(sex, period, years);
  for (int g = 17; g < 21; g++) over85 += years[g];
  for (int g = 0; g < 16; g++) next[g + 1] = people[g] * years[g + 1] / years[g];
  next[17] = (people[16] + people[17]) * over85 / (years[16] + over85);
  memcpy(people, next, sizeof next);
}

static void census_groups(const char *sex, int year, double people[GROUPS]) {
  for (int g = 0; g < GROUPS; g++) {
    char name[64];
    if (g == 17) snprintf(name, sizeof name, "pop_%s.age_85plus", sex);
    else if (g == 0) snprintf(name, sizeof name, "pop_%s.age_1_4", sex);
    else snprintf(name, sizeof name, "pop_%s.age_%d_%d", sex, 5 * g, 5 * g + 4);
    people[g] = in_year(seen.census, name, year) / 1e4;
  }
  char name[64];
  snprintf(name, sizeof name, "pop_%s.age_0", sex);
  people[0] += in_year(seen.census, name, year) / 1e4;
}

/* Census of 2020 less the survivors of 2010, by age in 2020; children of 5-9 against the births of 2011-2015. */
static void net_migration(double net[GROUPS]) {
  double born = 0, children = 0;
  memset(net, 0, GROUPS * sizeof *net);
  for (int s = 0; s < 2; s++) {
    const char *sex = s ? "male" : "female";
    double survivors[GROUPS], counted[GROUPS];
    census_groups(sex, 2010, survivors);
    census_groups(sex, 2020, counted);
    five_years_on(sex, "2010-2015", survivors);
    five_years_on(sex, "2015-2020", survivors);
    for (int g = 2; g < GROUPS; g++) net[g] += counted[g] - survivors[g];
    children += counted[1];
  }
  for (int year = 2011; year <= 2015; year++) born += between_years(seen.population, "birth_rate", year) * mean_population(year) / 1000;
  net[1] = children - 0.992 * born;
}

static void survival_of_the_censuses(void **state) {
  (void)state;
  double net[GROUPS], sum = 0;
  net_migration(net);
  for (int g = 1; g < GROUPS; g++) sum += net[g];
  agree("net_migration_2010_2020", sum, NAN);
  assert_true(net[5] < 0 && net[2] > 25 && net[10] > 25);   /* those of 25-29 left, children and people of 50-54 came */
}

/* ---- the schedules, as models/region/migration.lua has them -------------------------------------------------------------- */

typedef struct { double net[GROUPS], departures; } Ages;

static void norm(double curve[AGES]) {
  double sum = 0;
  for (int a = 0; a < AGES; a++) sum += curve[a];
  for (int a = 0; a < AGES; a++) curve[a] /= sum;
}

static void labour_curve(double peak, double curve[AGES]) {
  for (int a = 0; a < AGES; a++) curve[a] = exp(-0.10 * (a + 0.5 - peak) - exp(-0.40 * (a + 0.5 - peak)));
  norm(curve);
}

/* Parameters: arrivals (万 a year), part of children, part of returners, labour peak, mean age of return. */
static int misfit(const gsl_vector *b, void *data, gsl_vector *f) {
  const Ages *ages = data;
  double child[AGES], back[AGES], come[AGES], go[AGES], until[AGES + 1] = {0};
  double arrivals = gsl_vector_get(b, 0), c = gsl_vector_get(b, 1), r = gsl_vector_get(b, 2), mean = gsl_vector_get(b, 4);
  labour_curve(gsl_vector_get(b, 3), come);
  labour_curve(18, go);
  for (int a = 0; a < AGES; a++) {
    double z = (a + 0.5 - mean) / 14;
    child[a] = exp(-0.10 * (a + 0.5));
    back[a] = exp(-0.5 * z * z);
  }
  norm(child);
  norm(back);
  for (int a = 0; a < AGES; a++) until[a + 1] = until[a] + arrivals * (c * child[a] + r * back[a] + (1 - c - r) * come[a]) - ages->departures * go[a];
  for (int g = FIRST; g < LAST; g++) {
    double decade = 0;                                     /* who is x years old moved at ages x-10 to x-1 */
    for (int x = 5 * g; x < 5 * g + 5; x++) decade += until[x] - until[x > 10 ? x - 10 : 0];
    gsl_vector_set(f, (size_t)(g - FIRST), decade - ages->net[g]);
  }
  return 0;
}

static void schedules(void **state) {
  (void)state;
  static const double first[5] = {60, 0.2, 0.3, 19, 43};
  Ages ages = {0};
  net_migration(ages.net);
  for (int year = 2011; year <= 2020; year++) ages.departures += 0.012 * population(year) / 10;
  CurveFit fit = curve_fit(misfit, &ages, LAST - FIRST, first, 5);
  agree("gross_arrivals", fit.b[0], fit.error[0]);
  agree("child_part", fit.b[1], fit.error[1]);
  agree("return_part", fit.b[2], fit.error[2]);
  agree("arrival_peak", fit.b[3], fit.error[3]);
  agree("return_age", fit.b[4], fit.error[4]);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(survival_of_the_censuses), cmocka_unit_test(schedules)};
  return cmocka_run_group_tests(tests, read_history, drop_history);
}
