/* Every estimated constant of Chongqing is found again from the project's own data. */
#include "history.h"
#include "nonlinear.h"

/* ---- persons ------------------------------------------------------------------------------------------------------------- */

static double oldest(int year) { return in_year(seen.census, "pop_female.age_85plus", year) + in_year(seen.census, "pop_male.age_85plus", year); }

static double mean_age_of_mothers(int year) {
  static const char *const groups[] = {"10_14", "15_19", "20_24", "25_29", "30_34", "35_39", "40_44", "45_49", "50_54"};
  double sum = 0, weighted = 0;
  for (int g = 0; g < 9; g++) {
    char name[64];
    snprintf(name, sizeof name, "asfr_share.age_%s", groups[g]);
    double share = in_year(seen.china, name, year);
    sum += share, weighted += share * (12.5 + 5 * g);
  }
  return weighted / sum;
}

static void persons(void **state) {
  (void)state;
  agree("old_age_growth", log(oldest(2020) / oldest(2010)) / 10, NAN);
  agree("childbearing_delay", (mean_age_of_mothers(2020) - mean_age_of_mothers(2010)) / 10, NAN);
  agree("schooling_past", (in_year(seen.population, "schooling_15plus", 2020) - in_year(seen.population, "schooling_15plus", 2010)) / 10, NAN);
}

static const TableRow *vital(const char *series, int year) {
  char text[16];
  snprintf(text, sizeof text, "%d", year);
  return table_find(seen.population, series, text);
}

/* Natural growth, per mille: from both rates, else as stated. False when the year has neither. */
static bool stated_growth(int year, double *growth) {
  const TableRow *born = vital("birth_rate", year), *died = vital("death_rate", year), *stated = vital("natural_growth_rate", year);
  if (year == 2020) *growth = 1000 * (23.88 - 24.63) / mean_population(2020);   /* revised counts of births and deaths */
  else if (born && died) *growth = born->value - died->value;
  else if (stated) *growth = stated->value;
  else return false;
  return true;
}

/* Linear between the years that have it; before the first, 2005, as then. */
static double natural_growth(int year) {
  double before, after;
  int first = year < 2005 ? 2005 : year, last = first;
  while (!stated_growth(first, &before)) first--;
  while (!stated_growth(last, &after)) last++;
  return first == last ? before : before + (after - before) * (year - first) / (last - first);
}

static double rural(int year) { return population(year) * (1 - in_year(seen.population, "urbanization_rate", year) / 100); }

/* Sums for an AR(1) through zero of x less its mean: persistence and innovation. */
static void autoregression(double *x, int n, double *rho, double *sd) {
  double mean = mean_of(x, (size_t)n), product = 0, square = 0, left = 0;
  for (int i = 0; i < n; i++) x[i] -= mean;
  for (int i = 1; i < n; i++) product += x[i - 1] * x[i], square += x[i - 1] * x[i - 1];
  *rho = product / square;
  for (int i = 1; i < n; i++) left += (x[i] - *rho * x[i - 1]) * (x[i] - *rho * x[i - 1]);
  *sd = sqrt(left / (n - 2));
}

static void shocks(void **state) {
  (void)state;
  double change[30], fall[14], rho, sd;
  for (int i = 0; i < 30; i++) change[i] = 100 * log(in_year(seen.china, "total_fertility", 1991 + i) / in_year(seen.china, "total_fertility", 1990 + i));
  agree("fertility_shock_sd", deviation_of(change, 30), NAN);
  for (int i = 0; i < 14; i++) fall[i] = 100 * log(log(rural(1996 + i) / rural(1997 + i)));
  autoregression(fall, 14, &rho, &sd);
  agree("transfer_shock_rho", rho, NAN);
  agree("transfer_shock_sd", sd, NAN);
}

static void migration(void **state) {
  (void)state;
  double net[24], before[23], after[23], columns[23 * 4];
  for (int i = 0; i < 24; i++) {
    int year = 1997 + i;
    net[i] = 1000 * (population(year) - population(year - 1)) / mean_population(year) - natural_growth(year);
  }
  for (int i = 0; i < 23; i++) {
    before[i] = net[i], after[i] = net[i + 1];
    columns[4 * i] = 1, columns[4 * i + 1] = net[i];
    columns[4 * i + 2] = 1998 + i == 2011, columns[4 * i + 3] = 1998 + i == 2012;
  }
  Fit fit = straight_line(before, after, 23), seamless = least_squares(columns, after, 23, 4);
  agree("migration_mean", mean_of(net, 24), NAN);
  agree("migration_persistence", fit.b[1], fit.error[1]);
  agree("migration_shock_sd", seamless.residual, NAN);
}

/* ---- towns --------------------------------------------------------------------------------------------------------------- */

typedef struct { double year[32], rate[32]; size_t n; } Rates;

static int off_logistic(const gsl_vector *b, void *data, gsl_vector *f) {
  const Rates *r = data;
  double level = gsl_vector_get(b, 0), rate = gsl_vector_get(b, 1), middle = gsl_vector_get(b, 2);
  for (size_t i = 0; i < r->n; i++) gsl_vector_set(f, i, level / (1 + exp(-rate * (r->year[i] - middle))) - r->rate[i]);
  return 0;
}

/* Net departures of rural residents to other regions over their number, as the migration of 2010-2020 has it: 12 per mille
 * leave, rural residents half as often again as urban ones, and of the fitted arrivals 12 % settle in the country. */
static double lost_to_outside(void) {
  Estimate list[64];
  double leave = 0, arrive = 0, country = 0.5 * (rural(2010) + rural(2020)), town = 0.5 * (population(2010) + population(2020)) - country;
  for (int i = 0, n = read_estimates(list, 64); i < n; i++)
    if (strcmp(list[i].name, "gross_arrivals") == 0) arrive = list[i].number;
  for (int year = 2011; year <= 2020; year++) leave += 0.012 * population(year) / 10;
  return (leave * 1.5 * country / (1.5 * country + town) - 0.12 * arrive) / country;
}

static void towns(void **state) {
  (void)state;
  static const double first[3] = {90, 0.08, 2008};
  Rates rates = {.n = 0};
  Fail fail;
  unsigned n;
  const TableRow *const *rows = table_years(seen.population, "urbanization_rate", &n, &fail, place_at(NULL, 0, 0));
  for (unsigned i = 0; i < n && rows[i]->year <= 2020; i++)
    if (strncmp(rows[i]->source, "derived: linear", 15) != 0) rates.year[rates.n] = rows[i]->year, rates.rate[rates.n++] = rows[i]->value;
  CurveFit fit = curve_fit(off_logistic, &rates, rates.n, first, 3);
  agree("logistic_level", fit.b[0], fit.error[0]);
  agree("logistic_rate", fit.b[1], fit.error[1]);
  agree("logistic_midpoint", fit.b[2], fit.error[2]);

  /* The rate falls with the room that is left below saturation: each half against the mean room it had, that of 2020 being 1. */
  double level = fit.b[0], rate10 = in_year(seen.population, "urbanization_rate", 2010), rate15 = in_year(seen.population, "urbanization_rate", 2015);
  double rate20 = in_year(seen.population, "urbanization_rate", 2020), lost = lost_to_outside();
  double early = (log(rural(2010) / rural(2015)) / 5 - lost) * (level - rate20) / (level - 0.5 * (rate10 + rate15));
  double late = (log(rural(2015) / rural(2020)) / 5 - lost) * (level - rate20) / (level - 0.5 * (rate15 + rate20));
  agree("transfer_base", 0.5 * (early + late), fabs(late - early) / 2);
  double registered15 = in_year(seen.population, "hukou_urbanization_rate", 2015), registered20 = in_year(seen.population, "hukou_urbanization_rate", 2020);
  double gap15 = in_year(seen.population, "urbanization_rate", 2015) - registered15, gap20 = in_year(seen.population, "urbanization_rate", 2020) - registered20;
  agree("hukou_conversion", (registered20 - registered15) / 5 / (0.5 * (gap15 + gap20)), NAN);
}

/* ---- participation: employment against persons at the ages and sexes of the two censuses, with the shape of labour.lua --------- */

typedef struct { double age, share; } Knot;

static double between_knots(const Knot *k, double age) {
  while (k[1].age < age && k[1].age < 80) k++;
  return age <= k->age ? k->share : age >= k[1].age ? k[1].share : k->share + (k[1].share - k->share) * (age - k->age) / (k[1].age - k->age);
}

static double able(int year) {
  static const Knot women[] = {{15, 0}, {16, 0.08}, {20, 0.40}, {25, 0.78}, {30, 0.81}, {45, 0.79}, {50, 0.64}, {55, 0.50}, {60, 0.36}, {65, 0.24}, {70, 0.12}, {80, 0}};
  static const Knot men[] = {{15, 0}, {16, 0.10}, {20, 0.48}, {25, 0.90}, {30, 0.95}, {45, 0.94}, {50, 0.90}, {55, 0.80}, {60, 0.55}, {65, 0.37}, {70, 0.20}, {80, 0}};
  double persons = 0;
  for (int group = 15; group < 80; group += 5)
    for (int age = group; age < group + 5; age++) {
      char name[2][64];
      snprintf(name[0], sizeof name[0], "pop_female.age_%d_%d", group, group + 4);
      snprintf(name[1], sizeof name[1], "pop_male.age_%d_%d", group, group + 4);
      persons += in_year(seen.census, name[0], year) / 5 * between_knots(women, age) + in_year(seen.census, name[1], year) / 5 * between_knots(men, age);
    }
  return persons;
}

static void participation(void **state) {
  (void)state;
  double jobs = log(in_year(seen.economy, "employment", 2020) / in_year(seen.economy, "employment", 2010));
  agree("participation_drift", 10 * (jobs - log(able(2020) / able(2010))), NAN);
}

/* ---- economy ------------------------------------------------------------------------------------------------------------- */

static double economy(const char *series, int year) { return in_year(seen.economy, series, year); }
static double deflated(const char *series, int year) { return economy(series, year) / economy("gdp_deflator", year); }

static void prices_and_research(void **state) {
  (void)state;
  double change[10];
  for (int i = 0; i < 10; i++) change[i] = 100 * log(economy("gdp_deflator", 2011 + i) / economy("gdp_deflator", 2010 + i));
  agree("inflation", mean_of(change, 10), deviation_of(change, 10) / sqrt(10));
  agree("rd_past", 100 * log(deflated("rd_expenditure", 2020) / deflated("rd_expenditure", 2012)) / 8, NAN);
}

/* Residual of growth at capital share 0.45, depreciation 9.6 %, return to schooling 8 %: 2001 to 2020, % a year. */
static void residuals(double out[20]) {
  double capital[24], growth = pow(economy("investment", 2020) / economy("investment", 1997), 1.0 / 23) - 1;
  capital[0] = economy("investment", 1997) / (growth + 0.096);
  for (int i = 1; i < 24; i++) capital[i] = 0.904 * capital[i - 1] + economy("investment", 1997 + i);
  for (int i = 0; i < 20; i++) {
    int year = 2001 + i;
    double labour = log(between_years(seen.economy, "employment", year) / between_years(seen.economy, "employment", year - 1));
    double at_work = log(capital[year - 1 - 1997] / capital[year - 2 - 1997]);
    out[i] = 100 * (log(economy("gdp", year) / economy("gdp", year - 1)) - 0.45 * at_work - 0.55 * (labour + 0.08 * 0.105));
  }
}

static void productivity(void **state) {
  (void)state;
  double x[20], apart[20], product = 0, square = 0, left = 0;
  residuals(x);
  double m15 = mean_of(x, 15), s15 = deviation_of(x, 15), m5 = mean_of(x + 15, 5), s5 = deviation_of(x + 15, 5);
  agree("tfp_before_break", m15, s15 / sqrt(15));
  agree("tfp_after_break", m5, s5 / sqrt(5));
  double pooled = sqrt((14 * s15 * s15 + 4 * s5 * s5) / 18);
  agree("tfp_break_t", (m15 - m5) / (pooled * sqrt(1.0 / 15 + 1.0 / 5)), NAN);
  for (int i = 0; i < 20; i++) apart[i] = x[i] - (i < 15 ? m15 : m5);
  for (int i = 1; i < 20; i++) product += apart[i - 1] * apart[i], square += apart[i - 1] * apart[i - 1];
  double rho = product / square;
  for (int i = 1; i < 20; i++) left += (apart[i] - rho * apart[i - 1]) * (apart[i] - rho * apart[i - 1]);
  agree("tfp_shock_rho", rho, sqrt(left / 18 / square));
  agree("tfp_shock_sd", sqrt(left / 18), NAN);
}

static void farming(void **state) {
  (void)state;
  double rich[8], share[8];
  for (int i = 0; i < 8; i++) {
    rich[i] = log(economy("gdp", 2013 + i) / mean_population(2013 + i));
    share[i] = log(economy("share_nominal.primary", 2013 + i) / economy("share_nominal.tertiary", 2013 + i));
  }
  Fit fit = straight_line(rich, share, 8);
  agree("farm_elasticity", fit.b[1], fit.error[1]);
}

/* ---- the three parts ----------------------------------------------------------------------------------------------------- */

static double people_of(const char *cluster, int year) {
  char name[64];
  snprintf(name, sizeof name, "population.%s", cluster);
  double first = in_year(seen.clusters, name, 2010), last = in_year(seen.clusters, name, 2020);
  return first * exp((year - 2010) / 10.0 * log(last / first));
}

static double output_of(const char *cluster, int year) {
  char name[64];
  snprintf(name, sizeof name, "gdp.%s", cluster);
  return in_year(seen.clusters, name, year);
}

static double core_over_rest(int year) {
  double core = output_of("metro", year) / people_of("metro", year);
  double rest = (output_of("northeast", year) + output_of("southeast", year)) / (people_of("northeast", year) + people_of("southeast", year));
  return core / rest;
}

static void parts(void **state) {
  (void)state;
  const double year[4] = {2008, 2012, 2016, 2020};
  double gap[4];
  for (int i = 0; i < 3; i++) gap[i] = log(log(core_over_rest((int)year[i])));
  gap[3] = log(log(in_year(seen.clusters, "metro_ratio", 2020)));
  Fit fit = straight_line(year, gap, 4);
  agree("cluster_convergence", -100 * fit.b[1], 100 * fit.error[1]);
  agree("cluster_drift_metro", 100 * log(people_of("metro", 2020) / people_of("metro", 2010)), NAN);
  agree("cluster_drift_northeast", 100 * log(people_of("northeast", 2020) / people_of("northeast", 2010)), NAN);
  agree("cluster_drift_southeast", 100 * log(people_of("southeast", 2020) / people_of("southeast", 2010)), NAN);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(persons), cmocka_unit_test(shocks), cmocka_unit_test(migration), cmocka_unit_test(towns), cmocka_unit_test(participation),
    cmocka_unit_test(prices_and_research), cmocka_unit_test(productivity), cmocka_unit_test(farming), cmocka_unit_test(parts)};
  return cmocka_run_group_tests(tests, read_history, drop_history);
}
