/* Bounds of a graph's values: what they say of each operation and distribution, and that no run leaves them. */
#include "support/check.h"
#include "model/oracle.h"
#include "model/range.h"
#include "program/random_graph.h"

static Expr *number_expr(World *w, double x) {
  Expr *e = arena_alloc(w->arena, sizeof *e);
  *e = (Expr){.kind = EXPR_NUMBER, .number = x};
  return e;
}

static const Expr *draw(World *w, Word word, unsigned n, const double *x) {
  Expr *e = arena_alloc(w->arena, sizeof *e), **args = arena_array(w->arena, n + 1u, sizeof *args);
  for (unsigned i = 0; i < n; i++) args[i] = number_expr(w, x[i]);
  *e = (Expr){.kind = EXPR_CALL, .word = word, .n_args = n, .args = args};
  return e;
}

static void assert_range(Range r, double low, double high) {
  if (r.low == low && r.high == high) return;
  print_error("%.17g to %.17g, expected %.17g to %.17g\n", r.low, r.high, low, high);
  fail();
}

/* ---- inputs ------------------------------------------------------------------------------------------------------------ */

static void test_distributions(void **state) {
  (void)state;
  static const struct { Word word; unsigned n; double x[4], low, high; } rows[] = {
      {WORD_UNIFORM, 2, {1, 3}, 1, 3},
      {WORD_LOGUNIFORM, 2, {1, 3}, 1, 3},
      {WORD_TRIANGULAR, 3, {1, 2, 4}, 1, 4},
      {WORD_PERT, 3, {1, 2, 4}, 1, 4},
      {WORD_TRUNCATED_NORMAL, 4, {0, 1, -0.5, 0.75}, -0.5, 0.75},
      {WORD_NORMAL, 2, {10, 0.5}, 5.5, 14.5},
      {WORD_BETA, 2, {2, 5}, 0, 1},
      {WORD_BETA, 4, {2, 5, -1, 4}, -1, 4},
      {WORD_LOGNORMAL, 2, {0, 0.25}, 0.10539922456186435, 9.487735836358526},
      {WORD_GAMMA, 2, {2, 1}, 0, INFINITY},
      {WORD_CHOICE, 3, {3, -1, 2}, -1, 3},
      {WORD_STUDENT_T, 1, {4}, -INFINITY, INFINITY},
  };
  World *w = world_new(8);
  NodeId x = graph_leaf(w->b, OP_INPUT, 0, NULL, 0, 0, NULL, (Place){0});
  w->g->inputs[0].unit = unit_one();
  w->g->inputs[0].draw = NULL;
  assert_range(range_of_nodes(w->g, w->arena)[x], -INFINITY, INFINITY);
  for (unsigned i = 0; i < sizeof rows / sizeof *rows; i++) {
    w->g->inputs[0].draw = draw(w, rows[i].word, rows[i].n, rows[i].x);
    assert_range(range_of_nodes(w->g, w->arena)[x], rows[i].low, rows[i].high);
  }
  w->g->inputs[0].unit.scale = 0.01;                       /* a percentage */
  w->g->inputs[0].draw = draw(w, WORD_UNIFORM, 2, (double[]){25, 50});
  assert_range(range_of_nodes(w->g, w->arena)[x], 0.25, 0.5);
  world_free(w);
}

/* ---- operations ----------------------------------------------------------------------------------------------------------- */

static void test_operations(void **state) {
  (void)state;
  World *w = world_new(8);                                 /* never merged: ids stay */
  w->g->inputs[0].unit = unit_one();
  w->g->inputs[0].draw = draw(w, WORD_UNIFORM, 2, (double[]){0.25, 0.5});
  NodeId x = graph_leaf(w->b, OP_INPUT, 0, NULL, 0, 0, NULL, (Place){0}), noise = graph_leaf(w->b, OP_NOISE, 0, NULL, 0, 0, NULL, (Place){0});
  NodeId one = scalar(w, 1.0), two = scalar(w, 2.0), rest = op2(w, OP_SUB, one, x), clamped = op2(w, OP_MIN, op2(w, OP_MAX, noise, one), two);
  const struct { NodeId id; double low, high; } rows[] = {
      {noise, -INFINITY, INFINITY},
      {op2(w, OP_ADD, x, x), 0.5, 1.0},
      {rest, 0.5, 0.75},
      {op1(w, OP_NEG, x, 0, 0, 0), -0.5, -0.25},
      {op2(w, OP_MUL, op1(w, OP_NEG, x, 0, 0, 0), rest), -0.375, -0.125},
      {op2(w, OP_DIV, one, x), 0.0, 4.0},                  /* 0: an infinite divisor gives it */
      {op2(w, OP_DIV, x, op1(w, OP_ABS, noise, 0, 0, 0)), 0.0, INFINITY},
      {op2(w, OP_DIV, x, noise), -INFINITY, INFINITY},
      {clamped, 1.0, 2.0},
      {op2(w, OP_MAX, noise, x), -INFINITY, INFINITY},     /* min and max over a NaN give the other side */
      {op2(w, OP_MAX, x, noise), -INFINITY, INFINITY},
      {op1(w, OP_EXP, noise, 0, 0, 0), 0.0, INFINITY},
      {op2(w, OP_POW, x, noise), 0.0, INFINITY},
      {op2(w, OP_POW, noise, x), -INFINITY, INFINITY},
      {op2(w, OP_LESS, noise, x), 0.0, 1.0},
      {graph_node(w->b, OP_WHERE, 3, (NodeId[]){noise, x, two}, 0, 0, 0, (Place){0}), 0.25, 2.0},
      {op1(w, OP_FLOOR, op2(w, OP_ADD, x, two), 0, 0, 0), 2.0, 2.0},
      {op1(w, OP_PLACE, rest, 0, 1, 0), 0.0, 0.75},
  };
  const Range *r = range_of_nodes(w->g, w->arena);
  for (unsigned i = 0; i < sizeof rows / sizeof *rows; i++) {
    if (r[rows[i].id].low == rows[i].low && r[rows[i].id].high == rows[i].high) continue;
    print_error("row %u: %.17g to %.17g\n", i, r[rows[i].id].low, r[rows[i].id].high);
    fail();
  }
  world_free(w);
}

/* Two stocks, each fed by the other: at or above zero together, or not at all. */
static void test_states(void **state) {
  (void)state;
  for (int way = 0; way < 3; way++) {
    Arena *arena = arena_new();
    GraphBuilder *b = graph_builder(arena);
    Graph *g = graph_of(b);
    g->n_steps = 1, g->n_states = 2, g->states = arena_array(arena, 2, sizeof *g->states);
    NodeId x[2], one = graph_scalar(b, 1.0);
    for (int i = 0; i < 2; i++) x[i] = graph_leaf(b, OP_STATE, 0, NULL, i, 0, NULL, (Place){0});
    NodeId less = graph_node(b, OP_SUB, 2, (NodeId[]){x[0], one}, 0, 0, 0, (Place){0});
    NodeId floored = graph_node(b, OP_MAX, 2, (NodeId[]){less, graph_scalar(b, 0.0)}, 0, 0, 0, (Place){0});
    NodeId more = graph_node(b, OP_ADD, 2, (NodeId[]){x[0], one}, 0, 0, 0, (Place){0});
    g->states[0] = (State){.name = "s", .init = way == 2 ? graph_scalar(b, -1.0) : one, .next = x[1], .rate = NODE_NONE, .size = 1};
    g->states[1] = (State){.name = "t", .init = one, .next = way == 0 ? more : way == 1 ? less : floored, .rate = NODE_NONE, .size = 1};
    const Range *r = range_of_nodes(g, arena);
    for (int i = 0; i < 2; i++) assert_range(r[x[i]], way == 0 || (way == 2 && i == 1) ? 0.0 : -INFINITY, INFINITY);
    arena_free(arena);
  }
}

/* ---- runs -------------------------------------------------------------------------------------------------------------------- */

static void assert_no_value_outside(const World *w, const Oracle *o, const Range *r, uint64_t seed, unsigned *known) {
  for (NodeId id = 0; id < w->g->n_nodes; id++) {
    if (w->g->nodes[id].body) continue;                    /* has no value of its own outside of its solve */
    *known += r[id].low > -INFINITY || r[id].high < INFINITY;
    for (uint32_t grid = w->g->calendar; grid <= w->g->n_steps; grid++)
      for (uint32_t e = 0; e < w->g->nodes[id].size; e++) {
        double x = oracle_value(o, id, grid)[e];
        if (!isfinite(x) || (r[id].low <= x && x <= r[id].high)) continue;
        print_error("graph %llu node %u (%s): %.17g is not from %.17g to %.17g\n", (unsigned long long)seed, id,
                    op_rows[w->g->nodes[id].op].text, x, r[id].low, r[id].high);
        fail();
      }
  }
}

/* Inputs anywhere in their distributions, noise of any kind: every value lies within its bounds. */
static void test_no_run_leaves_them(void **state) {
  (void)state;
  unsigned known = 0;
  for (uint64_t seed = 20001; seed <= 20600; seed++) {
    World *w = world_new(seed);
    Graph *g = w->g;
    double low = number(w), high = low + 2.0 * fabs(number(w)), inputs[8], noise[3 * 8];
    for (uint32_t i = 0; i < g->n_inputs; i++) g->inputs[i].unit = unit_one(), g->inputs[i].draw = draw(w, WORD_UNIFORM, 2, (double[]){low, high});
    const Range *r = range_of_nodes(g, w->arena);
    Oracle *o = oracle_new(g);
    for (int run = 0; run < 5; run++) {
      for (uint32_t i = 0; i < g->n_inputs; i++) inputs[i] = run == 0 ? low : run == 1 ? high : low + (high - low) * (double)below(w, 1000) * 1e-3;
      for (unsigned i = 0; i < 3 * 8; i++) noise[i] = run == 2 && below(w, 4) == 0 ? (below(w, 2) ? INFINITY : NAN) : 3.0 * number(w);
      oracle_run(o, inputs, noise);
      assert_no_value_outside(w, o, r, seed, &known);
    }
    oracle_free(o), world_free(w);
  }
  assert_true(known > 20000);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_distributions), cmocka_unit_test(test_operations), cmocka_unit_test(test_states),
                                     cmocka_unit_test(test_no_run_leaves_them)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
