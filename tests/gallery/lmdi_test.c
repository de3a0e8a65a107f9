/* Decomposition: the published example, zeros as the limit has them, and what must hold for any data. */
#include "gallery/wide.h"
#include "study/lmdi.h"
#include <stdbool.h>

#define DATA TEST_FOLDER "/gallery/data/"

static void reproduces_the_published_example(void **state) {
  (void)state;
  Wide input = wide_read(DATA "lmdi_input.csv"), expected = wide_read(DATA "lmdi_expected.csv");
  double values[4 * 2 * 3], worst = 0;
  for (unsigned r = 0; r < 8; r++)
    for (unsigned k = 0; k < 3; k++) values[r * 3 + k] = wide_cell(&input, r, 2 + k);
  LmdiData data = {.n_times = 4, .n_parts = 2, .n_factors = 3, .values = values};
  assert_int_equal(expected.n_rows, 3);
  for (unsigned t = 0; t < 3; t++) {
    double got[8], *additive = got + 1, *multiplicative = got + 5;
    LmdiTotal total;
    assert_int_equal(lmdi_between(&data, t, t + 1, additive, multiplicative, &total, NULL), LMDI_DONE);
    got[0] = total.change;
    got[4] = total.ratio;
    for (unsigned c = 0; c < 8; c++) {
      double want = wide_cell(&expected, t, 2 + c);
      worst = fmax(worst, fabs(got[c] / want - 1));
      assert_near(got[c], want, 1e-8);
    }
    assert_within(total.residual, 0, 1e-9);
    assert_within(total.residual_ratio, 0, 1e-9);
  }
  print_message("measured: %-20s largest deviation %.2g relative, tolerance 1e-08\n", "lmdi, in C", worst);
  wide_free(&input);
  wide_free(&expected);
}

/* A small fixed sequence of numbers in (0, 1). */
static double chance(uint64_t *seed) {
  *seed = *seed * 6364136223846793005u + 1442695040888963407u;
  return ((double)(*seed >> 11) + 0.5) / 9007199254740992.0;
}

enum { TIMES = 6, PARTS = 5, FACTORS = 4 };

static void random_data(double *values, uint64_t *seed, bool zeros) {
  for (unsigned i = 0; i < TIMES * PARTS * FACTORS; i++) {
    values[i] = exp(6 * chance(seed) - 3);
    if (zeros && chance(seed) < 0.15) values[i] = 0;
  }
}

/* Of every part at every time: what rounding is measured by. */
static double sum_of(const double *values) {
  double sum = 0;
  for (unsigned i = 0; i < TIMES * PARTS; i++) {
    double v = 1;
    for (unsigned k = 0; k < FACTORS; k++) v *= values[i * FACTORS + k];
    sum += v;
  }
  return sum;
}

static void leaves_nothing_over(void **state) {
  (void)state;
  double values[TIMES * PARTS * FACTORS];
  LmdiData data = {TIMES, PARTS, FACTORS, values};
  uint64_t seed = 20201101;
  for (unsigned round = 0; round < 2000; round++) {
    random_data(values, &seed, round % 2);
    double forward[FACTORS], back[FACTORS], chained[FACTORS], ratio[FACTORS];
    LmdiTotal total, chain;
    assert_int_equal(lmdi_between(&data, 0, TIMES - 1, forward, ratio, &total, NULL), LMDI_DONE);
    assert_within(total.residual, 0, 1e-12 * (total.start + total.end));
    if (total.start > 0 && total.end > 0) assert_within(total.residual_ratio, 0, 1e-12);
    assert_int_equal(lmdi_chained(&data, 0, TIMES - 1, chained, NULL, &chain, NULL), LMDI_DONE);
    assert_same_double(chain.change, total.change);
    assert_within(chain.residual, 0, 1e-12 * sum_of(values));
    assert_int_equal(lmdi_between(&data, TIMES - 1, 0, back, NULL, NULL, NULL), LMDI_DONE);
    for (unsigned k = 0; k < FACTORS; k++) assert_within(forward[k] + back[k], 0, 1e-12 * (total.start + total.end));
  }
}

/* The residual alone would not see effects given to the wrong factor. */
static void moves_only_what_moved(void **state) {
  (void)state;
  double values[] = {2, 3, 5, 7, 2, 6, 5, 7};
  LmdiData data = {2, 1, 4, values};
  double additive[4], multiplicative[4];
  assert_int_equal(lmdi_between(&data, 0, 1, additive, multiplicative, NULL, NULL), LMDI_DONE);
  double change[] = {0, 210, 0, 0}, ratio[] = {1, 2, 1, 1};
  for (unsigned k = 0; k < 4; k++) {
    assert_within(additive[k], change[k], 1e-12);
    assert_within(multiplicative[k], ratio[k], 1e-14);
  }
}

/* Wood and Lenzen: with e for the zeros, the effects go to the limit like 1 / ln e. */
static void zeros_are_limits(void **state) {
  (void)state;
  struct { double from[3], to[3], limit[3]; } cases[] = {
    {{0, 2, 3}, {5, 4, 6}, {120, 0, 0}},            /* appears by one factor */
    {{5, 4, 6}, {5, 0, 3}, {0, -120, 0}},           /* disappears */
    {{0, 0, 3}, {5, 4, 6}, {60, 60, 0}},            /* two factors from zero: equal shares */
    {{0, 2, 3}, {5, 0, 6}, {0, 0, 0}},              /* zero at both moments by different factors */
    {{0, 2, 3}, {0, 4, 6}, {0, 0, 0}},              /* zero at both moments by the same one */
  };
  for (unsigned c = 0; c < sizeof cases / sizeof *cases; c++) {
    double values[6], effect[3], away[2][3];
    LmdiData data = {2, 1, 3, values};
    for (unsigned k = 0; k < 3; k++) values[k] = cases[c].from[k], values[3 + k] = cases[c].to[k];
    assert_int_equal(lmdi_between(&data, 0, 1, effect, NULL, NULL, NULL), LMDI_DONE);
    for (unsigned k = 0; k < 3; k++) assert_same_double(effect[k] + 0.0, cases[c].limit[k]);
    for (unsigned e = 0; e < 2; e++) {
      double small = e ? 1e-100 : 1e-50;
      for (unsigned k = 0; k < 6; k++) {
        double v = k < 3 ? cases[c].from[k] : cases[c].to[k - 3];
        values[k] = v == 0 ? small : v;
      }
      assert_int_equal(lmdi_between(&data, 0, 1, effect, NULL, NULL, NULL), LMDI_DONE);
      for (unsigned k = 0; k < 3; k++) away[e][k] = fabs(effect[k] - cases[c].limit[k]);
    }
    for (unsigned k = 0; k < 3; k++) assert_true(away[1][k] <= 0.55 * away[0][k] + 1e-9);
  }
}

static void a_total_of_zero_has_no_ratio(void **state) {
  (void)state;
  double values[] = {0, 2, 3, 4}, additive[2], multiplicative[2];
  LmdiData data = {2, 1, 2, values};
  LmdiTotal total;
  assert_int_equal(lmdi_between(&data, 0, 1, additive, multiplicative, &total, NULL), LMDI_DONE);
  assert_same_double(additive[0], 12);
  assert_true(isnan(total.ratio) && isnan(multiplicative[0]) && isnan(total.residual_ratio));
}

static void close_values_keep_their_digits(void **state) {
  (void)state;
  assert_ulps(lmdi_mean(3, 3), 3, 0);
  assert_ulps(lmdi_mean(1 + 0x1p-40, 1), 1 + 0x1p-41, 1);      /* L(1 + d, 1) = 1 + d / 2 - d^2 / 12 ... */
  assert_near(lmdi_mean(2, 1), 1 / log(2), 1e-15);
  assert_near(lmdi_mean(1, 2), lmdi_mean(2, 1), 4e-16);
  assert_near(lmdi_mean(1e-100, 1), 1 / (100 * log(10)), 1e-14);
  assert_near(lmdi_mean(-2, -1), -1 / log(2), 1e-15);
  double values[] = {1e-200, 1e-200, 1e100, 1e-90};            /* the first product is below the smallest double */
  LmdiData data = {2, 1, 2, values};
  LmdiTotal total;
  assert_int_equal(lmdi_between(&data, 0, 1, NULL, NULL, &total, NULL), LMDI_DONE);
  assert_within(total.residual, 0, 1e-5);
}

static void refuses_what_has_no_logarithm(void **state) {
  (void)state;
  double values[] = {1, 2, 1, -2, NAN, 1};
  LmdiData data = {3, 1, 2, values};
  LmdiPlace place;
  double effect[2] = {7, 7};
  assert_int_equal(lmdi_between(&data, 0, 1, effect, NULL, NULL, &place), LMDI_SIGN);
  assert_int_equal(place.time, 1);
  assert_int_equal(place.factor, 1);
  assert_int_equal(lmdi_chained(&data, 1, 2, effect, NULL, NULL, &place), LMDI_NOT_FINITE);
  assert_int_equal(place.time, 2);
  assert_int_equal(lmdi_between(&data, 0, 3, effect, NULL, NULL, NULL), LMDI_RANGE);
  assert_int_equal(lmdi_chained(&data, 2, 1, effect, NULL, NULL, NULL), LMDI_RANGE);
  assert_same_double(effect[0], 7);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(reproduces_the_published_example), cmocka_unit_test(leaves_nothing_over),
    cmocka_unit_test(moves_only_what_moved), cmocka_unit_test(zeros_are_limits),
    cmocka_unit_test(a_total_of_zero_has_no_ratio), cmocka_unit_test(close_values_keep_their_digits),
    cmocka_unit_test(refuses_what_has_no_logarithm),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
