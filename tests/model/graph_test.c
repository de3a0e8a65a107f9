/* The graph's builder and the oracle's operations on small arrays with known answers. */
#include "support/check.h"
#include "model/graph.h"
#include "model/oracle.h"
#include <stdlib.h>

typedef struct { Arena *arena; GraphBuilder *b; Graph *g; const Axis *axes[3]; } World;

/* Axes a (2), b (3), c (2). */
static int setup(void **state) {
  World *w = calloc(1, sizeof *w);
  Fail fail = {0};
  w->arena = arena_new();
  w->b = graph_builder(w->arena);
  w->g = graph_of(w->b);
  Axis *made;
  const char *two[] = {"x", "y"};
  assert_done(axis_named(w->arena, "a", two, 2, (Place){0}, &made, &fail), &fail);
  w->axes[0] = made;
  assert_done(axis_numeric(w->arena, "b", 0, 2, true, (Place){0}, &made, &fail), &fail);
  w->axes[1] = made;
  assert_done(axis_twin(w->arena, "c", (Axis *)w->axes[0], (Place){0}, &made, &fail), &fail);
  w->axes[2] = made;
  w->g->axes = w->axes, w->g->n_axes = 3, w->g->n_steps = 2, w->g->step = 1, w->g->period = 1;
  *state = w;
  return 0;
}

static int teardown(void **state) {
  World *w = *state;
  arena_free(w->arena);
  free(w);
  return 0;
}

static NodeId one(World *w, Op op, NodeId x, int i0, int i1, int i2) { return graph_node(w->b, op, 1, &x, i0, i1, i2, (Place){0}); }
static NodeId two(World *w, Op op, NodeId x, NodeId y) { return graph_node(w->b, op, 2, (NodeId[]){x, y}, 0, 0, 0, (Place){0}); }
static NodeId input(World *w) { return graph_leaf(w->b, OP_INPUT, 0, NULL, 0, 0, NULL, (Place){0}); }

static void assert_data(World *w, NodeId id, unsigned n, const double *expected) {
  const Node *node = &w->g->nodes[id];
  assert_int_equal(node->op, OP_CONST);
  assert_int_equal(node->size, n);
  for (unsigned i = 0; i < n; i++) assert_same_double(node->data[i], expected[i]);
}

static void test_equal_nodes_are_one(void **state) {
  World *w = *state;
  NodeId x = input(w), a = two(w, OP_ADD, x, graph_scalar(w->b, 2.0)), b = two(w, OP_ADD, x, graph_scalar(w->b, 2.0));
  assert_int_equal(a, b);
  assert_true(a != two(w, OP_ADD, x, graph_scalar(w->b, 3.0)));
  for (int i = 0; i < 5000; i++) two(w, OP_MUL, x, graph_scalar(w->b, 10.0 + i));      /* past several growths of the table */
  assert_int_equal(a, two(w, OP_ADD, x, graph_scalar(w->b, 2.0)));
}

static void test_folding_and_identities(void **state) {
  World *w = *state;
  NodeId x = input(w);
  assert_data(w, two(w, OP_DIV, graph_scalar(w->b, 1.0), graph_scalar(w->b, 4.0)), 1, (double[]){0.25});
  assert_int_equal(two(w, OP_MUL, x, graph_scalar(w->b, 1.0)), x);
  assert_int_equal(two(w, OP_ADD, graph_scalar(w->b, 0.0), x), x);
  assert_int_equal(two(w, OP_POW, x, graph_scalar(w->b, 1.0)), x);
  assert_int_equal(w->g->nodes[two(w, OP_POW, x, graph_scalar(w->b, 0.5))].op, OP_SQRT);
  assert_int_equal(w->g->nodes[two(w, OP_POW, x, graph_scalar(w->b, 2.0))].op, OP_MUL);
  assert_int_equal(w->g->nodes[two(w, OP_SUB, graph_scalar(w->b, 0.0), x)].op, OP_SUB);
}

static void test_broadcast(void **state) {
  World *w = *state;
  NodeId a = graph_constant(w->b, 1, (uint8_t[]){0}, (double[]){10, 20}), b = graph_constant(w->b, 1, (uint8_t[]){1}, (double[]){1, 2, 3});
  assert_data(w, two(w, OP_ADD, a, b), 6, (double[]){11, 12, 13, 21, 22, 23});
  assert_data(w, two(w, OP_SUB, b, a), 6, (double[]){-9, -8, -7, -19, -18, -17});
}

static void test_along_axes(void **state) {
  World *w = *state;
  uint8_t ab[2] = {0, 1};
  NodeId m = graph_constant(w->b, 2, ab, (double[]){1, 2, 3, 4, 5, 6});
  assert_data(w, one(w, OP_SUM, m, 1, 0, 2), 2, (double[]){6, 15});
  assert_data(w, one(w, OP_SUM, m, 0, 0, 1), 3, (double[]){5, 7, 9});
  assert_data(w, one(w, OP_SUM, m, 1, 1, 2), 2, (double[]){5, 11});
  assert_data(w, one(w, OP_REDUCE_MAX, m, 0, 0, 1), 3, (double[]){4, 5, 6});
  assert_data(w, one(w, OP_REDUCE_MIN, m, 1, 0, 2), 2, (double[]){1, 4});
  assert_data(w, one(w, OP_SLICE, m, 1, 2, 0), 2, (double[]){3, 6});
  assert_data(w, one(w, OP_SHIFT, m, 1, 1, 0), 6, (double[]){0, 1, 2, 0, 4, 5});
  assert_data(w, one(w, OP_SHIFT, m, 0, -1, 0), 6, (double[]){4, 5, 6, 0, 0, 0});
  assert_data(w, one(w, OP_SHIFT, m, 1, 7, 0), 6, (double[]){0, 0, 0, 0, 0, 0});
  assert_data(w, one(w, OP_ADVANCE, m, 1, 0, 0), 6, (double[]){0, 1, 5, 0, 4, 11});
  assert_data(w, one(w, OP_ACCUMULATE, m, 1, 0, 0), 6, (double[]){1, 3, 6, 4, 9, 15});
  assert_data(w, one(w, OP_ACCUMULATE, m, 1, 1, 0), 6, (double[]){6, 5, 3, 15, 11, 6});
}

static void test_joins(void **state) {
  World *w = *state;
  NodeId b = graph_constant(w->b, 1, (uint8_t[]){1}, (double[]){1, 2, 3}), s = graph_scalar(w->b, 9.0);
  NodeId joined = graph_node(w->b, OP_JOIN, 2, (NodeId[]){b, s}, 0, 0, 0, (Place){0});
  assert_data(w, joined, 6, (double[]){1, 2, 3, 9, 9, 9});
  assert_data(w, one(w, OP_PLACE, b, 0, 1, 0), 6, (double[]){0, 0, 0, 1, 2, 3});
  NodeId a = graph_constant(w->b, 2, (uint8_t[]){0, 1}, (double[]){1, 2, 3, 4, 5, 6});
  assert_data(w, one(w, OP_RENAME, a, 0, 2, 0), 6, (double[]){1, 4, 2, 5, 3, 6});   /* b is now the slower axis */
}

static void test_stages(void **state) {
  World *w = *state;
  NodeId x = input(w), t = graph_leaf(w->b, OP_PATH, 0, NULL, 0, 0, (double[]){1, 2, 3}, (Place){0});
  NodeId r = graph_leaf(w->b, OP_RECORD, 0, NULL, 0, 1, NULL, (Place){0});
  assert_int_equal(w->g->nodes[two(w, OP_ADD, x, graph_scalar(w->b, 5.0))].stage, STAGE_RUN);
  assert_int_equal(w->g->nodes[two(w, OP_ADD, x, t)].stage, STAGE_STEP);
  assert_int_equal(w->g->nodes[two(w, OP_ADD, x, r)].stage, STAGE_END);
}

static void test_lookups(void **state) {
  (void)state;
  LookupTable even = {.n = 3, .x = (double[]){0, 1, 2}, .y = (double[]){0, 10, 40}, .slope = (double[]){10, 30, 0}, .even = true, .inverse = 1, .offset = 0};
  LookupTable uneven = {.n = 3, .x = (double[]){0, 1, 3}, .y = (double[]){0, 10, 50}, .slope = (double[]){10, 20, 0}};
  assert_same_double(lookup_value(&even, -5), 0);
  assert_same_double(lookup_value(&even, 1.5), 25);
  assert_same_double(lookup_value(&even, 99), 40);
  assert_same_double(lookup_value(&uneven, 2), 30);
  assert_same_double(lookup_value(&uneven, 3), 50);
  assert_same_double(lookup_value(&uneven, -INFINITY), 0);
  assert_true(isnan(lookup_value(&even, NAN)) && isnan(lookup_value(&uneven, NAN)));
}

/* A guess that is not inside, a root at an end, no sign change. */
static void test_solve(void **state) {
  World *w = *state;
  Solve solves[1] = {{.name = "u"}};
  w->g->solves = solves, w->g->n_solves = 1;
  NodeId u = graph_leaf(w->b, OP_UNKNOWN, 1, (uint8_t[]){1}, 0, 0, NULL, (Place){0});
  NodeId wanted = graph_constant(w->b, 1, (uint8_t[]){1}, (double[]){2, 9, -5});
  NodeId residual = two(w, OP_SUB, two(w, OP_MUL, u, u), wanted), low = graph_scalar(w->b, 0.0), high = graph_scalar(w->b, 3.0);
  solves[0].solve = graph_node(w->b, OP_SOLVE, 5, (NodeId[]){u, residual, low, high, low}, 0, 0, 0, (Place){0});
  solves[0].unknown = u;
  graph_finish(w->b);
  Oracle *o = oracle_new(w->g);
  oracle_run(o, NULL, NULL);
  const double *root = oracle_value(o, solves[0].solve, 0);
  assert_near(root[0], sqrt(2.0), 1e-13);
  assert_same_double(root[1], 3.0);
  assert_true(isnan(root[2]));
  oracle_free(o);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test_setup_teardown(test_equal_nodes_are_one, setup, teardown),
    cmocka_unit_test_setup_teardown(test_folding_and_identities, setup, teardown),
    cmocka_unit_test_setup_teardown(test_broadcast, setup, teardown),
    cmocka_unit_test_setup_teardown(test_along_axes, setup, teardown),
    cmocka_unit_test_setup_teardown(test_joins, setup, teardown),
    cmocka_unit_test_setup_teardown(test_stages, setup, teardown),
    cmocka_unit_test(test_lookups),
    cmocka_unit_test_setup_teardown(test_solve, setup, teardown),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
