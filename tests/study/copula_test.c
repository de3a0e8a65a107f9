#include "study/copula.h"
#include "study/stream.h"
#include "support/check.h"
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>
#include <stdlib.h>

static Arena *arena;
static QuantileTables *tables;
static const char *const names[] = {"a", "b", "c", "d"};

static int setup(void **state) {
  (void)state;
  gsl_set_error_handler_off();
  arena = arena_new();
  tables = quantile_tables(arena);
  return 0;
}

static int teardown(void **state) { (void)state; arena_free(arena); return 0; }

enum { BLOCKS = 64, N = BLOCKS * COPULA_RUNS };
static double places[4][N], original[4][N];

static void draw(const Copula *copula) {
  for (unsigned j = 0; j < 4; j++) stream_fill(stream_key(1, names[j]), STREAM_DRAW, 0, 0, N, places[j]);
  memcpy(original, places, sizeof places);
  for (size_t block = 0; block < BLOCKS; block++) {
    double *u[4];
    for (int j = 0; j < 4; j++) u[j] = places[j] + block * COPULA_RUNS;
    copula_apply(copula, COPULA_RUNS, u);
  }
}

/* The places are uniform, so their correlation is the rank correlation. */
static double rank_correlation(int a, int b) {
  double sum = 0;
  for (size_t i = 0; i < N; i++) sum += (places[a][i] - 0.5) * (places[b][i] - 0.5);
  return 12 * sum / N;
}

static void normal_function_is_exact(void **state) {
  (void)state;
  const RankCorrelation pair = {"a", "b", 0.5, {0}};
  Copula copula;
  assert_int_equal(copula_make(4, names, 1, &pair, false, tables, arena, &copula, NULL), 0);
  for (double z = -8.1; z <= 0; z += 0.00317) assert_near(copula_normal_cdf(&copula, z), gsl_cdf_ugaussian_P(z), 1e-11);
  for (double z = 0; z < 12; z += 0.00317) assert_within(copula_normal_cdf(&copula, z), gsl_cdf_ugaussian_P(z), 1e-15);
  assert_true(copula_normal_cdf(&copula, -50) > 0 && copula_normal_cdf(&copula, 50) < 1);
}

static void ranks_correlate_as_asked(void **state) {
  (void)state;
  const RankCorrelation pairs[] = {{"c", "a", 0.6, {0}}, {"a", "d", -0.4, {0}}, {"c", "d", 0.1, {0}}};
  Copula copula;
  Fail fail = {0};
  assert_done(copula_make(4, names, 3, pairs, false, tables, arena, &copula, &fail), &fail);
  assert_int_equal(copula.n, 3);
  assert_false(copula.repaired);
  draw(&copula);
  assert_within(rank_correlation(0, 2), 0.6, 0.015);
  assert_within(rank_correlation(0, 3), -0.4, 0.015);
  assert_within(rank_correlation(2, 3), 0.1, 0.015);
  assert_within(rank_correlation(0, 1), 0, 0.015);
  double count[20] = {0};
  for (int j = 0; j < 4; j++)
    for (size_t i = 0; i < N; i++) count[(int)(places[j][i] * 20)]++;
  for (int cell = 0; cell < 20; cell++) assert_within(count[cell], 4.0 * N / 20, 5 * sqrt(4.0 * N / 20));
}

static void untouched_inputs_keep_their_bits(void **state) {
  (void)state;
  const RankCorrelation pairs[] = {{"a", "c", 0.6, {0}}, {"b", "d", 0.5, {0}}};
  Copula one, both;
  assert_int_equal(copula_make(4, names, 1, pairs, false, tables, arena, &one, NULL), 0);
  draw(&one);
  assert_memory_equal(places[0], original[0], sizeof places[0]);     /* the first of a group */
  assert_memory_equal(places[1], original[1], sizeof places[1]);
  assert_memory_equal(places[3], original[3], sizeof places[3]);
  static double kept[N];
  memcpy(kept, places[2], sizeof kept);
  assert_int_equal(copula_make(4, names, 2, pairs, false, tables, arena, &both, NULL), 0);
  draw(&both);                                                       /* another pair changes nothing in this one */
  assert_memory_equal(places[2], kept, sizeof kept);
}

static void impossible_correlations_are_named_and_repaired(void **state) {
  (void)state;
  const RankCorrelation pairs[] = {{"a", "b", 0.9, {"s.lua", 7, 3}}, {"b", "c", 0.9, {0}}, {"a", "c", -0.9, {0}}, {"c", "d", 0.0, {0}}};
  Copula copula;
  Fail fail = {0};
  assert_fails(copula_make(4, names, 4, pairs, false, tables, arena, &copula, &fail), E625, &fail,
               "the correlations a ~ b 0.9, b ~ c 0.9, a ~ c -0.9 cannot all hold (smallest eigenvalue -0.8");
  assert_int_equal(fail.place.line, 7);
  assert_done(copula_make(4, names, 4, pairs, true, tables, arena, &copula, &fail), &fail);
  assert_true(copula.repaired);
  assert_true(copula.largest_change > 0.3 && copula.largest_change < 0.6);
  draw(&copula);
  assert_within(rank_correlation(0, 1), 0.48, 0.05);
  assert_within(rank_correlation(0, 2), -0.48, 0.05);
}

static void a_perfect_correlation_needs_the_repair(void **state) {
  (void)state;
  const RankCorrelation pair = {"a", "b", 1.0, {0}};
  Copula copula;
  Fail fail = {0};
  assert_fails(copula_make(4, names, 1, &pair, false, tables, arena, &copula, &fail), E625, &fail, "a ~ b 1");
  assert_done(copula_make(4, names, 1, &pair, true, tables, arena, &copula, &fail), &fail);
  assert_true(copula.largest_change < 2e-3);
}

static void mistakes_are_named(void **state) {
  (void)state;
  const struct { RankCorrelation pairs[2]; int n, code; const char *part; } cases[] = {
    {{{"a", "x", 0.5, {0}}}, 1, E624, "'x' is correlated but not uncertain"},
    {{{"a", "b", 1.5, {0}}}, 1, E622, "the correlation 1.5"},
    {{{"a", "a", 0.5, {0}}}, 1, E622, "two different names"},
    {{{"a", "b", NAN, {0}}}, 1, E622, "nan"},
    {{{"a", "b", 0.5, {0}}, {"b", "a", 0.4, {0}}}, 2, E623, "given twice"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    Copula copula;
    Fail fail = {0};
    int code = copula_make(4, names, (unsigned)cases[i].n, cases[i].pairs, false, tables, arena, &copula, &fail);
    assert_fails(code, cases[i].code, &fail, cases[i].part);
  }
}

static void no_pairs_is_nothing_to_do(void **state) {
  (void)state;
  Copula copula;
  assert_int_equal(copula_make(4, names, 0, NULL, false, tables, arena, &copula, NULL), 0);
  draw(&copula);
  assert_memory_equal(places, original, sizeof places);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(normal_function_is_exact),
    cmocka_unit_test(ranks_correlate_as_asked),
    cmocka_unit_test(untouched_inputs_keep_their_bits),
    cmocka_unit_test(impossible_correlations_are_named_and_repaired),
    cmocka_unit_test(a_perfect_correlation_needs_the_repair),
    cmocka_unit_test(mistakes_are_named),
    cmocka_unit_test(no_pairs_is_nothing_to_do),
  };
  return cmocka_run_group_tests(tests, setup, teardown);
}
