/* Products of powers against the same products unmerged: which are merged, what they are worth at zero, below zero, at
 * infinity and NaN, and how exact they are. */
#include "support/check.h"
#include "model/algebra.h"
#include "model/oracle.h"
#include <stdlib.h>

enum { BASES = 4, EXPONENTS = 4, INPUTS = BASES + EXPONENTS };

/* Bases are states that stay at their input; exponent 0 is drawn from 0.2 to 0.8, 1 and 2 from -0.9 to 0.9, 3 from -3 to 3. */
typedef struct {
  Arena *arena;
  GraphBuilder *b;
  Graph *g;
  const Axis *axes[2];
  NodeId base[BASES], exponent[EXPONENTS], plain;
  Expr numbers[2 * EXPONENTS], *pairs[2 * EXPONENTS], draws[EXPONENTS];
} World;

static NodeId one(World *w, Op op, NodeId x) { return graph_node(w->b, op, 1, &x, 0, 0, 0, (Place){0}); }
static NodeId two(World *w, Op op, NodeId x, NodeId y) { return graph_node(w->b, op, 2, (NodeId[]){x, y}, 0, 0, 0, (Place){0}); }
static NodeId scalar(World *w, double x) { return graph_scalar(w->b, x); }
static NodeId input(World *w, int i) { return graph_leaf(w->b, OP_INPUT, 0, NULL, i, 0, NULL, (Place){0}); }
static NodeId power(World *w, int base, int exponent) { return two(w, OP_POW, w->base[base], w->exponent[exponent]); }

static void make_draws(World *w) {
  static const double ends[2 * EXPONENTS] = {0.2, 0.8, -0.9, 0.9, -0.9, 0.9, -3.0, 3.0};
  for (int i = 0; i < 2 * EXPONENTS; i++) w->numbers[i] = (Expr){.kind = EXPR_NUMBER, .number = ends[i]}, w->pairs[i] = &w->numbers[i];
  for (int i = 0; i < EXPONENTS; i++) {
    w->draws[i] = (Expr){.kind = EXPR_CALL, .word = WORD_UNIFORM, .n_args = 2, .args = &w->pairs[2 * i]};
    w->g->inputs[BASES + i] = (Input){.name = "exponent", .draw = &w->draws[i], .unit = unit_one(), .point = 0.5};
  }
}

static World *world_new(void) {
  World *w = calloc(1, sizeof *w);
  Axis *made;
  Fail fail = {0};
  const char *names[] = {"x", "y"};
  w->arena = arena_new(), w->b = graph_builder(w->arena), w->g = graph_of(w->b);
  for (int i = 0; i < 2; i++) {
    assert_done(axis_named(w->arena, i ? "b" : "a", names, 2, (Place){0}, &made, &fail), &fail);
    w->axes[i] = made;
  }
  Graph *g = w->g;
  g->axes = w->axes, g->n_axes = 2, g->n_steps = 1, g->step = g->period = 1;
  g->n_inputs = INPUTS, g->inputs = arena_array(w->arena, INPUTS, sizeof *g->inputs);
  g->n_states = BASES, g->states = arena_array(w->arena, BASES, sizeof *g->states);
  make_draws(w);
  for (int i = 0; i < BASES; i++) {
    w->base[i] = graph_leaf(w->b, OP_STATE, 0, NULL, i, 0, NULL, (Place){0});
    g->inputs[i] = (Input){.name = "base", .unit = unit_one(), .point = 1.0};
    g->states[i] = (State){.name = "base", .init = input(w, i), .next = w->base[i], .rate = NODE_NONE, .size = 1};
  }
  for (int i = 0; i < EXPONENTS; i++) w->exponent[i] = input(w, BASES + i);
  w->plain = two(w, OP_ADD, w->base[3], scalar(w, 0.0625));
  g->outputs = arena_array(w->arena, 8, sizeof *g->outputs);
  return w;
}

static void world_free(World *w) {
  arena_free(w->arena);
  free(w);
}

static void output(World *w, NodeId id) { w->g->outputs[w->g->n_outputs++] = (Output){"o", NODE_NONE, id}; }

static const NodeId *merge(World *w) {
  graph_finish(w->b);
  return algebra_merge_powers(w->b);
}

static unsigned count(const World *w, Op op) {
  unsigned n = 0;
  for (NodeId id = 0; id < w->g->n_nodes; id++) n += w->g->nodes[id].op == op;
  return n;
}

static void assert_counts(const World *w, unsigned powers, unsigned logs, unsigned exps) {
  assert_int_equal(count(w, OP_POW), powers);
  assert_int_equal(count(w, OP_LOG), logs);
  assert_int_equal(count(w, OP_EXP), exps);
}

/* ---- which are merged ---------------------------------------------------------------------------------------------- */

static void test_a_product_is_one_exponential(void **state) {
  (void)state;
  World *w = world_new();
  NodeId rest = two(w, OP_SUB, scalar(w, 1.0), w->exponent[0]);
  NodeId product = two(w, OP_MUL, w->plain, two(w, OP_MUL, power(w, 0, 0), two(w, OP_POW, w->base[1], rest)));
  product = two(w, OP_DIV, product, two(w, OP_MUL, two(w, OP_POW, w->base[0], scalar(w, 1.5)), one(w, OP_EXP, w->base[2])));
  output(w, product);
  assert_non_null(merge(w));
  assert_counts(w, 0, 2, 1);                               /* the logarithm of base 0 once for both of its powers */
  assert_int_equal(w->g->nodes[w->g->outputs[0].step].op, OP_MUL);   /* plain * exp(...), nothing is divided any more */
  assert_int_equal(count(w, OP_WHERE), 0);
  world_free(w);
}

static void test_an_exponent_that_may_be_zero_is_looked_at(void **state) {
  (void)state;
  World *w = world_new();
  output(w, two(w, OP_MUL, power(w, 0, 2), power(w, 1, 0)));
  assert_non_null(merge(w));
  assert_counts(w, 0, 2, 1);
  assert_int_equal(count(w, OP_WHERE), 1);
  world_free(w);
}

static void test_a_base_that_cannot_be_negative_may_have_any_exponent(void **state) {
  (void)state;
  World *w = world_new();
  NodeId x = two(w, OP_POW, one(w, OP_ABS, w->base[0]), w->exponent[3]);
  output(w, two(w, OP_MUL, x, two(w, OP_POW, two(w, OP_MAX, w->base[1], scalar(w, 0.0)), scalar(w, 4.0))));
  assert_non_null(merge(w));
  assert_counts(w, 0, 2, 1);
  world_free(w);
}

/* Over an axis: what is small is summed first. */
static void test_axes(void **state) {
  (void)state;
  World *w = world_new();
  NodeId wide = graph_node(w->b, OP_JOIN, 2, w->base, 0, 0, 0, (Place){0});
  NodeId small = two(w, OP_MUL, power(w, 2, 0), power(w, 3, 0));
  output(w, two(w, OP_DIV, w->plain, two(w, OP_MUL, two(w, OP_POW, wide, w->exponent[0]), small)));
  assert_non_null(merge(w));
  assert_counts(w, 0, 3, 1);
  unsigned wide_sums = 0;
  for (NodeId id = 0; id < w->g->n_nodes; id++) wide_sums += w->g->nodes[id].op == OP_ADD && w->g->nodes[id].size == 2;
  assert_int_equal(wide_sums, 1);
  assert_int_equal(w->g->nodes[w->g->outputs[0].step].op, OP_DIV);   /* plain / exp(...) */
  world_free(w);
}

static void test_what_stays(void **state) {
  (void)state;
  for (int i = 0; i < 12; i++) {
    World *w = world_new();
    NodeId x = power(w, 0, 0), y = power(w, 1, 1), path[2], z = NODE_NONE;
    for (int k = 0; k < 2; k++) path[k] = graph_leaf(w->b, OP_PATH, 0, NULL, 0, 0, (double[]){2.0 + k, 3.0}, (Place){0});
    unsigned powers = 2;
    switch (i) {
      case 0: output(w, x), output(w, y); break;                                           /* each for itself */
      case 1: z = two(w, OP_MUL, x, w->plain), output(w, y); break;                        /* one in a product */
      case 2: z = two(w, OP_MUL, x, y), output(w, y); break;                               /* one that is wanted */
      case 3: z = two(w, OP_MUL, x, two(w, OP_ADD, y, two(w, OP_MUL, x, w->plain))); break; /* one read twice, one in a sum */
      case 4: z = two(w, OP_MUL, x, power(w, 1, 3)); break;                                /* -1 ^ 2 is not NaN */
      case 5: z = two(w, OP_MUL, x, two(w, OP_POW, w->base[1], scalar(w, 4.0))); break;
      case 6: z = two(w, OP_MUL, two(w, OP_POW, input(w, 0), w->exponent[0]), two(w, OP_POW, input(w, 1), w->exponent[0])); break;   /* of a run */
      case 7: z = two(w, OP_MUL, two(w, OP_POW, path[0], scalar(w, 0.3)), two(w, OP_POW, path[1], scalar(w, 0.4))); break;   /* like in all runs */
      case 8: z = two(w, OP_MUL, x, two(w, OP_POW, path[1], scalar(w, 0.4))); break;       /* one of each */
      case 9: z = two(w, OP_MUL, x, two(w, OP_POW, input(w, 1), w->exponent[0])); break;
      case 10: z = two(w, OP_MUL, x, two(w, OP_POW, one(w, OP_EXP, w->base[1]), scalar(w, 17.0))); break;   /* too high a power */
      default: z = two(w, OP_MUL, two(w, OP_MUL, x, one(w, OP_SQRT, w->base[1])), two(w, OP_POW, w->base[2], scalar(w, 3.0))), powers = 1;
    }
    if (z != NODE_NONE) output(w, z);
    if (i == 1 || i >= 4) output(w, scalar(w, 1.0));
    unsigned before = count(w, OP_POW);
    if (merge(w) != NULL || count(w, OP_POW) != before || before < powers) print_error("case %d\n", i), fail();
    world_free(w);
  }
}

/* Two exponentials over different axes are cheaper apart. */
static void test_axes_that_differ(void **state) {
  (void)state;
  World *w = world_new();
  NodeId x = graph_node(w->b, OP_JOIN, 2, w->base, 0, 0, 0, (Place){0}), y = graph_node(w->b, OP_JOIN, 2, w->base, 1, 0, 0, (Place){0});
  output(w, two(w, OP_MUL, one(w, OP_EXP, x), one(w, OP_EXP, y)));
  assert_null(merge(w));
  output(w, two(w, OP_MUL, one(w, OP_EXP, two(w, OP_ADD, x, x)), one(w, OP_EXP, w->base[3])));
  assert_non_null(merge(w));
  assert_counts(w, 0, 0, 3);
  world_free(w);
}

/* u^a exp(-u z / 24) x^a y^b = 1: the factors that hold for the whole search are merged outside of it. */
static NodeId solved(World *w) {
  Graph *g = w->g;
  NodeId u = graph_leaf(w->b, OP_UNKNOWN, 0, NULL, 0, 0, NULL, (Place){0});
  NodeId inside = two(w, OP_MUL, two(w, OP_POW, u, w->exponent[0]), one(w, OP_EXP, two(w, OP_MUL, two(w, OP_MUL, u, w->base[2]), scalar(w, -1.0 / 24.0))));
  NodeId outside = two(w, OP_MUL, power(w, 0, 0), two(w, OP_POW, w->base[1], scalar(w, 0.25)));
  NodeId residual = two(w, OP_SUB, two(w, OP_MUL, inside, outside), scalar(w, 1.0));
  g->solves = arena_array(w->arena, 1, sizeof *g->solves), g->n_solves = 1;
  g->solves[0] = (Solve){NODE_NONE, u, "u", 0.0};
  NodeId low = scalar(w, 0.125), high = two(w, OP_ADD, scalar(w, 0.5), w->plain);
  return g->solves[0].solve = graph_node(w->b, OP_SOLVE, 5, (NodeId[]){u, residual, low, high, low}, 0, 0, 0, (Place){0});
}

static void test_inside_a_solve(void **state) {
  (void)state;
  double root[2];
  for (int i = 0; i < 2; i++) {
    World *w = world_new();
    output(w, two(w, OP_MUL, power(w, 2, 0), two(w, OP_POW, w->base[3], scalar(w, 0.75))));     /* all ids move */
    output(w, solved(w));
    graph_finish(w->b);
    if (i == 1) {
      assert_non_null(algebra_merge_powers(w->b));
      assert_counts(w, 0, 5, 3);
      unsigned inside = 0;
      for (NodeId id = 0; id < w->g->n_nodes; id++) inside += w->g->nodes[id].op == OP_EXP && w->g->nodes[id].body == 1;
      assert_int_equal(inside, 1);
      assert_int_equal(w->g->nodes[w->g->solves[0].solve].op, OP_SOLVE);
      assert_int_equal(w->g->nodes[w->g->solves[0].unknown].op, OP_UNKNOWN);
    }
    Oracle *o = oracle_new(w->g);
    oracle_run(o, (double[INPUTS]){1.5, 2, 3, 4, 0.5, 0.5, 0.5, 0.5}, NULL);
    root[i] = oracle_output(o, 1, 1)[0];
    oracle_free(o), world_free(w);
  }
  assert_true(root[0] > 0.125 && root[0] < 4.5);
  assert_near(root[1], root[0], 1e-12);
}

/* A product of very many factors goes in parts, and all ids stay in order. */
static void test_long_products(void **state) {
  (void)state;
  World *w = world_new();
  NodeId product = w->plain;
  for (int i = 0; i < 1000; i++) product = two(w, i % 3 ? OP_MUL : OP_DIV, product, two(w, OP_POW, two(w, OP_ADD, w->base[i % 4], scalar(w, i)), w->exponent[0]));
  output(w, product);
  assert_non_null(merge(w));
  assert_int_equal(count(w, OP_POW), 0);
  assert_true(count(w, OP_EXP) < 20);
  for (NodeId id = 0; id < w->g->n_nodes; id++)
    for (unsigned k = 0; k < w->g->nodes[id].n_args; k++) assert_true(w->g->nodes[id].args[k] < id);
  world_free(w);
}

/* ---- what they are worth ---------------------------------------------------------------------------------------------- */

/* The same product twice: with nothing known of the exponents, so that all powers stay, and merged. */
typedef struct { World *world[2]; Oracle *oracle[2]; uint32_t size; } Twins;

static void twins_finish(Twins *t) {
  for (int i = 0; i < EXPONENTS; i++) t->world[0]->g->inputs[BASES + i].draw = NULL;
  for (int i = 0; i < 2; i++) merge(t->world[i]), t->oracle[i] = oracle_new(t->world[i]->g);
  t->size = t->world[0]->g->nodes[t->world[0]->g->outputs[0].step].size;
}

static void twins_free(Twins *t) {
  for (int i = 0; i < 2; i++) oracle_free(t->oracle[i]), world_free(t->world[i]);
}

static void twins_run(Twins *t, const double *inputs, const double *value[2]) {
  for (int i = 0; i < 2; i++) oracle_run(t->oracle[i], inputs, NULL), value[i] = oracle_output(t->oracle[i], 0, 1);
}

static Twins two_powers(bool divided) {
  Twins t;
  for (int i = 0; i < 2; i++) {
    World *w = t.world[i] = world_new();
    output(w, two(w, divided ? OP_DIV : OP_MUL, power(w, 0, 1), power(w, 1, 2)));
  }
  twins_finish(&t);
  assert_int_equal(count(t.world[0], OP_POW), 2);
  assert_counts(t.world[1], 0, 2, 1);
  return t;
}

/* (3 + 2.5 S) 2^-53 of the value, and a step of the denormals */
static double allowed(double value, double size) { return isfinite(size) ? (3.0 + 2.5 * size) * 0x1p-53 * fabs(value) + 5e-324 : 0.0; }

static bool out_of_range(double x, double a) { return pow(x, a) == 0.0 || isinf(pow(x, a)); }

/* x^a y^b and x^a / y^b at the edges of what doubles hold: as the unmerged product; where one of its factors alone leaves
 * the range, as long doubles have it. */
static void test_edges(void **state) {
  (void)state;
  static const double bases[] = {0.0, -0.0, 5e-324, 1e-310, 2.3e-308, 1e-200, 0.5, 1.0, 2.0, 1e200, 1.7e308, INFINITY, NAN, -1e-310, -1.0, -2.0};
  static const double exponents[] = {0.0, -0.0, 5e-324, -1e-300, 0.3, -0.3, 0.5, 0.9, -0.9};
  enum { N = sizeof bases / sizeof *bases, M = sizeof exponents / sizeof *exponents };
  unsigned finite = 0;
  for (int divided = 0; divided < 2; divided++) {
    Twins t = two_powers(divided);
    for (int k = 0; k < N * N * M * M; k++) {
      double x = bases[k % N], y = bases[k / N % N], a = exponents[k / N / N % M], b = exponents[k / N / N / M];
      const double inputs[INPUTS] = {x, y, 1, 1, 0.5, a, b, 0.5}, *value[2];
      twins_run(&t, inputs, value);
      double apart = value[0][0], merged = value[1][0], size = (a == 0.0 ? 0.0 : fabs(a * log(x))) + (b == 0.0 ? 0.0 : fabs(b * log(y)));
      long double exact = divided ? powl(x, a) / powl(y, b) : powl(x, a) * powl(y, b);
      finite += isfinite(merged) && merged != 0.0;
      if (isnan((double)exact) && isnan(apart) && isnan(merged)) continue;
      bool right = merged == (double)exact || fabsl(merged - exact) <= (long double)allowed((double)exact, size);
      bool same = merged == apart || fabs(merged - apart) <= 2.0 * allowed(apart, size);
      if (right && (same || out_of_range(x, a) || out_of_range(y, b))) continue;
      print_error("%g ^ %g %s %g ^ %g: merged %.17g, apart %.17g, exact %.17Lg\n", x, a, divided ? "/" : "*", y, b, merged, apart, exact);
      fail();
    }
    twins_free(&t);
  }
  assert_true(finite > 10000);
}

/* Where a merged product is something else: said in algebra.h. */
static void test_differences_by_choice(void **state) {
  (void)state;
  static const double cases[][4] = {{-INFINITY, 2.0, 0.5, 0.5}, {1.0, 2.0, NAN, 0.5}, {1.0, 2.0, INFINITY, 0.5}, {-2.0, 2.0, 2.0, 0.5}};
  Twins t = two_powers(false);
  const double *value[2];
  for (unsigned i = 0; i < sizeof cases / sizeof *cases; i++) {
    twins_run(&t, (double[INPUTS]){cases[i][0], cases[i][1], 1, 1, 0.5, cases[i][2], cases[i][3], 0.5}, value);
    assert_false(isnan(value[0][0]));
    assert_true(isnan(value[1][0]));
  }
  twins_free(&t);
}

/* ---- how exact --------------------------------------------------------------------------------------------------------- */

typedef struct { uint64_t seed; } Dice;
static uint64_t bits(Dice *d) {
  d->seed += 0x9E3779B97F4A7C15u;
  uint64_t z = d->seed;
  z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
  z = (z ^ z >> 27) * 0x94D049BB133111EBu;
  return z ^ z >> 31;
}
static unsigned below(Dice *d, unsigned n) { return (unsigned)(bits(d) % n); }
static double between(Dice *d, double low, double high) { return low + (high - low) * (double)(bits(d) >> 11) * 0x1p-53; }

/* Bases over the whole range of normal doubles, exponents from -0.9 to 0.9: never more than three quarters of the bound
 * that algebra.h tells, and near one and near the ends of the range the error is what it says there. */
static void test_accuracy(void **state) {
  (void)state;
  static const double reach[] = {0.01, 1.0, 20.0, 700.0};
  Dice dice = {7};
  Twins t = two_powers(false);
  for (unsigned r = 0; r < sizeof reach / sizeof *reach; r++) {
    double worst = 0.0;
    for (int i = 0; i < 40000; i++) {
      double x = exp(between(&dice, -reach[r], reach[r])), y = exp(between(&dice, -reach[r], reach[r]));
      double a = between(&dice, -0.9, 0.9), b = between(&dice, -0.9, 0.9);
      const double inputs[INPUTS] = {x, y, 1, 1, 0.5, a, b, 0.5}, *value[2];
      twins_run(&t, inputs, value);
      long double exact = powl(x, a) * powl(y, b);
      double size = fabs(a * log(x)) + fabs(b * log(y));
      if (!(exact > 1e-300L && exact < 1e300L)) continue;
      double share = (double)(fabsl(value[1][0] / exact - 1.0L) * 0x1p53L) / (3.0 + 2.5 * size);
      if (share > worst) worst = share;
    }
    if (getenv("SHOW")) print_message("logarithms within %g: at most %.3f of the bound\n", reach[r], worst);
    assert_true(worst < 0.75);
    assert_true(worst > 0.1);
  }
  twins_free(&t);
}

/* ---- products of every shape -------------------------------------------------------------------------------------------- */

static NodeId random_base(World *w, Dice *d, bool *positive) {
  NodeId x = w->base[below(d, BASES)], y = w->base[below(d, BASES)];
  *positive = below(d, 3) == 0;
  if (below(d, 4) == 0) x = graph_node(w->b, OP_JOIN, 2, (NodeId[]){x, y}, (int)below(d, 2), 0, 0, (Place){0});
  return *positive ? one(w, OP_ABS, x) : x;
}

static NodeId random_exponent(World *w, Dice *d, bool any) {
  switch (below(d, any ? 7 : 5)) {
    case 0: return w->exponent[0];
    case 1: return two(w, OP_SUB, scalar(w, 1.0), w->exponent[0]);
    case 2: return w->exponent[1];
    case 3: return one(w, OP_NEG, w->exponent[2]);
    case 4: return scalar(w, 0.25 * (1 + 2 * below(d, 8)));
    case 5: return w->exponent[3];
    default: return scalar(w, -4.0);
  }
}

static NodeId random_factor(World *w, Dice *d) {
  bool positive;
  NodeId x = random_base(w, d, &positive);
  unsigned kind = below(d, 8);
  if (kind == 0) return x;
  if (kind == 1) return w->plain;
  if (kind == 2) return one(w, OP_EXP, two(w, OP_MUL, x, w->exponent[1]));
  return two(w, OP_POW, x, random_exponent(w, d, positive));
}

static NodeId random_product(World *w, Dice *d, unsigned n) {
  if (n == 1) return random_factor(w, d);
  unsigned left = 1 + below(d, n - 1);
  NodeId x = random_product(w, d, left), y = random_product(w, d, n - left);
  return two(w, below(d, 3) ? OP_MUL : OP_DIV, x, below(d, 12) ? y : two(w, OP_ADD, y, y));
}

static void random_inputs(Dice *d, double *inputs) {
  static const double special[] = {0.0, INFINITY, NAN, -1.5, 1.0, -0.0};
  for (int i = 0; i < BASES; i++) inputs[i] = below(d, 6) ? exp(between(d, -4, 4)) : special[below(d, 6)];
  inputs[BASES] = between(d, 0.2, 0.8);
  for (int i = 1; i < 3; i++) inputs[BASES + i] = below(d, 5) ? between(d, -0.9, 0.9) : 0.0;
  inputs[BASES + 3] = below(d, 3) ? between(d, -3, 3) : (double)below(d, 7) - 3.0;
}

static void test_random_products(void **state) {
  (void)state;
  unsigned n_merged = 0, n_numbers = 0;
  for (uint64_t seed = 1; seed <= 1500; seed++) {
    Dice dice = {seed * 1000};
    Twins t;
    for (int i = 0; i < 2; i++) {
      Dice same = dice;
      t.world[i] = world_new();
      output(t.world[i], random_product(t.world[i], &same, 2 + below(&same, 7)));
    }
    twins_finish(&t);
    n_merged += count(t.world[1], OP_LOG) > 0;
    for (int k = 0; k < 40; k++) {
      double inputs[INPUTS];
      const double *value[2];
      random_inputs(&dice, inputs);
      twins_run(&t, inputs, value);
      for (uint32_t e = 0; e < t.size; e++) {
        double apart = value[0][e], merged = value[1][e];
        n_numbers += isfinite(apart) && apart != 0.0;
        if (apart == merged || (isnan(apart) && isnan(merged)) || fabs(apart - merged) <= 1e-13 * fabs(apart)) continue;
        print_error("product %llu, inputs %d, element %u: merged %.17g, apart %.17g\n", (unsigned long long)seed, k, e, merged, apart);
        fail();
      }
    }
    twins_free(&t);
  }
  assert_true(n_merged > 700 && n_numbers > 20000);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_a_product_is_one_exponential),
      cmocka_unit_test(test_an_exponent_that_may_be_zero_is_looked_at),
      cmocka_unit_test(test_a_base_that_cannot_be_negative_may_have_any_exponent),
      cmocka_unit_test(test_axes),
      cmocka_unit_test(test_what_stays),
      cmocka_unit_test(test_axes_that_differ),
      cmocka_unit_test(test_inside_a_solve),
      cmocka_unit_test(test_long_products),
      cmocka_unit_test(test_edges),
      cmocka_unit_test(test_differences_by_choice),
      cmocka_unit_test(test_accuracy),
      cmocka_unit_test(test_random_products),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
