#include "study/sample.h"
#include "study/table.h"
#include "study/special.h"
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

/* ---- Sobol ------------------------------------------------------------------------------------------------------------- */

static TestTable g_table;
static const double *g_a;
static double g_function(const double *x, unsigned k, unsigned outcome) {
  (void)outcome;
  double product = 1;
  for (unsigned j = 0; j < k; j++) product *= (fabs(4 * x[j] - 2) + g_a[j]) / (1 + g_a[j]);
  return product;
}

/* Both estimators, at the published tolerance of 0.01 for 2^14 points and 0.02 for 2^12, over several seeds. */
static void sobol_gives_the_ishigami_indices(void **state) {
  (void)state;
  TestTable table;
  table_read(&table, "ishigami.csv");
  double worst = 0;
  for (uint64_t seed = 1; seed <= 5; seed++)
    for (int jansen = 0; jansen < 2; jansen++)
      for (int power = 12; power <= 14; power += 2) {
        DesignSpec spec = sensitivity_design(&sobol_method, 3, sample_names, UINT64_C(1) << power);
        SensitivityOptions options = sensitivity_options();
        options.jansen = jansen;
        options.resamples = 20;
        spec.seed = seed;
        spec.second_order = true;
        TestSample t;
        sample_make(&t, arena, spec, quantile_ishigami, ishigami, 2, NULL);
        Sensitivity *s = sample_analyse(&t, arena, &sobol_method, &options);
        double most = power == 14 ? 0.01 : 0.02;
        for (unsigned o = 0; o < 2; o++) {
          for (unsigned j = 0; j < 3; j++)
            for (unsigned m = 0; m < 2; m++) {
              assert_within(value(s, o, m, j), table_number(&table, 1 + (int)m, 1 + (int)j), most);
              if (power == 14) worst = fmax(worst, fabs(value(s, o, m, j) - table_number(&table, 1 + (int)m, 1 + (int)j)));
              assert_within(s->pair[o * 3 + j].value, table_number(&table, 3, 1 + (int)j), 2 * most);
            }
          assert_near(s->facts[o].variance, (o ? 1e6 : 1) * table_number(&table, 5, 1), 0.02);
        }
        assert_near(s->facts[0].mean, 3.5, 0.01);
      }
  print_message("Ishigami at 2^14: worst first or total index off by %.4f\n", worst);
}

static void sobol_gives_the_g_indices(void **state) {
  (void)state;
  table_read(&g_table, "sobol_g.csv");
  double worst = 0;
  for (int which = 0; which < 2; which++) {
    double a[8];
    unsigned k = which ? 6 : 8;
    int first = which ? 9 : 1;
    for (unsigned j = 0; j < k; j++) a[j] = table_number(&g_table, first + (int)j, 2);
    g_a = a;
    for (int jansen = 0; jansen < 2; jansen++) {
      TestSample t;
      SensitivityOptions options = sensitivity_options();
      options.jansen = jansen;
      sample_make(&t, arena, sensitivity_design(&sobol_method, k, sample_names, 1 << 14), quantile_unit, g_function, 1, NULL);
      Sensitivity *s = sample_analyse(&t, arena, &sobol_method, &options);
      for (unsigned j = 0; j < k; j++)
        for (unsigned m = 0; m < 2; m++) {
          double exact = table_number(&g_table, first + (int)j, 3 + (int)m);
          assert_within(value(s, 0, m, j), exact, 0.01);
          worst = fmax(worst, fabs(value(s, 0, m, j) - exact));
          Index *index = sensitivity_index(s, 0, m, j);
          assert_true(index->low <= index->value && index->value <= index->high);
          assert_true(index->low - 0.005 <= exact && exact <= index->high + 0.005);
        }
      assert_near(s->facts[0].variance, table_number(&g_table, first, 5), 0.03);
    }
  }
  print_message("Sobol g at 2^14: worst index off by %.4f\n", worst);
}

/* Groups: {x1, x3} of Ishigami explains S1 + S13 + S3; {x2} its own. */
static void groups_share_one_index(void **state) {
  (void)state;
  const unsigned group[] = {0, 1, 0};
  DesignSpec spec = sensitivity_design(&sobol_method, 3, sample_names, 1 << 14);
  spec.group = group;
  spec.groups = 2;
  assert_int_equal(design_runs(&spec), 4 << 14);
  TestSample t;
  sample_make(&t, arena, spec, quantile_ishigami, ishigami, 1, NULL);
  Sensitivity *s = sample_analyse(&t, arena, &sobol_method, NULL);
  assert_int_equal(s->factors, 2);
  assert_within(value(s, 0, 0, 0), 0.557588855, 0.01);
  assert_within(value(s, 0, 1, 0), 0.557588855, 0.01);
  assert_within(value(s, 0, 0, 1), 0.442411145, 0.01);
}

/* Intervals: about 95 of 100 hold the truth with random points, for which the bootstrap is made. */
static void intervals_hold_the_truth(void **state) {
  (void)state;
  const double exact[2][3] = {{0.313905191, 0.442411145, 0}, {0.557588855, 0.442411145, 0.243683664}};
  int held = 0, asked = 0;
  for (uint64_t seed = 1; seed <= 60; seed++) {
    DesignSpec spec = sensitivity_design(&sobol_method, 3, sample_names, 512);
    spec.seed = seed;
    spec.random_base = true;
    TestSample t;
    sample_make(&t, arena, spec, quantile_ishigami, ishigami, 1, NULL);
    Sensitivity *s = sample_analyse(&t, arena, &sobol_method, NULL);
    for (unsigned m = 0; m < 2; m++)
      for (unsigned j = 0; j < 3; j++, asked++) {
        const Index *index = sensitivity_index(s, 0, m, j);
        held += index->low <= exact[m][j] && exact[m][j] <= index->high;
      }
  }
  print_message("%d of %d intervals hold the exact index\n", held, asked);
  assert_in_range(held, asked * 90 / 100, asked * 99 / 100);
}

static void verdict_names_a_sample_that_is_enough(void **state) {
  (void)state;
  TestSample t;
  SensitivityOptions options = sensitivity_options();
  options.tolerance = 0.02;
  sample_make(&t, arena, sensitivity_design(&sobol_method, 3, sample_names, 256), quantile_ishigami, ishigami, 1, NULL);
  Sensitivity *s = sample_analyse(&t, arena, &sobol_method, &options);
  const Index *index = sensitivity_index(s, 0, 1, 0);
  assert_false(index->converged);
  assert_true(index->next > 256 && (index->next & (index->next - 1)) == 0);
  sample_make(&t, arena, sensitivity_design(&sobol_method, 3, sample_names, 4 * index->next), quantile_ishigami, ishigami, 1, NULL);
  s = sample_analyse(&t, arena, &sobol_method, &options);
  assert_true(sensitivity_index(s, 0, 1, 0)->converged);
  assert_int_equal(sensitivity_index(s, 0, 1, 0)->next, 0);
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

static void delta_of_a_normal_sum_is_known(void **state) {
  (void)state;
  TestSample t;
  SensitivityOptions options = sensitivity_options();
  options.resamples = 30;
  sample_make(&t, arena, sensitivity_design(&delta_method, 4, sample_names, 8192), quantile_normal, weighted, 2, NULL);
  Sensitivity *s = sample_analyse(&t, arena, &delta_method, &options);
  for (unsigned j = 0; j < 4; j++) {
    double exact = exact_delta(weight[j], sqrt(14));
    print_message("delta %u: exact %.4f, estimated %.4f (exp of it %.4f); S1 %.4f\n", j + 1, exact, value(s, 0, 0, j), value(s, 1, 0, j), value(s, 0, 1, j));
    assert_within(value(s, 0, 0, j), exact, 0.02);
    assert_within(value(s, 1, 0, j), value(s, 0, 0, j), 1e-9);       /* a monotone change of the outcome changes nothing */
    assert_within(value(s, 0, 1, j), weight[j] * weight[j] / 14, 0.015);
  }
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

/* ---- RBD-FAST ------------------------------------------------------------------------------------------------------------------- */

static void rbd_fast_gives_first_order_indices(void **state) {
  (void)state;
  const double exact[] = {0.313905191, 0.442411145, 0};
  const DesignKind kinds[] = {DESIGN_SOBOL, DESIGN_RANDOM, DESIGN_LATIN};
  for (int i = 0; i < 3; i++) {
    TestSample t;
    sample_make(&t, arena, design_spec(kinds[i], 3, sample_names, 8192), quantile_ishigami, ishigami, 2, NULL);
    Sensitivity *s = sample_analyse(&t, arena, &rbd_fast_method, NULL);
    for (unsigned j = 0; j < 3; j++) {
      assert_within(value(s, 0, 0, j), exact[j], 0.02);
      assert_within(value(s, 1, 0, j), value(s, 0, 0, j), 1e-8);
    }
  }
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

/* ---- Shapley -------------------------------------------------------------------------------------------------------------------------- */

static double exact_shapley_pair(double b1, double b2, double r) {    /* of x1 in b1 x1 + b2 x2, correlation r (Owen, Prieur 2017) */
  double v = b1 * b1 + b2 * b2 + 2 * r * b1 * b2;
  return (b1 * b1 * (1 - r * r / 2) + r * b1 * b2 + b2 * b2 * r * r / 2) / v;
}

static double pair_and_one(const double *x, unsigned k, unsigned outcome) { (void)k; (void)outcome; return 3 * x[0] + 2 * x[1] + x[2]; }

static void shapley_of_correlated_normals_is_known(void **state) {
  (void)state;
  QuantileTables *tables = quantile_tables(arena);
  for (int i = 0; i < 3; i++) {
    double r = i == 0 ? 0.0 : i == 1 ? 0.8 : -0.6, rho = 6 / 3.14159265358979 * asin(r / 2);
    const RankCorrelation pair = {"x1", "x2", rho, {0}};
    Copula copula;
    assert_int_equal(copula_make(3, sample_names, 1, &pair, false, tables, arena, &copula, NULL), 0);
    DesignSpec spec = sensitivity_design(&shapley_method, 3, sample_names, 1 << 13);
    spec.copula = &copula;
    TestSample t;
    sample_make(&t, arena, spec, quantile_normal, pair_and_one, 1, &copula);
    Sensitivity *s = sample_analyse(&t, arena, &shapley_method, NULL);
    double of_pair = 9 + 4 + 12 * r, v = of_pair + 1;
    double exact[] = {exact_shapley_pair(3, 2, r) * of_pair / v, exact_shapley_pair(2, 3, r) * of_pair / v, 1 / v}, sum = 0;
    print_message("r = %.1f: Shapley %.4f %.4f %.4f, exact %.4f %.4f %.4f\n", r, value(s, 0, 0, 0), value(s, 0, 0, 1), value(s, 0, 0, 2),
                  exact[0], exact[1], exact[2]);
    for (unsigned j = 0; j < 3; j++) {
      assert_within(value(s, 0, 0, j), exact[j], 0.015);
      sum += value(s, 0, 0, j);
    }
    assert_within(sum, 1, 0.015);
    assert_near(s->facts[0].variance, v, 0.03);             /* each run has the joint distribution */
  }
}

/* Independent inputs: Ishigami's effects are S1 and half of each interaction. */
static void shapley_of_independent_inputs_splits_interactions(void **state) {
  (void)state;
  TestSample t;
  sample_make(&t, arena, sensitivity_design(&shapley_method, 3, sample_names, 1 << 14), quantile_ishigami, ishigami, 1, NULL);
  Sensitivity *s = sample_analyse(&t, arena, &shapley_method, NULL);
  const double exact[] = {0.313905191 + 0.121841832, 0.442411145, 0.121841832};
  for (unsigned j = 0; j < 3; j++) assert_within(value(s, 0, 0, j), exact[j], 0.01);
}

/* ---- all methods --------------------------------------------------------------------------------------------------------------------------- */

static void methods_refuse_foreign_designs(void **state) {
  (void)state;
  Fail fail = {0};
  const Place nowhere = {0};
  assert_fails(sensitivity_fits(&sobol_method, DESIGN_RANDOM, NULL, sample_names, nowhere, &fail), E640, &fail,
               "sobol cannot analyse a random design; use saltelli");
  assert_fails(sensitivity_fits(&pawn_method, DESIGN_MORRIS, NULL, sample_names, nowhere, &fail), E640, &fail,
               "pawn cannot analyse a morris design; use sobol, random, latin or file");
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
    cmocka_unit_test(sobol_gives_the_ishigami_indices),
    cmocka_unit_test(sobol_gives_the_g_indices),
    cmocka_unit_test(groups_share_one_index),
    cmocka_unit_test(intervals_hold_the_truth),
    cmocka_unit_test(verdict_names_a_sample_that_is_enough),
    cmocka_unit_test(morris_gives_the_published_exercise),
    cmocka_unit_test(morris_is_exact_for_a_linear_function),
    cmocka_unit_test(pawn_of_an_identity_is_known),
    cmocka_unit_test(pawn_ranks_ishigami),
    cmocka_unit_test(delta_of_a_normal_sum_is_known),
    cmocka_unit_test(regression_of_a_linear_function_is_exact),
    cmocka_unit_test(partial_correlation_is_the_definition),
    cmocka_unit_test(rbd_fast_gives_first_order_indices),
    cmocka_unit_test(local_gives_elasticities),
    cmocka_unit_test(shapley_of_correlated_normals_is_known),
    cmocka_unit_test(shapley_of_independent_inputs_splits_interactions),
    cmocka_unit_test(methods_refuse_foreign_designs),
    cmocka_unit_test(too_small_samples_are_refused),
    cmocka_unit_test(outcomes_are_independent_of_threads_and_neighbours),
  };
  return cmocka_run_group_tests(tests, setup, teardown);
}
