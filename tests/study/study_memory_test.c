/* Memory that is refused at every point in turn: a failure with its sentence, or the whole answer; never a crash. */
#include "study/sample.h"
#include <gsl/gsl_errno.h>

static int setup(void **state) { (void)state; gsl_set_error_handler_off(); return 0; }

static int refusals;
static int setup_test(void **state) { (void)state; refusals = 0; return 0; }
static int teardown_test(void **state) { (void)state; return refusals > 2 ? 0 : -1; }      /* the test did refuse something */

/* 0 or E801, and the record says what the status says. */
static bool done_or_refused(int code, const Fail *fail, Arena *arena) {
  if (code == 0) return true;
  if (code != E801) fail_msg("expected E801, got %s: %s", fail_name(code), fail->sentence);
  assert_true(arena_failed(arena));
  assert_int_equal(fail->code, E801);
  refusals++;
  return false;
}

static void designs_survive(void **state) {
  (void)state;
  for (int kind = DESIGN_RANDOM; kind < DESIGN_FILE; kind++) {
    bool done = false;
    for (long after = 0; !done; after++) {
      Arena *arena = arena_new();
      DesignSpec spec = design_spec((DesignKind)kind, 20, sample_names, 512);
      spec.improved = kind == DESIGN_LATIN || kind == DESIGN_MORRIS;
      spec.levels = 2;
      Design *design = NULL;
      Fail fail = {0};
      arena_refuse_after(arena, after);
      done = done_or_refused(design_make(&spec, arena, &design, &fail), &fail, arena) && !arena_failed(arena);
      arena_free(arena);
      assert_true(after < 1000);
    }
  }
}

static void distributions_and_correlations_survive(void **state) {
  (void)state;
  static double values[20000];
  for (int i = 0; i < 20000; i++) values[i] = i;
  const Distribution normal = {.kind = DIST_NORMAL, .p = {0, 1}}, t = {.kind = DIST_STUDENT_T, .p = {1, 0, 1}},
                     empirical = {.kind = DIST_EMPIRICAL, .n = 20000, .values = values};
  const RankCorrelation pairs[] = {{"x1", "x2", 0.5, {0}}, {"x2", "x3", 0.5, {0}}};
  bool done = false;
  for (long after = 0; !done; after++) {
    Arena *arena = arena_new();
    arena_refuse_after(arena, after);
    QuantileTables *tables = quantile_tables(arena);
    Sampler s;
    Copula copula;
    Fail fail = {0};
    done = tables && done_or_refused(distribution_sampler(&normal, tables, arena, &s, &fail), &fail, arena)
        && done_or_refused(distribution_sampler(&t, tables, arena, &s, &fail), &fail, arena)
        && done_or_refused(distribution_sampler(&empirical, tables, arena, &s, &fail), &fail, arena)
        && done_or_refused(copula_make(3, sample_names, 2, pairs, false, tables, arena, &copula, &fail), &fail, arena)
        && !arena_failed(arena);
    arena_free(arena);
    assert_true(after < 1000);
  }
}

static void analyses_survive(void **state) {
  (void)state;
  Arena *kept = arena_new();
  for (int i = 0; i < SENSITIVITY_METHODS; i++) {
    TestSample t;
    sample_make(&t, kept, sensitivity_design(sensitivity_methods[i], 3, sample_names, 2048), quantile_ishigami, ishigami, 2, NULL);
    SensitivityOptions options = sensitivity_options();
    options.resamples = 60;
    bool done = false;
    for (long after = 0; !done; after++) {
      Arena *arena = arena_new();
      Sensitivity *s = NULL;
      Fail fail = {0};
      arena_refuse_after(arena, after);
      done = done_or_refused(sensitivity_run(sensitivity_methods[i], &t.sample, &options, NULL, arena, &s, &fail), &fail, arena) && !arena_failed(arena);
      arena_free(arena);
      assert_true(after < 1000);
    }
  }
  arena_free(kept);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test_setup_teardown(designs_survive, setup_test, teardown_test),
    cmocka_unit_test_setup_teardown(distributions_and_correlations_survive, setup_test, teardown_test),
    cmocka_unit_test_setup_teardown(analyses_survive, setup_test, teardown_test),
  };
  return cmocka_run_group_tests(tests, setup, NULL);
}
