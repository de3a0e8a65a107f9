/* morris, pawn, delta, regression, local, and what holds for all methods. */
#include "study/sample.h"
#include "study/table.h"
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_randist.h>

static Arena *arena;

static int setup(void **state) {
  (void)state;
  gsl_set_error_handler_off();
  arena = arena_new();
  return 0;
}

static int teardown(void **state) { (void)state; arena_free(arena); return 0; }

static double value(const Sensitivity *s, unsigned outcome, unsigned measure, unsigned factor) {
  return sensitivity_index(s, outcome, measure, factor)->value;
}

/* ---- Morris -------------------------------------------------------------------------------------------------------------- */

static void morris_gives_the_published_exercise(void **state) {
  (void)state;
  TestTable table, expected;
  table_read(&table, "morris_exercise4.csv");
  table_read(&expected, "morris_exercise4_expected.csv");
  double x1[18], x2[18], y[18], effect[12];
  for (int i = 0; i < 18; i++) {
    x1[i] = table_number(&table, i + 1, 1);
    x2[i] = table_number(&table, i + 1, 2);
    y[i] = table_number(&table, i + 1, 3);
  }
  const double *x[] = {x1, x2};
  assert_true(morris_effects(2, 6, x, y, effect));
  /* through the method: the points as a file, whose columns go from 0 to 1 */
  Design design = {.spec = {.kind = DESIGN_FILE, .parameters = 2, .names = sample_names}, .runs = 18, .values = true, .groups = 2};
  const double *outcomes[] = {y};
  SensitivitySample sample = {&design, x, 1, outcomes, NULL};
  SensitivityOptions options = sensitivity_options();
  Sensitivity *s = NULL;
  Fail fail = {0};
  assert_done(sensitivity_run(&morris_method, &sample, &options, NULL, arena, &s, &fail), &fail);
  const int row_of[] = {2, 1, 3};                            /* mu*, mu, sigma in the expected table */
  for (unsigned m = 0; m < 3; m++)
    for (unsigned j = 0; j < 2; j++) {
      assert_within(value(s, 0, m, j), table_number(&expected, row_of[m], 4 + (int)j), 1e-6);
      if (m != 1 || j != 0) assert_within(value(s, 0, m, j), table_number(&expected, row_of[m], 1 + (int)j), 0.0051);
    }
  double mean = 0;
  for (int t = 0; t < 6; t++) mean += effect[2 * t] / 6;
  assert_within(mean, 0.65, 1e-12);
}

static double linear(const double *x, unsigned k, unsigned outcome) {
  double sum = 0;
  for (unsigned j = 0; j < k; j++) sum += (j + 1.0) * x[j];
  return outcome ? sum * sum : sum;
}

static void morris_is_exact_for_a_linear_function(void **state) {
  (void)state;
  DesignSpec spec = sensitivity_design(&morris_method, 5, sample_names, 8);
  spec.trim = 0;
  TestSample t;
  sample_make(&t, arena, spec, quantile_unit, linear, 2, NULL);
  Sensitivity *s = sample_analyse(&t, arena, &morris_method, NULL);
  for (unsigned j = 0; j < 5; j++) {
    assert_within(value(s, 0, 0, j), j + 1.0, 1e-12);
    assert_within(value(s, 0, 1, j), j + 1.0, 1e-12);
    assert_within(value(s, 0, 2, j), 0, 1e-6);
    assert_true(sensitivity_index(s, 0, 0, j)->converged);
    assert_true(value(s, 1, 2, j) > 0.5);                   /* the square has interactions */
  }
  t.x[1][7] += 0.1;                                          /* a file that is no set of trajectories is refused */
  Design file = {.spec = {.kind = DESIGN_FILE, .parameters = 5, .names = sample_names}, .runs = 48, .values = true, .groups = 5};
  t.sample.design = &file;
  SensitivityOptions options = sensitivity_options();
  Sensitivity *none = NULL;
  Fail fail = {0};
  assert_fails(sensitivity_run(&morris_method, &t.sample, &options, NULL, arena, &none, &fail), E642, &fail, "trajectories");
}

/* ---- PAWN ------------------------------------------------------------------------------------------------------------------- */

static double first_only(const double *x, unsigned k, unsigned outcome) { (void)k; return outcome ? floor(3 * x[0]) : x[0]; }

/* y = x1: fixing x1 to the i-th tenth moves the distribution by max(i, 9 - i) / 10 tenths: median 0.7, largest 0.9. */
static void pawn_of_an_identity_is_known(void **state) {
  (void)state;
  TestSample t;
  sample_make(&t, arena, sensitivity_design(&pawn_method, 3, sample_names, 4096), quantile_unit, first_only, 2, NULL);
  Sensitivity *s = sample_analyse(&t, arena, &pawn_method, NULL);
  assert_within(value(s, 0, 0, 0), 0.7, 0.005);
  assert_within(value(s, 0, 1, 0), 0.9, 0.005);
  for (unsigned j = 1; j < 3; j++) assert_true(value(s, 0, 0, j) < 2 * s->facts[0].noise);
  assert_within(s->facts[0].noise, 0.0388, 0.0005);
  /* three equal heaps: slices 0..2 and 7..9 know the heap (distance 2/3); slice 3 and 6 are mixed, 4 and 5 know the middle (1/3) */
  assert_within(value(s, 1, 1, 0), 2.0 / 3, 0.005);
  assert_true(value(s, 1, 0, 0) > 0.6 && value(s, 1, 0, 0) < 0.67);
  for (unsigned j = 1; j < 3; j++) assert_true(value(s, 1, 0, j) < 0.08);
}

static void pawn_ranks_ishigami(void **state) {
  (void)state;
  TestSample t;
  sample_make(&t, arena, sensitivity_design(&pawn_method, 4, sample_names, 8192), quantile_ishigami, ishigami, 3, NULL);
  Sensitivity *s = sample_analyse(&t, arena, &pawn_method, NULL);
  assert_true(value(s, 0, 0, 1) > value(s, 0, 0, 0) && value(s, 0, 0, 0) > value(s, 0, 0, 2) && value(s, 0, 0, 2) > value(s, 0, 0, 3));
  for (unsigned j = 0; j < 4; j++) {
    assert_within(value(s, 1, 0, j), value(s, 0, 0, j), 1e-12);      /* stretched */
    assert_within(value(s, 2, 0, j), value(s, 0, 0, j), 1e-12);      /* turned */
  }
}

/* Many equal outcomes in the order of an input: ties must count as one moment, else their order looks like influence. */
static void pawn_counts_ties_once(void **state) {
  (void)state;
  enum { N = 2000 };
  static double x1[N], y[N];
  for (int i = 0; i < N; i++) x1[i] = i, y[i] = i % 2;
  Design design = {.spec = {.kind = DESIGN_FILE, .parameters = 1, .names = sample_names}, .runs = N, .values = true, .groups = 1};
  const double *x[] = {x1}, *outcomes[] = {y};
  SensitivitySample sample = {&design, x, 1, outcomes, NULL};
  SensitivityOptions options = sensitivity_options();
  Sensitivity *s = NULL;
  Fail fail = {0};
  assert_done(sensitivity_run(&pawn_method, &sample, &options, NULL, arena, &s, &fail), &fail);
  assert_within(value(s, 0, 1, 0), 0, 1e-12);
}

/* The bootstrap's standard error against the spread over seeds. */
static void pawn_knows_its_error(void **state) {
  (void)state;
  enum { SEEDS = 40 };
  double values[SEEDS], claimed = 0, mean = 0, squares = 0;
  for (uint64_t seed = 0; seed < SEEDS; seed++) {
    DesignSpec spec = design_spec(DESIGN_RANDOM, 3, sample_names, 1000);
    TestSample t;
    spec.seed = seed;
    sample_make(&t, arena, spec, quantile_ishigami, ishigami, 1, NULL);
    Sensitivity *s = sample_analyse(&t, arena, &pawn_method, NULL);
    values[seed] = value(s, 0, 0, 1);
    mean += values[seed] / SEEDS;
    claimed += (sensitivity_index(s, 0, 0, 1)->high - values[seed]) / 1.96 / SEEDS;
  }
  for (int i = 0; i < SEEDS; i++) squares += (values[i] - mean) * (values[i] - mean) / (SEEDS - 1);
  print_message("pawn, 1000 runs: claimed error %.4f, spread over seeds %.4f\n", claimed, sqrt(squares));
  assert_true(claimed > 0.6 * sqrt(squares) && claimed < 1.6 * sqrt(squares));
}

/* ---- delta ------------------------------------------------------------------------------------------------------------------- */

static double quantile_normal(double u, unsigned parameter) { (void)parameter; return gsl_cdf_ugaussian_Pinv(u); }
static const double weight[] = {3, 2, 1, 0};
static double weighted(const double *x, unsigned k, unsigned outcome) {
  double sum = 0;
  for (unsigned j = 0; j < k; j++) sum += weight[j] * x[j];
  return outcome ? exp(sum) : sum;
}

/* Half the mean area between N(0, s^2) and N(w z, s^2 - w^2), by the midpoint rule. */
static double exact_delta(double w, double s) {
  double total = 0, inner = sqrt(s * s - w * w);
  for (int i = 0; i < 400; i++) {
    double z = gsl_cdf_ugaussian_Pinv((i + 0.5) / 400), area = 0;
    for (double y = -8 * s; y < 8 * s; y += 0.01 * s) area += fabs(gsl_ran_gaussian_pdf(y, s) - gsl_ran_gaussian_pdf(y - w * z, inner)) * 0.01 * s;
    total += 0.5 * area / 400;
  }
  return total;
}

static double sum_of_two(const double *x, unsigned k, unsigned outcome) { (void)k; (void)outcome; return x[0] + x[1]; }

static void delta_of_a_normal_sum_is_known(void **state) {
  (void)state;
  const DesignKind kinds[] = {DESIGN_SOBOL, DESIGN_RANDOM, DESIGN_LATIN};
  SensitivityOptions options = sensitivity_options();
  options.resamples = 30;
  for (int i = 0; i < 3; i++) {
    TestSample t;
    sample_make(&t, arena, design_spec(kinds[i], 4, sample_names, 8192), quantile_normal, weighted, 2, NULL);
    Sensitivity *s = sample_analyse(&t, arena, &delta_method, &options);
    for (unsigned j = 0; j < 4; j++) {
      double exact = exact_delta(weight[j], sqrt(14));
      const Index *index = sensitivity_index(s, 0, 0, j);
      print_message("%s, delta %u: exact %.4f, estimated %.4f, interval %.4f to %.4f; S1 %.4f\n", design_words[kinds[i]], j + 1, exact, index->value, index->low, index->high, value(s, 0, 1, j));
      assert_within(index->value, exact, 0.025);
      assert_true(index->low <= exact && exact <= index->high);
      assert_within(value(s, 1, 0, j), value(s, 0, 0, j), 1e-9);       /* a monotone change of the outcome changes nothing */
      assert_within(value(s, 0, 1, j), weight[j] * weight[j] / 14, 0.02);
    }
  }
}

/* From 1,000 random runs on: the intervals hold the exact delta about as often as they say. */
static void delta_intervals_hold_the_truth(void **state) {
  (void)state;
  double exact[4];
  int held = 0, asked = 0;
  for (unsigned j = 0; j < 4; j++) exact[j] = exact_delta(weight[j], sqrt(14));
  for (uint64_t seed = 1; seed <= 15; seed++)
    for (int even = 0; even < 2; even++) {
      TestSample t;
      DesignSpec spec = design_spec(even ? DESIGN_SOBOL : DESIGN_RANDOM, 4, sample_names, 1024);
      spec.seed = seed;
      sample_make(&t, arena, spec, quantile_normal, weighted, 1, NULL);
      Sensitivity *s = sample_analyse(&t, arena, &delta_method, NULL);
      for (unsigned j = 0; j < 4; j++, asked++) {
        const Index *x = sensitivity_index(s, 0, 0, j);
        held += x->low <= exact[j] && exact[j] <= x->high;
      }
    }
  print_message("delta at 1,024 runs: %d of %d intervals hold the exact value\n", held, asked);
  assert_true(held >= asked * 90 / 100);
}

/* Ishigami, by counting on a grid of 400^3 points: 0.425 for x2, 0.21 for x3; and x1 + x2 of uniform inputs, 1/3 each. */
static void delta_of_curved_functions(void **state) {
  (void)state;
  TestSample t;
  sample_make(&t, arena, sensitivity_design(&delta_method, 3, sample_names, 8192), quantile_ishigami, ishigami, 1, NULL);
  Sensitivity *s = sample_analyse(&t, arena, &delta_method, NULL);
  const Index *two = sensitivity_index(s, 0, 0, 1);
  print_message("Ishigami: delta %.4f %.4f %.4f\n", value(s, 0, 0, 0), two->value, value(s, 0, 0, 2));
  assert_within(two->value, 0.425, 0.015);
  assert_true(two->low <= 0.425 && 0.425 <= two->high);
  assert_within(value(s, 0, 0, 2), 0.207, 0.025);
  sample_make(&t, arena, sensitivity_design(&delta_method, 2, sample_names, 8192), quantile_unit, sum_of_two, 1, NULL);
  s = sample_analyse(&t, arena, &delta_method, NULL);
  for (unsigned j = 0; j < 2; j++) assert_within(value(s, 0, 0, j), 1.0 / 3.0, 0.02);     /* edges: 5 % too small */
}

static void delta_takes_its_excess_off(void **state) {
  (void)state;
  TestSample t;
  SensitivityOptions options = sensitivity_options();
  sample_make(&t, arena, design_spec(DESIGN_RANDOM, 4, sample_names, 1000), quantile_normal, weighted, 1, NULL);
  Sensitivity *corrected = sample_analyse(&t, arena, &delta_method, &options);
  options.resamples = 0;
  Sensitivity *raw = sample_analyse(&t, arena, &delta_method, &options);
  double inert = value(raw, 0, 0, 3);                       /* of an input without influence */
  assert_true(inert > 0.04 && value(corrected, 0, 0, 3) < 0.8 * inert);
  assert_true(corrected->facts[0].noise > value(corrected, 0, 0, 3) && corrected->facts[0].noise < 0.15);
  assert_true(value(corrected, 0, 0, 1) > corrected->facts[0].noise);
  assert_true(value(raw, 0, 1, 3) > value(corrected, 0, 1, 3));
}

/* ---- regression ---------------------------------------------------------------------------------------------------------------- */

static void regression_of_a_linear_function_is_exact(void **state) {
  (void)state;
  TestSample t;
  sample_make(&t, arena, sensitivity_design(&regression_method, 4, sample_names, 4096), quantile_normal, weighted, 2, NULL);
  Sensitivity *s = sample_analyse(&t, arena, &regression_method, NULL);
  assert_near(s->facts[0].r2, 1, 1e-9);
  assert_true(s->facts[1].r2 < 0.5);                        /* the exponential of a sum with sd 3.7 is not linear ... */
  assert_true(s->facts[1].r2_rank > 0.95);                  /* ... but monotone */
  for (unsigned j = 0; j < 4; j++) {
    assert_within(value(s, 0, 0, j), weight[j] / sqrt(14), 0.01);
    assert_within(value(s, 1, 1, j), value(s, 0, 1, j), 1e-9);
  }
  for (unsigned j = 0; j < 3; j++) assert_true(value(s, 0, 1, j) > 0.75);
}

static double noisy(const double *x, unsigned k, unsigned outcome) { (void)k; (void)outcome; return x[0] + 2 * x[1] + sqrt(5) * x[3]; }

/* Against the definition: the partial correlation is that of what is left of x and y after regression on the others. */
static void partial_correlation_is_the_definition(void **state) {
  (void)state;
  TestSample t;
  DesignSpec spec = design_spec(DESIGN_RANDOM, 4, sample_names, 3000);
  sample_make(&t, arena, spec, quantile_normal, noisy, 1, NULL);
  Design two = *t.design;                                    /* the method sees x1 and x2 only: x4 is noise to it */
  two.spec.parameters = 2;
  two.groups = 2;
  t.sample.design = &two;
  Sensitivity *s = sample_analyse(&t, arena, &regression_method, NULL);
  assert_within(s->facts[0].r2, 0.5, 0.04);
  assert_within(value(s, 0, 0, 0), 1 / sqrt(10), 0.04);
  assert_within(value(s, 0, 0, 1), 2 / sqrt(10), 0.04);
  assert_within(value(s, 0, 1, 0), 6 / 3.14159265 * asin(0.5 * 1 / sqrt(6)), 0.04);   /* partial r = 1/sqrt(1 + 5), of ranks */
  assert_within(value(s, 0, 1, 1), 6 / 3.14159265 * asin(0.5 * 2 / 3.0), 0.04);       /* 2/sqrt(4 + 5) */
  for (unsigned m = 0; m < 2; m++)
    for (unsigned j = 0; j < 2; j++) assert_true(sensitivity_index(s, 0, m, j)->low < value(s, 0, m, j));
}

/* ---- local ------------------------------------------------------------------------------------------------------------------------- */

static double power_law(const double *x, unsigned k, unsigned outcome) { (void)k; return outcome ? fabs(x[0] - 0.5) : 3 * x[0] * x[0] / sqrt(x[1]); }

static void local_gives_elasticities(void **state) {
  (void)state;
  DesignSpec spec = sensitivity_design(&local_method, 3, sample_names, 0);
  spec.step = 0.001;
  TestSample t;
  sample_make(&t, arena, spec, quantile_unit, power_law, 2, NULL);
  Sensitivity *s = sample_analyse(&t, arena, &local_method, NULL);
  assert_within(value(s, 0, 0, 0), 2, 1e-5);
  assert_within(value(s, 0, 0, 1), -0.5, 1e-5);
  assert_within(value(s, 0, 0, 2), 0, 1e-12);
  assert_true(sensitivity_index(s, 0, 0, 0)->converged);
  assert_false(sensitivity_index(s, 1, 1, 0)->converged);   /* a kink at the median: the sides disagree */
}

/* ---- all methods --------------------------------------------------------------------------------------------------------------------------- */

static void methods_refuse_foreign_designs(void **state) {
  (void)state;
  Fail fail = {0};
  const Place nowhere = {0};
  assert_fails(sensitivity_fits(&sobol_method, DESIGN_RANDOM, NULL, sample_names, nowhere, &fail), E640, &fail,
               "sobol cannot analyse a random design; use saltelli");
  assert_fails(sensitivity_fits(&pawn_method, DESIGN_MORRIS, NULL, sample_names, nowhere, &fail), E640, &fail,
               "pawn cannot analyse a morris design; use sobol, random, latin, maximin or file");
  const unsigned input[] = {2, 4};
  Copula copula = {.n = 2, .input = input};
  assert_fails(sensitivity_fits(&sobol_method, DESIGN_SALTELLI, &copula, sample_names, nowhere, &fail), E641, &fail,
               "'x3' and 'x5' are correlated; use pawn, delta, regression, local or shapley");
  assert_int_equal(sensitivity_fits(&shapley_method, DESIGN_SHAPLEY, &copula, sample_names, nowhere, &fail), 0);
  for (int i = 0; i < SENSITIVITY_METHODS; i++) {
    const SensitivityMethod *method = sensitivity_methods[i];
    assert_ptr_equal(sensitivity_find(method->word), method);
    for (unsigned d = 0; d < method->n_designs; d++)
      assert_int_equal(sensitivity_fits(method, method->designs[d], NULL, sample_names, nowhere, &fail), 0);
  }
  assert_null(sensitivity_find("anova"));
}

static void too_small_samples_are_refused(void **state) {
  (void)state;
  for (int i = 0; i < SENSITIVITY_METHODS; i++) {
    const SensitivityMethod *method = sensitivity_methods[i];
    if (method == &local_method) continue;
    DesignSpec spec = sensitivity_design(method, 3, sample_names, 1);
    TestSample t;
    sample_make(&t, arena, spec, quantile_unit, linear, 1, NULL);
    SensitivityOptions options = sensitivity_options();
    Sensitivity *s = NULL;
    Fail fail = {0};
    assert_fails(sensitivity_run(method, &t.sample, &options, NULL, arena, &s, &fail), E642, &fail, method->word);
  }
}

static bool same_bits(const Index *a, const Index *b, size_t n) {
  for (size_t i = 0; i < n; i++)
    if (memcmp(&a[i].value, &b[i].value, sizeof(double)) || memcmp(&a[i].low, &b[i].low, sizeof(double))) return false;
  return true;
}

/* Threads change nothing, an outcome beside others is analysed as it would be alone, and lost runs are counted. */
static void outcomes_are_independent_of_threads_and_neighbours(void **state) {
  (void)state;
  Pool *pool = pool_new(3);
  for (int i = 0; i < SENSITIVITY_METHODS; i++) {
    const SensitivityMethod *method = sensitivity_methods[i];
    TestSample t;
    sample_make(&t, arena, sensitivity_design(method, 3, sample_names, 512), quantile_ishigami, ishigami, 3, NULL);
    if (method != &local_method) t.y[1][700 % t.design->runs] = NAN;
    SensitivityOptions options = sensitivity_options();
    options.resamples = 10;
    Sensitivity *one = sample_analyse(&t, arena, method, &options), *many = NULL, *alone = NULL;
    Fail fail = {0};
    assert_done(sensitivity_run(method, &t.sample, &options, pool, arena, &many, &fail), &fail);
    size_t each = one->measures * one->factors;
    assert_true(same_bits(one->index, many->index, 3 * each));
    SensitivitySample last = t.sample;
    last.outcomes = 1;
    last.y = t.sample.y + 2;
    assert_done(sensitivity_run(method, &last, &options, NULL, arena, &alone, &fail), &fail);
    assert_true(same_bits(one->index + 2 * each, alone->index, each));
    if (method == &local_method) continue;
    uint64_t unit = method == &sobol_method ? 5 : method == &morris_method || method == &shapley_method ? 4 : 1;
    assert_int_equal(one->facts[1].dropped, unit);
    assert_int_equal(one->facts[0].dropped, 0);
    for (size_t k = 0; k < each; k++) assert_within(one->index[each + k].value, one->index[k].value * (method == &morris_method ? 1000 : 1), method == &morris_method ? 60 : 0.03);
  }
  pool_free(pool);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(morris_gives_the_published_exercise),
    cmocka_unit_test(morris_is_exact_for_a_linear_function),
    cmocka_unit_test(pawn_of_an_identity_is_known),
    cmocka_unit_test(pawn_ranks_ishigami),
    cmocka_unit_test(pawn_counts_ties_once),
    cmocka_unit_test(pawn_knows_its_error),
    cmocka_unit_test(delta_of_a_normal_sum_is_known),
    cmocka_unit_test(delta_intervals_hold_the_truth),
    cmocka_unit_test(delta_of_curved_functions),
    cmocka_unit_test(delta_takes_its_excess_off),
    cmocka_unit_test(regression_of_a_linear_function_is_exact),
    cmocka_unit_test(partial_correlation_is_the_definition),
    cmocka_unit_test(local_gives_elasticities),
    cmocka_unit_test(methods_refuse_foreign_designs),
    cmocka_unit_test(too_small_samples_are_refused),
    cmocka_unit_test(outcomes_are_independent_of_threads_and_neighbours),
  };
  return cmocka_run_group_tests(tests, setup, teardown);
}
