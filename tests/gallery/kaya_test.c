/* Decomposition written as a model, against the published example and against the engine's own LMDI. */
#include "gallery/gallery.h"
#include "study/lmdi.h"

static void lmdi_model(void **state) {
  (void)state;
  Run run = run_of(GALLERY "lmdi/model.lua");
  Wide want = wide_read(EXPECTED "lmdi_expected.csv");
  Worst worst = {-1, 0, ""};
  for (unsigned r = 0; r < want.n_rows; r++) {
    double year = wide_cell(&want, r, 1);
    worse(&worst, fabs(run_value(run, "change", 0, year) / wide_cell(&want, r, 2) - 1), year, "change");
    worse(&worst, fabs(run_value(run, "quotient", 0, year) / wide_cell(&want, r, 6) - 1), year, "quotient");
    for (unsigned k = 0; k < 3; k++) {
      worse(&worst, fabs(run_value(run, "effect", k, year) / wide_cell(&want, r, 3 + k) - 1), year, "effect");
      worse(&worst, fabs(run_value(run, "ratio", k, year) / wide_cell(&want, r, 7 + k) - 1), year, "ratio");
    }
  }
  report("lmdi", worst, 1e-8, "relative");
  wide_free(&want);
  run_free(run);
}

static void kaya_model(void **state) {
  (void)state;
  static const char *factors[] = {"population", "gdp_per_head", "energy_intensity", "carbon_content"};
  static const char *effects[] = {"population_effect", "affluence_effect", "intensity_effect", "carbon_effect"};
  Run run = run_of(GALLERY "kaya/model.lua");
  double values[4 * 4], additive[4];
  for (unsigned t = 0; t < 4; t++)
    for (unsigned k = 0; k < 4; k++) values[t * 4 + k] = run_value(run, factors[k], 0, 2005 + 5.0 * t);
  LmdiData data = {4, 1, 4, values};
  Worst worst = {-1, 0, ""};
  for (unsigned t = 0; t < 3; t++) {
    LmdiTotal total;
    double year = 2010 + 5.0 * t, scale = run_value(run, "co2", 0, year);
    assert_int_equal(lmdi_between(&data, t, t + 1, additive, NULL, &total, NULL), LMDI_DONE);
    double unit = scale / total.end, sum = 0;       /* the model shows factors in units whose product is not MtCO2 */
    for (unsigned k = 0; k < 4; k++) {
      double effect = run_value(run, effects[k], 0, year);
      worse(&worst, fabs(effect - additive[k] * unit) / scale, year, effects[k]);
      sum += effect;
    }
    worse(&worst, fabs(sum - run_value(run, "change", 0, year)) / scale, year, "residual");
  }
  report("kaya", worst, 1e-12, "of CO2");
  run_free(run);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(lmdi_model), cmocka_unit_test(kaya_model)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
