/* Projections of population and life tables against published ones. */
#include "gallery/gallery.h"

static Wide expected_of(const char *name) {
  char path[512];
  snprintf(path, sizeof path, EXPECTED "%s", name);
  return wide_read(path);
}

static void sweden(void **state) {
  (void)state;
  Run run = run_of(GALLERY "sweden/model.lua");
  Wide want = expected_of("sweden.csv");
  Worst worst = {-1, 0, ""};
  assert_int_equal(want.n_rows, 18);
  for (unsigned age = 0; age < want.n_rows; age++) {
    worse(&worst, fabs(run_value(run, "people", age, 1998) - wide_cell(&want, age, 1)), age * 5, "female");
    worse(&worst, fabs(run_value(run, "people", 18 + age, 1998) - wide_cell(&want, age, 2)), age * 5, "male");
    worse(&worst, fabs(run_value(run, "births_by_age", age, 1998) - wide_cell(&want, age, 3)), age * 5, "births");
  }
  worse(&worst, fabs(run_value(run, "births", 0, 1998) - 615988), 0, "all births");      /* the book's total */
  report("sweden", worst, 0.5, "person, at age");
  wide_free(&want);
  run_free(run);
}

static void burkina_faso(void **state) {
  (void)state;
  Run run = run_of(GALLERY "burkina_faso/model.lua");
  Wide want = expected_of("burkina_faso.csv");
  Worst worst = {-1, 0, ""};
  assert_int_equal(want.n_rows, 10);
  for (unsigned r = 0; r < want.n_rows; r++)
    for (unsigned c = 1; c < want.n_columns; c++) {
      double time = wide_cell(&want, r, 0), people = wide_cell(&want, r, c);
      worse(&worst, fabs(run_value(run, "women", c - 1, time) / people - 1), time, want.names[c]);
    }
  report("burkina_faso", worst, 1e-8, "relative");
  wide_free(&want);
  run_free(run);
}

static void canada(void **state) {
  (void)state;
  Run run = run_of(GALLERY "canada/model.lua");
  Wide people = expected_of("canada_people.csv"), totals = expected_of("canada_totals.csv");
  Worst worst = {-1, 0, ""};
  assert_int_equal(people.n_rows, 101);
  for (unsigned age = 0; age < people.n_rows; age++)
    for (unsigned c = 0; c < 4; c++) {
      double year = c < 2 ? 1951 : 1955, got = run_value(run, "people", (c % 2) * 101 + age, year);
      worse(&worst, fabs(got / wide_cell(&people, age, 1 + c) - 1), year, people.names[1 + c]);
    }
  struct { const char *name; unsigned element, column; } rows[] = {
    {"population", 0, 1}, {"population_by_sex", 0, 2}, {"population_by_sex", 1, 3},
    {"births_by_sex", 0, 4}, {"births_by_sex", 1, 5}, {"deaths", 0, 6}};
  for (unsigned r = 0; r < totals.n_rows; r++)
    for (unsigned k = 0; k < 6; k++) {
      double year = wide_cell(&totals, r, 0), want = wide_cell(&totals, r, rows[k].column);
      if (!isnan(want)) worse(&worst, fabs(run_value(run, rows[k].name, rows[k].element, year) / want - 1), year, rows[k].name);
    }
  report("canada", worst, 1e-6, "relative");
  Worst lives = {-1, 0, ""};
  for (unsigned r = 1; r < totals.n_rows; r++)
    for (unsigned sex = 0; sex < 2; sex++) {
      double year = wide_cell(&totals, r, 0);
      worse(&lives, fabs(run_value(run, "life_expectancy", sex, year) - wide_cell(&totals, r, 7 + sex)), year, sex ? "male" : "female");
    }
  report("canada, e(0)", lives, 0.01, "year");
  wide_free(&people);
  wide_free(&totals);
  run_free(run);
}

typedef struct { const char *name; double total, cell, late_total, late_cell; } Country;
typedef struct { Worst totals, cells, lives; } Gaps;

/* One published year: the total, every cell to 100 and over, the expectation of life of the period that ends then. */
static void compare_year(Run run, const Wide *want, unsigned r, Gaps *gaps) {
  double time = wide_cell(want, r, 0), all = 0;
  for (unsigned sex = 0; sex < 2; sex++) {
    for (unsigned age = 0; age < 21; age++) {
      unsigned column = 3 + sex * 21 + age;
      double cell = wide_cell(want, r, column);
      worse(&gaps->cells, fabs(run_value(run, "people", sex * 21 + age, time) / cell - 1), time, want->names[column]);
      all += cell;
    }
    worse(&gaps->lives, fabs(run_value(run, "life_expectancy", sex, time) - wide_cell(want, r, 1 + sex)), time, want->names[1 + sex]);
  }
  worse(&gaps->totals, fabs(run_value(run, "population", 0, time) / all - 1), time, "population");
}

static void report_gaps(const char *name, const char *until, const Gaps *gaps, double total, double cell) {
  char label[64];
  snprintf(label, sizeof label, "wpp2019 %s, %s", name, until);
  report(label, gaps->totals, total, "of the total");
  report(label, gaps->cells, cell, "of a cell");
  report(label, gaps->lives, 0.02, "year of life");
}

/* Migration has no published ages, so what a schedule misses grows with the years: 2050 is held closely, 2100 loosely. */
static void wpp2019(void **state) {
  const Country *country = *state;
  char path[256];
  snprintf(path, sizeof path, GALLERY "wpp2019_%s/model.lua", country->name);
  Run run = run_of(path);
  snprintf(path, sizeof path, "wpp2019_%s.csv", country->name);
  Wide want = expected_of(path);
  Gaps gaps = {{-1, 0, ""}, {-1, 0, ""}, {-1, 0, ""}};
  assert_int_equal(want.n_rows, 16);
  for (unsigned r = 0; r < 6; r++) compare_year(run, &want, r, &gaps);
  report_gaps(country->name, "2050", &gaps, country->total, country->cell);
  for (unsigned r = 6; r < want.n_rows; r++) compare_year(run, &want, r, &gaps);
  report_gaps(country->name, "2100", &gaps, country->late_total, country->late_cell);
  wide_free(&want);
  run_free(run);
}

typedef struct { const char *name, *file; unsigned sex; double tolerance; bool relative; } LifeTable;

static void lifetable(void **state) {
  const LifeTable *table = *state;
  char path[256];
  snprintf(path, sizeof path, GALLERY "lifetables/%s", table->file);
  Run run = run_of(path);
  snprintf(path, sizeof path, "lifetable_%s.csv", table->name);
  Wide want = expected_of(path);
  Worst worst = {-1, 0, ""};
  const Symbol *left = run_symbol(run, "years_left");
  assert_int_equal(left->size, 2 * want.n_rows);
  for (unsigned age = 0; age < want.n_rows; age++) {
    double printed = wide_cell(&want, age, 1), got = result_at(run.result, left, table->sex * want.n_rows + age, 0);
    worse(&worst, fabs(got - printed) / (table->relative ? printed : 1), wide_cell(&want, age, 0), "e(x)");
  }
  snprintf(path, sizeof path, "lifetable %s", table->name);
  report(path, worst, table->tolerance, table->relative ? "relative, at age" : "year, at age");
  wide_free(&want);
  run_free(run);
}

int main(void) {
  static Country china = {"china", 0.001, 0.005, 0.001, 0.005}, germany = {"germany", 0.005, 0.03, 0.02, 0.05};
  static LifeTable un = {"un1982", "un1982/model.lua", 1, 0.01, false}, mortpak = {"mortpak1988", "mortpak1988/model.lua", 0, 0.01, false};
  static LifeTable pas = {"pas", "pas/north.lua", 1, 0.01, true};
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(sweden), cmocka_unit_test(burkina_faso), cmocka_unit_test(canada),
    cmocka_unit_test_prestate(wpp2019, &china), cmocka_unit_test_prestate(wpp2019, &germany),
    cmocka_unit_test_prestate(lifetable, &un), cmocka_unit_test_prestate(lifetable, &mortpak), cmocka_unit_test_prestate(lifetable, &pas),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
