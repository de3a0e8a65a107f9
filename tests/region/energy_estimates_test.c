/* Chongqing's energy balance of 2020 and the constants of energy, found again from models/chongqing/data. */
#include "history.h"

#include <gsl/gsl_multiroots.h>

enum { USERS = 7, FUELS = 3, CARRIERS = 6, POWER = 0, HEAT = 1, LOSSES = 2, FIRST_USER = 3, ROWS = FIRST_USER + USERS };
enum { COAL, OIL, GAS, ELECTRICITY, STEAM, BIOMASS, INDUSTRY = 1, RURAL = 6 };
static const char *const users[USERS] = {"agriculture", "industry", "construction", "transport", "services", "urban_homes", "rural_homes"};
static const char *const carriers[CARRIERS] = {"coal", "oil", "gas", "electricity", "heat", "other"};
static const double coal_per_kwh = 3.0, gas_per_kwh = 2.0, calorific = 1.229;   /* 万tce per 亿kWh */

static const Table *yearly, *balances, *ceads, *power, *written;

/* What the project's text says of useful energy: models/chongqing/energy.lua. */
static double efficiency(int user, int carrier) {
  static const double plant[CARRIERS] = {0.60, 0.40, 0.70, 0.95, 0.95, 0.20}, road[CARRIERS] = {0.20, 0.25, 0.25, 0.75, 0.90, 0.20},
                      home[CARRIERS] = {0.30, 0.55, 0.60, 0.90, 0.90, 0.15};
  return (user == 3 ? road : user >= 5 ? home : plant)[carrier];
}

static double or_zero(const Table *table, const char *series, int year) {
  char text[16];
  snprintf(text, sizeof text, "%d", year);
  const TableRow *row = table_find(table, series, text);
  return row ? row->value : 0;
}

/* The statistics keep services in two rows. */
static double of_user(const Table *table, const char *kind, int user, const char *fuel, int year) {
  static const char *const services[] = {"commerce", "other_services"};
  double sum = 0;
  for (int part = 0; part < (user == 4 ? 2 : 1); part++) {
    char name[96];
    snprintf(name, sizeof name, fuel[0] ? "%s.%s.%s" : "%s.%s", kind, user == 4 ? services[part] : users[user], fuel);
    sum += or_zero(table, name, year);
  }
  return sum;
}

static double generation(const char *plant, int year) {
  char name[64];
  snprintf(name, sizeof name, "generation.%s", plant);
  return in_year(power, name, year);
}

/* ---- the balance ---- */

typedef struct {
  double burned[ROWS][FUELS];             /* power, heat, losses, then users: 万tce */
  double final[USERS][CARRIERS];          /* what users get, electricity at 0.1229 */
  double feedstock, imports, loss, heat_efficiency;
} Balance;
static Balance balance;

static double mean_loss(double *error) {
  double share[5];
  for (int i = 0; i < 5; i++) share[i] = in_year(balances, "electricity.losses", 2010 + i) / in_year(yearly, "electricity", 2010 + i);
  *error = deviation_of(share, 5) / sqrt(5);
  return mean_of(share, 5);
}

static double conversion(const char *cell) {
  char name[96];
  snprintf(name, sizeof name, "conversion.%s", cell);
  return in_year(balances, name, 2014);
}

static double washing_and_coking(void) {
  return -conversion("coal_washing.coal") - conversion("coking.coal") - conversion("briquettes.coal") - conversion("coking.coke") - conversion("coking.coal_gas");
}

/* What was burned in 2019, by CEADs; losses stand apart from industry, and heat stations from grid power. */
static void seed(double cell[ROWS][FUELS], double total[FUELS]) {
  double not_coal = generation("gas", 2020) + generation("waste", 2020), washed = washing_and_coking();
  double plants = or_zero(ceads, "burned.power_heat.coal", 2019) + or_zero(ceads, "burned.power_heat.coal_gas", 2019);
  double grid = (generation("thermal", 2019) - not_coal) * coal_per_kwh, gas = generation("gas", 2020) * gas_per_kwh;
  memset(cell, 0, sizeof(double[ROWS][FUELS]));
  cell[POWER][COAL] = (generation("thermal", 2020) - not_coal) * coal_per_kwh, cell[POWER][GAS] = gas;
  cell[HEAT][COAL] = plants - grid, cell[HEAT][OIL] = or_zero(ceads, "burned.power_heat.oil", 2019);
  cell[HEAT][GAS] = or_zero(ceads, "burned.power_heat.gas", 2019) - gas;
  cell[LOSSES][COAL] = washed, cell[LOSSES][GAS] = -conversion("losses.gas");
  for (int u = 0; u < USERS; u++) {
    double *row = cell[FIRST_USER + u];
    row[COAL] = of_user(ceads, "burned", u, "coal", 2019) + of_user(ceads, "burned", u, "coke", 2019) + of_user(ceads, "burned", u, "coal_gas", 2019);
    row[OIL] = of_user(ceads, "burned", u, "oil", 2019), row[GAS] = of_user(ceads, "burned", u, "gas", 2019);
  }
  cell[FIRST_USER + INDUSTRY][COAL] -= washed;
  total[OIL] = cell[HEAT][OIL], total[GAS] = cell[HEAT][GAS] + gas + cell[LOSSES][GAS];
  for (int u = 0; u < USERS; u++) total[OIL] += cell[FIRST_USER + u][OIL], total[GAS] += cell[FIRST_USER + u][GAS];
}

/* Rows without a margin of their own are scaled to the column; the power row is known and stays. Every pass keeps both. */
static void fit_to_margins(double cell[ROWS][FUELS], const double total[FUELS]) {
  for (int pass = 0; pass < 100; pass++)
    for (int c = 0; c < FUELS; c++) {
      double rest = 0;
      for (int r = 1; r < ROWS; r++) rest += cell[r][c];
      for (int r = 1; r < ROWS; r++) cell[r][c] *= (total[c] - cell[POWER][c]) / rest;
    }
}

static double people(int year) { return in_year(yearly, "population", year); }
static double towns(int year) { return between_years(yearly, "urbanization_rate", year) / 100; }

static void build_balance(void) {
  double total[FUELS], error, use = in_year(yearly, "electricity", 2020), energy = in_year(yearly, "energy_total", 2020);
  double grown = energy / in_year(yearly, "energy_total", 2019), electric = 0, burned = 0, heat = 0;
  seed(balance.burned, total);
  total[COAL] = in_year(yearly, "coal_share", 2020) / 100 * energy, total[OIL] *= grown, total[GAS] *= grown;
  fit_to_margins(balance.burned, total);
  balance.imports = use - generation("thermal", 2020) - generation("hydro", 2020) - generation("wind", 2020) - generation("solar", 2020);
  for (int r = 0; r < ROWS; r++)
    for (int c = 0; c < FUELS; c++) burned += balance.burned[r][c], heat += r == HEAT ? balance.burned[r][c] : 0;
  balance.feedstock = energy - burned - coal_per_kwh * (use - generation("thermal", 2020) + generation("waste", 2020));
  balance.loss = mean_loss(&error);
  balance.heat_efficiency = conversion("heat_supply.heat") / -(conversion("heat_supply.coal") + conversion("heat_supply.coal_gas")
    + conversion("heat_supply.oil") + conversion("heat_supply.gas") + conversion("heat_supply.other"));
  for (int u = 0; u < USERS; u++) electric += of_user(balances, "electricity", u, "", 2014);
  for (int u = 0; u < USERS; u++) {
    for (int c = 0; c < FUELS; c++) balance.final[u][c] = balance.burned[FIRST_USER + u][c];
    balance.final[u][ELECTRICITY] = use * (1 - balance.loss) * of_user(balances, "electricity", u, "", 2014) / electric * calorific;
    balance.final[u][STEAM] = u == INDUSTRY ? heat * balance.heat_efficiency : 0;
  }
  balance.final[RURAL][BIOMASS] = in_year(balances, "final.rural_homes.other", 2014) * people(2020) * (1 - towns(2020)) / (people(2014) * (1 - towns(2014)));
}

static void check_cell(const char *name, double value) { check_near(in_year(written, name, 2020), value, 1e-8, 1e-9, name, __FILE__, __LINE__); }

static void cells_are_the_written_ones(void **state) {
  (void)state;
  static const char *const apart[] = {"power", "heat", "transformation"};
  char name[96];
  for (int u = 0; u < USERS; u++)
    for (int c = 0; c < CARRIERS; c++) {
      snprintf(name, sizeof name, "final.%s.%s", users[u], carriers[c]);
      check_cell(name, balance.final[u][c]);
    }
  for (int r = 0; r < FIRST_USER; r++)
    for (int c = 0; c < FUELS; c++) {
      snprintf(name, sizeof name, "%s.%s", apart[r], carriers[c]);
      check_cell(name, balance.burned[r][c]);
    }
  check_cell("feedstock.gas", balance.feedstock);
}

/* The written cells meet what is published, whatever made them. */
static void balance_meets_the_published_totals(void **state) {
  (void)state;
  double coal = 0, fuels = in_year(written, "feedstock.gas", 2020), use = 0;
  for (unsigned i = 0; i < table_rows(written); i++) {
    const TableRow *row = table_row(written, i);
    const char *fuel = strrchr(row->series, '.') + 1;
    if (!strcmp(fuel, "coal")) coal += row->value;
    if ((!strcmp(fuel, "coal") || !strcmp(fuel, "oil") || !strcmp(fuel, "gas")) && strcmp(row->series, "feedstock.gas")) fuels += row->value;
    if (!strcmp(fuel, "electricity")) use += row->value / calorific;
  }
  double fuelless = 1186.5 - generation("thermal", 2020) + generation("waste", 2020);
  assert_near(coal, 0.443 * 8874.54, 1e-7);
  assert_near(use, 1186.5 * (1 - balance.loss), 1e-7);
  assert_near(fuels + coal_per_kwh * fuelless, 8874.54, 1e-7);
}

/* ---- estimates ---- */

static void found(const char *name, double value, double error) {
  FILE *file = fopen("models/chongqing/data/energy_estimates.csv", "r");
  char line[1024], key[64], text[32], spread[32];
  assert_non_null(file);
  while (fgets(line, sizeof line, file)) {
    spread[0] = 0;
    if (sscanf(line, "%63[^,],%31[^,],%31[^,]", key, text, spread) < 2 || strcmp(key, name)) continue;
    check_near(strtod(text, NULL), value, 2e-6, 0, name, __FILE__, __LINE__);
    if (isnan(error)) assert_true(strstr(line, ",,") != NULL);
    else check_near(strtod(spread, NULL), error, 2e-5, 0, name, __FILE__, __LINE__);
    fclose(file);
    return;
  }
  print_error("no estimate %s\n", name);
  assert_true(0);
}

static void balance_constants(void **state) {
  (void)state;
  double error, loss = mean_loss(&error);
  found("feedstock_gas", balance.feedstock, NAN);
  found("heat_efficiency", balance.heat_efficiency, NAN);
  found("grid_loss", 100 * loss, 100 * error);
  found("net_import", balance.imports, NAN);
  double local = generation("hydro", 2020) + generation("wind", 2020) + generation("solar", 2020) + generation("waste", 2020);
  found("clean_base", 100 * (in_year(yearly, "renewable_share_of_electricity", 2020) / 100 * 1186.5 - local) / balance.imports, NAN);
}

static double output(int year) { return in_year(yearly, "gdp_real_index", year); }

/* Useful energy of homes per head: fuel by CEADs' emissions over its factors, electricity by the last shares known. */
static double home_energy(int year) {
  static const double factor[FUELS] = {2.37, 2.06, 1.6245};
  double sum = 0;
  for (int u = 5; u < USERS; u++) {
    int known = year < 2014 ? year : 2014;
    for (int c = 0; c < FUELS; c++) sum += of_user(ceads, "co2", u, carriers[c], year) / factor[c] * 100 * efficiency(u, c);
    sum += of_user(balances, "electricity", u, "", known) / in_year(yearly, "electricity", known) * in_year(yearly, "electricity", year) * calorific * efficiency(u, ELECTRICITY);
  }
  return sum / people(year);
}

static Fit home_response(void) {
  static const int years[] = {2010, 2014, 2015, 2016, 2017, 2018, 2019};
  double x[7], y[7];
  for (int i = 0; i < 7; i++) x[i] = log(output(years[i]) / people(years[i])), y[i] = log(home_energy(years[i]));
  return straight_line(x, y, 7);
}

static double sector(const char *name, int year) {
  char key[32];
  snprintf(key, sizeof key, "va_%s", name);
  return in_year(yearly, key, year) / (in_year(yearly, "va_primary", year) + in_year(yearly, "va_secondary", year) + in_year(yearly, "va_tertiary", year));
}

/* Sector shares are published for some years on a like base: linear between them. */
static double share(const char *name, int year) {
  static const int known[] = {2010, 2011, 2012, 2016, 2017, 2020};
  for (int i = 1; i < 6; i++)
    if (year <= known[i]) {
      double part = (double)(year - known[i - 1]) / (known[i] - known[i - 1]);
      return sector(name, known[i - 1]) + part * (sector(name, known[i]) - sector(name, known[i - 1]));
    }
  return sector(name, 2020);
}

static void activity(int year, double response, double of[USERS]) {
  double gdp = output(year) / output(2020), crowd = people(year) / people(2020), rich = pow(gdp / crowd, response);
  of[0] = gdp * share("primary", year) / share("primary", 2020), of[1] = gdp * share("secondary", year) / share("secondary", 2020);
  of[2] = of[3] = gdp, of[4] = gdp * share("tertiary", year) / share("tertiary", 2020);
  of[5] = crowd * towns(year) / towns(2020) * rich, of[6] = crowd * (1 - towns(year)) / (1 - towns(2020)) * rich;
}

/* The demand equations run backwards: electricity use and total energy of a year, given yearly progress and electrification. */
typedef struct { int year; double response; } Window;

static void run_backwards(Window w, double progress, double electrification, double *use, double *energy) {
  double of[USERS], fuel = 0, current = 0, coal = 0, gas = 0, coal_now = 0, gas_now = 0, steam = 0, back = 2020 - w.year;
  const double *heat = balance.burned[HEAT], heat_all = heat[COAL] + heat[OIL] + heat[GAS];
  activity(w.year, w.response, of);
  for (int u = 0; u < USERS; u++) {
    double pull[CARRIERS], all = 0, useful = 0;
    for (int c = 0; c < CARRIERS; c++) {
      double start = balance.final[u][c] * efficiency(u, c);
      pull[c] = start * (c == ELECTRICITY ? exp(-back * electrification) : 1), all += pull[c], useful += start;
    }
    useful *= of[u] * (u < 5 ? exp(back * progress) : 1);
    for (int c = 0; c < CARRIERS; c++) {
      double got = useful * pull[c] / all / efficiency(u, c);
      fuel += c < FUELS ? got : 0, coal += c == COAL ? got : 0, gas += c == GAS ? got : 0, current += c == ELECTRICITY ? got : 0, steam += c == STEAM ? got : 0;
    }
    coal_now += balance.final[u][COAL], gas_now += balance.final[u][GAS];
  }
  steam /= balance.heat_efficiency;
  double lost = balance.burned[LOSSES][COAL] * (coal + steam * heat[COAL] / heat_all) / (coal_now + heat[COAL])
    + balance.burned[LOSSES][GAS] * (gas + steam * heat[GAS] / heat_all) / (gas_now + heat[GAS]);
  *use = current / calorific / (1 - balance.loss);
  *energy = fuel + steam + lost + balance.feedstock * of[INDUSTRY] + *use * coal_per_kwh;
}

static int off_published(const gsl_vector *x, void *data, gsl_vector *f) {
  const Window *w = data;
  double use, energy, use_now, energy_now;
  run_backwards(*w, gsl_vector_get(x, 0), gsl_vector_get(x, 1), &use, &energy);
  run_backwards((Window){2020, w->response}, 0, 0, &use_now, &energy_now);
  gsl_vector_set(f, 0, use / in_year(yearly, "electricity", w->year) - 1);
  gsl_vector_set(f, 1, energy / energy_now / (in_year(yearly, "energy_total", w->year) / in_year(yearly, "energy_total", 2020)) - 1);
  return 0;
}

static void solve_window(Window w, double answer[2]) {
  gsl_multiroot_function problem = {off_published, 2, &w};
  gsl_multiroot_fsolver *solver = gsl_multiroot_fsolver_alloc(gsl_multiroot_fsolver_hybrids, 2);
  gsl_vector *x = gsl_vector_alloc(2);
  gsl_vector_set(x, 0, 0.03), gsl_vector_set(x, 1, 0.06);
  assert_int_equal(gsl_multiroot_fsolver_set(solver, &problem, x), 0);
  for (int i = 0; i < 100 && gsl_multiroot_test_residual(solver->f, 1e-12) == GSL_CONTINUE; i++) assert_int_equal(gsl_multiroot_fsolver_iterate(solver), 0);
  assert_int_equal(gsl_multiroot_test_residual(solver->f, 1e-10), 0);
  answer[0] = gsl_vector_get(solver->x, 0), answer[1] = gsl_vector_get(solver->x, 1);
  gsl_multiroot_fsolver_free(solver);
  gsl_vector_free(x);
}

static void demand_constants(void **state) {
  (void)state;
  double five[2], three[2], before[USERS], now[USERS];
  Fit homes = home_response();
  found("home_response", homes.b[1], homes.error[1]);
  solve_window((Window){2015, homes.b[1]}, five);
  solve_window((Window){2017, homes.b[1]}, three);
  found("energy_progress", 100 * five[0], 100 * fabs(five[0] - three[0]));
  found("electrification", 100 * five[1], 100 * fabs(five[1] - three[1]));
  activity(2014, homes.b[1], before), activity(2020, homes.b[1], now);
  double grew = log(balance.feedstock / in_year(balances, "nonenergy.industry.gas", 2014)) / 6;
  found("feedstock_progress", 100 * (log(now[INDUSTRY] / before[INDUSTRY]) / 6 - grew), NAN);
}

/* Investment over the capital that the year began with; 2020 against the five years of the fit. */
static void capital_renewal(void **state) {
  (void)state;
  double growth = log(in_year(seen.economy, "investment", 2020) / in_year(seen.economy, "investment", 1997)) / 23;
  double capital = in_year(seen.economy, "investment", 1997) / (growth + 0.096), five = 0, last = 0;
  for (int year = 1997; year <= 2020; year++) {
    last = in_year(seen.economy, "investment", year) / capital;
    if (year >= 2016) five += last / 5;
    capital = capital * (1 - 0.096) + in_year(seen.economy, "investment", year);
  }
  found("renewal_start", last / five, NAN);
}

static void power_constants(void **state) {
  (void)state;
  double hours[6], answer[5], run[3];
  for (int i = 0; i < 6; i++) hours[i] = generation("hydro", 2015 + i) * 1e4 / (0.5 * (in_year(power, "capacity.hydro", 2015 + i) + in_year(power, "capacity.hydro", 2014 + i)));
  found("hydro_hours", mean_of(hours, 6), deviation_of(hours, 6) / sqrt(6));
  found("hydro_water_sd", deviation_of(hours, 6) / mean_of(hours, 6), NAN);
  for (int i = 0; i < 3; i++) run[i] = in_year(power, "hours.wind", 2018 + i);
  found("wind_hours", mean_of(run, 3), deviation_of(run, 3) / sqrt(3));
  for (int i = 0; i < 3; i++) run[i] = in_year(power, "hours.solar", 2018 + i);
  found("solar_hours", mean_of(run, 3), deviation_of(run, 3) / sqrt(3));
  double first = generation("wind", 2015) + generation("solar", 2015), last = generation("wind", 2020) + generation("solar", 2020);
  for (int i = 0; i < 5; i++) {
    int year = 2016 + i;
    double more = generation("wind", year) + generation("solar", year) - generation("wind", year - 1) - generation("solar", year - 1);
    answer[i] = more / (in_year(yearly, "electricity", year) - in_year(yearly, "electricity", year - 1));
  }
  found("clean_answer", (last - first) / (in_year(yearly, "electricity", 2020) - in_year(yearly, "electricity", 2015)), deviation_of(answer, 5) / sqrt(5));
}

static void cement_constants(void **state) {
  (void)state;
  double factor[10], year[7], level[7];
  for (int i = 0; i < 10; i++) factor[i] = in_year(yearly, "co2_ceads_process", 2010 + i) * 100 / in_year(yearly, "cement", 2010 + i);
  found("cement_process", mean_of(factor, 10), deviation_of(factor, 10) / sqrt(10));
  for (int i = 0; i < 7; i++) year[i] = 2014 + i - 2017, level[i] = log(in_year(yearly, "cement", 2014 + i) / output(2014 + i));
  Fit fit = straight_line(year, level, 7);
  found("cement_decline", -100 * fit.b[1], 100 * fit.error[1]);
}

/* ---- the text of the model holds them ---- */

typedef struct { const char *name, *file, *text; } Quotation;    /* the first number of the text is the estimate */
static const Quotation quotations[] = {
  {"heat_efficiency", "chongqing/energy.lua", "heat_efficiency      = given \"1\" { 0.744511"},
  {"grid_loss", "chongqing/power.lua", "grid_loss  = given \"%\" { path {[2020] = 5.945"},
  {"home_response", "chongqing/energy.lua", "home_response   = given \"1\"   { truncated_normal(0.646, 0.097"},
  {"renewal_start", "chongqing/energy.lua", "renewal_start   = given \"1\"   { 0.9046"},
  {"energy_progress", "chongqing/energy.lua", "energy_progress = given \"%/a\" { truncated_normal(3.194, 0.56"},
  {"electrification", "chongqing/energy_outlook.lua", "electrification = given \"%/a\" { path {[2020] = 6.06"},
  {"electrification", "chongqing/energy_outlook_2020.lua", "electrification = given \"%/a\" { path {[2020] = 6.06"},
  {"hydro_hours", "chongqing/power.lua", "full_load  = given \"h/a\" { {hydro = 3432"},
  {"wind_hours", "chongqing/power.lua", "wind = 2024"},
  {"hydro_water_sd", "chongqing/power.lua", "water_variation = given \"1\" { 0.0536"},
  {"cement_process", "region/emissions.lua", "cement_process  = parameter \"tCO2/t\" { 0.2921"},
  {"cement_decline", "region/emissions.lua", "cement_decline  = parameter \"%/a\" { normal(8.0, 0.8)"},
  {"clean_base", "chongqing/power.lua", "clean_base   = given \"%\" { 81.01"},
  {"clean_answer", "region/power.lua", "clean_answer   = parameter \"1\" { truncated_normal(0.0479"},
  {"net_import", "chongqing/power.lua", "import_base  = given \"亿kWh/a\" { 370.76"},
};

/* The number behind the last of { ( = in the text. */
static double quoted(const char *text) {
  const char *at = text;
  for (const char *c = text; *c; c++)
    if ((*c == '{' || *c == '(' || *c == '=') && strpbrk(c + 1, "0123456789") == c + 1 + (c[1] == ' ')) at = c + 1;
  return strtod(at, NULL);
}

static double estimate(const char *name) {
  FILE *file = fopen("models/chongqing/data/energy_estimates.csv", "r");
  char line[1024], key[64];
  double value = NAN;
  assert_non_null(file);
  while (fgets(line, sizeof line, file))
    if (sscanf(line, "%63[^,],%lf", key, &value) == 2 && !strcmp(key, name)) break;
  fclose(file);
  return value;
}

static void text_holds_the_estimates(void **state) {
  (void)state;
  for (size_t i = 0; i < sizeof quotations / sizeof *quotations; i++) {
    static char text[1 << 16];
    char path[128];
    snprintf(path, sizeof path, "models/%s", quotations[i].file);
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    text[fread(text, 1, sizeof text - 1, file)] = 0;
    fclose(file);
    assert_has(text, quotations[i].text);
    check_near(quoted(quotations[i].text), estimate(quotations[i].name), 1.2e-3, 0, quotations[i].name, __FILE__, __LINE__);
  }
}

static int open_tables(void **state) {
  read_history(state);
  yearly = read_table("models/chongqing/data/energy.csv"), balances = read_table("models/chongqing/data/energy_balances.csv");
  ceads = read_table("models/chongqing/data/energy_ceads.csv"), power = read_table("models/chongqing/data/power.csv");
  written = read_table("models/chongqing/data/energy_balance_2020.csv");
  build_balance();
  return 0;
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(cells_are_the_written_ones), cmocka_unit_test(balance_meets_the_published_totals), cmocka_unit_test(balance_constants),
    cmocka_unit_test(demand_constants), cmocka_unit_test(capital_renewal), cmocka_unit_test(power_constants), cmocka_unit_test(cement_constants),
    cmocka_unit_test(text_holds_the_estimates)};
  return cmocka_run_group_tests(tests, open_tables, drop_history);
}
