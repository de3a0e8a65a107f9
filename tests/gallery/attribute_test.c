/* Identities read from a run: a Kaya chain, a sum over two axes, and what is refused. */
#include "gallery/gallery.h"
#include "study/attribute.h"

static Arena *arena;
static Fail fail;

static int set_up(void **state) {
  (void)state;
  arena = arena_new();
  fail = (Fail){0};
  return arena ? 0 : -1;
}

static int tear_down(void **state) {
  (void)state;
  arena_free(arena);
  return 0;
}

static void kaya_of_a_run(void **state) {
  (void)state;
  static const char *factors[] = {"population", "gdp/population", "energy/gdp", "co2/energy"};
  static const char *effects[] = {"population_effect", "affluence_effect", "intensity_effect", "carbon_effect"};
  Run run = run_of(GALLERY "kaya/model.lua");
  const Identity *identity;
  double additive[4], multiplicative[4], chained[4];
  LmdiTotal total, chain;
  assert_done(attribute_identity(run.result, "co2", factors, 4, 2005, 2020, arena, &identity, &fail), &fail);
  assert_int_equal(identity->data.n_parts, 1);
  for (double year = 2010; year <= 2020; year += 5) {
    assert_done(attribute_effects(run.result, identity, year - 5, year, false, additive, multiplicative, &total, &fail), &fail);
    assert_near(total.change, run_value(run, "change", 0, year), 1e-12);
    for (unsigned k = 0; k < 4; k++) assert_within(additive[k], run_value(run, effects[k], 0, year), 1e-12 * total.end);
    assert_within(total.residual, 0, 1e-12 * total.end);
    assert_within(total.residual_ratio, 0, 1e-12);
  }
  assert_done(attribute_effects(run.result, identity, 2005, 2020, true, chained, multiplicative, &chain, &fail), &fail);
  for (unsigned k = 0; k < 4; k++) {
    double sum = 0;
    for (double year = 2010; year <= 2020; year += 5) sum += run_value(run, effects[k], 0, year);
    assert_within(chained[k], sum, 1e-12 * chain.end);
  }
  assert_done(attribute_effects(run.result, identity, 2005, 2020, false, additive, NULL, &total, &fail), &fail);
  assert_true(fabs(chained[2] - additive[2]) > 1e-6 * total.end);      /* end points are another question than the path */
  run_free(run);
}

/* Steel's gas appears between 0 and 1: share was zero. Paper's coal goes between 1 and 2. Hand-made numbers in kg. */
static void parts_over_two_axes(void **state) {
  (void)state;
  static const char *factors[] = {"output", "need_of", "share", "factor"};
  Run run = run_of(EXPECTED "parts.lua");
  const Identity *identity;
  double additive[4];
  LmdiTotal total;
  assert_done(attribute_identity(run.result, "co2", factors, 4, 0, 2, arena, &identity, &fail), &fail);
  assert_int_equal(identity->data.n_parts, 4);
  assert_done(attribute_effects(run.result, identity, 0, 1, false, additive, NULL, &total, &fail), &fail);
  /* kWh of steel coal, steel gas, paper coal, paper gas: 50 0 6 6 and 38.4 9.6 7.5 7.5 */
  double coal = lmdi_mean(38.4 * 0.34, 50 * 0.34), paper = lmdi_mean(7.5 * 0.34, 6 * 0.34) + lmdi_mean(7.5 * 0.2, 6 * 0.2);
  assert_near(additive[0], coal * log(1.2) + paper * log(1.25), 1e-12);
  assert_near(additive[1], coal * log(0.8), 1e-12);
  assert_near(additive[2], coal * log(0.8) + 9.6 * 0.2, 1e-12);
  assert_within(additive[3], 0, 1e-12);
  assert_near(total.change, (38.4 + 7.5) * 0.34 + (9.6 + 7.5) * 0.2 - (56 * 0.34 + 6 * 0.2), 1e-12);
  assert_done(attribute_effects(run.result, identity, 1, 2, false, additive, NULL, &total, &fail), &fail);
  assert_within(total.residual, 0, 1e-12);
  run_free(run);
}

static void refuses_with_a_sentence(void **state) {
  (void)state;
  Run run = run_of(EXPECTED "parts.lua");
  const Identity *identity = NULL;
  double effect[1];
  LmdiTotal total;
  const char *unknown[] = {"outputs"}, *short_of[] = {"output", "need_of", "share"}, *empty[] = {"output/", "need_of"}, *signs[] = {"balance"};
  assert_fails(attribute_identity(run.result, "co2", unknown, 1, 0, 2, arena, &identity, &fail), E908, &fail, "did you mean 'output'?");
  assert_fails(attribute_identity(run.result, "co2", short_of, 3, 0, 2, arena, &identity, &fail), E645, &fail, "a factor is missing");
  assert_fails(attribute_identity(run.result, "co2", empty, 2, 0, 2, arena, &identity, &fail), E904, &fail, "output/");
  assert_fails(attribute_identity(run.result, "co2", short_of, 3, 0, 7, arena, &identity, &fail), E907, &fail, "'7' is no time");
  assert_null(identity);
  assert_done(attribute_identity(run.result, "balance", signs, 1, 0, 2, arena, &identity, &fail), &fail);
  assert_fails(attribute_effects(run.result, identity, 0, 2, false, effect, NULL, &total, &fail), E647, &fail, "changes its sign in 2");
  assert_fails(attribute_effects(run.result, identity, 2, 0, true, effect, NULL, &total, &fail), E904, &fail, "an earlier and a later year");
  run_free(run);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test_setup_teardown(kaya_of_a_run, set_up, tear_down),
    cmocka_unit_test_setup_teardown(parts_over_two_axes, set_up, tear_down),
    cmocka_unit_test_setup_teardown(refuses_with_a_sentence, set_up, tear_down),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
