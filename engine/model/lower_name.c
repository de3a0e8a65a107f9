/* lower_name.c : what a name means in each moment. The timing convention of models/README.md, section 3. */
#include "model/lower.h"
#include "base/name.h"
#include <math.h>
#include <string.h>

/* FNV-1a */
static unsigned name_bucket(const Linker *L, const char *name) {
  unsigned h = 2166136261u;
  for (; *name; name++) h = (h ^ (unsigned char)*name) * 16777619u;
  return h & (L->n_buckets - 1);
}

void lower_index_slots(Linker *L) {
  for (L->n_buckets = 64; L->n_buckets < 2 * L->n_slots; L->n_buckets *= 2) {}
  L->slot_of = arena_array(L->arena, L->n_buckets, sizeof *L->slot_of);
  for (unsigned i = 0; i < L->n_slots; i++) {
    unsigned k = name_bucket(L, L->slots[i].symbol->name);
    while (L->slot_of[k]) k = (k + 1) & (L->n_buckets - 1);
    L->slot_of[k] = i + 1;
  }
}

Slot *lower_slot(Linker *L, const char *name) {
  for (unsigned k = name_bucket(L, name); L->slot_of[k]; k = (k + 1) & (L->n_buckets - 1))
    if (strcmp(L->slots[L->slot_of[k] - 1].symbol->name, name) == 0) return &L->slots[L->slot_of[k] - 1];
  return NULL;
}

static Now moment(Now now, Moment m) {
  now.moment = m;
  return now;
}

static bool is_exogenous(const Decl *d) {
  return d->kind == DECL_PARAMETER || d->kind == DECL_NEED || d->kind == DECL_LEVER || d->kind == DECL_SERIES;
}

/* ---- history -------------------------------------------------------------------------------------------------------- */

static int history_row(const Symbol *s, double year) {
  for (unsigned i = 0; i < s->n_history; i++)
    if (fabs(s->history_years[i] - year) < 1e-9) return (int)i;
  return -1;
}

bool lower_has_history(const Slot *slot, double year) {
  int row = history_row(slot->symbol, year);
  return row >= 0 && !isnan(slot->symbol->history[(size_t)row * slot->symbol->size]);
}

NodeId lower_history(Linker *L, Slot *slot, double year, Place place) {
  const Symbol *s = slot->symbol;
  int row = history_row(s, year);
  if (row < 0) lower_fail(L, E424, place, s->name, year, L->graph->start, s->name);
  return graph_constant(L->builder, s->n_axes, s->axes, s->history + (size_t)row * s->size);
}

/* ---- values and equations, layer by layer ------------------------------------------------------------------------------ */

Speech lower_speech(const Linker *L) {
  return (Speech){L->speaking, L->owner, L->default_slot, L->default_layer, L->in_scenario, L->knot, L->declared_axes, L->n_declared, (int)L->join};
}

void lower_speak(Linker *L, const Speech *s) {
  L->speaking = s->speaking, L->owner = s->owner, L->default_slot = s->default_slot, L->default_layer = s->default_layer;
  L->in_scenario = s->in_scenario, L->knot = s->knot, L->declared_axes = s->declared_axes, L->n_declared = s->n_declared;
  L->join = s->join;
}

/* Begins to speak of a symbol; the returned speech is given back to lower_speak. */
Speech lower_speak_of(Linker *L, Slot *slot, int layer) {
  Speech before = lower_speech(L);
  L->join = JOIN_WHOLE;
  L->speaking = slot->symbol->name, L->owner = slot, L->knot = NAN;
  L->default_slot = layer >= 0 ? slot : NULL, L->default_layer = layer, L->in_scenario = layer >= 0;
  L->declared_axes = slot->written_axes, L->n_declared = slot->symbol->n_axes;
  return before;
}

static const Expr *own_value(Linker *L, const Slot *slot, Place place) {
  const Symbol *s = slot->symbol;
  const Expr *e = s->given ? s->given->value : s->decl->value;
  if (e) return e;
  if (is_exogenous(s->decl)) lower_fail(L, E333, s->decl->place, s->name, s->decl->unit_text);
  lower_fail(L, E334, place.file ? place : s->decl->place, s->name);
}

NodeId lower_layer(Linker *L, Slot *slot, int layer, Now now, Place place) {
  Symbol *s = slot->symbol;
  const Expr *e = layer >= 0 ? slot->layers[layer].what->value : own_value(L, slot, place);
  bool value_position = layer >= 0 || is_exogenous(s->decl);
  Unit declared = s->unit;
  if (layer < 0 && s->given && unit_parse(L->model->units, s->given->unit_text, &declared, L->fail, s->given->place)) longjmp(L->out, 1);
  Speech before = lower_speak_of(L, slot, layer);
  Value v = value_position ? lower_value(L, e, declared, now) : lower_equation(L, e, now);
  NodeId node = lower_fit(L, v, s, layer >= 0 ? "the scenario's value" : value_position ? "the value" : "the equation", e->place);
  lower_speak(L, &before);
  return node;
}

/* The equation in force: the last layer that speaks of the name, else the model's. */
static NodeId equation(Linker *L, Slot *slot, Now now, Place place) {
  return lower_layer(L, slot, slot->n_layers - 1, now, place);
}

const Expr *lower_need_key(Linker *L, const Slot *slot, const char *key) {
  const Expr *e = decl_key(slot->symbol->decl, key);
  if (!e) lower_fail(L, E335, slot->symbol->decl->place, decl_words[slot->symbol->decl->kind], slot->symbol->name, key);
  return e;
}

/* A part of the declaration (initial, rate, next, start) as an equation over the symbol's axes. */
static NodeId part(Linker *L, Slot *slot, const char *key, Now now, bool value_position) {
  const Expr *e = lower_need_key(L, slot, key);
  Symbol as = *slot->symbol;
  if (strcmp(key, "rate") == 0 && !unit_div(as.unit, L->time, &as.unit)) lower_fail(L, E227, e->place, as.decl->unit_text, "1/a");
  Speech before = lower_speak_of(L, slot, -1);
  Value v = value_position ? lower_value(L, e, as.unit, now) : lower_equation(L, e, now);
  NodeId node = lower_fit(L, v, &as, key, e->place);
  lower_speak(L, &before);
  return node;
}

/* ---- exogenous: parameter, need, lever, series ---------------------------------------------------------------------------- */

/* A scenario's path for a constant of the region speaks of the years after the start, like a lever's. */
bool lower_varies(Linker *L, Slot *slot) {
  if (slot->symbol->decl->kind == DECL_LEVER || slot->symbol->decl->kind == DECL_SERIES) return true;
  if (slot->varies) return slot->varies == 2;
  Now step = {.moment = IN_STEP};
  NodeId written = lower_layer(L, slot, -1, step, (Place){0});          /* before nodes is read: lowering may move it */
  bool varies = L->graph->nodes[written].stage == STAGE_STEP;
  if (!varies && slot->n_layers) {
    written = lower_layer(L, slot, slot->n_layers - 1, step, (Place){0});
    varies = L->graph->nodes[written].stage == STAGE_STEP;
  }
  slot->varies = varies ? 2 : 1;
  return varies;
}

/* Opened on request: the value times an input that is 1 in a point run. */
static NodeId varied(Linker *L, Slot *slot, NodeId node) {
  const LinkOptions *o = L->options;
  Graph *g = L->graph;
  for (unsigned i = 0; i < o->n_vary; i++) {
    if (strcmp(o->vary[i], slot->symbol->name) != 0) continue;
    uint32_t k = 0;
    while (k < g->n_inputs && (g->inputs[k].draw || strcmp(g->inputs[k].name, o->vary[i]) != 0)) k++;
    if (k == g->n_inputs) {
      g->inputs = lower_grow(L, g->inputs, g->n_inputs, &L->room_inputs, sizeof *g->inputs);
      g->inputs[g->n_inputs++] = (Input){.name = slot->symbol->name, .unit = unit_one(), .point = 1.0, .place = slot->symbol->decl->place};
    }
    NodeId factor = graph_leaf(L->builder, OP_INPUT, 0, NULL, (int)k, 0, NULL, (Place){0});
    return lower_op(L, OP_MUL, (Place){0}, 2, node, factor);
  }
  return node;
}

static NodeId exogenous(Linker *L, Slot *slot, Now now, Place place) {
  bool varies = lower_varies(L, slot), history = now.moment == AT_START || now.moment == AT_START_FLOW || now.moment == IN_PAST;
  if (history && varies) return lower_layer(L, slot, -1, now.moment == IN_PAST ? now : moment(now, AT_START), place);
  Now step = moment(now, now.moment == IN_PAST ? AT_START : now.moment == AT_CLOSE || now.moment == AT_END ? IN_STEP : now.moment);
  if (!varies && step.moment == AT_START_FLOW) step.moment = AT_START;
  NodeId node = varied(L, slot, equation(L, slot, step, place));
  if (now.moment == AT_END && L->graph->nodes[node].stage == STAGE_STEP) lower_fail(L, E421, place, slot->symbol->name, slot->symbol->name);
  return node;
}

/* ---- stocks and levels ---------------------------------------------------------------------------------------------------- */

static NodeId close_stock(Linker *L, Slot *slot) {
  Graph *g = L->graph;
  Now step = {.moment = IN_STEP};
  const Decl *d = slot->symbol->decl;
  lower_open(L, slot, d->place);
  if (decl_key(d, "next")) {
    if (g->method == METHOD_RK4) lower_fail(L, E411, d->place, "next");
    NodeId next = part(L, slot, "next", step, false);
    if (d->nonnegative) next = lower_op(L, OP_MAX, d->place, 2, next, graph_scalar(L->builder, 0.0));
    return g->states[slot->open_state].next = next;
  }
  lower_state_rate(L, slot->open_state, part(L, slot, "rate", step, false), d->nonnegative, d->place);
  return g->method == METHOD_RK4 ? g->states[slot->open_state].rate : g->states[slot->open_state].next;
}

static void finish_open(Linker *L, const Pending *p) {
  Now close = {.moment = AT_CLOSE};
  NodeId next = lower_symbol(L, p->slot, close, p->slot->symbol->decl->place);
  if (p->slot->symbol->decl->kind == DECL_LEVEL) L->graph->states[p->slot->open_state].next = next;
}

NodeId lower_open(Linker *L, Slot *slot, Place place) {
  if (slot->open_state == NODE_NONE) {
    Now start = {.moment = AT_START};
    NodeId init = lower_symbol(L, slot, start, place);
    const Symbol *s = slot->symbol;
    slot->open_state = lower_state(L, s->name, s->n_axes, s->axes, init);
    lower_later(L, (Pending){.finish = finish_open, .slot = slot});
  }
  return lower_state_leaf(L, slot->open_state);
}

static bool same_year(double a, double b) { return fabs(a - b) < 1e-9; }

/* The equation in a year before the start. One that asks for its own earlier years would ask for ever: it needs history. */
static NodeId past_equation(Linker *L, Slot *slot, double year, Now now, Place place) {
  if (slot->in_past) return lower_history(L, slot, year, place);
  slot->in_past = true;
  NodeId node = lower_layer(L, slot, -1, now, place);
  slot->in_past = false;
  return node;
}

static NodeId past_level(Linker *L, Slot *slot, Now now, Place place) {
  Now start = {.moment = AT_START, .scope = now.scope};
  if (same_year(now.level_year, L->graph->start)) return lower_symbol(L, slot, start, place);
  if (lower_has_history(slot, now.level_year) || slot->symbol->observed || slot->symbol->decl->kind == DECL_STOCK || !slot->symbol->decl->value)
    return lower_history(L, slot, now.level_year, place);
  Now then = {.moment = IN_PAST, .flow_year = now.level_year, .level_year = now.level_year, .scope = now.scope};
  return past_equation(L, slot, now.level_year, then, place);
}

static NodeId stock_or_level(Linker *L, Slot *slot, Now now, Place place) {
  bool stock = slot->symbol->decl->kind == DECL_STOCK;
  switch (now.moment) {
    case AT_START: return stock ? part(L, slot, "initial", now, true) : lower_layer(L, slot, -1, now, place);
    case AT_START_FLOW: lower_fail(L, E422, place, slot->symbol->name, L->speaking ? L->speaking : "", slot->symbol->name);
    case IN_STEP: return lower_open(L, slot, place);
    case AT_CLOSE: return stock ? close_stock(L, slot) : equation(L, slot, now, place);
    case IN_PAST: return past_level(L, slot, now, place);
    case AT_END: break;
  }
  lower_fail(L, E421, place, slot->symbol->name, slot->symbol->name);
}

/* ---- flows (and the levels of a model without a calendar) ------------------------------------------------------------------- */

static NodeId start_flow(Linker *L, Slot *slot, Now now, Place place) {
  if (lower_has_history(slot, L->graph->start)) return lower_history(L, slot, L->graph->start, place);
  Now start = moment(now, AT_START);
  if (decl_key(slot->symbol->decl, "start")) return part(L, slot, "start", start, true);
  return lower_layer(L, slot, -1, moment(now, L->graph->calendar ? AT_START_FLOW : AT_START), place);
}

static NodeId past_flow(Linker *L, Slot *slot, Now now, Place place) {
  double start = L->graph->start;
  if (same_year(now.flow_year, start)) return start_flow(L, slot, now, place);
  if (lower_has_history(slot, now.flow_year)) return lower_history(L, slot, now.flow_year, place);
  if (!L->graph->calendar && decl_key(slot->symbol->decl, "start")) return part(L, slot, "start", moment(now, AT_START), true);
  if (!slot->symbol->decl->value) return lower_history(L, slot, now.flow_year, place);
  if (slot->symbol->observed) return lower_history(L, slot, now.flow_year, place);
  return past_equation(L, slot, now.flow_year, now, place);
}

static NodeId flow(Linker *L, Slot *slot, Now now, Place place) {
  switch (now.moment) {
    case AT_START: case AT_START_FLOW: return start_flow(L, slot, now, place);
    case IN_STEP: return equation(L, slot, now, place);
    case AT_CLOSE:
      if (!L->graph->calendar) lower_fail(L, E426, place, slot->symbol->name);
      lower_fail(L, E427, place, L->speaking ? L->speaking : "", slot->symbol->name);
    case IN_PAST: return past_flow(L, slot, now, place);
    case AT_END: break;
  }
  lower_fail(L, E421, place, slot->symbol->name, slot->symbol->name);
}

/* ---- after a run ------------------------------------------------------------------------------------------------------------- */

/* What was recorded of a name at a grid point, or observed before the start. */
static NodeId record(Linker *L, Slot *slot, Place place) {
  const Symbol *s = slot->symbol;
  if (L->grid < 0 && is_exogenous(s->decl)) {           /* what the region's text says of that year */
    L->at_year = false;
    NodeId past = exogenous(L, slot, (Now){.moment = IN_PAST, .flow_year = L->year, .level_year = L->year}, place);
    L->at_year = true;
    return past;
  }
  if (L->grid < 0) return lower_history(L, slot, L->year, place);
  if (L->grid == 0 && slot->no_start) {
    double *unknown = arena_array(L->arena, s->size, sizeof *unknown);
    for (uint32_t i = 0; i < s->size; i++) unknown[i] = NAN;
    return graph_constant(L->builder, s->n_axes, s->axes, unknown);
  }
  return graph_leaf(L->builder, OP_RECORD, s->n_axes, s->axes, (int)s->output, (int)L->grid, NULL, place);
}

/* ---- any symbol ------------------------------------------------------------------------------------------------------------- */

static NodeId in_moment(Linker *L, Slot *slot, Now now, Place place) {
  const Decl *d = slot->symbol->decl;
  switch (d->kind) {
    case DECL_STOCK: return stock_or_level(L, slot, now, place);
    case DECL_LEVEL: return L->graph->calendar ? stock_or_level(L, slot, now, place) : flow(L, slot, now, place);
    case DECL_FLOW: return flow(L, slot, now, place);
    case DECL_SHOCK: return lower_shock(L, slot, now);
    case DECL_SOLVE: return lower_solve(L, slot, now);
    default: return exogenous(L, slot, now, place);
  }
}

/* Stocks, and levels of a model with a calendar: what has an opening value. */
static bool holds_at_moment(const Linker *L, const Slot *slot) {
  DeclKind kind = slot->symbol->decl->kind;
  return kind == DECL_STOCK || (kind == DECL_LEVEL && L->graph->calendar);
}

static bool same_now(Now a, Now b) {
  return a.moment == b.moment && a.scope == b.scope && (a.moment != IN_PAST || (a.flow_year == b.flow_year && a.level_year == b.level_year));
}

/* "line 12", with the file's name where it is not the file of the loop's first name. */
static const char *line_text(Linker *L, Place at, Place first) {
  const char *slash = at.file ? strrchr(at.file, '/') : NULL;
  if (!at.file || !first.file || strcmp(at.file, first.file) == 0) return arena_printf(L->arena, "line %d", at.line);
  return arena_printf(L->arena, "%s line %d", slash ? slash + 1 : at.file, at.line);
}

/* Whether an expression reads a name in its own moment, and not only in another year. */
static bool reads_now(const Expr *e, const char *name) {
  if (e->kind == EXPR_NAME) return strcmp(e->text, name) == 0;
  if (e->kind == EXPR_CALL && (e->word == WORD_AT_START || e->word == WORD_PREVIOUS || e->word == WORD_BEFORE)) return false;
  for (unsigned i = 0; i < e->n_args; i++)
    if (reads_now(e->args[i], name)) return true;
  for (unsigned i = 0; i < e->n_entries; i++)
    if (reads_now(e->entries[i].value, name)) return true;
  return false;
}

/* A loop of the start year alone: it passes through a stock's initial value, or through at_start. */
static bool loops_at_start_only(const Linker *L, unsigned first) {
  for (unsigned i = first; i < L->depth; i++) {
    const Symbol *s = L->stack[i].slot->symbol, *read = L->stack[i + 1 < L->depth ? i + 1 : first].slot->symbol;
    if (s->decl->kind == DECL_STOCK || (s->decl->value && !reads_now(s->decl->value, read->name))) return true;
  }
  return false;
}

/* A flow on such a loop whose value in the start year nothing gives: giving it breaks the loop. */
static const Slot *without_start(const Linker *L, unsigned first) {
  if (!loops_at_start_only(L, first)) return NULL;
  for (unsigned i = first; i < L->depth; i++) {
    const Decl *d = L->stack[i].slot->symbol->decl;
    bool starting = L->stack[i].moment == AT_START || L->stack[i].moment == AT_START_FLOW;
    if (L->graph->calendar && starting && d->kind == DECL_FLOW && !L->stack[i].slot->symbol->observed && !decl_key(d, "start")) return L->stack[i].slot;
  }
  return NULL;
}

/* Follows the names being lowered from the first time this one was, and says the path. */
static void fail_loop(Linker *L, const Slot *slot, Now now) {
  enum { TOLD = 12 };
  unsigned first = 0;
  for (unsigned i = 0; i < L->depth; i++)
    if (L->stack[i].slot == slot && L->stack[i].moment == now.moment) first = i;
  Place place = slot->symbol->decl->place;
  for (unsigned i = first; i < L->depth; i++)           /* a scenario closed it: its line is the one to change */
    if (L->stack[i].slot->n_layers) place = L->stack[i].slot->layers[L->stack[i].slot->n_layers - 1].what->place;
  const char *path = slot->symbol->name;
  for (unsigned i = first + 1; i < L->depth && i <= first + TOLD; i++)
    path = arena_printf(L->arena, "%s -> %s (%s)", path, L->stack[i].slot->symbol->name, line_text(L, L->stack[i].place, place));
  if (L->depth > first + TOLD + 1) path = arena_printf(L->arena, "%s -> %u more", path, L->depth - first - TOLD - 1);
  const Slot *flow = without_start(L, first);
  if (flow) lower_fail(L, E453, flow->symbol->decl->place, flow->symbol->name, path, slot->symbol->name, flow->symbol->name, L->graph->start);
  lower_fail(L, E423, place, path, slot->symbol->name);
}

NodeId lower_symbol(Linker *L, Slot *slot, Now now, Place place) {
  if (slot->unknown != NODE_NONE && now.scope == slot->scope) return slot->unknown;
  if (now.moment == AT_END && L->at_year) return record(L, slot, place);
  if (slot->symbol->decl->kind == DECL_SOLVE) now.scope = 0;
  if (now.moment == AT_START_FLOW && !holds_at_moment(L, slot)) now.moment = AT_START;
  if (slot->symbol->decl->kind == DECL_STOCK && now.moment == IN_STEP) return lower_open(L, slot, place);
  Memo *m = slot->memos;
  while (m && !same_now(m->now, now)) m = m->next;
  if (m && m->busy) fail_loop(L, slot, now);
  if (m) return m->node;
  m = arena_alloc(L->arena, sizeof *m);
  *m = (Memo){.now = now, .busy = true, .next = slot->memos};
  slot->memos = m;
  lower_need_stack(L, slot->symbol->name, place);
  L->stack = lower_grow(L, L->stack, L->depth, &L->room_stack, sizeof *L->stack);
  L->stack[L->depth++] = (Frame){slot, now.moment, place};
  m->node = in_moment(L, slot, now, place);
  m->busy = false;
  L->depth--;
  return m->node;
}

/* ---- names ------------------------------------------------------------------------------------------------------------------ */

static void fail_unknown(Linker *L, const Expr *e) {
  const char **names = arena_array(L->arena, L->n_slots + L->n_axes + 1, sizeof *names);
  unsigned n = 0;
  for (unsigned i = 0; i < L->n_slots; i++) names[n++] = L->slots[i].symbol->name;
  for (unsigned i = 0; i < L->n_axes; i++) names[n++] = L->axes[i]->name;
  const char *near = name_nearest(e->text, names, n);
  if (near) lower_fail(L, E331, e->place, e->text, near);
  lower_fail(L, E332, e->place, e->text);
}

Value lower_name(Linker *L, const Expr *e, Now now) {
  if (strcmp(e->text, "period") == 0) return lower_of(graph_scalar(L->builder, L->graph->period), L->time);
  if (strcmp(e->text, "year") == 0) return lower_of(lower_year(L, now, e->place), unit_one());
  if (strcmp(e->text, "start_year") == 0) return lower_of(graph_scalar(L->builder, L->graph->start), unit_one());
  Slot *slot = lower_slot(L, e->text);
  if (slot) return lower_of(lower_symbol(L, slot, now, e->place), slot->symbol->unit);
  for (unsigned i = 0; i < L->n_axes; i++) {
    if (strcmp(L->axes[i]->name, e->text) != 0) continue;
    if (!L->axes[i]->values) lower_fail(L, E336, e->place, e->text, e->text);
    uint8_t axis[1] = {(uint8_t)i};
    return lower_of(graph_constant(L->builder, 1, axis, L->axes[i]->values), unit_one());
  }
  Value outcome = {0};
  if (lower_outcome(L, e, now, &outcome)) return outcome;
  fail_unknown(L, e);
  return outcome;
}
