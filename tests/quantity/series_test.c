#include "support/check.h"

#include "quantity/series.h"

static Arena *arena;
static Fail fail;
static const Place here = {"numbers.lua", 12, 0};

static int set_up(void **state) {
  (void)state;
  arena = arena_new();
  fail = (Fail){0};
  return 0;
}

static int tear_down(void **state) {
  (void)state;
  arena_free(arena);
  return 0;
}

static Series path(SeriesJoin join) {
  Series series;
  assert_done(series_path(arena, "rd_intensity", (double[]){2030, 2020, 2025}, (double[]){3, 2, 2.5}, 3, join, here, &series, &fail), &fail);
  return series;
}

static Series data(void) {
  Series series;
  assert_done(series_data(arena, "CQ.births", (double[]){2018, 2019, 2020, 2023}, (double[]){4, 3, 2, 1}, 4, here, &series, &fail), &fail);
  return series;
}

static double at(const Series *series, double year) {
  double value = -999;
  assert_done(series_at(series, year, &value, &fail, here), &fail);
  return value;
}

static void a_path_is_linear_and_constant_outside(void **state) {
  (void)state;
  Series series = path(SERIES_LINEAR);
  assert_same_double(at(&series, 2020), 2);
  assert_same_double(at(&series, 2025), 2.5);
  assert_same_double(at(&series, 2022), 2 + 0.5 * 0.4);
  assert_same_double(at(&series, 1990), 2);
  assert_same_double(at(&series, 2099), 3);
}

static void stairs_jump_at_the_year(void **state) {
  (void)state;
  Series series = path(SERIES_STAIRS);
  assert_same_double(at(&series, 2024.999), 2);
  assert_same_double(at(&series, 2025), 2.5);
  assert_same_double(at(&series, 2029), 2.5);
  assert_same_double(at(&series, 2031), 3);
  assert_same_double(at(&series, 2010), 2);
}

static void the_s_curve_is_flat_at_its_ends(void **state) {
  (void)state;
  Series series;
  assert_done(series_path(arena, NULL, (double[]){2020, 2030}, (double[]){0, 10}, 2, SERIES_SMOOTH, here, &series, &fail), &fail);
  assert_same_double(at(&series, 2025), 5);
  assert_near(at(&series, 2021), 10 * (3 * 0.01 - 2 * 0.001), 1e-15);
  assert_near(at(&series, 2021) + at(&series, 2029), 10, 1e-15);
}

static void the_last_slope_goes_on(void **state) {
  (void)state;
  Series series = path(SERIES_LINEAR);
  series.before = series.after = SERIES_EXTEND;
  assert_near(at(&series, 2040), 4, 1e-15);
  assert_near(at(&series, 2010), 1, 1e-15);
  Series one;
  assert_done(series_path(arena, "x", (double[]){2020}, (double[]){7}, 1, SERIES_LINEAR, here, &one, &fail), &fail);
  one.before = one.after = SERIES_EXTEND;
  assert_same_double(at(&one, 1900), 7);
  assert_same_double(at(&one, 2100), 7);
}

static void data_are_refused_outside_and_in_gaps(void **state) {
  (void)state;
  Series series = data();
  double value;
  assert_same_double(at(&series, 2019.5), 2.5);
  assert_same_double(at(&series, 2023), 1);
  assert_fails(series_at(&series, 2024, &value, &fail, here), E401, &fail, "'CQ.births' has no value at 2024, it covers 2018-2023");
  assert_fails(series_at(&series, 2017, &value, &fail, here), E401, &fail, "hold = true");
  assert_fails(series_at(&series, 2021, &value, &fail, here), E402, &fail, "its years jump from 2020 to 2023");
  assert_int_equal(fail.place.line, 12);
  series.after = SERIES_CONSTANT;
  assert_same_double(at(&series, 2050), 1);
  assert_fails(series_at(&series, 2017, &value, &fail, here), E401, &fail, "2018-2023");
  series.gap = INFINITY;
  assert_near(at(&series, 2021), 2 - 1.0 / 3, 1e-15);
}

/* Counted times may miss a year by an ulp: 100 steps of 0.29 end before 29. A jump must still come on time. */
static void counted_times_meet_their_years(void **state) {
  (void)state;
  Series stairs, years = data();
  assert_done(series_path(arena, "x", (double[]){0, 29}, (double[]){1, 2}, 2, SERIES_STAIRS, here, &stairs, &fail), &fail);
  assert_true(100 * 0.29 < 29);
  assert_same_double(at(&stairs, 99 * 0.29), 1);
  assert_same_double(at(&stairs, 100 * 0.29), 2);
  double value;
  assert_done(series_at(&years, nextafter(2023, 3000), &value, &fail, here), &fail);
  assert_done(series_at(&years, nextafter(2018, 0), &value, &fail, here), &fail);
  assert_fails(series_at(&years, 2023.001, &value, &fail, here), E401, &fail, "2023.001");
}

static void spots(void **state) {
  (void)state;
  Series series = path(SERIES_LINEAR);
  SeriesSpot spot;
  assert_done(series_spot(&series, 2026, &spot, &fail, here), &fail);
  assert_int_equal(spot.i, 1);
  assert_int_equal(spot.j, 2);
  assert_same_double(spot.weight, 0.2);
  assert_done(series_spot(&series, 2030, &spot, &fail, here), &fail);
  assert_int_equal(spot.i, 2);
  assert_same_double(spot.weight, 0);
}

static void wrong_paths(void **state) {
  (void)state;
  Series series;
  assert_fails(series_path(arena, "x", NULL, NULL, 0, SERIES_LINEAR, here, &series, &fail), E404, &fail, "without a value");
  assert_fails(series_path(arena, "x", (double[]){2025, 2020, 2025}, (double[]){1, 2, 3}, 3, SERIES_LINEAR, here, &series, &fail),
               E403, &fail, "'x' has two values at 2025");
  assert_fails(series_path(arena, NULL, (double[]){NAN}, (double[]){1}, 1, SERIES_LINEAR, here, &series, &fail), E405, &fail, "'path'");
  assert_fails(series_path(arena, "x", (double[]){2020}, (double[]){INFINITY}, 1, SERIES_LINEAR, here, &series, &fail), E405, &fail, "not finite");
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
  const struct CMUnitTest tests[] = {
    TEST(a_path_is_linear_and_constant_outside), TEST(stairs_jump_at_the_year), TEST(the_s_curve_is_flat_at_its_ends),
    TEST(the_last_slope_goes_on), TEST(data_are_refused_outside_and_in_gaps), TEST(counted_times_meet_their_years), TEST(spots),
    TEST(wrong_paths),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
