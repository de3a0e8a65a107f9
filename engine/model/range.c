/* range.c : interval arithmetic over a graph (Moore 1966), and which states stay at or above zero. */
#include "model/range.h"
#include "base/elementary.h"
#include <math.h>
#include <string.h>

enum { ROUNDS_MOST = 6 };        /* of throwing out states that may become negative; after that none is trusted */

static const Range anything = {-INFINITY, INFINITY}, truth = {0.0, 1.0}, not_negative = {0.0, INFINITY};

static Range hull(Range x, Range y) { return (Range){fmin(x.low, y.low), fmax(x.high, y.high)}; }

/* Infinity less infinity, or zero times infinity, in a bound: nothing is known on that side. */
static Range bounds(double low, double high) { return (Range){low == low ? low : -INFINITY, high == high ? high : INFINITY}; }

static Range hull_of(const double *x, size_t n) {
  Range r = {INFINITY, -INFINITY};
  for (size_t i = 0; i < n; i++) r.low = x[i] < r.low ? x[i] : r.low, r.high = x[i] > r.high ? x[i] : r.high;
  return r.low <= r.high ? r : anything;
}

/* ---- inputs -------------------------------------------------------------------------------------------------------- */

static Range between(const Input *in, double low, double high) { return (Range){unit_in(in->unit, low), unit_in(in->unit, high)}; }

static Range chosen(const Input *in, const Expr *draw) {
  Range r = {INFINITY, -INFINITY};
  for (unsigned i = 0; i < draw->n_args; i++) r = hull(r, between(in, draw->args[i]->number, draw->args[i]->number));
  return draw->n_args ? r : anything;
}

static Range range_of_input(const Input *in) {
  const Expr *d = in->draw;
  if (!d || d->kind != EXPR_CALL) return anything;
  for (unsigned i = 0; i < d->n_args; i++)
    if (d->args[i]->kind != EXPR_NUMBER) return anything;
#define ARG(i) d->args[i]->number
  switch (d->word) {
    case WORD_UNIFORM: case WORD_LOGUNIFORM: return between(in, ARG(0), ARG(1));
    case WORD_TRIANGULAR: case WORD_PERT: return between(in, ARG(0), ARG(2));
    case WORD_TRUNCATED_NORMAL: return between(in, ARG(2), ARG(3));
    case WORD_NORMAL: return between(in, ARG(0) - 9.0 * ARG(1), ARG(0) + 9.0 * ARG(1));
    case WORD_BETA: return d->n_args == 4 ? between(in, ARG(2), ARG(3)) : between(in, 0.0, 1.0);
    case WORD_LOGNORMAL: return between(in, yj_exp(ARG(0) - 9.0 * ARG(1)), yj_exp(ARG(0) + 9.0 * ARG(1)));
    case WORD_GAMMA: return not_negative;
    case WORD_CHOICE: return chosen(in, d);
    default: return anything;
  }
#undef ARG
}

/* ---- operations ------------------------------------------------------------------------------------------------------ */

static double times(double x, double y) { return x == 0.0 || y == 0.0 ? 0.0 : x * y; }

static Range product(Range x, Range y) {
  double a = times(x.low, y.low), b = times(x.low, y.high), c = times(x.high, y.low), d = times(x.high, y.high);
  return bounds(fmin(fmin(a, b), fmin(c, d)), fmax(fmax(a, b), fmax(c, d)));
}

/* Zero is among them: that is what an infinite divisor gives. */
static Range quotient(Range x, Range y) {
  if (y.low > 0.0 || y.high < 0.0) {
    double a = x.low / y.low, b = x.low / y.high, c = x.high / y.low, d = x.high / y.high;
    if (a == a && b == b && c == c && d == d) return hull((Range){0.0, 0.0}, hull((Range){fmin(a, b), fmax(a, b)}, (Range){fmin(c, d), fmax(c, d)}));
  }
  bool above = (x.low >= 0.0 && y.low >= 0.0) || (x.high <= 0.0 && y.high <= 0.0);
  return above ? not_negative : anything;
}

/* A NaN or infinity on one side gives way to the other, so only a number that is written out bounds the result. */
static bool is_number(const Graph *g, NodeId id) {
  const Node *n = &g->nodes[id];
  return n->op == OP_CONST && n->size == 1 && fabs(n->data[0]) < INFINITY;
}
static Range smaller(const Graph *g, const Node *n, Range x, Range y) {
  double high = is_number(g, n->args[1]) ? y.high : is_number(g, n->args[0]) ? x.high : fmax(x.high, y.high);
  return (Range){fmin(x.low, y.low), high};
}
static Range greater(const Graph *g, const Node *n, Range x, Range y) {
  double low = is_number(g, n->args[1]) ? y.low : is_number(g, n->args[0]) ? x.low : fmin(x.low, y.low);
  return (Range){low, fmax(x.high, y.high)};
}

static Range magnitude(Range x) {
  double high = fmax(fabs(x.low), fabs(x.high));
  return (Range){x.low > 0.0 ? x.low : x.high < 0.0 ? -x.high : 0.0, high};
}

/* Sums of elements: their sign only. */
static Range sums(Range x) { return (Range){x.low >= 0.0 ? 0.0 : -INFINITY, x.high <= 0.0 ? 0.0 : INFINITY}; }

static Range joined(const Node *n, const Range *r) {
  Range all = r[n->args[0]];
  for (unsigned i = 1; i < n->n_args; i++) all = hull(all, r[n->args[i]]);
  return all;
}

/* Between two points rounding may pass them by; on an even grid not below zero. */
static Range range_of_table(const LookupTable *t) {
  if (t->c2) return anything;
  Range r = hull_of(t->y, t->n);
  double slack = 1e-12 * fmax(fabs(r.low), fabs(r.high)), low = r.low - slack;
  return (Range){t->even && r.low >= 0.0 ? fmax(low, 0.0) : low, r.high + slack};
}

static Range range_of_operation(const Graph *g, const Node *n, const Range *r) {
  const Range zero = {0.0, 0.0}, x = r[n->args[0]], y = n->n_args > 1 ? r[n->args[1]] : zero;
  switch ((Op)n->op) {
    case OP_ADD: return bounds(x.low + y.low, x.high + y.high);
    case OP_SUB: return bounds(x.low - y.high, x.high - y.low);
    case OP_MUL: return product(x, y);
    case OP_DIV: return quotient(x, y);
    case OP_NEG: return (Range){-x.high, -x.low};
    case OP_MIN: return smaller(g, n, x, y);
    case OP_MAX: return greater(g, n, x, y);
    case OP_ABS: return magnitude(x);
    case OP_FLOOR: return (Range){floor(x.low), floor(x.high)};
    case OP_SQRT: case OP_EXP: return not_negative;
    case OP_POW: return x.low >= 0.0 ? not_negative : anything;
    case OP_LESS: case OP_AT_MOST: case OP_SAME: case OP_BOTH: case OP_EITHER: case OP_NEITHER: return truth;
    case OP_WHERE: return hull(y, r[n->args[2]]);
    case OP_LOOKUP: return range_of_table(&g->tables[n->i0]);
    case OP_SUM: case OP_ADVANCE: case OP_ACCUMULATE: return sums(hull(x, zero));
    case OP_REDUCE_MIN: case OP_REDUCE_MAX: case OP_SLICE: case OP_RENAME: return x;
    case OP_PLACE: case OP_SHIFT: return hull(x, zero);
    case OP_JOIN: return joined(n, r);
    default: return anything;
  }
}

/* ---- the graph ---------------------------------------------------------------------------------------------------------- */

static Range range_of_node(const Graph *g, NodeId id, const Range *r, const bool *above) {
  const Node *n = &g->nodes[id];
  switch ((Op)n->op) {
    case OP_CONST: return hull_of(n->data, n->size);
    case OP_PATH: return hull_of(n->data, (size_t)n->size * graph_rows(g));
    case OP_INPUT: return range_of_input(&g->inputs[n->i0]);
    case OP_STATE: return above[n->i0] ? not_negative : anything;
    default: return n->n_args ? range_of_operation(g, n, r) : anything;
  }
}

/* Leaves other than states need looking at once only. */
static void sweep(const Graph *g, Range *r, const bool *above, bool first) {
  for (NodeId id = 0; id < g->n_nodes; id++)
    if (first || g->nodes[id].n_args || g->nodes[id].op == OP_STATE) r[id] = range_of_node(g, id, r, above);
}

/* Under RK4 the states with rates are tried inside a step at values of their own. */
static bool can_stay_above(const State *s) { return s->next != NODE_NONE; }

const Range *range_of_nodes(const Graph *g, Arena *arena) {
  Range *r = arena_array(arena, g->n_nodes + 1u, sizeof *r);
  bool *above = arena_array(arena, g->n_states + 1u, sizeof *above), changed = true;
  for (uint32_t s = 0; s < g->n_states; s++) above[s] = can_stay_above(&g->states[s]);
  for (int round = 0; changed; round++) {
    changed = false;
    sweep(g, r, above, round == 0);
    for (uint32_t s = 0; s < g->n_states; s++) {
      const State *state = &g->states[s];
      if (!above[s] || (round < ROUNDS_MOST && r[state->init].low >= 0.0 && r[state->next].low >= 0.0)) continue;
      above[s] = false, changed = true;
    }
  }
  return r;
}
