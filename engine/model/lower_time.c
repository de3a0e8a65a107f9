/* lower_time.c : the words that read another moment, and the hidden states they need. */
#include "model/lower.h"
#include "base/text.h"
#include <assert.h>
#include <math.h>
#include <string.h>

/* ---- moments ----------------------------------------------------------------------------------------------------- */

double lower_row_time(const Linker *L, uint32_t row) {
  double steps = L->graph->method == METHOD_RK4 ? (double)row / 2.0 : (double)row;
  return L->graph->start + steps * L->graph->step;
}

NodeId lower_year(Linker *L, Now now, Place place) {
  if (now.moment == AT_END && L->at_year) return graph_scalar(L->builder, L->year);
  if (now.moment == AT_END) lower_fail(L, E421, place, "year", "year");
  if (now.moment == AT_START || now.moment == AT_START_FLOW) return graph_scalar(L->builder, L->graph->start);
  if (now.moment == IN_PAST) return graph_scalar(L->builder, now.flow_year);
  uint32_t rows = graph_rows(L->graph);
  double *times = lower_rows(L, 1, place);
  for (uint32_t r = 0; r < rows; r++) times[r] = lower_row_time(L, r);
  return graph_leaf(L->builder, OP_PATH, 0, NULL, 0, 0, times, (Place){0});
}

static Now at(Now now, Moment moment) {
  now.moment = moment;
  return now;
}

static bool at_start(Now now) { return now.moment == AT_START || now.moment == AT_START_FLOW; }

/* ---- states ------------------------------------------------------------------------------------------------------- */

uint32_t lower_state(Linker *L, const char *name, unsigned n_axes, const uint8_t *axes, NodeId init) {
  Graph *g = L->graph;
  g->states = lower_grow(L, g->states, g->n_states, &L->room_states, sizeof *g->states);
  State *s = &g->states[g->n_states];
  *s = (State){.name = name, .init = init, .next = NODE_NONE, .rate = NODE_NONE, .n_axes = (uint8_t)n_axes, .size = 1};
  for (unsigned i = 0; i < n_axes; i++) {
    s->axes[i] = axes[i];
    s->size *= L->axes[axes[i]]->n;
  }
  assert(init == NODE_NONE || g->nodes[init].size == s->size);
  return g->n_states++;
}

NodeId lower_state_leaf(Linker *L, uint32_t state) {
  const State *s = &L->graph->states[state];
  return graph_leaf(L->builder, OP_STATE, s->n_axes, s->axes, (int)state, 0, NULL, (Place){0});
}

/* A value over exactly the axes of a state. */
static NodeId over_state(Linker *L, uint32_t state, NodeId id, Place place) {
  const State *s = &L->graph->states[state];
  Node like = {.n_axes = s->n_axes, .size = s->size};
  memcpy(like.axes, s->axes, sizeof like.axes);
  return lower_widen(L, id, &like, place);
}

void lower_state_rate(Linker *L, uint32_t state, NodeId rate, bool nonnegative, Place place) {
  Graph *g = L->graph;
  rate = over_state(L, state, rate, place);
  if (g->method == METHOD_RK4) {
    g->states[state].rate = rate, g->states[state].nonnegative = nonnegative;
    return;
  }
  NodeId moved = lower_op(L, OP_MUL, (Place){0}, 2, rate, graph_scalar(L->builder, g->period));
  NodeId next = lower_op(L, OP_ADD, (Place){0}, 2, lower_state_leaf(L, state), moved);
  if (nonnegative) next = lower_op(L, OP_MAX, (Place){0}, 2, next, graph_scalar(L->builder, 0.0));
  g->states[state].next = next;
}

void lower_later(Linker *L, Pending p) {
  Pending *kept = arena_alloc(L->arena, sizeof *kept);
  *kept = p;
  kept->speech = lower_speech(L);
  kept->next = NULL;
  *L->pending_end = kept;
  L->pending_end = &kept->next;
}

static Hidden *hidden_find(Linker *L, const Expr *e, unsigned part, Moment moment) {
  for (Hidden *h = L->hidden; h; h = h->next)
    if (h->expr == e && h->part == part && h->moment == moment) return h;
  return NULL;
}

static Hidden *hidden_add(Linker *L, const Expr *e, unsigned part, Moment moment, uint32_t state, NodeId value) {
  Hidden *h = arena_alloc(L->arena, sizeof *h);
  *h = (Hidden){.expr = e, .part = part, .moment = moment, .state = state, .value = value, .next = L->hidden};
  return L->hidden = h;
}

static const char *hidden_name(Linker *L, const Expr *e) {
  return arena_printf(L->arena, "%s(%s)", word_rows[e->word].text, expr_text(L->arena, e->args[0], 40));
}

/* ---- closing, average, at_start, index ------------------------------------------------------------------------------ */

static void need_calendar_step(Linker *L, const Expr *e, Now now) {
  if (L->graph->method == METHOD_RK4) lower_fail(L, E411, e->place, word_rows[e->word].text);
  if (now.moment == IN_PAST) lower_fail(L, E412, e->place, word_rows[e->word].text);
}

static Value lower_closing(Linker *L, const Expr *e, Now now) {
  need_calendar_step(L, e, now);
  return lower_equation(L, e->args[0], at(now, at_start(now) ? AT_START : AT_CLOSE));
}

static Value lower_average(Linker *L, const Expr *e, Now now) {
  need_calendar_step(L, e, now);
  if (at_start(now)) {                                   /* the start year's mean: last year's end and this year's */
    Now before = {.moment = IN_PAST, .flow_year = L->graph->start, .level_year = L->graph->start - L->graph->step, .scope = now.scope};
    Value first = lower_equation(L, e->args[0], before), last = lower_equation(L, e->args[0], at(now, AT_START));
    NodeId sum = lower_op(L, OP_ADD, e->place, 2, first.node, last.node);
    return lower_of(lower_op(L, OP_MUL, e->place, 2, graph_scalar(L->builder, 0.5), sum), last.unit);
  }
  Value first = lower_equation(L, e->args[0], at(now, IN_STEP)), last = lower_equation(L, e->args[0], at(now, AT_CLOSE));
  NodeId sum = lower_op(L, OP_ADD, e->place, 2, first.node, last.node);
  return lower_of(lower_op(L, OP_MUL, e->place, 2, graph_scalar(L->builder, 0.5), sum), last.unit);
}

/* A name, a slice of one, or closing of one: what at_start and index may ask for. */
static const Expr *name_within(const Expr *e) {
  while (e->kind == EXPR_CALL && (e->word == WORD_SLICE || e->word == WORD_CLOSING)) e = e->args[0];
  return e->kind == EXPR_NAME ? e : NULL;
}

static Value lower_at_start(Linker *L, const Expr *e, Now now) {
  if (!name_within(e->args[0])) lower_fail(L, E413, e->place, word_rows[e->word].text, expr_text(L->arena, e->args[0], 60));
  return lower_equation(L, e->args[0], at(now, AT_START));
}

static Value lower_index(Linker *L, const Expr *e, Now now) {
  Value x = lower_equation(L, e->args[0], now), start = lower_at_start(L, e, now);
  return lower_of(lower_op(L, OP_DIV, e->place, 2, x.node, start.node), unit_one());
}

/* ---- previous, before ------------------------------------------------------------------------------------------------ */

/* The value k steps before the first simulated one, as `previous` sees it there. */
static Value before_first(Linker *L, const Expr *x, unsigned k, bool closing) {
  Graph *g = L->graph;
  double first = g->calendar ? g->start + g->step : g->start, year = first - k * g->step;
  Now now = {.moment = IN_PAST, .flow_year = year, .level_year = closing || !g->calendar ? year : year - g->step};
  return lower_equation(L, x, now);
}

static void finish_previous(Linker *L, const Pending *p) {
  Graph *g = L->graph;
  NodeId next = lower_equation(L, p->expr->args[0], p->now).node;
  for (unsigned k = 0; k < p->n; k++) {
    const State *s = &g->states[p->states[k]];
    for (unsigned i = 0; i < g->nodes[next].n_axes; i++)
      if (!memchr(s->axes, g->nodes[next].axes[i], s->n_axes)) lower_fail(L, E425, p->expr->place, expr_text(L->arena, p->expr, 60));
    NodeId wide = over_state(L, p->states[k], next, p->expr->place);        /* may move the states */
    g->states[p->states[k]].next = wide;
    next = lower_state_leaf(L, p->states[k]);
  }
}

/* `previous` before the first step: the past, as seen from the moment. */
static Value previous_of_past(Linker *L, const Expr *e, double n, Now now) {
  Graph *g = L->graph;
  double flow = now.moment == IN_PAST ? now.flow_year : g->start, level = now.moment == IN_PAST ? now.level_year : g->start;
  if (now.moment == AT_START_FLOW) level = g->start - g->step;
  Now past = {.moment = IN_PAST, .flow_year = flow - n * g->step, .level_year = level - n * g->step, .scope = now.scope};
  return lower_equation(L, e->args[0], past);
}

static Value lower_previous(Linker *L, const Expr *e, Now now) {
  double n = e->n_args > 1 ? lower_number(L, e->args[1], "the number of steps of previous") : 1.0;
  if (n < 1.0 || n != floor(n) || n > 50.0) lower_fail(L, E414, e->place, "previous", n);
  if (L->graph->method == METHOD_RK4) lower_fail(L, E411, e->place, "previous");
  if (at_start(now) || now.moment == IN_PAST) return previous_of_past(L, e, n, now);
  unsigned steps = (unsigned)n;
  Hidden *h = hidden_find(L, e, steps, now.moment);
  if (h) return lower_of(h->value, h->unit);
  Pending later = {.finish = finish_previous, .expr = e, .now = now, .n = steps};
  later.now.scope = 0;
  Value first = {0};
  for (unsigned k = 1; k <= steps; k++) {
    first = before_first(L, e->args[0], k, now.moment == AT_CLOSE);
    const Node shape = L->graph->nodes[first.node];
    later.states[k - 1] = lower_state(L, hidden_name(L, e), shape.n_axes, shape.axes, first.node);
  }
  h = hidden_add(L, e, steps, now.moment, later.states[steps - 1], lower_state_leaf(L, later.states[steps - 1]));
  h->unit = first.unit;
  lower_later(L, later);
  return lower_of(h->value, h->unit);
}

static Value lower_before(Linker *L, const Expr *e, Now now) {
  double n = lower_number(L, e->args[1], "the years of before");
  if (!name_within(e->args[0])) lower_fail(L, E413, e->place, "before", expr_text(L->arena, e->args[0], 60));
  double year = L->graph->start - n;
  Now past = {.moment = IN_PAST, .flow_year = year, .level_year = year, .scope = now.scope};
  return lower_equation(L, e->args[0], past);
}

/* ---- perpetual inventory ---------------------------------------------------------------------------------------------- */

/* K at the end of the first observed year is I / (g + d), g the mean growth of the whole history up to the start year, so
 * that stocks n years apart lie on one path; then K <- K (1 - d) + I. */
static Value lower_perpetual(Linker *L, const Expr *e, Now now) {
  Slot *slot = e->args[0]->kind == EXPR_NAME ? lower_slot(L, e->args[0]->text) : NULL;
  if (!slot) lower_fail(L, E413, e->place, "perpetual", expr_text(L->arena, e->args[0], 60));
  double ago = e->n_args > 2 ? lower_number(L, e->args[2], "the years of perpetual") : 0.0, start = L->graph->start;
  const Symbol *s = slot->symbol;
  if (s->n_history < 2 || s->size != 1) lower_fail(L, E415, e->place, s->name);
  Value depreciation = lower_equation(L, e->args[1], at(now, AT_START));
  NodeId period = graph_scalar(L->builder, 1.0);                     /* history is annual */
  Unit per_year = unit_one(), wanted = per_year;
  if (unit_parse(L->model->units, "1/a", &wanted, L->fail, e->place)) longjmp(L->out, 1);
  if (!unit_same_dimension(depreciation.unit, wanted)) lower_fail(L, E416, e->place);
  double first = s->history_years[0];
  unsigned all = 0;
  while (lower_has_history(slot, first + all + 1.0) && first + all + 1.0 <= start) all++;
  if (first + all != start) lower_fail(L, E417, e->place, s->name, start, first + all);
  if (ago < 0.0 || ago != floor(ago) || ago > all) lower_fail(L, E417, e->place, s->name, start - ago, first);
  unsigned years = all - (unsigned)ago;
  double growth = all ? pow(s->history[all] / s->history[0], 1.0 / all) - 1.0 : 0.0;
  NodeId initial = lower_op(L, OP_ADD, e->place, 2, graph_scalar(L->builder, growth), depreciation.node);
  NodeId stock = lower_op(L, OP_DIV, e->place, 2, graph_scalar(L->builder, s->history[0]), initial);
  NodeId keep = lower_op(L, OP_SUB, e->place, 2, period, depreciation.node);
  for (unsigned y = 1; y <= years; y++) {
    NodeId kept = lower_op(L, OP_MUL, e->place, 2, stock, keep);
    stock = lower_op(L, OP_ADD, e->place, 2, kept, graph_scalar(L->builder, s->history[y]));
  }
  Unit unit = s->unit, year = wanted;
  if (unit_per_year(unit) == -1 && !unit_div(unit, year, &unit)) lower_fail(L, E227, e->place, s->unit.text ? s->unit.text : "", "1/a");
  unit.text = NULL;
  return lower_of(stock, unit);
}

/* ---- compound ----------------------------------------------------------------------------------------------------------- */

static NodeId grown(Linker *L, const Expr *e, NodeId state, Now now) {
  Value rate = lower_equation(L, e->args[0], now);
  Unit total;
  if (!unit_mul(rate.unit, L->time, &total) || !unit_is_pure(total)) lower_fail(L, E416, e->place);
  NodeId growth = lower_op(L, OP_MUL, e->place, 2, rate.node, graph_scalar(L->builder, L->graph->period));
  return lower_op(L, OP_MUL, e->place, 2, state, lower_op(L, OP_EXP, e->place, 1, growth));
}

static void finish_compound(Linker *L, const Pending *p) {
  NodeId next = over_state(L, p->states[0], grown(L, p->expr, lower_state_leaf(L, p->states[0]), p->now), p->expr->place);
  L->graph->states[p->states[0]].next = next;
}

/* A state c, 1 at the start. calendar: the value of step t includes step t's own rate; else it is c at the moment. */
static Value lower_compound(Linker *L, const Expr *e, Now now) {
  Graph *g = L->graph;
  if (at_start(now) || now.moment == IN_PAST) return lower_of(graph_scalar(L->builder, 1.0), unit_one());
  Hidden *h = hidden_find(L, e, 0, IN_STEP);
  if (!h) {
    Now step = {.moment = IN_STEP}, start = {.moment = AT_START};
    const NodeId like = lower_equation(L, e->args[0], start).node;       /* before g->nodes is read: lowering may move it */
    const Node shape = g->nodes[like];
    uint32_t state = lower_state(L, hidden_name(L, e), shape.n_axes, shape.axes, lower_widen(L, graph_scalar(L->builder, 1.0), &shape, e->place));
    NodeId value = lower_state_leaf(L, state);
    Pending later = {.finish = finish_compound, .expr = e, .now = step, .states = {state}};
    if (g->calendar) value = over_state(L, state, grown(L, e, value, step), e->place), g->states[state].next = value;
    else lower_later(L, later);
    h = hidden_add(L, e, 0, IN_STEP, state, value);
  }
  return lower_of(h->value, unit_one());
}

/* ---- smooth and delay ------------------------------------------------------------------------------------------------------ */

static NodeId stage_time(Linker *L, const Expr *e, Now now, double order) {
  Value time = lower_equation(L, e->args[1], now);
  if (!unit_same_dimension(time.unit, L->time)) lower_fail(L, E418, e->place, word_rows[e->word].text);
  return order == 1.0 ? time.node : lower_op(L, OP_DIV, e->place, 2, time.node, graph_scalar(L->builder, order));
}

static NodeId stage_output(Linker *L, const Expr *e, uint32_t state, NodeId tau) {
  NodeId leaf = lower_state_leaf(L, state);
  return e->word == WORD_DELAY ? lower_op(L, OP_DIV, e->place, 2, leaf, tau) : leaf;
}

/* ds/dt = (in - s) / tau, or dL/dt = in - L / tau; each stage feeds the next. */
static void finish_stages(Linker *L, const Pending *p) {
  const Expr *e = p->expr;
  NodeId tau = stage_time(L, e, p->now, p->n), in = lower_equation(L, e->args[0], p->now).node;
  for (unsigned k = 0; k < p->n; k++) {
    NodeId out = stage_output(L, e, p->states[k], tau), gap = lower_op(L, OP_SUB, e->place, 2, in, out);
    lower_state_rate(L, p->states[k], e->word == WORD_DELAY ? gap : lower_op(L, OP_DIV, e->place, 2, gap, tau), false, e->place);
    in = out;
  }
}

static Value stages_at_close(Linker *L, const Expr *e, const Hidden *h) {
  if (e->word == WORD_DELAY) lower_fail(L, E419, e->place);
  for (Pending *p = L->pending; p; p = p->next)
    if (p->expr == e && p->finish == finish_stages) { p->finish = NULL; finish_stages(L, p); }
  if (L->graph->states[h->state].next == NODE_NONE) lower_fail(L, E423, e->place, hidden_name(L, e), hidden_name(L, e));
  return lower_of(L->graph->states[h->state].next, h->unit);
}

static int axis_meant(Linker *L, const Expr *e) {
  if (e->kind == EXPR_RANGE || e->kind == EXPR_ELEMENT) e = e->args[0];
  return e->kind == EXPR_NAME && lower_is_axis(L, e) ? (int)lower_axis_of(L, e) : -1;
}

static bool takes_axes_away(Linker *L, const Expr *e) {
  if (e->kind != EXPR_CALL) return false;
  return e->word == WORD_SUM || e->word == WORD_MEAN || e->word == WORD_SLICE || ((e->word == WORD_MIN || e->word == WORD_MAX) && axis_meant(L, e->args[0]) >= 0);
}

/* Whether its value may lie over an axis that is none of these. */
static bool has_other_axes(Linker *L, const Expr *e, unsigned n, const uint8_t *axes) {
  if (takes_axes_away(L, e)) {
    uint8_t more[3 * AXES_MAX];
    memcpy(more, axes, n);
    for (unsigned i = 0; i < e->n_args && n < sizeof more; i++)
      if (axis_meant(L, e->args[i]) >= 0) more[n++] = (uint8_t)axis_meant(L, e->args[i]);
    return has_other_axes(L, e->args[e->word == WORD_SLICE ? 0 : e->n_args - 1], n, more);
  }
  const Slot *slot = e->kind == EXPR_NAME ? lower_slot(L, e->text) : NULL;
  for (unsigned i = 0; slot && i < slot->symbol->n_axes; i++)
    if (!memchr(axes, slot->symbol->axes[i], n)) return true;
  int axis = slot ? -1 : axis_meant(L, e);
  if (axis >= 0) return !memchr(axes, axis, n);
  for (unsigned i = 0; i < e->n_args; i++)
    if (has_other_axes(L, e->args[i], n, axes)) return true;
  for (unsigned i = 0; i < e->n_entries; i++)
    if (has_other_axes(L, e->entries[i].value, n, axes)) return true;
  return false;
}

/* The axes of a stage: those of its first value, its input and its time. The latter two are asked at the start only for
 * axes of their own, for they may not be known there. */
static Node stage_shape(Linker *L, const Expr *e, NodeId first, double order) {
  Now start = {.moment = AT_START};
  Node shape = {.size = 1};
  lower_join_axes(L, &shape, first, e->place);
  if (has_other_axes(L, e->args[0], shape.n_axes, shape.axes)) lower_join_axes(L, &shape, lower_equation(L, e->args[0], start).node, e->place);
  if (has_other_axes(L, e->args[1], shape.n_axes, shape.axes)) lower_join_axes(L, &shape, stage_time(L, e, start, order), e->place);
  return shape;
}

/* smooth: from the input at the start. delay: L = out x tau at the start. tau is the time over the order. */
static Value lower_stages(Linker *L, const Expr *e, Now now) {
  double order = lower_option(e, "order") ? lower_number(L, lower_option(e, "order"), "the order") : 1.0;
  if (order < 1.0 || order != floor(order) || order > 50.0) lower_fail(L, E414, e->place, word_rows[e->word].text, order);
  if (now.moment == IN_PAST) lower_fail(L, E412, e->place, word_rows[e->word].text);
  Now start = {.moment = AT_START}, step = {.moment = IN_STEP};
  const Expr *initial = lower_option(e, "initial");
  Hidden *h = at_start(now) ? NULL : hidden_find(L, e, 0, IN_STEP);
  if (h) return now.moment == AT_CLOSE ? stages_at_close(L, e, h) : lower_of(h->value, h->unit);
  Value first = lower_equation(L, initial ? initial : e->args[0], start), input = first;
  const Node shape = stage_shape(L, e, first.node, order);
  NodeId full = lower_widen(L, first.node, &shape, e->place);
  if (at_start(now)) return lower_of(full, first.unit);
  if (initial) {
    input = lower_equation(L, e->args[0], start);
    lower_unify(L, &first, &input, false, e->place);
  }
  if (e->word == WORD_DELAY) full = lower_op(L, OP_MUL, e->place, 2, full, stage_time(L, e, start, order));
  Pending later = {.finish = finish_stages, .expr = e, .now = step, .n = (unsigned)order};
  for (unsigned k = 0; k < later.n; k++) later.states[k] = lower_state(L, hidden_name(L, e), shape.n_axes, shape.axes, full);
  h = hidden_add(L, e, 0, IN_STEP, later.states[later.n - 1], NODE_NONE);
  h->unit = input.unit;
  NodeId tau = e->word == WORD_DELAY ? stage_time(L, e, step, order) : NODE_NONE;
  h->value = stage_output(L, e, h->state, tau);
  lower_later(L, later);
  return now.moment == AT_CLOSE ? stages_at_close(L, e, h) : lower_of(h->value, h->unit);
}

Value lower_time_word(Linker *L, const Expr *e, const Unit *declared, Now now) {
  (void)declared;
  if (now.moment == AT_END) lower_fail(L, E420, e->place, word_rows[e->word].text);
  switch (e->word) {
    case WORD_CLOSING: return lower_closing(L, e, now);
    case WORD_AVERAGE: return lower_average(L, e, now);
    case WORD_PREVIOUS: return lower_previous(L, e, now);
    case WORD_AT_START: return lower_at_start(L, e, now);
    case WORD_INDEX: return lower_index(L, e, now);
    case WORD_COMPOUND: return lower_compound(L, e, now);
    case WORD_BEFORE: return lower_before(L, e, now);
    case WORD_PERPETUAL: return lower_perpetual(L, e, now);
    default: return lower_stages(L, e, now);
  }
}
