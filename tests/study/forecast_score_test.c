#include "study/distribution.h"
#include "study/exact_quantile.h"
#include "study/forecast_score.h"
#include "study/table.h"

/* The n-th number in "mu=0.1; sigma=1". */
static double parameter(const char *text, int n) {
  for (; n >= 0; n--) text = strchr(text, '=') + 1;
  return strtod(text, NULL);
}

static void closed_forms_are_those_published(void **state) {
  (void)state;
  TestTable table;
  table_read(&table, "crps_closed_form.csv");
  assert_int_equal(table.rows, 9);
  for (int row = 1; row < table.rows; row++) {
    const char *kind = table.cell[row][0], *p = table.cell[row][1];
    double y = table_number(&table, row, 2), got = NAN;
    if (!strcmp(kind, "normal")) got = crps_normal(parameter(p, 0), parameter(p, 1), y);
    if (!strcmp(kind, "student_t")) got = crps_student(parameter(p, 0), parameter(p, 1), parameter(p, 2), y);
    if (!strcmp(kind, "uniform")) got = crps_uniform(parameter(p, 0), parameter(p, 1), y);
    assert_near(got, table_number(&table, row, 3), 1e-6);
  }
}

/* The definition, by the trapezium rule on a fine grid. */
static double crps_by_definition(const Distribution *d, double y, double from, double to) {
  const int cells = 200000;
  double sum = 0, step = (to - from) / cells;
  for (int i = 0; i < cells; i++) {
    double x = from + (i + 0.5) * step, gap = distribution_cdf(d, x) - (x >= y);
    sum += gap * gap * step;
  }
  return sum;
}

static void closed_forms_follow_the_definition(void **state) {
  (void)state;
  const Distribution normal = {.kind = DIST_NORMAL, .p = {1, 2}}, t = {.kind = DIST_STUDENT_T, .p = {6, 1, 2}}, uniform = {.kind = DIST_UNIFORM, .p = {-1, 3}};
  for (double y = -5; y < 6; y += 1.7) {
    assert_within(crps_normal(1, 2, y), crps_by_definition(&normal, y, -20, 22), 2e-4);
    assert_within(crps_student(6, 1, 2, y), crps_by_definition(&t, y, -100, 100), 1e-3);
    assert_within(crps_uniform(-1, 3, y), crps_by_definition(&uniform, y, -6, 7), 2e-4);
  }
}

static void members_score_as_published(void **state) {
  (void)state;
  TestTable table;
  table_read(&table, "crps_ensemble.csv");
  for (int row = 1; row < table.rows; row++) {
    double member[32], y = table_number(&table, row, 0);
    size_t n = 0;
    char *end;
    for (const char *at = table.cell[row][1]; n < 32; at = end) {
      member[n] = strtod(at, &end);
      if (end == at) break;
      n++;
    }
    exact_sort(member, n);
    assert_within(crps_members(member, n, y, false), table_number(&table, row, 2), 1e-8);
    if (table.cell[row][3][0]) assert_within(crps_members(member, n, y, true), table_number(&table, row, 3), 1e-8);
    else assert_true(isnan(crps_members(member, n, y, true)));
  }
}

static void intervals_and_quantiles_score_as_published(void **state) {
  (void)state;
  TestTable table;
  table_read(&table, "interval_score.csv");
  for (int row = 1; row < table.rows; row++)
    assert_near(winkler_score(table_number(&table, row, 1), table_number(&table, row, 2), table_number(&table, row, 3), table_number(&table, row, 0)),
                table_number(&table, row, 4), 1e-14);
  table_read(&table, "quantile_score.csv");
  for (int row = 1; row < table.rows; row++)
    assert_near(pinball_score(table_number(&table, row, 1), table_number(&table, row, 2), table_number(&table, row, 0)), table_number(&table, row, 3), 1e-14);
}

static void accuracy_is_that_of_the_textbook(void **state) {
  (void)state;
  TestTable train, forecast, expected;
  double y[64], point[10], actual[10], winkler = 0;
  table_read(&train, "ausbeer_train.csv");
  table_read(&forecast, "ausbeer_snaive.csv");
  table_read(&expected, "point_accuracy.csv");
  for (int i = 0; i < 64; i++) y[i] = table_number(&train, i + 1, 1);
  for (int i = 0; i < 10; i++) {
    point[i] = table_number(&forecast, i + 1, 1);
    actual[i] = table_number(&forecast, i + 1, 6);
    winkler += winkler_score(table_number(&forecast, i + 1, 2), table_number(&forecast, i + 1, 3), 0.8, actual[i]) / 10;
  }
  Accuracy a = forecast_accuracy(point, actual, 10, naive_error(y, 64, 4));
  const double got[] = {a.me, a.rmse, a.mae, a.mpe, a.mape, a.mase};
  for (int i = 0; i < 6; i++) assert_near(got[i], table_number(&expected, 1, 2 + i), 1e-10);
  assert_within(winkler, 56.44, 0.005);
  assert_true(isnan(naive_error(y, 4, 4)));
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(closed_forms_are_those_published),
    cmocka_unit_test(closed_forms_follow_the_definition),
    cmocka_unit_test(members_score_as_published),
    cmocka_unit_test(intervals_and_quantiles_score_as_published),
    cmocka_unit_test(accuracy_is_that_of_the_textbook),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
