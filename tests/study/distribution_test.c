#include "study/distribution.h"
#include "study/special.h"
#include "study/stream.h"
#include "support/check.h"
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>

static Arena *arena;
static QuantileTables *tables;

static int setup(void **state) {
  (void)state;
  gsl_set_error_handler_off();
  arena = arena_new();
  tables = quantile_tables(arena);
  return 0;
}

static int teardown(void **state) {
  (void)state;
  arena_free(arena);
  return 0;
}

/* ---- special functions --------------------------------------------------------------------------------------------- */

static void check_tail(double got, double expected, double relative) {
  if (expected > 1e-290) assert_near(got, expected, relative);
}

static void tails_agree_with_gsl(void **state) {
  (void)state;
  const double shapes[] = {0.1, 0.5, 1, 1.5, 3, 10, 100};
  for (size_t i = 0; i < 7; i++) {
    for (double x = 1e-6; x < 900; x *= 1.4) {
      Tails t = special_gamma(shapes[i], x);
      check_tail(t.lower, gsl_cdf_gamma_P(x, shapes[i], 1), 1e-12);
      check_tail(t.upper, gsl_cdf_gamma_Q(x, shapes[i], 1), 1e-12);
    }
    for (size_t j = 0; j < 7; j++)
      for (double s = -20; s < 20; s += 0.7) {
        UnitPoint at = {1 / (1 + exp(-s)), 1 / (1 + exp(s))};
        Tails t = special_beta(shapes[i], shapes[j], at);
        double lower = s < 0 ? gsl_cdf_beta_P(at.x, shapes[i], shapes[j]) : gsl_cdf_beta_Q(at.complement, shapes[j], shapes[i]);
        check_tail(t.lower, lower, 5e-12);
      }
  }
  for (double z = -37; z < 9; z += 0.21) {
    check_tail(special_normal(z).lower, gsl_cdf_ugaussian_P(z), 1e-12);
    for (double df = 1; df < 300 && z > -8; df *= 3) check_tail(special_student(df, z).lower, gsl_cdf_tdist_P(z, df), 1e-11);
  }
}

static void inverses_go_back(void **state) {
  (void)state;
  const double shapes[] = {0.1, 0.5, 1, 2.5, 30, 300};
  for (double p = 0.5; p > 1e-16; p *= 0.6)
    for (int side = 0; side < 2; side++)
      for (size_t i = 0; i < 6; i++) {
        Tails t = special_gamma(shapes[i], special_gamma_inverse(shapes[i], (TailSide)side, p, NULL));
        assert_near(side ? t.upper : t.lower, p, 1e-12);
        for (size_t j = 0; j < 6; j++) {
          t = special_beta(shapes[i], shapes[j], special_beta_inverse(shapes[i], shapes[j], (TailSide)side, p, NULL));
          assert_near(side ? t.upper : t.lower, p, 1e-11);
        }
        if (shapes[i] < 0.5) continue;
        t = special_student(shapes[i], special_student_inverse(shapes[i], (TailSide)side, p, NULL));
        assert_near(side ? t.upper : t.lower, p, 1e-11);
      }
  for (double p = 0.4999; p > 1e-16; p *= 0.6)
    assert_within(special_normal_inverse(TAIL_LOWER, p, NULL), gsl_cdf_ugaussian_Pinv(p), 1e-13 * (1 + fabs(gsl_cdf_ugaussian_Pinv(p))));
}

/* ---- tables ----------------------------------------------------------------------------------------------------------- */

static const Distribution examples[] = {
  {.kind = DIST_UNIFORM, .p = {-2, 5}},          {.kind = DIST_LOGUNIFORM, .p = {0.01, 300}},
  {.kind = DIST_NORMAL, .p = {1.5, 0.4}},        {.kind = DIST_LOGNORMAL, .p = {0, 0.7}},
  {.kind = DIST_TRUNCATED_NORMAL, .p = {1, 2, 0, 4}}, {.kind = DIST_TRUNCATED_NORMAL, .p = {0, 1, 3, 9}},
  {.kind = DIST_TRUNCATED_NORMAL, .p = {0, 1, -7, -2.5}}, {.kind = DIST_TRIANGULAR, .p = {0.3, 0.4, 0.6}},
  {.kind = DIST_TRIANGULAR, .p = {0, 0, 1}},     {.kind = DIST_TRIANGULAR, .p = {0, 1, 1}},
  {.kind = DIST_BETA, .p = {2, 5, 0, 1}},        {.kind = DIST_BETA, .p = {0.5, 0.5, -1, 3}},
  {.kind = DIST_BETA, .p = {60, 0.6, 0, 1}},     {.kind = DIST_PERT, .p = {1, 2, 6}},
  {.kind = DIST_GAMMA, .p = {3, 2}},             {.kind = DIST_GAMMA, .p = {0.5, 1}},
  {.kind = DIST_GAMMA, .p = {90, 0.1}},          {.kind = DIST_STUDENT_T, .p = {5, 0, 1}},
  {.kind = DIST_STUDENT_T, .p = {1, 2, 3}},      {.kind = DIST_STUDENT_T, .p = {30, -1, 0.5}},
};
enum { EXAMPLES = sizeof examples / sizeof *examples };

/* u -> x -> F(x): within 1e-9 of the nearer tail, or of what the neighbouring doubles of x allow. */
static void check_back(const Distribution *d, const Sampler *s, double u) {
  double x = sampler_value(s, u), p = u < 0.5 ? u : 1 - u, step = 5e-16 * fabs(x);
  double low = distribution_cdf(d, x - step), high = distribution_cdf(d, x + step);
  double slack = 1.01e-9 * p + 1e-15;                       /* F is near 1 above: its own last place */
  if (u >= low - slack && u <= high + slack) return;
  print_error("%s at %.17g: F(x) is off by %.3g\n", distribution_words[d->kind], u, distribution_cdf(d, x) - u);
  fail();
}

static void draws_go_back_to_their_places(void **state) {
  (void)state;
  StreamKey key = stream_key(1, "places");
  for (int e = 0; e < EXAMPLES; e++) {
    Sampler s;
    Fail fail = {0};
    assert_done(distribution_sampler(&examples[e], tables, arena, &s, &fail), &fail);
    for (uint64_t i = 0; i < 4000; i++) {
      double u = stream_uniform(key, STREAM_DRAW, 0, i);
      check_back(&examples[e], &s, u);
      if (i >= 300) continue;
      double deep = u * ldexp(1, -(int)(i % 31));
      check_back(&examples[e], &s, deep);
      check_back(&examples[e], &s, 1 - deep);
    }
    if (s.table) assert_true(s.table->error <= 1e-9);
  }
}

/* The whole range of the table: no hole between segments, octaves and sides. */
static void tables_rise_and_join(void **state) {
  (void)state;
  for (int e = 0; e < EXAMPLES; e++) {
    Sampler s;
    assert_int_equal(distribution_sampler(&examples[e], tables, arena, &s, NULL), 0);
    double before = -INFINITY;
    for (double p = 0x1p-53; p < 0.5; p *= 1.0009765625) {
      double x = sampler_value(&s, p);
      assert_true(x >= before - 1e-13 * fabs(before) - 2e-15);      /* location + scale * q rounds */
      before = x;
    }
    for (double p = 0.5; p > 0x1p-53; p /= 1.0009765625) {
      double x = sampler_value(&s, 1 - p);
      assert_true(x >= before - 1e-13 * fabs(before) - 2e-15);      /* location + scale * q rounds */
      before = x;
    }
  }
}

static void median_is_the_draw_at_a_half(void **state) {
  (void)state;
  for (int e = 0; e < EXAMPLES; e++) {
    Sampler s;
    assert_int_equal(distribution_sampler(&examples[e], tables, arena, &s, NULL), 0);
    assert_same_double(distribution_median(&examples[e]), sampler_value(&s, 0.5));
    assert_within(distribution_cdf(&examples[e], distribution_median(&examples[e])), 0.5, 1e-12);
  }
  Distribution standard = {.kind = DIST_NORMAL, .p = {0, 1}};
  assert_same_double(distribution_median(&standard), 0);
}

static void agrees_with_gsl_where_gsl_is_sound(void **state) {
  (void)state;
  for (int e = 0; e < EXAMPLES; e++) {
    Sampler s;
    assert_int_equal(distribution_sampler(&examples[e], tables, arena, &s, NULL), 0);
    for (double u = 0.0005; u < 1; u += 0.00931) {
      double reference = distribution_quantile(&examples[e], u);
      assert_false(isnan(reference));
      check_near(sampler_value(&s, u), reference, 1e-8, 1e-9, distribution_words[examples[e].kind], __FILE__, __LINE__);
    }
  }
}

static void moments_are_those_of_the_draws(void **state) {
  (void)state;
  enum { N = 65536 };
  static double x[N];
  for (int e = 0; e < EXAMPLES; e++) {
    Sampler s;
    assert_int_equal(distribution_sampler(&examples[e], tables, arena, &s, NULL), 0);
    for (int i = 0; i < N; i++) x[i] = (i + 0.5) / N;      /* midpoint rule on the quantile function */
    sampler_fill(&s, N, x, x);
    double mean = 0, variance = 0, sd = distribution_sd(&examples[e]);
    if (!isfinite(sd)) continue;
    for (int i = 0; i < N; i++) mean += x[i] / N;
    for (int i = 0; i < N; i++) variance += (x[i] - mean) * (x[i] - mean) / N;
    assert_within(mean, distribution_mean(&examples[e]), 1e-3 * sd);
    assert_near(sqrt(variance), sd, 5e-3);
  }
  assert_true(isnan(distribution_mean(&examples[18])));
}

static void sampled_streams_pass_kolmogorov_smirnov(void **state) {
  (void)state;
  enum { N = 20000 };
  static double x[N];
  for (int e = 0; e < EXAMPLES; e++) {
    Sampler s;
    assert_int_equal(distribution_sampler(&examples[e], tables, arena, &s, NULL), 0);
    stream_fill(stream_key(11, distribution_words[examples[e].kind]), STREAM_DRAW, (uint32_t)e, 0, N, x);
    sampler_fill(&s, N, x, x);
    enum { CELLS = 400 };
    double count[CELLS] = {0}, below = 0, worst = 0;       /* F(x) must be uniform */
    for (int i = 0; i < N; i++) {
      int cell = (int)(distribution_cdf(&examples[e], x[i]) * CELLS);
      count[cell < CELLS ? cell : CELLS - 1]++;
    }
    for (int c = 0; c < CELLS; c++) {
      below += count[c];
      worst = fmax(worst, fabs(below / N - (c + 1.0) / CELLS));
    }
    assert_true(worst < 1.95 / sqrt(N));
  }
}

/* The bits of tables and of draws, written down: any machine and compiler must make the same. */
static uint64_t digest(uint64_t hash, const double *values, size_t n) {
  for (size_t i = 0; i < n; i++) {
    uint64_t word;
    memcpy(&word, &values[i], sizeof word);
    hash = stream_mix(hash ^ word);
  }
  return hash;
}

static void bits_are_the_same_everywhere(void **state) {
  (void)state;
  const uint64_t expected[] = {
    0x2E124A40FC0F1A82, 0xAA965F5415CC35ED, 0xE36C82E861129346, 0x5E489215997170D3, 0xFBFA651859BF0203,
    0x6DDEC5C5053AD8DF, 0xB53B183C069EB0E1, 0x1D818DD028426AB5, 0x047CFF0B9E94370D, 0x6849E2554B4076CC,
    0x561231F42AD4C7E8, 0x965195077C91090C, 0xA157340C94D1FB61, 0x1C7F17C8D1105C4B, 0x66ECBCC8BDD727FA,
    0xD1529D6063856AA8, 0x1CD063B0BAF3C025, 0xC97C7197604CC227, 0xDBFA4CC04831936B, 0xB8D6BFD727E2E668};
  double x[1000];
  for (int e = 0; e < EXAMPLES; e++) {
    Sampler s;
    assert_int_equal(distribution_sampler(&examples[e], tables, arena, &s, NULL), 0);
    stream_fill(stream_key(5, "bits"), STREAM_DRAW, 0, 0, 1000, x);
    sampler_fill(&s, 1000, x, x);
    uint64_t got = digest(0, x, 1000);
    if (s.table) got = digest(got, s.table->rows, (size_t)s.table->segments * 12);
    if (got != expected[e]) print_error("example %d, %s: 0x%016llX\n", e, distribution_words[examples[e].kind], (unsigned long long)got);
    assert_true(got == expected[e]);
  }
}

static void equal_shapes_share_a_table(void **state) {
  (void)state;
  Distribution a = {.kind = DIST_NORMAL, .p = {0, 1}}, b = {.kind = DIST_LOGNORMAL, .p = {3, 2}};
  Sampler s, t;
  assert_int_equal(distribution_sampler(&a, tables, arena, &s, NULL), 0);
  assert_int_equal(distribution_sampler(&b, tables, arena, &t, NULL), 0);
  assert_ptr_equal(s.table, t.table);
}

/* ---- choice and empirical ------------------------------------------------------------------------------------------------ */

static void choices_have_their_weights(void **state) {
  (void)state;
  const double values[] = {30, 10, 20}, weights[] = {1, 2, 1};
  Distribution d = {.kind = DIST_CHOICE, .n = 3, .values = values, .weights = weights};
  Sampler s;
  assert_int_equal(distribution_sampler(&d, tables, arena, &s, NULL), 0);
  assert_same_double(sampler_value(&s, 0.49), 10);
  assert_same_double(sampler_value(&s, 0.5), 10);
  assert_same_double(sampler_value(&s, 0.51), 20);
  assert_same_double(sampler_value(&s, 0.76), 30);
  assert_same_double(distribution_median(&d), 10);
  assert_same_double(distribution_quantile(&d, 0.6), 20);
  assert_near(distribution_mean(&d), 17.5, 1e-15);
}

static void empirical_draws_are_observed(void **state) {
  (void)state;
  const double values[] = {4, 1, 3, 2};
  Distribution d = {.kind = DIST_EMPIRICAL, .n = 4, .values = values};
  Sampler s;
  assert_int_equal(distribution_sampler(&d, tables, arena, &s, NULL), 0);
  const double u[] = {0.001, 0.25, 0.26, 0.5, 0.75, 0.7501, 0.999}, x[] = {1, 1, 2, 2, 3, 4, 4};
  for (int i = 0; i < 7; i++) assert_same_double(sampler_value(&s, u[i]), x[i]);
  assert_same_double(distribution_median(&d), 2);
}

/* ---- mistakes -------------------------------------------------------------------------------------------------------------- */

static void mistakes_are_named(void **state) {
  (void)state;
  const double bad_value[] = {1, NAN}, bad_weight[] = {1, -1}, none[] = {0, 0}, fine[] = {1, 2};
  const struct { Distribution d; const char *part; } cases[] = {
    {{.kind = DIST_UNIFORM, .p = {3, 2}}, "the uniform distribution has a lower bound that is not below the upper"},
    {{.kind = DIST_NORMAL, .p = {0, 0}}, "standard deviation that is not positive"},
    {{.kind = DIST_NORMAL, .p = {0, NAN}}, "not a finite number"},
    {{.kind = DIST_LOGUNIFORM, .p = {0, 1}}, "lies above 0"},
    {{.kind = DIST_TRIANGULAR, .p = {0, 2, 1}}, "mode outside its bounds"},
    {{.kind = DIST_TRUNCATED_NORMAL, .p = {0, 1, 9, 10}}, "less than a millionth"},
    {{.kind = DIST_BETA, .p = {0.01, 1, 0, 1}}, "shape outside 0.1 to 1000"},
    {{.kind = DIST_BETA, .p = {1, 1, 1, 0}}, "lower bound"},
    {{.kind = DIST_GAMMA, .p = {1, -1}}, "write shape, scale"},
    {{.kind = DIST_STUDENT_T, .p = {0.1, 0, 1}}, "degrees of freedom"},
    {{.kind = DIST_CHOICE}, "has no values"},
    {{.kind = DIST_CHOICE, .n = 2, .values = bad_value}, "not a finite number"},
    {{.kind = DIST_CHOICE, .n = 2, .values = fine, .weights = bad_weight}, "negative"},
    {{.kind = DIST_CHOICE, .n = 2, .values = fine, .weights = none}, "all 0"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    Fail fail = {0};
    assert_fails(distribution_check(&cases[i].d, &fail), E620, &fail, cases[i].part);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(tails_agree_with_gsl),
    cmocka_unit_test(inverses_go_back),
    cmocka_unit_test(draws_go_back_to_their_places),
    cmocka_unit_test(tables_rise_and_join),
    cmocka_unit_test(median_is_the_draw_at_a_half),
    cmocka_unit_test(agrees_with_gsl_where_gsl_is_sound),
    cmocka_unit_test(moments_are_those_of_the_draws),
    cmocka_unit_test(sampled_streams_pass_kolmogorov_smirnov),
    cmocka_unit_test(bits_are_the_same_everywhere),
    cmocka_unit_test(equal_shapes_share_a_table),
    cmocka_unit_test(choices_have_their_weights),
    cmocka_unit_test(empirical_draws_are_observed),
    cmocka_unit_test(mistakes_are_named),
  };
  return cmocka_run_group_tests(tests, setup, teardown);
}
