/* Random graphs of every operation, stage and method, small enough for the oracle. */
#ifndef YUANJING_TESTS_RANDOM_GRAPH_H
#define YUANJING_TESTS_RANDOM_GRAPH_H

#include "model/algebra.h"
#include "model/curve.h"
#include "model/graph.h"

#include <stdlib.h>
#include <string.h>

enum { POOL = 600, N_AXES = 5 };

typedef struct {
  uint64_t seed;
  Arena *arena;
  GraphBuilder *b;
  Graph *g;
  const Axis *axes[N_AXES];              /* a (2), b (3), c (2, twin of a), group (3), age (5) */
  NodeId pool[POOL]; unsigned n;         /* what further nodes may read */
  NodeId ends[8]; unsigned n_ends;
  bool merged;                           /* powers were, into exponentials */
} World;

static uint64_t random_bits(World *w) {
  w->seed += 0x9E3779B97F4A7C15u;
  uint64_t z = w->seed;
  z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
  z = (z ^ z >> 27) * 0x94D049BB133111EBu;
  return z ^ z >> 31;
}
static unsigned below(World *w, unsigned n) { return (unsigned)(random_bits(w) % n); }
static double number(World *w) { return (double)(int64_t)random_bits(w) * 0x1p-62; }    /* -2 to 2 */

static void make_axes(World *w) {
  Fail fail;
  Axis *made;
  const char *two[] = {"x", "y"}, *groups[] = {"0", "1_2", "3_4"};
  axis_named(w->arena, "a", two, 2, (Place){0}, &made, &fail), w->axes[0] = made;
  axis_numeric(w->arena, "b", 0, 2, true, (Place){0}, &made, &fail), w->axes[1] = made;
  axis_twin(w->arena, "c", (Axis *)w->axes[0], (Place){0}, &made, &fail), w->axes[2] = made;
  axis_named(w->arena, "group", groups, 3, (Place){0}, &made, &fail), w->axes[3] = made;
  axis_numeric(w->arena, "age", 0, 4, false, (Place){0}, &made, &fail), w->axes[4] = made;
  w->g->axes = w->axes, w->g->n_axes = N_AXES;
}

static void make_tables(World *w) {
  static const double x[6] = {0, 1, 2, 3, 4, 5}, uneven[5] = {-1, -0.5, 0.25, 1, 3};
  LookupTable *t = arena_array(w->arena, 4, sizeof *t);
  for (unsigned k = 0; k < 4; k++) {
    double *xs = arena_array(w->arena, 24, sizeof *xs), *y = arena_array(w->arena, 24, sizeof *y);
    double *slope = arena_array(w->arena, 24, sizeof *slope), *c2 = arena_array(w->arena, 24, sizeof *c2), *c3 = arena_array(w->arena, 24, sizeof *c3);
    unsigned n = k == 0 ? 6 : k == 1 ? 5 : k == 2 ? 5 : 24;
    for (unsigned i = 0; i < n; i++)
      xs[i] = k == 0 ? x[i] : k == 3 ? -3.0 + 0.25 * i : uneven[i], y[i] = number(w), c2[i] = 0.1 * number(w), c3[i] = 0.1 * number(w);
    for (unsigned i = 0; i + 1 < n; i++) slope[i] = (y[i + 1] - y[i]) / (xs[i + 1] - xs[i]);
    t[k] = (LookupTable){.n = n, .x = xs, .y = y, .slope = slope, .even = k == 0 || k == 3};
    if (k == 2) t[k].c2 = c2, t[k].c3 = c3;
    t[k].inverse = k == 3 ? 4.0 : 1.0, t[k].offset = -xs[0] * t[k].inverse;
  }
  w->g->tables = t, w->g->n_tables = 4;
}

static void make_curves(World *w) {
  Curve **curves = arena_array(w->arena, 1, sizeof *curves);
  curves[0] = curve_spread(w->arena, w->axes[3], w->axes[4]);
  w->g->curves = curves, w->g->n_curves = curves[0] ? 1 : 0;
}

/* ---- nodes -------------------------------------------------------------------------------------------------------- */

static const Node *node_at(World *w, NodeId id) { return &w->g->nodes[id]; }
static bool has_axis(World *w, NodeId id, int axis) {
  for (unsigned i = 0; i < node_at(w, id)->n_axes; i++)
    if (node_at(w, id)->axes[i] == axis) return true;
  return false;
}
static NodeId op1(World *w, Op op, NodeId x, int i0, int i1, int i2) { return graph_node(w->b, op, 1, &x, i0, i1, i2, (Place){0}); }
static NodeId op2(World *w, Op op, NodeId x, NodeId y) { return graph_node(w->b, op, 2, (NodeId[]){x, y}, 0, 0, 0, (Place){0}); }
static NodeId scalar(World *w, double x) { return graph_scalar(w->b, x); }
static NodeId any(World *w) { return w->pool[below(w, w->n)]; }
/* Later nodes are likelier, so that graphs grow deep. */
static NodeId recent(World *w) { return below(w, 3) ? w->pool[w->n - 1 - below(w, w->n < 12 ? w->n : 12)] : any(w); }
static void keep(World *w, NodeId id) {
  if (w->n < POOL) w->pool[w->n++] = id;
}

static NodeId constant_over(World *w, unsigned n_axes, const uint8_t *axes) {
  double values[256];
  unsigned size = 1;
  for (unsigned i = 0; i < n_axes; i++) size *= w->axes[axes[i]]->n;
  for (unsigned i = 0; i < size; i++) values[i] = number(w);
  return graph_constant(w->b, n_axes, axes, values);
}

static unsigned random_axes(World *w, uint8_t *axes) {
  unsigned n = 0;
  for (uint8_t a = 0; a < N_AXES; a++)
    if (below(w, 4) == 0) axes[n++] = a;
  return n;
}

/* The node made to have exactly these axes. */
static NodeId shaped(World *w, NodeId id, unsigned n_axes, const uint8_t *axes) {
  for (int a = 0; a < N_AXES; a++) {
    bool wanted = false;
    for (unsigned i = 0; i < n_axes; i++) wanted |= axes[i] == a;
    if (wanted && !has_axis(w, id, a)) id = op2(w, OP_MUL, id, constant_over(w, 1, (uint8_t[]){(uint8_t)a}));
    if (!wanted && has_axis(w, id, a))
      id = below(w, 2) ? op1(w, OP_SLICE, id, a, (int)below(w, w->axes[a]->n), 0) : op1(w, OP_SUM, id, a, 0, (int)w->axes[a]->n - 1);
  }
  return id;
}

static NodeId along_axis(World *w, NodeId x, int a) {
  int n = (int)w->axes[a]->n, i1 = (int)below(w, (unsigned)n), i2 = i1 + (int)below(w, (unsigned)(n - i1));
  if (!has_axis(w, x, a)) {
    if (below(w, 2)) return op1(w, OP_PLACE, x, a, i1, 0);
    NodeId parts[5];
    for (int i = 0; i < n; i++) {
      parts[i] = recent(w);
      if (has_axis(w, parts[i], a)) parts[i] = op1(w, OP_SLICE, parts[i], a, (int)below(w, (unsigned)n), 0);
    }
    parts[0] = x;
    return graph_node(w->b, OP_JOIN, (unsigned)n, parts, a, 0, 0, (Place){0});
  }
  switch (below(w, 9)) {
    case 0: case 1: return op1(w, OP_SUM, x, a, i1, i2);
    case 2: return op1(w, below(w, 2) ? OP_REDUCE_MIN : OP_REDUCE_MAX, x, a, i1, i2);
    case 3: return op1(w, OP_SLICE, x, a, i1, 0);
    case 4: return op1(w, OP_SHIFT, x, a, (int)below(w, 5) - 2, 0);
    case 5: return op1(w, OP_ADVANCE, x, a, 0, 0);
    case 6: return op1(w, OP_ACCUMULATE, x, a, (int)below(w, 2), 0);
    case 7:
      if (a == 0 && !has_axis(w, x, 2)) return op1(w, OP_RENAME, x, 0, 2, 0);
      if (a == 2 && !has_axis(w, x, 0)) return op1(w, OP_RENAME, x, 2, 0, 0);
      return op1(w, OP_SUM, x, a, i1, i2);
    default:
      if (a == 3 && !has_axis(w, x, 4) && w->g->n_curves) return op1(w, OP_CURVE, x, 3, 4, 0);
      return op1(w, OP_ACCUMULATE, x, a, 0, 0);
  }
}

static NodeId tame(World *w, NodeId x) {       /* between -3 and 3, and NaN stays likely enough by itself */
  return below(w, 8) ? op2(w, OP_MIN, op2(w, OP_MAX, x, scalar(w, -3.0)), scalar(w, 3.0)) : x;
}

static NodeId function_of(World *w, NodeId x) {
  switch (below(w, 9)) {
    case 0: return op1(w, OP_EXP, tame(w, x), 0, 0, 0);
    case 1: return op1(w, OP_LOG, below(w, 4) ? op2(w, OP_ADD, op1(w, OP_ABS, x, 0, 0, 0), scalar(w, 0.1)) : x, 0, 0, 0);
    case 2: return op1(w, OP_SQRT, below(w, 6) ? op1(w, OP_ABS, x, 0, 0, 0) : x, 0, 0, 0);
    case 3: return op1(w, OP_SIN, x, 0, 0, 0);
    case 4: return op1(w, OP_COS, x, 0, 0, 0);
    case 5: return op1(w, OP_FLOOR, x, 0, 0, 0);
    case 6: return op1(w, OP_NEG, x, 0, 0, 0);
    case 7: return op1(w, OP_ABS, x, 0, 0, 0);
    default: return op1(w, OP_LOOKUP, x, (int)below(w, 4), 0, 0);
  }
}

static NodeId power_of(World *w) {
  NodeId x = recent(w), y = recent(w);
  if (below(w, 4) == 0) return op1(w, OP_EXP, tame(w, x), 0, 0, 0);
  NodeId base = below(w, 5) ? op2(w, OP_ADD, op1(w, OP_ABS, x, 0, 0, 0), scalar(w, 0.1)) : x;
  return op2(w, OP_POW, base, below(w, 3) ? tame(w, y) : scalar(w, number(w)));
}

/* What algebra.h merges, often. */
static NodeId product_of_powers(World *w) {
  NodeId product = power_of(w);
  for (unsigned n = 1 + below(w, 3); n > 0; n--) {
    NodeId factor = below(w, 4) ? power_of(w) : recent(w);
    product = op2(w, below(w, 3) ? OP_MUL : OP_DIV, product, factor);
  }
  return product;
}

static NodeId random_node(World *w) {
  static const Op binary[] = {OP_ADD, OP_SUB, OP_MUL, OP_DIV, OP_MIN, OP_MAX, OP_LESS, OP_AT_MOST, OP_SAME, OP_BOTH, OP_EITHER, OP_NEITHER};
  NodeId x = recent(w), y = recent(w), z = any(w);
  unsigned kind = below(w, 20);
  if (kind < 6) return op2(w, binary[below(w, 3)], x, y);
  if (kind < 10) return op2(w, binary[below(w, 12)], x, y);
  if (kind < 11) return op2(w, OP_POW, below(w, 5) ? op2(w, OP_ADD, op1(w, OP_ABS, tame(w, x), 0, 0, 0), scalar(w, 0.1)) : x, tame(w, y));
  if (kind < 12) return product_of_powers(w);
  if (kind < 14) return function_of(w, x);
  if (kind < 15) return graph_node(w->b, OP_WHERE, 3, (NodeId[]){op2(w, OP_LESS, x, z), y, z}, 0, 0, 0, (Place){0});
  if (kind < 16) return graph_node(w->b, OP_WHERE, 3, (NodeId[]){x, y, z}, 0, 0, 0, (Place){0});
  return along_axis(w, x, (int)below(w, N_AXES));
}

static void grow(World *w, unsigned count) {
  for (unsigned i = 0; i < count; i++) keep(w, random_node(w));
}

/* ---- solve: u (1 + x^2) + something of u = y -------------------------------------------------------------------------- */

static void make_solve(World *w) {
  Graph *g = w->g;
  uint8_t axes[AXES_MAX];
  unsigned n_axes = random_axes(w, axes), n_before = w->n;
  uint32_t k = g->n_solves;
  NodeId u = graph_leaf(w->b, OP_UNKNOWN, n_axes, axes, (int)k, 0, NULL, (Place){0});
  NodeId x = any(w), y = any(w), low = below(w, 2) ? scalar(w, -20.0) : op2(w, OP_SUB, scalar(w, -15.0), op1(w, OP_ABS, tame(w, any(w)), 0, 0, 0));
  NodeId guess = any(w), high = scalar(w, 30.0);
  if (below(w, 8) == 0) high = any(w);
  low = shaped(w, low, below(w, 2) ? n_axes : 0, axes), guess = shaped(w, guess, n_axes, axes), high = shaped(w, high, 0, axes);
  NodeId slope = op2(w, OP_ADD, op2(w, OP_MUL, x, x), scalar(w, 1.0));
  NodeId f = op2(w, OP_SUB, op2(w, OP_MUL, u, slope), y);
  if (below(w, 2)) f = op2(w, OP_ADD, f, op1(w, OP_EXP, op2(w, OP_MUL, u, scalar(w, 0.1)), 0, 0, 0));
  keep(w, u), keep(w, f);
  NodeId more = random_node(w);
  if (below(w, 3) == 0) f = op2(w, OP_ADD, f, op2(w, OP_MUL, more, scalar(w, 0.01)));
  NodeId residual = shaped(w, f, n_axes, axes);
  w->n = n_before;                       /* what lies inside stays inside */
  g->solves[k] = (Solve){NODE_NONE, u, "u", below(w, 3) ? 0.0 : 1e-6};
  g->n_solves++;
  NodeId solve = graph_node(w->b, OP_SOLVE, 5, (NodeId[]){u, residual, low, high, guess}, (int)k, 0, 0, (Place){0});
  g->solves[k].solve = solve;
  keep(w, solve);
}

/* ---- a whole graph ------------------------------------------------------------------------------------------------------- */

static void make_time(World *w) {
  Graph *g = w->g;
  g->n_steps = 1 + below(w, 6);
  g->method = below(w, 3) ? METHOD_EULER : METHOD_RK4;
  g->calendar = g->method == METHOD_EULER && below(w, 2);
  g->step = g->period = below(w, 2) ? 1.0 : 0.25;
}

static void make_leaves(World *w) {
  Graph *g = w->g;
  uint8_t axes[AXES_MAX];
  g->n_inputs = 1 + below(w, 5);
  g->inputs = arena_array(w->arena, g->n_inputs, sizeof *g->inputs);
  for (uint32_t i = 0; i < g->n_inputs; i++) {
    g->inputs[i].point = number(w);
    keep(w, graph_leaf(w->b, OP_INPUT, 0, NULL, (int)i, 0, NULL, (Place){0}));
  }
  for (unsigned i = 0; i < 4; i++) {
    unsigned n = random_axes(w, axes);
    keep(w, constant_over(w, n, axes));
  }
}

static void make_states(World *w) {
  Graph *g = w->g;
  g->n_states = 1 + below(w, 5);
  g->states = arena_array(w->arena, g->n_states, sizeof *g->states);
  NodeId leaves[5];
  for (uint32_t s = 0; s < g->n_states; s++) {
    NodeId init = any(w);
    const Node *n = node_at(w, init);
    State *state = &g->states[s];
    *state = (State){.name = "s", .init = init, .next = NODE_NONE, .rate = NODE_NONE, .n_axes = n->n_axes, .size = n->size};
    memcpy(state->axes, n->axes, sizeof n->axes);
    leaves[s] = graph_leaf(w->b, OP_STATE, state->n_axes, state->axes, (int)s, 0, NULL, (Place){0});
  }
  for (uint32_t s = 0; s < g->n_states; s++) keep(w, leaves[s]);
}

static void make_step_leaves(World *w) {
  Graph *g = w->g;
  g->n_noises = below(w, 3);
  g->noises = arena_array(w->arena, 3, sizeof *g->noises);
  for (uint32_t i = 0; i < g->n_noises; i++) keep(w, graph_leaf(w->b, OP_NOISE, 0, NULL, (int)i, 0, NULL, (Place){0}));
  for (unsigned i = 0; i < 2; i++) {
    uint8_t axes[AXES_MAX];
    unsigned n = random_axes(w, axes), size = graph_rows(g);
    for (unsigned k = 0; k < n; k++) size *= w->axes[axes[k]]->n;
    double *data = arena_array(w->arena, size, sizeof *data);
    for (unsigned k = 0; k < size; k++) data[k] = number(w);
    keep(w, graph_leaf(w->b, OP_PATH, n, axes, 0, 0, data, (Place){0}));
  }
}

static void move_states(World *w) {
  Graph *g = w->g;
  for (uint32_t s = 0; s < g->n_states; s++) {
    State *state = &g->states[s];
    NodeId target = shaped(w, recent(w), state->n_axes, state->axes);
    if (below(w, 2)) target = op2(w, OP_MAX, op2(w, OP_MIN, target, scalar(w, 10.0)), scalar(w, -10.0));
    bool rated = g->method == METHOD_RK4 && below(w, 3);
    state->nonnegative = rated && below(w, 3) == 0;
    if (rated) state->rate = target;
    else state->next = target;
  }
  for (uint32_t s = 0; s + 1 < g->n_states && g->method == METHOD_EULER; s++) {     /* chains and swaps of whole states */
    State *from = &g->states[s + 1], *to = &g->states[s];
    if (from->size != to->size || from->n_axes != to->n_axes || memcmp(from->axes, to->axes, from->n_axes) || below(w, 2)) continue;
    to->next = graph_leaf(w->b, OP_STATE, from->n_axes, from->axes, (int)s + 1, 0, NULL, (Place){0});
    if (below(w, 2)) from->next = graph_leaf(w->b, OP_STATE, to->n_axes, to->axes, (int)s, 0, NULL, (Place){0});
  }
}

static void make_outputs(World *w, unsigned n_run, unsigned n_all) {
  Graph *g = w->g;
  g->n_outputs = 2 + below(w, 6);
  g->outputs = arena_array(w->arena, g->n_outputs, sizeof *g->outputs);
  for (uint32_t k = 0; k < g->n_outputs; k++) {
    NodeId step = w->pool[below(w, n_all)], start = w->pool[below(w, n_run)];
    Node n = *node_at(w, step);
    g->outputs[k] = (Output){"o", g->calendar ? shaped(w, start, n.n_axes, n.axes) : NODE_NONE, step};
  }
}

static void make_ends(World *w) {
  Graph *g = w->g;
  for (unsigned i = 0; i < 6; i++) {
    uint32_t k = below(w, g->n_outputs);
    Node n = *node_at(w, g->outputs[k].step);
    keep(w, graph_leaf(w->b, OP_RECORD, n.n_axes, n.axes, (int)k, (int)below(w, g->n_steps + 1), NULL, (Place){0}));
  }
  uint32_t s = below(w, g->n_states);
  keep(w, graph_leaf(w->b, OP_FINAL, g->states[s].n_axes, g->states[s].axes, (int)s, 0, NULL, (Place){0}));
  grow(w, 8);
  for (w->n_ends = 0; w->n_ends < 4; w->n_ends++) w->ends[w->n_ends] = shaped(w, recent(w), 0, NULL);
}

static void merge_powers(World *w) {
  const NodeId *map = algebra_merge_powers(w->b);
  w->merged = map != NULL;
  for (unsigned e = 0; map && e < w->n_ends; e++) w->ends[e] = map[w->ends[e]];
}

static World *world_new(uint64_t seed) {
  World *w = calloc(1, sizeof *w);
  w->seed = seed;
  w->arena = arena_new();
  w->b = graph_builder(w->arena);
  w->g = graph_of(w->b);
  w->g->solves = arena_array(w->arena, 8, sizeof(Solve));
  make_axes(w), make_tables(w), make_curves(w), make_time(w), make_leaves(w);
  grow(w, 10 + below(w, 15));
  if (below(w, 3) == 0) make_solve(w);
  unsigned n_run = w->n;
  make_states(w), make_step_leaves(w);
  grow(w, 10 + below(w, 30));
  if (below(w, 2)) make_solve(w), grow(w, 5);
  if (below(w, 4) == 0) make_solve(w), grow(w, 5);
  unsigned n_all = w->n;
  move_states(w);
  make_outputs(w, n_run, n_all);
  w->n = n_run;                          /* the end reads records, finals and what holds for the run */
  make_ends(w);
  graph_finish(w->b);
  if (seed % 8) merge_powers(w);
  return w;
}

static void world_free(World *w) {
  arena_free(w->arena);
  free(w);
}
#endif
