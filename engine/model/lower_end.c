/* lower_end.c : checks in every step, and walks over the years of a finished run: outcomes and targets. */
#include "model/lower.h"
#include "base/text.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- checks ---------------------------------------------------------------------------------------------------------- */

static NodeId allowed_gap(Linker *L, const Decl *d, Value left, Value right, Now step) {
  const Expr *within = decl_key(d, "within");
  if (within) {
    Value v = lower_value(L, within, left.unit, step);
    if (!v.bare && !unit_same_dimension(v.unit, left.unit)) lower_fail(L, E441, d->place, d->name);
    return v.node;
  }
  if (right.bare && right.number == 0.0) lower_fail(L, E442, d->place, d->name);
  NodeId a = lower_op(L, OP_ABS, d->place, 1, left.node), b = lower_op(L, OP_ABS, d->place, 1, right.node);
  return lower_op(L, OP_MUL, d->place, 2, graph_scalar(L->builder, 1e-9), lower_op(L, OP_MAX, d->place, 2, a, b));
}

/* equals: |a - b|; at_most: a - b, at_least: b - a, as far as positive. */
static NodeId gap_of(Linker *L, const Decl *d, NodeId a, NodeId b, char kind) {
  NodeId difference = lower_op(L, OP_SUB, d->place, 2, kind == '>' ? b : a, kind == '>' ? a : b);
  if (kind == '=') return lower_op(L, OP_ABS, d->place, 1, difference);
  return lower_op(L, OP_MAX, d->place, 2, difference, graph_scalar(L->builder, 0.0));
}

static const Expr *check_side(Linker *L, const Decl *d, char *kind) {
  static const char *const keys[3] = {"equals", "at_most", "at_least"};
  for (int i = 0; i < 3; i++) {
    *kind = "=<>"[i];
    if (decl_key(d, keys[i])) return decl_key(d, keys[i]);
  }
  lower_fail(L, E443, d->place, d->name);
}

void lower_check_of(Linker *L, const char *name, Place place, NodeId gap, NodeId limit) {
  Graph *g = L->graph;
  NodeId holds = lower_over_all(L, OP_REDUCE_MIN, lower_op(L, OP_AT_MOST, place, 2, gap, limit), place);
  NodeId one = graph_scalar(L->builder, 1.0), zero = graph_scalar(L->builder, 0.0);
  uint32_t state = lower_state(L, arena_printf(L->arena, "check %s", name), 0, NULL, zero);
  g->states[state].next = lower_op(L, OP_ADD, place, 2, lower_state_leaf(L, state), lower_op(L, OP_SUB, place, 2, one, holds));
  g->checks[g->n_checks++] = (Check){
    .name = name, .place = place, .gap = lower_over_all(L, OP_REDUCE_MAX, gap, place),
    .limit = lower_over_all(L, OP_REDUCE_MAX, limit, place),
    .failed = graph_leaf(L->builder, OP_FINAL, 0, NULL, (int)state, 0, NULL, place)};
}

void lower_check(Linker *L, const Decl *d) {
  char kind;
  Now step = {.moment = IN_STEP};
  L->speaking = d->name, L->owner = NULL, L->n_declared = 0;
  if (!d->value) lower_fail(L, E443, d->place, d->name);
  Value a = lower_equation(L, d->value, step), b = lower_equation(L, check_side(L, d, &kind), step);
  lower_unify(L, &a, &b, true, d->place);
  NodeId limit = allowed_gap(L, d, a, b, step), gap = gap_of(L, d, a.node, b.node, kind);
  lower_check_of(L, d->name, d->place, gap, limit);
}

/* ---- walks over years --------------------------------------------------------------------------------------------------- */

static const char *year_text(Linker *L, double year) { return arena_printf(L->arena, "%g", year); }

/* The grid point of a year, or -1 when it lies before the start. */
static long grid_of(Linker *L, double year, Place place) {
  const Graph *g = L->graph;
  double steps = (year - g->start) / g->step, whole = floor(steps + 0.5);
  if (year < g->start - 1e-9) return -1;
  if (fabs(steps - whole) > 1e-6 || whole > g->n_steps)
    lower_fail(L, E440, place, year_text(L, year), year_text(L, g->start), year_text(L, g->start + g->n_steps * g->step));
  return (long)whole;
}

/* x as recorded at a grid point, or as observed in a year before the start. */
static Value recorded(Linker *L, const Expr *x, long grid, double year) {
  Now end = {.moment = AT_END};
  bool before = L->at_year;
  if (before) lower_fail(L, E444, x->place);
  L->at_year = true, L->grid = grid, L->year = year;
  Value v = lower_equation(L, x, end);
  L->at_year = false;
  return v;
}

static Value value_at(Linker *L, const Expr *x, double year, Place place) {
  Value v = recorded(L, x, grid_of(L, year, place), year);
  const Node *n = &L->graph->nodes[v.node];
  if (n->op == OP_CONST && isnan(n->data[0])) lower_fail(L, E447, place, expr_text(L->arena, x, 60), year_text(L, year));
  return v;
}

/* (x(b) / x(a))^(1 / (b - a)) - 1 */
static Value growth(Linker *L, const Expr *e, double a, double b) {
  Value first = value_at(L, e->args[0], a, e->place), last = value_at(L, e->args[0], b, e->place);
  NodeId ratio = lower_op(L, OP_DIV, e->place, 2, last.node, first.node), one = graph_scalar(L->builder, 1.0);
  NodeId yearly = lower_op(L, OP_POW, e->place, 2, ratio, graph_scalar(L->builder, 1.0 / (b - a)));
  return lower_of(lower_op(L, OP_SUB, e->place, 2, yearly, one), unit_one());
}

static Value total(Linker *L, const Expr *e, double a, double b, bool mean) {
  const Graph *g = L->graph;
  long first = grid_of(L, a, e->place), last = grid_of(L, b, e->place);
  if (first < 0) lower_fail(L, E445, e->place, word_rows[e->word].text, year_text(L, a));
  if (first == 0 && !mean && g->calendar) first = 1;
  Value sum = {0};
  for (long k = first; k <= last; k++) {
    Value v = value_at(L, e->args[0], g->start + (double)k * g->step, e->place);
    sum = k == first ? v : lower_of(lower_op(L, OP_ADD, e->place, 2, sum.node, v.node), v.unit);
  }
  if (mean) return lower_of(lower_op(L, OP_DIV, e->place, 2, sum.node, graph_scalar(L->builder, (double)(last - first + 1))), sum.unit);
  if (unit_per_year(sum.unit) != -1) return sum;
  Unit unit;
  if (!unit_mul(sum.unit, L->time, &unit)) return sum;
  return lower_of(lower_op(L, OP_MUL, e->place, 2, sum.node, graph_scalar(L->builder, g->period)), unit);
}

/* The first grid point whose value is known: a flow may have none in the start year. */
static long first_known(Linker *L, const Expr *x) {
  if (!L->graph->calendar) return 0;
  NodeId start = recorded(L, x, 0, L->graph->start).node;      /* first: it may move the nodes */
  const Node *n = &L->graph->nodes[start];
  return n->op == OP_CONST && isnan(n->data[0]) ? 1 : 0;
}

/* 1 when the peak is the first or the last year that is known: then the run shows no peak. */
static NodeId at_edge(Linker *L, const Expr *e, NodeId when, long first) {
  const Graph *g = L->graph;
  double begins = g->start + (double)first * g->step, ends = g->start + (double)g->n_steps * g->step;
  NodeId at_first = lower_op(L, OP_SAME, e->place, 2, when, graph_scalar(L->builder, unit_in(L->time, begins)));
  NodeId at_last = lower_op(L, OP_SAME, e->place, 2, when, graph_scalar(L->builder, unit_in(L->time, ends)));
  return lower_op(L, OP_EITHER, e->place, 2, at_first, at_last);
}

static Value extreme(Linker *L, const Expr *e) {
  const Graph *g = L->graph;
  bool lowest = e->word == WORD_LOWEST;
  long first = first_known(L, e->args[0]);
  Value best = recorded(L, e->args[0], first, g->start + (double)first * g->step);
  NodeId when = graph_scalar(L->builder, unit_in(L->time, g->start + (double)first * g->step));
  for (long k = first + 1; k <= (long)g->n_steps; k++) {
    double year = g->start + (double)k * g->step;
    Value v = recorded(L, e->args[0], k, year);
    NodeId better = lower_op(L, OP_LESS, e->place, 2, lowest ? v.node : best.node, lowest ? best.node : v.node);
    when = lower_op(L, OP_WHERE, e->place, 3, better, graph_scalar(L->builder, unit_in(L->time, year)), when);
    best.node = lower_op(L, OP_WHERE, e->place, 3, better, v.node, best.node);
  }
  if (e->word == WORD_PEAK_AT_EDGE) return lower_of(at_edge(L, e, when, first), unit_one());
  return e->word == WORD_PEAK_YEAR ? lower_of(when, L->time) : best;
}

Value lower_years_word(Linker *L, const Expr *e, Now now) {
  if (now.moment != AT_END) lower_fail(L, E446, e->place, word_rows[e->word].text);
  if (e->n_args == 1) return extreme(L, e);            /* peak_year, peak_at_edge, peak, lowest */
  double a = lower_number(L, e->args[1], "a year");
  if (e->word == WORD_AT) return value_at(L, e->args[0], a, e->place);
  double b = lower_number(L, e->args[2], "a year");
  if (!(a < b)) lower_fail(L, E433, e->place, word_rows[e->word].text, a, b);
  if (e->word == WORD_GROWTH) return growth(L, e, a, b);
  return total(L, e, a, b, e->word == WORD_MEAN_OVER);
}

/* ---- outcomes and targets ------------------------------------------------------------------------------------------------ */

static double plain(Linker *L, const Decl *d, const char *key, Unit unit) {
  const Expr *e = decl_key(d, key);
  if (!e) return NAN;
  Value v = lower_value(L, e, unit, (Now){.moment = AT_START});
  const Node *n = &L->graph->nodes[v.node];
  if (n->op != OP_CONST || n->size != 1) lower_fail(L, E341, e->place, key, expr_text(L->arena, e, 60));
  if (!unit_same_dimension(v.unit, unit)) {
    char a[UNIT_TEXT], b[UNIT_TEXT];
    lower_fail(L, E228, e->place, key, d->name, unit_text(L->model->units, v.unit, a), unit_text(L->model->units, unit, b), "they are unlike");
  }
  return n->data[0];
}

static void goal_of(Linker *L, const Decl *d, Walk *w) {
  static const char *const keys[3] = {"at_least", "at_most", "about"};
  for (int i = 0; i < 3; i++) {
    if (!decl_key(d, keys[i])) continue;
    w->goal = plain(L, d, keys[i], w->unit);
    w->comparison = "><~"[i];
  }
  w->base = plain(L, d, "base", w->unit);
  if (decl_key(d, "year")) w->year = lower_number(L, decl_key(d, "year"), "year");
  if (decl_key(d, "base_year")) w->base_year = lower_number(L, decl_key(d, "base_year"), "base_year");
}

/* A path of every target's years gives a model many outcomes that name each other: they are looked up by halving. */
struct OutcomeName { const char *name; int at; };

static int by_name(const void *a, const void *b) { return strcmp(((const struct OutcomeName *)a)->name, ((const struct OutcomeName *)b)->name); }

static void sort_outcome_names(Linker *L) {
  unsigned n = L->linked->n_outcomes;
  L->outcome_names = arena_array(L->arena, n + 1u, sizeof *L->outcome_names);
  for (unsigned i = 0; i < n; i++) L->outcome_names[i] = (struct OutcomeName){L->linked->outcomes[i].decl->name, (int)i};
  qsort(L->outcome_names, n, sizeof *L->outcome_names, by_name);
}

/* The index of an outcome, or -1. */
static int outcome_named(const Linker *L, const char *name) {
  const struct OutcomeName wanted = {name, 0}, *found = NULL;
  if (L->outcome_names) found = bsearch(&wanted, L->outcome_names, L->linked->n_outcomes, sizeof wanted, by_name);
  return found ? found->at : -1;
}

/* The last year an outcome's expression names, outcomes within it included; for targets that do not say `year`. */
static double last_year(Linker *L, const Expr *e) {
  double latest = 0.0;
  int inner = e->kind == EXPR_NAME ? outcome_named(L, e->text) : -1;
  if (inner >= 0) {
    const Decl *d = L->linked->outcomes[inner].decl;
    lower_need_stack(L, d->name, e->place);
    if (isnan(L->latest[inner])) {
      L->latest[inner] = -1.0;                           /* a loop is found, and refused, when the outcome is lowered */
      L->latest[inner] = d->value ? last_year(L, d->value) : 0.0;
    }
    return L->latest[inner];
  }
  if (e->kind == EXPR_CALL && word_rows[e->word].class == CLASS_YEARS && e->n_args > 1 && e->args[e->n_args - 1]->kind == EXPR_NUMBER)
    latest = e->args[e->n_args - 1]->number;
  for (unsigned i = 0; i < e->n_args; i++) latest = fmax(latest, last_year(L, e->args[i]));
  return latest;
}

/* A walk that needs years after the horizon of this run is not a fault of the model: it has no value in this run. */
static bool beyond_horizon(Linker *L, const Decl *d) {
  return last_year(L, d->value) > L->graph->start + L->graph->n_steps * L->graph->step + 1e-9;
}

static void walk(Linker *L, Walk *w, bool *busy) {
  const Decl *d = w->decl;
  if (*busy) lower_fail(L, E423, d->place, d->name, d->name);
  *busy = true;
  const char *speaking = L->speaking;
  L->speaking = d->name, L->owner = NULL;
  if (d->kind == DECL_TARGET) goal_of(L, d, w);
  if (d->value && w->year == 0.0) w->year = last_year(L, d->value);
  if (d->value && !beyond_horizon(L, d)) {
    Value v = lower_equation(L, d->value, (Now){.moment = AT_END});
    Symbol as = {.name = d->name, .decl = d, .unit = w->unit, .size = 1};
    w->value = lower_fit(L, v, &as, "the outcome", d->value->place);
  }
  L->speaking = speaking;
  *busy = false;
}

/* An outcome's name inside another outcome or a target. */
bool lower_outcome(Linker *L, const Expr *name, Now now, Value *out) {
  int i = now.moment == AT_END && !L->at_year ? outcome_named(L, name->text) : -1;
  if (i < 0) return false;
  Walk *w = &L->linked->outcomes[i];
  lower_need_stack(L, name->text, name->place);
  if (w->value == NODE_NONE) walk(L, w, &L->walking[i]);
  *out = lower_of(w->value, w->unit);
  return w->value != NODE_NONE;
}

static Walk *list_walk(Linker *L, const Decl *d) {
  Walk *w = d->kind == DECL_OUTCOME ? &L->linked->outcomes[L->linked->n_outcomes++] : &L->linked->targets[L->linked->n_targets++];
  *w = (Walk){.decl = d, .value = NODE_NONE, .goal = NAN, .base = NAN};
  if (unit_parse(L->model->units, d->unit_text, &w->unit, L->fail, d->place)) longjmp(L->out, 1);
  return w;
}

void lower_walks(Linker *L) {
  bool target = false;
  for (unsigned i = 0; i < L->model->n_decls; i++)
    if (L->model->decls[i]->kind == DECL_OUTCOME || L->model->decls[i]->kind == DECL_TARGET) list_walk(L, L->model->decls[i]);
  sort_outcome_names(L);
  L->walking = arena_array(L->arena, L->linked->n_outcomes + 1u, sizeof *L->walking);
  L->latest = arena_array(L->arena, L->linked->n_outcomes + 1u, sizeof *L->latest);
  for (unsigned i = 0; i < L->linked->n_outcomes; i++) L->latest[i] = NAN;
  for (unsigned i = 0; i < L->linked->n_outcomes; i++)
    if (L->linked->outcomes[i].value == NODE_NONE) walk(L, &L->linked->outcomes[i], &L->walking[i]);
  for (unsigned i = 0; i < L->linked->n_targets; i++) walk(L, &L->linked->targets[i], &target);
}
