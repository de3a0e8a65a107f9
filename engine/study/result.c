#include "study/result.h"

#include "base/text.h"
#include "model/oracle.h"
#include "study/point.h"
#include "study/why.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static Place nowhere(void) { return place_at(NULL, 0, 0); }

static int short_of_memory(Fail *fail) { return fail_set(fail, E801, nowhere(), "a run"); }

/* ---- values --------------------------------------------------------------------------------------------------- */

static bool copy_times(Result *r) {
  const Graph *g = r->linked->graph;
  r->n_times = g->n_steps + 1;
  double *times = arena_array(r->arena, r->n_times, sizeof *times);
  if (!times) return false;
  for (unsigned i = 0; i < r->n_times; i++) times[i] = g->start + i * g->step;
  r->times = times;
  return true;
}

static uint32_t size_of(const Graph *g, uint32_t output) { return g->nodes[g->outputs[output].step].size; }

static bool copy_values(Result *r, const Point *point) {
  const Graph *g = r->linked->graph;
  double **values = arena_array(r->arena, g->n_outputs + 1, sizeof *values);
  if (!values) return false;
  for (uint32_t k = 0; k < g->n_outputs; k++) {
    uint32_t size = size_of(g, k);
    if (!(values[k] = arena_array(r->arena, (size_t)size * r->n_times, sizeof **values))) return false;
    for (unsigned t = 0; t < r->n_times; t++)
      memcpy(values[k] + (size_t)t * size, point_output(point, k, t), size * sizeof **values);
  }
  r->values = values;
  return true;
}

static bool copy_outcomes(Result *r, const Point *point) {
  double *values = arena_array(r->arena, r->linked->n_outcomes + 1, sizeof *values);
  if (!values) return false;
  for (unsigned i = 0; i < r->linked->n_outcomes; i++) {
    NodeId value = r->linked->outcomes[i].value;         /* none: it speaks of years after the horizon */
    values[i] = value != NODE_NONE ? point_end(point, value) : NAN;
  }
  r->outcomes = values;
  return true;
}

/* ---- a check that failed -------------------------------------------------------------------------------------- */

typedef struct { const Graph *graph; const Oracle *oracle; uint32_t point; } Story;

static const double *value_of(const Story *s, NodeId id) { return oracle_value(s->oracle, id, s->point); }

/* The gap is the greatest |left - right| over elements: goes down to the difference. */
static const Node *difference_in(const Graph *g, NodeId id) {
  const Node *node = &g->nodes[id];
  while (node->op == OP_REDUCE_MAX || node->op == OP_ABS || node->op == OP_MAX) node = &g->nodes[node->args[0]];
  return node->op == OP_SUB ? node : NULL;
}

/* The sides where they differ most; only when both have the difference's axes, or none. */
static void find_sides(const Story *s, NodeId gap, CheckResult *c) {
  const Node *d = difference_in(s->graph, gap);
  if (!d) return;
  const Node *left = &s->graph->nodes[d->args[0]], *right = &s->graph->nodes[d->args[1]];
  if ((left->size != d->size && left->size != 1) || (right->size != d->size && right->size != 1)) return;
  const double *l = value_of(s, d->args[0]), *r = value_of(s, d->args[1]);
  double widest = -1;
  for (uint32_t i = 0; i < d->size; i++) {
    double x = l[left->size == 1 ? 0 : i], y = r[right->size == 1 ? 0 : i];
    if (!(fabs(x - y) > widest) && widest >= 0) continue;
    widest = fabs(x - y);
    c->left = x;
    c->right = y;
  }
}

static const Decl *check_decl(const Model *model, const char *name) { return model_find(model, DECL_CHECK, name); }

static void tell_sides(const Result *r, CheckResult *c) {
  const Decl *decl = check_decl(r->model, c->name);
  if (!decl || !decl->value) return;
  c->left_text = expr_text(r->arena, decl->value, 120);
  static const char *const keys[] = {"equals", "at_most", "at_least"};
  for (unsigned i = 0; i < 3; i++) {
    const Expr *side = decl_key(decl, keys[i]);
    if (side) c->right_text = expr_text(r->arena, side, 120);
  }
}

static void tell(const Result *r, const Check *check, const Oracle *oracle, CheckResult *c) {
  Story s = {r->linked->graph, oracle, 0};
  unsigned first = s.graph->calendar ? 1 : 0;
  for (s.point = first; s.point < r->n_times; s.point++) {
    c->gap = value_of(&s, check->gap)[0];
    c->limit = value_of(&s, check->limit)[0];
    if (!(c->gap <= c->limit)) break;
  }
  if (s.point == r->n_times) return;
  c->time = r->times[s.point];
  find_sides(&s, check->gap, c);
  tell_sides(r, c);
}

static int tell_failed(Result *r, CheckResult *checks, Fail *fail) {
  Oracle *oracle = oracle_new(r->linked->graph);
  if (!oracle) return short_of_memory(fail);
  oracle_run(oracle, NULL, NULL);                /* NULL: the point run */
  for (unsigned i = 0; i < r->n_checks; i++)
    if (checks[i].failed) tell(r, &r->linked->graph->checks[i], oracle, &checks[i]);
  oracle_free(oracle);
  return 0;
}

static int fill_checks(Result *r, const Point *point, bool story, Fail *fail) {
  const Graph *g = r->linked->graph;
  CheckResult *checks = arena_array(r->arena, g->n_checks + 1, sizeof *checks);
  if (!checks) return short_of_memory(fail);
  for (uint32_t i = 0; i < g->n_checks; i++) {
    double failed = point_end(point, g->checks[i].failed);
    checks[i] = (CheckResult){.name = g->checks[i].name, .place = g->checks[i].place, .failed = (unsigned)failed, .time = NAN,
                              .gap = NAN, .limit = NAN, .left = NAN, .right = NAN};
    r->n_failed += failed > 0;
  }
  r->checks = checks;
  r->n_checks = g->n_checks;
  return r->n_failed && story ? tell_failed(r, checks, fail) : 0;
}

/* ---- a value that is not finite ------------------------------------------------------------------------------- */

static bool is_watched(const Symbol *s) {
  DeclKind kind = s->decl->kind;
  return kind == DECL_FLOW || kind == DECL_LEVEL || kind == DECL_STOCK || kind == DECL_SOLVE;
}

static bool finite_at(const Result *r, const Symbol *s, unsigned t) {
  for (uint32_t i = 0; i < s->size; i++)
    if (!isfinite(r->values[s->output][(size_t)t * s->size + i])) return false;
  return true;
}

/* The first in the order of computing that is not finite at t; NULL: none. */
static const Symbol *culprit_at(const Result *r, unsigned t) {
  const Symbol *found = NULL;
  const Output *outputs = r->linked->graph->outputs;
  for (unsigned i = 0; i < r->linked->n_symbols; i++) {
    const Symbol *s = &r->linked->symbols[i];
    if (!is_watched(s) || finite_at(r, s, t)) continue;
    if (!found || outputs[s->output].step < outputs[found->output].step) found = s;
  }
  return found;
}

static double first_bad(const Result *r, const Symbol *s, unsigned t, unsigned *element) {
  const double *x = r->values[s->output] + (size_t)t * s->size;
  for (*element = 0; *element + 1 < s->size && isfinite(x[*element]);) ++*element;
  return x[*element];
}

/* "capital = 0, closing(labour) = 12": the scalars that the equation read, each at its moment. */
static void list_inputs(const Result *r, const Symbol *asker, unsigned t, char *out, size_t size) {
  static const char *const forms[] = {"%s%.40s = %.6g", "%sclosing(%.40s) = %.6g", "%saverage(%.40s) = %.6g",
                                      "%sprevious(%.40s) = %.6g", "%sat_start(%.40s) = %.6g", "%sbefore(%.40s) = %.6g"};
  const WhyInput *inputs;
  unsigned n = why_inputs(r, r->arena, asker, t, &inputs);
  size_t used = 0;
  out[0] = 0;
  for (unsigned i = 0; i < n && used + 96 < size; i++) {
    const WhyInput *in = &inputs[i];
    if (in->symbol->size != 1 || in->moment == READ_BEFORE) continue;
    used += (size_t)snprintf(out + used, size - used, forms[in->moment], used ? ", " : "", in->symbol->name, why_value(r, in, 0));
  }
  if (!used) snprintf(out, size, "none of its inputs is one number");
}

/* A solve without a root: its bounds and what `zero` is there. 0 when the node is none, or memory is short. */
static int refuse_unsolved(const Result *r, const Symbol *s, unsigned t, unsigned element, Place place, const char *name, const char *time, Fail *fail) {
  const Graph *g = r->linked->graph;
  const Output *output = &g->outputs[s->output];
  NodeId node = t == 0 && g->calendar ? output->start : output->step;
  Oracle *o = g->nodes[node].op == OP_SOLVE ? oracle_new(g) : NULL;
  if (!o) return 0;
  oracle_run(o, NULL, NULL);
  Bracket b = oracle_bracket(o, node, element, t);
  oracle_free(o);
  char text[4][32];
  const double numbers[4] = {unit_out(s->unit, b.low), unit_out(s->unit, b.high), b.at_low, b.at_high};
  for (unsigned i = 0; i < 4; i++) snprintf(text[i], sizeof text[i], "%.6g", numbers[i]);
  return fail_set(fail, E702, place, text[0], text[1], name, time, text[2], text[3]);
}

static int refuse_not_finite(const Result *r, const Symbol *s, unsigned t, Fail *fail) {
  unsigned element;
  double value = first_bad(r, s, t, &element);
  const char *where = symbol_element(r, s, element, r->arena);
  const Expr *equation = s->override ? s->override->value : s->decl->value;
  char inputs[400], time[32], name[128];
  snprintf(name, sizeof name, "%s%s%s", s->name, *where ? "." : "", where);
  snprintf(time, sizeof time, "%.10g", r->times[t]);
  list_inputs(r, s, t, inputs, sizeof inputs);
  Place place = s->override ? s->override->place : equation ? equation->place : s->decl->place;
  int unsolved = s->decl->kind == DECL_SOLVE ? refuse_unsolved(r, s, t, element, s->decl->place, name, time, fail) : 0;
  if (unsolved) return unsolved;
  return fail_set(fail, E701, place, name, isnan(value) ? "not a number" : "infinite", time, inputs);
}

/* Every named flow, level, stock and solve, at every time; in the start year of a calendar model a flow may be unknown. */
static int watch(const Result *r, Fail *fail) {
  for (unsigned t = r->linked->graph->calendar ? 1 : 0; t < r->n_times; t++) {
    const Symbol *s = culprit_at(r, t);
    if (s) return refuse_not_finite(r, s, t, fail);
  }
  return 0;
}

/* ---- a run ---------------------------------------------------------------------------------------------------- */

static double walk_value(const void *point, const Walk *w) { return point_end(point, w->value); }

/* What is not finite is refused, or kept as the gap. */
static int watch_or_keep(Result *r, bool gaps, Fail *fail) {
  Fail own = {0};
  int code = watch(r, &own);
  bool keep = gaps && (code == E701 || code == E702);
  Fail *gap = keep ? arena_alloc(r->arena, sizeof *gap) : NULL;
  if (keep && !gap) return short_of_memory(fail);
  if (keep) *gap = own, r->gap = gap;
  else if (code && fail) *fail = own;
  return keep ? 0 : code;
}

static int fill(Result *r, const ScoredModel *scored, const Point *point, const ResultOptions *options, Fail *fail) {
  bool plain = options->plain;
  if (!copy_times(r) || !copy_values(r, point) || !copy_outcomes(r, point)) return short_of_memory(fail);
  r->n_outcomes = r->linked->n_outcomes - scored->n_milestones;
  int code = watch_or_keep(r, options->gaps, fail);
  if (!code) code = fill_checks(r, point, !plain, fail);
  if (code || plain) return code;
  r->scores = scorecard_of(r->arena, r->model, scored, r->linked, walk_value, point, &r->n_scores);
  return r->scores ? 0 : short_of_memory(fail);
}

static const Layer *layers_of(Arena *arena, const Scenario *scenario, const ResultOptions *options, unsigned *n) {
  const Layer *own = NULL;
  *n = scenario ? scenario_layers(arena, scenario, &own) : 0;
  if (!options->n_extra) return own;
  Layer *all = arena_array(arena, *n + options->n_extra, sizeof *all);
  if (!all) return NULL;
  if (*n) memcpy(all, own, *n * sizeof *all);
  memcpy(all + *n, options->extra, options->n_extra * sizeof *all);
  *n += options->n_extra;
  return all;
}

static int link_and_run(Result *r, const ResultOptions *options, Fail *fail) {
  LinkOptions link = {.horizon = r->scenario ? scenario_horizon(r->scenario) : 0};
  link.layers = layers_of(r->arena, r->scenario, options, &link.n_layers);
  double horizon = link.horizon != 0 ? link.horizon : r->model->horizon;
  const ScoredModel *scored = scorecard_prepare(r->arena, r->model, horizon, !options->plain);
  if (!scored || arena_failed(r->arena)) return short_of_memory(fail);
  int code = link_model(&scored->model, &link, point_median, &r->linked, fail);
  if (code) return code;
  Point *point;
  if ((code = point_run(r->linked, &point, fail))) return code;
  code = fill(r, scored, point, options, fail);
  point_free(point);
  return code;
}

int result_run(const Model *model, const Scenario *scenario, const ResultOptions *options, Result **out, Fail *fail) {
  static const ResultOptions usual;
  Arena *arena = arena_new();
  Result *r = arena ? arena_alloc(arena, sizeof *r) : NULL;
  *out = NULL;
  if (!r) {
    arena_free(arena);
    return short_of_memory(fail);
  }
  *r = (Result){.arena = arena, .model = model, .scenario = scenario};
  int code = link_and_run(r, options ? options : &usual, fail);
  if (code) result_free(r);
  else *out = r;
  return code;
}

void result_free(Result *r) {
  if (!r) return;
  if (r->linked) link_free(r->linked);
  arena_free(r->arena);
}

/* ---- reading -------------------------------------------------------------------------------------------------- */

double result_at(const Result *r, const Symbol *s, unsigned element, unsigned point) {
  return unit_out(s->unit, r->values[s->output][(size_t)point * s->size + element]);
}

void result_path(const Result *r, const Symbol *s, unsigned element, double *out) {
  for (unsigned t = 0; t < r->n_times; t++) out[t] = result_at(r, s, element, t);
}

int result_closures(const Result *r, const Closure **out, unsigned *n, Fail *fail) {
  Oracle *oracle = oracle_new(r->linked->graph);
  if (!oracle) return short_of_memory(fail);
  oracle_run(oracle, NULL, NULL);
  *n = link_closures(r->linked, oracle, out);
  oracle_free(oracle);
  return 0;
}

int result_point(const Result *r, double time) {
  for (unsigned t = 0; t < r->n_times; t++)
    if (fabs(r->times[t] - time) <= 1e-9 * fabs(time)) return (int)t;
  return -1;
}

bool symbol_is_indicator(const Symbol *s) {
  DeclKind kind = s->decl->kind;
  bool computed = kind == DECL_FLOW || kind == DECL_LEVEL || kind == DECL_STOCK;
  return computed && (s->decl->label.zh || s->decl->label.en);
}

const char *symbol_element(const Result *r, const Symbol *s, unsigned element, Arena *arena) {
  const char *text = "";
  for (unsigned i = s->n_axes; i--;) {
    const Axis *axis = r->linked->graph->axes[s->axes[i]];
    const char *own = axis->elements[element % axis->n];
    element /= axis->n;
    text = *text ? arena_printf(arena, "%s.%s", own, text) : own;
    if (!text) return "";
  }
  return text;
}
