/* lower_path.c : values over years as written: paths, stairs, ramps, s-curves, pulses. */
#include "model/lower.h"
#include <math.h>

static double option_number(Linker *L, const Expr *e, const char *key, double otherwise) {
  const Expr *value = lower_option(e, key);
  return value ? lower_number(L, value, key) : otherwise;
}

/* The one time a value is asked for, or NaN when it is asked for at every row. */
double lower_single_time(Linker *L, const Expr *e, Now now) {
  if (now.moment == AT_END) lower_fail(L, E420, e->place, word_rows[e->word].text);
  if (now.moment == AT_START || now.moment == AT_START_FLOW) return L->graph->start;
  return now.moment == IN_PAST ? now.flow_year : NAN;
}

/* ---- paths ----------------------------------------------------------------------------------------------------------- */

typedef struct { Series shape; Value *values; Node like; } Knots;     /* values[k] stands at shape.years[k] */

static NodeId blend(Linker *L, const Knots *k, SeriesSpot spot) {
  if (spot.weight == 0.0) return k->values[spot.i].node;
  NodeId a = k->values[spot.i].node, b = k->values[spot.j].node, w = graph_scalar(L->builder, spot.weight);
  NodeId rise = lower_op(L, OP_MUL, k->shape.place, 2, lower_op(L, OP_SUB, k->shape.place, 2, b, a), w);
  return lower_op(L, OP_ADD, k->shape.place, 2, a, rise);
}

static SeriesSpot spot_at(Linker *L, const Knots *k, double time) {
  SeriesSpot spot;
  if (series_spot(&k->shape, time, &spot, L->fail, k->shape.place)) longjmp(L->out, 1);
  return spot;
}

static NodeId constant_rows(Linker *L, const Knots *k) {
  uint32_t rows = graph_rows(L->graph), size = k->like.size;
  double *data = lower_rows(L, size, k->shape.place);
  for (uint32_t r = 0; r < rows; r++) {
    SeriesSpot spot = spot_at(L, k, lower_row_time(L, r));
    const double *a = L->graph->nodes[k->values[spot.i].node].data, *b = L->graph->nodes[k->values[spot.j].node].data;
    for (uint32_t e = 0; e < size; e++) data[(size_t)r * size + e] = spot.weight == 0.0 ? a[e] : a[e] + (b[e] - a[e]) * spot.weight;
  }
  return graph_leaf(L->builder, OP_PATH, k->like.n_axes, k->like.axes, 0, 0, data, k->shape.place);
}

/* Knots that are not numbers yet: the sum over knots of its weight in each row, times its value. */
static NodeId weighted_rows(Linker *L, const Knots *k) {
  enum { KNOTS_MOST = 1000 };
  if (k->shape.n > KNOTS_MOST) lower_fail(L, E439, k->shape.place, k->shape.n, KNOTS_MOST);
  uint32_t rows = graph_rows(L->graph);
  NodeId sum = NODE_NONE;
  for (unsigned j = 0; j < k->shape.n; j++) {
    double *weights = lower_rows(L, 1, k->shape.place);
    bool any = false;
    for (uint32_t r = 0; r < rows; r++) {
      SeriesSpot spot = spot_at(L, k, lower_row_time(L, r));
      weights[r] = (spot.i == j ? 1.0 - spot.weight : 0.0) + (spot.j == j ? spot.weight : 0.0);
      any |= weights[r] != 0.0;
    }
    if (!any) continue;
    NodeId part = lower_op(L, OP_MUL, k->shape.place, 2, graph_leaf(L->builder, OP_PATH, 0, NULL, 0, 0, weights, k->shape.place), k->values[j].node);
    sum = sum == NODE_NONE ? part : lower_op(L, OP_ADD, k->shape.place, 2, sum, part);
  }
  return sum;
}

static Value path_of(Linker *L, const Expr *e, Knots *k, Now now) {
  Unit unit = k->values[0].unit;
  bool constant = true;
  k->like = (Node){.size = 1};
  for (unsigned i = 0; i < k->shape.n; i++) {
    if (i) unit = lower_unify(L, &k->values[0], &k->values[i], false, e->place);
    lower_join_axes(L, &k->like, k->values[i].node, e->place);
  }
  for (unsigned i = 0; i < k->shape.n; i++) {
    k->values[i].node = lower_widen(L, k->values[i].node, &k->like, e->place);
    constant &= L->graph->nodes[k->values[i].node].op == OP_CONST;
  }
  double time = lower_single_time(L, e, now);
  if (!isnan(time)) return lower_of(blend(L, k, spot_at(L, k, time)), unit);
  return lower_of(constant ? constant_rows(L, k) : weighted_rows(L, k), unit);
}

/* What a scenario's path joins from when it begins after the first simulated year. */
static bool join_value(Linker *L, Now now, Value *out) {
  if (!L->in_scenario || now.moment == AT_START || now.moment == AT_START_FLOW || now.moment == IN_PAST) return false;
  if (L->join == JOIN_ZERO || L->join == JOIN_ONE) {
    *out = lower_of(graph_scalar(L->builder, L->join == JOIN_ONE ? 1.0 : 0.0), unit_one());
    if (L->join == JOIN_ZERO) out->bare = true, out->number = 0.0;
    return true;
  }
  Now start = {.moment = AT_START};
  *out = lower_of(lower_symbol(L, L->owner, start, L->owner->symbol->decl->place), L->owner->symbol->unit);
  return true;
}

static void knots_of_years(Linker *L, const Expr *e, const Unit *declared, Now now, Knots *k) {
  unsigned n = 0;
  for (unsigned i = 0; i < e->n_entries; i++) n += e->entries[i].key == NULL;
  if (n == 0) lower_fail(L, E404, e->place, L->speaking ? L->speaking : "path");
  double *years = arena_array(L->arena, n + 1u, sizeof *years);
  k->values = arena_array(L->arena, n + 1u, sizeof *k->values);
  unsigned made = 0;
  double first = INFINITY, knot = L->knot, first_step = L->graph->start + (L->graph->calendar ? L->graph->step : 0.0);
  for (unsigned i = 0; i < e->n_entries; i++)
    if (!e->entries[i].key && e->entries[i].number < first) first = e->entries[i].number;
  Value from;
  if (first > first_step + 1e-9 && !lower_option_true(e, "hold") && join_value(L, now, &from)) {
    years[made] = L->graph->start;
    k->values[made++] = from;
  }
  for (unsigned i = 0; i < e->n_entries; i++) {
    if (e->entries[i].key) continue;
    L->knot = years[made] = e->entries[i].number;
    if (made && years[made] <= years[made - 1]) lower_fail(L, E403, e->entries[i].place, L->speaking ? L->speaking : "path", arena_printf(L->arena, "%g", years[made]));
    k->values[made++] = lower_any(L, e->entries[i].value, declared, now);
  }
  L->knot = knot;
  k->shape.n = made, k->shape.years = years;
  k->shape.values = arena_array(L->arena, made, sizeof(double));
  bool stairs = e->word == WORD_STAIRS || lower_option_true(e, "hold");
  k->shape.join = stairs ? SERIES_STAIRS : SERIES_LINEAR;
  k->shape.before = SERIES_CONSTANT, k->shape.after = lower_option_true(e, "extend") ? SERIES_EXTEND : SERIES_CONSTANT;
}

static const Expr *need_option(Linker *L, const Expr *e, const char *key) {
  const Expr *value = lower_option(e, key);
  if (!value) lower_fail(L, E432, e->place, word_rows[e->word].text, key);
  return value;
}

/* ramp and s_curve: from, start, to, reach */
static void knots_of_rise(Linker *L, const Expr *e, const Unit *declared, Now now, Knots *k) {
  double *years = arena_array(L->arena, 2, sizeof *years);
  years[0] = lower_number(L, need_option(L, e, "from"), "from"), years[1] = lower_number(L, need_option(L, e, "to"), "to");
  if (!(years[0] < years[1])) lower_fail(L, E433, e->place, word_rows[e->word].text, years[0], years[1]);
  k->values = arena_array(L->arena, 2, sizeof *k->values);
  k->values[0] = lower_any(L, need_option(L, e, "start"), declared, now);
  k->values[1] = lower_any(L, need_option(L, e, "reach"), declared, now);
  k->shape.n = 2, k->shape.years = years, k->shape.values = arena_array(L->arena, 2, sizeof(double));
  k->shape.join = e->word == WORD_S_CURVE ? SERIES_SMOOTH : SERIES_LINEAR;
  k->shape.before = k->shape.after = SERIES_CONSTANT;
}

typedef struct { double from, width, every, to; } Pulse;

static double pulse_at(const Linker *L, const Pulse *p, double time) {
  double slack = 1e-6 * L->graph->step, since = time - p->from + slack;
  if (since < 0.0 || time > p->to + slack) return 0.0;
  double into = p->every > 0.0 ? fmod(since, p->every) : since;
  return into < p->width ? 1.0 : 0.0;
}

static Value lower_pulse(Linker *L, const Expr *e, const Unit *declared, Now now) {
  Pulse p = {lower_number(L, need_option(L, e, "from"), "from"), lower_number(L, need_option(L, e, "width"), "width"),
             option_number(L, e, "every", 0.0), option_number(L, e, "to", INFINITY)};
  const Expr *height = lower_option(e, "height");
  Unit one = unit_one();
  Value h = height ? lower_any(L, height, declared, now)
                   : lower_of(graph_scalar(L->builder, declared ? unit_in(*declared, 1.0) : 1.0), declared ? *declared : one);
  double time = lower_single_time(L, e, now);
  NodeId shape;
  if (!isnan(time)) shape = graph_scalar(L->builder, pulse_at(L, &p, time));
  else {
    uint32_t rows = graph_rows(L->graph);
    double *data = lower_rows(L, 1, e->place);
    for (uint32_t r = 0; r < rows; r++) data[r] = pulse_at(L, &p, lower_row_time(L, r));
    shape = graph_leaf(L->builder, OP_PATH, 0, NULL, 0, 0, data, e->place);
  }
  return lower_of(lower_op(L, OP_MUL, e->place, 2, shape, h.node), h.bare ? one : h.unit);
}

Value lower_path(Linker *L, const Expr *e, const Unit *declared, Now now) {
  if (e->word == WORD_PULSE) return lower_pulse(L, e, declared, now);
  Knots k = {.shape = {.name = L->speaking, .gap = INFINITY, .place = e->place}};
  if (e->word == WORD_RAMP || e->word == WORD_S_CURVE) knots_of_rise(L, e, declared, now, &k);
  else knots_of_years(L, e, declared, now, &k);
  return path_of(L, e, &k, now);
}
