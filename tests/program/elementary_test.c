/* exp, log, pow, sin, cos: within their bounds of long double, right at the ends of the range, and the same bits in the
 * lanes of every instruction set as alone. */
#include "support/check.h"

#include "base/elementary.h"
#include "program/kernels.h"
#include "program/program.h"

#include <stdlib.h>

static uint64_t seed = 88172645463325252u;
static uint64_t random_bits(void) {
  seed ^= seed << 13, seed ^= seed >> 7, seed ^= seed << 17;
  return seed;
}
static double between(double low, double high) { return low + (high - low) * ((double)(random_bits() >> 11) * 0x1p-53); }
static double any_double(void) {
  uint64_t b = random_bits();
  double x;
  memcpy(&x, &b, sizeof x);
  return x;
}

/* Errors in units of the last place of the exact value; a wrong kind of value counts as very many. */
static double ulps(double got, long double exact) {
  if (isnan(exact)) return isnan(got) ? 0 : 1e9;
  double rounded = (double)exact;
  if (isinf(rounded) || isinf(got)) return rounded == got ? 0 : 1e9;
  int e;
  frexpl(exact, &e);
  long double unit = e - 53 < -1074 ? 0x1p-1074L : ldexpl(1, e - 53);
  return (double)(fabsl((long double)got - exact) / unit);
}

typedef double One(double);
typedef long double Exact(long double);
static void check_range(const char *name, One *f, Exact *exact, double low, double high, double bound) {
  double worst = 0, at = 0;
  for (int i = 0; i < 200000; i++) {
    double x = between(low, high), e = ulps(f(x), exact(x));
    if (e > worst) worst = e, at = x;
  }
  if (worst > bound) print_error("%s is off by %.3f ulp at %a, at most %.2f allowed\n", name, worst, at, bound);
  assert_true(worst <= bound);
}

static void test_errors(void **state) {
  (void)state;
  check_range("exp", yj_exp, expl, -745.2, 709.8, 1.0);
  check_range("exp", yj_exp, expl, -1, 1, 1.0);
  check_range("log", yj_log, logl, 0.5, 2, 0.9);
  check_range("log", yj_log, logl, 1 - 1e-6, 1 + 1e-6, 0.9);
  check_range("sin", yj_sin, sinl, -4, 4, 0.85);
  check_range("cos", yj_cos, cosl, -4, 4, 0.85);
  check_range("sin", yj_sin, sinl, -2e6, 2e6, 0.85);
  check_range("cos", yj_cos, cosl, -2e6, 2e6, 0.85);
  check_range("sin", yj_sin, sinl, 1e15, 1e17, 0.85);
  check_range("cos", yj_cos, cosl, -1e17, -1e15, 0.85);
}

static void test_errors_everywhere(void **state) {
  (void)state;
  for (int i = 0; i < 300000; i++) {
    double x = any_double(), y = any_double();
    assert_true(ulps(yj_exp(x), expl(x)) <= 1.0);
    assert_true(ulps(yj_log(x), logl(x)) <= 0.9);
    double power = yj_pow(x, y), other = pow(x, y);           /* the library's, for the kinds of values */
    assert_true(isnan(other) ? isnan(power) : power == other || fabs(power - other) <= 4e-16 * fabs(other) + 0x1p-1074);
    x = fabs(x), y = between(-3, 3);
    assert_true(ulps(yj_pow(x, y), powl(x, y)) <= 1.1);
    x = between(0.5, 1.5), y = between(-700, 700);
    assert_true(ulps(yj_pow(x, y), powl(x, y)) <= 1.1);
  }
}

static const double edges[] = {0.0, -0.0, 1, -1, INFINITY, -INFINITY, NAN, 0x1p-1074, -0x1p-1074, 0x1p-1022, -0x1p-1022, 0x0.fffffffffffffp-1022,
                               0x1.fffffffffffffp1023, -0x1.fffffffffffffp1023, 2, -2, 3, -3, 0.5, -0.5, 0x1p52, 0x1p53, 0x1p53 - 1, -0x1p53 + 1,
                               -0x1p52 - 1, 1e300, -1e300, 0x1p64, 0x1.0000000000001p64, 709.782712893384, 709.7827128933841, -745.1332191019411,
                               -745.1332191019412, -708.3964185322641, 1e6, 1000000.0000000001, 1e22, 0x1.fffffffffffffp-1, 0x1.0000000000001p0,
                               0x1.6a09e667f3bcdp-1, 0x1.6a09e667f3bccp-1};
enum { N_EDGES = sizeof edges / sizeof *edges };

static bool alike(double a, double b) { return isnan(b) ? isnan(a) : a == b && signbit(a) == signbit(b); }

static void test_edges(void **state) {
  (void)state;
  assert_true(alike(yj_exp(-INFINITY), 0.0) && alike(yj_exp(INFINITY), INFINITY) && isnan(yj_exp(NAN)) && yj_exp(0.0) == 1.0);
  assert_true(alike(yj_exp(709.7827128933841), INFINITY) && yj_exp(709.782712893384) < INFINITY);
  assert_true(alike(yj_exp(-745.1332191019412), 0.0) && yj_exp(-745.1332191019411) == 0x1p-1074);
  assert_true(alike(yj_log(0.0), -INFINITY) && alike(yj_log(-0.0), -INFINITY) && alike(yj_log(INFINITY), INFINITY) && yj_log(1.0) == 0.0);
  assert_true(isnan(yj_log(-1.0)) && isnan(yj_log(-INFINITY)) && isnan(yj_log(-0x1p-1074)) && isnan(yj_log(NAN)));
  assert_true(ulps(yj_log(0x1p-1074), logl(0x1p-1074L)) <= 0.9 && ulps(yj_log(0x1.fffffffffffffp1023), logl(0x1.fffffffffffffp1023L)) <= 0.9);
  assert_true(isnan(yj_sin(INFINITY)) && isnan(yj_cos(-INFINITY)) && yj_sin(0.0) == 0.0 && yj_cos(0.0) == 1.0);
  for (int i = 0; i < N_EDGES; i++)
    for (int j = 0; j < N_EDGES; j++) {
      double got = yj_pow(edges[i], edges[j]), expected = pow(edges[i], edges[j]);
      if (alike(got, expected) || (isfinite(expected) && expected != 0 && ulps(got, expected) <= 1)) continue;
      print_error("pow(%a, %a) is %a, expected %a\n", edges[i], edges[j], got, expected);
      fail();
    }
}

/* 22 is near 7 pi, the second the double that comes nearest to a multiple of pi/2; values by arithmetic of 2,000 bits. */
static void test_hard_angles(void **state) {
  (void)state;
  assert_near(yj_sin(22.0), -0.008851309290403876, 2e-16);
  assert_near(yj_cos(0x1.6ac5b262ca1ffp849), -4.6871659242546276e-19, 4e-16);
  assert_near(yj_sin(1e22), -0.8522008497671888, 2e-16);
}

/* ---- lanes ----------------------------------------------------------------------------------------------------------- */

typedef struct { Op op; double (*one)(double); double (*two)(double, double); } Row;
static const Row functions[] = {{OP_EXP, yj_exp, NULL}, {OP_LOG, yj_log, NULL}, {OP_SIN, yj_sin, NULL}, {OP_COS, yj_cos, NULL}, {OP_POW, NULL, yj_pow}};

enum { LANES = 4096 };

static void check_function(const Row *row, Isa isa, const double *inputs) {
  Arena *arena = arena_new();
  GraphBuilder *b = graph_builder(arena);
  Graph *g = graph_of(b);
  g->step = g->period = 1, g->n_inputs = 2;
  g->inputs = arena_array(arena, 2, sizeof *g->inputs);
  NodeId args[2] = {graph_leaf(b, OP_INPUT, 0, NULL, 0, 0, NULL, (Place){0}), graph_leaf(b, OP_INPUT, 0, NULL, 1, 0, NULL, (Place){0})};
  NodeId end = graph_node(b, row->op, row->two ? 2 : 1, args, 0, 0, 0, (Place){0});
  graph_finish(b);
  Program *p;
  Fail fail = {0};
  assert_done(program_compile(&(ProgramDesc){.graph = g, .ends = &end, .n_ends = 1, .isa = isa}, &p, &fail), &fail);
  Block *block = block_new(p, LANES);
  block_run(block, LANES, inputs, NULL);
  for (unsigned i = 0; i < LANES; i++) {
    double x = inputs[i], y = inputs[LANES + i], got = block_end(block, 0)[i], expected = row->two ? row->two(x, y) : row->one(x);
    if (alike(got, expected)) continue;
    print_error("%s on %s of %a, %a is %a, alone %a\n", op_rows[row->op].text, isa_name(isa), x, y, got, expected);
    fail();
  }
  block_free(block), program_free(p), arena_free(arena);
}

static void check_inputs(const double *inputs) {
  for (unsigned k = 0; k < sizeof functions / sizeof *functions; k++)
    for (Isa isa = ISA_SSE2; isa <= ISA_AVX512; isa++)
      if (isa_present(isa)) check_function(&functions[k], isa, inputs);
}

static void test_lanes(void **state) {
  (void)state;
  double *inputs = malloc(2 * LANES * sizeof *inputs);
  for (int i = 0; i < 2 * LANES; i++) inputs[i] = edges[i < LANES ? i % N_EDGES : i / N_EDGES % N_EDGES];
  check_inputs(inputs);
  for (int i = 0; i < 2 * LANES; i++) inputs[i] = any_double();
  check_inputs(inputs);
  for (int round = 0; round < 20; round++) {
    for (int i = 0; i < LANES; i++) inputs[i] = between(-50, 750), inputs[LANES + i] = between(-150, 150);
    check_inputs(inputs);
    for (int i = 0; i < LANES; i++) inputs[i] = yj_exp(between(-700, 700)), inputs[LANES + i] = between(-1.1, 1.1);
    check_inputs(inputs);
    for (int i = 0; i < LANES; i++) inputs[i] = between(-1.1e6, 1.1e6), inputs[LANES + i] = between(-3, 3);
    check_inputs(inputs);
  }
  free(inputs);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_errors), cmocka_unit_test(test_errors_everywhere), cmocka_unit_test(test_edges),
                                     cmocka_unit_test(test_hard_angles), cmocka_unit_test(test_lanes)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
