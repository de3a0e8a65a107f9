/* Times are counted, start + n * step, never accumulated: what depends on a date falls on its step. */
#include "gallery/gallery.h"

static void tenths_of_a_year(void **state) {
  (void)state;
  Run run = run_of(EXPECTED "tenths.lua");
  assert_int_equal(run.result->n_times, 2001);
  for (unsigned n = 0; n <= 2000; n++) {
    double time = 1900 + n * 0.1, year = n % 10 == 0 ? 1900 + n / 10 : time;
    assert_ulps(run.result->times[n], year, 1);
    if (n % 10 == 0) assert_same_double(run.result->times[n], year);
    assert_same_double(result_at(run.result, run_symbol(run, "since_2000"), 0, n), n >= 1000 ? 1 : 0);
    assert_same_double(result_at(run.result, run_symbol(run, "switched"), 0, n), n >= 1330 ? 1 : 0);
    assert_same_double(result_at(run.result, run_symbol(run, "pulses"), 0, n), n >= 500 && n <= 1500 && n % 10 == 0 ? 1 : 0);
    assert_within(result_at(run.result, run_symbol(run, "half"), 0, n), n * 0.1, 3e-13);
  }
  assert_within(run_value(run, "count", 0, 2100), 101, 1e-11);
  assert_within(run_value(run, "clock", 0, 2100), 200, 1e-10);     /* a stock is a sum and may round; dates may not */
  run_free(run);
}

/* World3's dates at half a year: each policy date that is a whole or half year switches in its own step. */
static void halves_of_a_year(void **state) {
  (void)state;
  Run run = run_of(GALLERY "world3/scenario_05.lua");
  unsigned differ = 0;
  for (unsigned n = 0; n <= 400; n++) {
    assert_same_double(run.result->times[n], 1900 + 0.5 * n);
    bool later = n >= 204;                                          /* from 2002 on */
    double protected = result_at(run.result, run_symbol(run, "land_life_multiplier_from_land_yield"), 0, n);
    double bare = result_at(run.result, run_symbol(run, "land_life_multiplier_from_land_yield_1"), 0, n);
    if (n <= 204) assert_same_double(protected, bare);              /* 0.95^0 of the old table is the old table */
    differ += protected != bare;                                    /* above a yield of 3 the tables part */
    assert_same_double(result_at(run.result, run_symbol(run, "industrial_capital_output_ratio"), 0, n),
                       result_at(run.result, run_symbol(run, later ? "industrial_capital_output_ratio_2" : "industrial_capital_output_ratio_1"), 0, later ? n : 0));
  }
  assert_true(differ > 20);
  run_free(run);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(tenths_of_a_year), cmocka_unit_test(halves_of_a_year)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
