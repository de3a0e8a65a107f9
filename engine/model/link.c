/* link.c : a model and its scenario layers become a graph. The order of work; the meaning of words stands in lower_*.c. */
#include "model/lower.h"
#include "base/name.h"
#include "base/text.h"
#include "model/algebra.h"
#include "model/oracle.h"
#include <assert.h>
#include <math.h>
#include <pthread.h>
#include <string.h>

void *lower_grow(Linker *L, void *array, uint32_t n, unsigned *room, size_t size) {
  if (n < *room) return array;
  unsigned wider = *room ? 2 * *room : 16;
  void *made = arena_array(L->arena, wider, size);
  if (n) memcpy(made, array, n * size);
  *room = wider;
  return made;
}

static void out_of_memory(void *linker) {
  Linker *L = linker;
  lower_fail(L, E801, (Place){0}, "the model");
}

void lower_guard_memory(Linker *L) { arena_on_refusal(L->arena, out_of_memory, L); }

void lower_warn(Linker *L, const Fail *f) {
  L->linked->warnings = lower_grow(L, L->linked->warnings, L->linked->n_warnings, &L->room_warnings, sizeof(Fail));
  L->linked->warnings[L->linked->n_warnings++] = *f;
}

/* ---- axes ------------------------------------------------------------------------------------------------------------- */

static const double *numbers_of(Linker *L, const Expr *table, unsigned n, const char *what, const char *axis) {
  if (table->kind != EXPR_TABLE || table->n_entries != n) lower_fail(L, E308, table->place, axis, n, what, table->n_entries);
  double *out = arena_array(L->arena, n, sizeof *out);
  for (unsigned i = 0; i < n; i++) out[i] = lower_number(L, table->entries[i].value, what);
  return out;
}

static Axis *make_axis(Linker *L, const Decl *d) {
  Axis *a = NULL;
  int status;
  if (d->twin_of) {
    const Axis *of = NULL;
    for (unsigned i = 0; i < L->n_axes; i++)
      if (strcmp(L->axes[i]->name, d->twin_of) == 0) of = L->axes[i];
    if (!of) lower_fail(L, E348, d->place, d->twin_of);
    status = axis_twin(L->graph->arena, d->name, (Axis *)of, d->place, &a, L->fail);
  } else if (d->elements) status = axis_named(L->graph->arena, d->name, d->elements, d->n_elements, d->place, &a, L->fail);
  else status = axis_numeric(L->graph->arena, d->name, d->axis_from, d->axis_to, d->axis_open, d->place, &a, L->fail);
  if (status) longjmp(L->out, 1);
  const Expr *at = decl_key(d, "at"), *from = decl_key(d, "from"), *to = decl_key(d, "to");
  if (at && axis_set_positions(L->graph->arena, a, numbers_of(L, at, a->n, "at", d->name), a->n, L->fail)) longjmp(L->out, 1);
  if (from && to && d->elements) {
    const double *low = numbers_of(L, from, a->n, "from", d->name), *high = numbers_of(L, to, a->n, "to", d->name);
    if (axis_set_bounds(L->graph->arena, a, low, high, a->n, L->fail)) longjmp(L->out, 1);
  }
  return a;
}

static void make_axes(Linker *L) {
  const Model *m = L->model;
  L->axes = arena_array(L->arena, m->n_decls + 1u, sizeof *L->axes);
  for (unsigned i = 0; i < m->n_decls; i++) {
    const Decl *d = m->decls[i];
    if (d->kind != DECL_AXIS) continue;
    if (L->n_axes == 250) lower_fail(L, E358, d->place, 250);
    const Axis *made = make_axis(L, d);
    L->axes[L->n_axes++] = made;
  }
  L->graph->axes = L->axes, L->graph->n_axes = L->n_axes;
}

/* ---- symbols ------------------------------------------------------------------------------------------------------------ */

static bool defines_symbol(const Decl *d) {
  switch (d->kind) {
    case DECL_AXIS: case DECL_DIMENSION: case DECL_GIVEN: case DECL_OBSERVED: case DECL_CHECK: case DECL_OUTCOME: case DECL_TARGET: return false;
    default: return true;
  }
}

static void symbol_axes(Linker *L, Slot *slot) {
  Symbol *s = slot->symbol;
  const Decl *d = s->decl;
  s->size = 1;
  if (d->n_axes > AXES_MAX) lower_fail(L, E359, d->place, d->name, AXES_MAX);
  for (unsigned i = 0; i < d->n_axes; i++) {
    Expr name = {.kind = EXPR_NAME, .place = d->place, .text = d->axes[i]};
    uint8_t axis = (uint8_t)lower_axis_of(L, &name);
    slot->written_axes[i] = axis;
    unsigned at = s->n_axes;
    for (; at > 0 && s->axes[at - 1] >= axis; at--) {
      if (s->axes[at - 1] == axis) lower_fail(L, E360, d->place, d->name, d->axes[i]);
      s->axes[at] = s->axes[at - 1];
    }
    s->axes[at] = axis;
    s->n_axes++;
    lower_need_room(L, s->n_axes, s->axes, d->place);
    s->size *= L->axes[axis]->n;
  }
}

static void fail_no_symbol(Linker *L, const char *name, const char *what, Place place) {
  const char **names = arena_array(L->arena, L->n_slots + 1u, sizeof *names);
  for (unsigned i = 0; i < L->n_slots; i++) names[i] = L->slots[i].symbol->name;
  const char *near = name_nearest(name, names, L->n_slots);
  lower_fail(L, E337, place, what, name, near ? arena_printf(L->arena, "; did you mean '%s'?", near) : "; define it first or take this away");
}

static void attach(Linker *L, const Decl *d) {
  Slot *slot = lower_slot(L, d->name);
  if (!slot) fail_no_symbol(L, d->name, decl_words[d->kind], d->place);
  DeclKind kind = slot->symbol->decl->kind;
  if (d->kind == DECL_GIVEN) {
    if (kind != DECL_NEED && kind != DECL_LEVER && kind != DECL_PARAMETER && kind != DECL_SERIES) lower_fail(L, E338, d->place, d->name, decl_words[kind]);
    Unit unit;
    char a[UNIT_TEXT], b[UNIT_TEXT];
    if (unit_parse(L->model->units, d->unit_text, &unit, L->fail, d->place)) longjmp(L->out, 1);
    if (!unit_same_dimension(unit, slot->symbol->unit))
      lower_fail(L, E228, d->place, "the given", d->name, unit_text(L->model->units, unit, a), unit_text(L->model->units, slot->symbol->unit, b),
                 arena_printf(L->arena, "they are unlike; it is declared in %s:%d", slot->symbol->decl->place.file, slot->symbol->decl->place.line));
    slot->symbol->given = d;
  } else {
    if (kind != DECL_FLOW && kind != DECL_LEVEL && kind != DECL_STOCK) lower_fail(L, E339, d->place, d->name, decl_words[kind]);
    slot->symbol->observed = d;
  }
}

static void make_symbols(Linker *L) {
  const Model *m = L->model;
  unsigned n = 0;
  for (unsigned i = 0; i < m->n_decls; i++) n += defines_symbol(m->decls[i]);
  L->slots = arena_array(L->arena, n + 1u, sizeof *L->slots);
  L->linked->symbols = arena_array(L->arena, n + 1u, sizeof *L->linked->symbols);
  for (unsigned i = 0; i < m->n_decls; i++) {
    const Decl *d = m->decls[i];
    if (!defines_symbol(d)) continue;
    Slot *slot = &L->slots[L->n_slots];
    slot->symbol = &L->linked->symbols[L->n_slots++];
    slot->open_state = slot->unknown = slot->trail_root = slot->trail_once = NODE_NONE;
    slot->symbol->name = d->name, slot->symbol->decl = d;
    if (unit_parse(m->units, d->unit_text, &slot->symbol->unit, L->fail, d->place)) longjmp(L->out, 1);
    symbol_axes(L, slot);
  }
  L->linked->n_symbols = L->n_slots;
  lower_index_slots(L);
  for (unsigned i = 0; i < m->n_decls; i++)
    if (m->decls[i]->kind == DECL_GIVEN || m->decls[i]->kind == DECL_OBSERVED) attach(L, m->decls[i]);
}

/* ---- layers -------------------------------------------------------------------------------------------------------------- */

static void add_override(Linker *L, const Layer *layer, const Override *o) {
  Slot *slot = lower_slot(L, o->name);
  if (!slot) fail_no_symbol(L, o->name, layer->title, o->place);
  DeclKind kind = slot->symbol->decl->kind;
  if (o->lever && kind != DECL_LEVER) lower_fail(L, E611, o->place, o->name, decl_words[kind]);
  if (!o->lever && kind == DECL_LEVER) lower_fail(L, E612, o->place, o->name);
  if (kind == DECL_STOCK || kind == DECL_SOLVE || kind == DECL_SHOCK) lower_fail(L, E613, o->place, o->name, decl_words[kind]);
  void *wider = arena_array(L->arena, (size_t)slot->n_layers + 1, sizeof *slot->layers);
  if (slot->n_layers) memcpy(wider, slot->layers, (size_t)slot->n_layers * sizeof *slot->layers);
  slot->layers = wider;
  slot->layers[slot->n_layers].what = o, slot->layers[slot->n_layers].by = layer->title;
  slot->n_layers++;
  slot->symbol->override = o, slot->symbol->override_by = layer->title;
}

static void apply_layers(Linker *L) {
  for (unsigned i = 0; i < L->options->n_layers; i++)
    for (unsigned k = 0; k < L->options->layers[i].n; k++) add_override(L, &L->options->layers[i], &L->options->layers[i].overrides[k]);
  for (unsigned i = 0; i < L->options->n_vary; i++)
    if (!lower_slot(L, L->options->vary[i])) fail_no_symbol(L, L->options->vary[i], "to vary", (Place){0});
}

/* ---- outputs ---------------------------------------------------------------------------------------------------------------- */

/* Solves that were left half made: whole again, and read by nobody. */
static void complete_solves(Linker *L, unsigned from) {
  Graph *g = L->graph;
  for (unsigned k = from; k < g->n_solves; k++) {
    if (g->solves[k].solve != NODE_NONE) continue;
    NodeId zero = graph_scalar(L->builder, 0.0), unknown = graph_leaf(L->builder, OP_UNKNOWN, 0, NULL, (int)k, 0, NULL, (Place){0});
    g->solves[k].unknown = unknown;
    g->solves[k].solve = lower_op(L, OP_SOLVE, (Place){0}, 5, unknown, unknown, zero, zero, zero);
  }
}

/* A flow may have no value in the start year; that is a fault only where one is asked for. */
static NodeId start_or_unknown(Linker *L, Slot *slot) {
  jmp_buf outer;
  memcpy(&outer, &L->out, sizeof outer);
  unsigned depth = L->depth, n_solves = L->graph->n_solves;
  Speech speech = lower_speech(L);
  const Symbol *s = slot->symbol;
  if (setjmp(L->out) == 0) {
    NodeId node = lower_symbol(L, slot, (Now){.moment = AT_START}, s->decl->place);
    memcpy(&L->out, &outer, sizeof outer);
    return node;
  }
  memcpy(&L->out, &outer, sizeof outer);
  int code = L->fail->code;
  if (code != E422 && code != E424 && code != E412) longjmp(L->out, 1);
  *L->fail = (Fail){0};
  L->depth = depth;
  lower_speak(L, &speech);
  complete_solves(L, n_solves);
  for (unsigned i = 0; i < L->n_slots; i++)
    for (Memo **m = (L->slots[i].unknown = NODE_NONE, L->slots[i].in_past = false, &L->slots[i].memos); *m;)
      if ((*m)->busy) *m = (*m)->next;
      else m = &(*m)->next;
  slot->no_start = true;
  double *unknown = arena_array(L->arena, s->size, sizeof *unknown);
  for (uint32_t i = 0; i < s->size; i++) unknown[i] = NAN;
  return graph_constant(L->builder, s->n_axes, s->axes, unknown);
}

static void make_output(Linker *L, Slot *slot) {
  Graph *g = L->graph;
  const Symbol *s = slot->symbol;
  bool moment = s->decl->kind == DECL_STOCK || s->decl->kind == DECL_LEVEL;
  Output *out = &g->outputs[g->n_outputs];
  slot->symbol->output = g->n_outputs++;
  *out = (Output){.name = s->name, .start = NODE_NONE, .step = NODE_NONE};
  if (g->calendar) out->start = start_or_unknown(L, slot);
  out->step = lower_symbol(L, slot, (Now){.moment = moment && g->calendar ? AT_CLOSE : IN_STEP}, s->decl->place);
}

static void finish_pending(Linker *L) {
  const Speech none = {.default_layer = -1, .knot = NAN};
  while (L->pending) {
    Pending *p = L->pending;
    void (*finish)(Linker *, const Pending *) = p->finish;
    p->finish = NULL;                               /* nobody finishes it again meanwhile */
    lower_speak(L, &p->speech);
    if (finish) finish(L, p);
    lower_speak(L, &none);
    L->pending = p->next;
    if (!L->pending) L->pending_end = &L->pending;
  }
}

/* 1 when every stock stayed finite: x - x is 0 for a number, and NaN, kept by the sum, for what is none. */
static void watch(Linker *L) {
  Graph *g = L->graph;
  uint32_t state = lower_state(L, "finite", 0, NULL, graph_scalar(L->builder, 0.0));
  NodeId sum = lower_state_leaf(L, state);
  for (unsigned i = 0; i < L->n_slots; i++) {
    if (L->slots[i].symbol->decl->kind != DECL_STOCK || L->slots[i].open_state == NODE_NONE) continue;
    const State *s = &g->states[L->slots[i].open_state];
    NodeId value = lower_over_all(L, OP_SUM, s->next != NODE_NONE ? s->next : s->rate, (Place){0});
    sum = lower_op(L, OP_ADD, (Place){0}, 2, sum, lower_op(L, OP_SUB, (Place){0}, 2, value, value));
  }
  g->states[state].next = sum;
  NodeId final = graph_leaf(L->builder, OP_FINAL, 0, NULL, (int)state, 0, NULL, (Place){0});
  g->finite = lower_op(L, OP_SAME, (Place){0}, 2, final, graph_scalar(L->builder, 0.0));
}

/* ---- ranges -------------------------------------------------------------------------------------------------------------------- */

static void warn_out_of_range(Linker *L, const Symbol *s) {
  const Node *n = &L->graph->nodes[L->graph->outputs[s->output].step];
  size_t count = n->op == OP_CONST ? n->size : n->op == OP_PATH ? (size_t)n->size * graph_rows(L->graph) : 0;
  for (size_t i = 0; i < count; i++) {
    double shown = unit_out(s->unit, n->data[i]);
    if (n->op == OP_PATH && L->graph->calendar && i < n->size) continue;
    if (shown >= s->decl->range_low - 1e-12 * fabs(s->decl->range_low) && shown <= s->decl->range_high + 1e-12 * fabs(s->decl->range_high)) continue;
    Fail f = {0};
    char value[32], low[32], high[32], unit[UNIT_TEXT];
    text_double(value, shown), text_double(low, s->decl->range_low), text_double(high, s->decl->range_high);
    Place place = s->override ? s->override->place : s->given ? s->given->place : s->decl->place;
    fail_set(&f, E614, place, s->name, value, unit_text(L->model->units, s->unit, unit), low, high);
    lower_warn(L, &f);
    return;
  }
}

/* ---- link ------------------------------------------------------------------------------------------------------------------------- */

static void set_time(Linker *L) {
  const Model *m = L->model;
  Graph *g = L->graph;
  double horizon = L->options->horizon > 0.0 ? L->options->horizon : m->horizon;
  if (unit_parse(m->units, m->time_text, &L->time, L->fail, m->place)) longjmp(L->out, 1);
  Unit year;
  if (unit_parse(m->units, "a", &year, L->fail, m->place)) longjmp(L->out, 1);
  if (!unit_same_dimension(L->time, year)) lower_fail(L, E448, m->place, m->time_text);
  if (!(m->step > 0.0) || !isfinite(m->step)) lower_fail(L, E449, m->place, m->step);
  double steps = (horizon - m->start) / m->step, whole = floor(steps + 0.5);
  if (!(whole >= 1.0) || fabs(steps - whole) > 1e-6 * (1.0 + whole) || whole > 1e6) lower_fail(L, E450, m->place, m->start, horizon, m->step);
  if (m->latest > 0.0 && horizon > m->latest) lower_fail(L, E451, m->place, horizon, m->latest);
  if (m->calendar && m->method == METHOD_RK4) lower_fail(L, E411, m->place, "calendar");
  g->calendar = m->calendar, g->method = m->method, g->start = m->start, g->step = m->step;
  g->period = unit_in(L->time, m->step), g->n_steps = (uint32_t)whole;
}

static void merge_powers(Linker *L) {
  const NodeId *map = algebra_merge_powers(L->builder);
  Linked *k = L->linked;
  for (unsigned i = 0; map && i < k->n_outcomes; i++)
    if (k->outcomes[i].value != NODE_NONE) k->outcomes[i].value = map[k->outcomes[i].value];
  for (unsigned i = 0; map && i < k->n_targets; i++)
    if (k->targets[i].value != NODE_NONE) k->targets[i].value = map[k->targets[i].value];
}

/* A run that keeps every value must fit. */
static void need_run_memory(Linker *L) {
  const Graph *g = L->graph;
  double row = 0.0;
  for (NodeId i = 0; i < g->n_nodes; i++) row += g->nodes[i].stage == STAGE_STEP ? g->nodes[i].size : 0;
  double gib = row * (g->n_steps + 1.0) * sizeof(double) / 0x1p30;
  if (gib > GIB_MOST) lower_fail(L, E452, L->model->place, g->n_steps, gib, GIB_MOST);
}

static unsigned count_of(const Model *m, DeclKind kind) {
  unsigned n = 0;
  for (unsigned i = 0; i < m->n_decls; i++) n += m->decls[i]->kind == kind;
  return n;
}

static void link_all(Linker *L) {
  const Model *m = L->model;
  Graph *g = L->graph;
  set_time(L);
  make_axes(L);
  make_symbols(L);
  apply_layers(L);
  g->outputs = arena_array(L->arena, L->n_slots + 1u, sizeof *g->outputs);
  g->checks = arena_array(L->arena, count_of(m, DECL_CHECK) + count_of(m, DECL_SHOCK) + 1u, sizeof *g->checks);
  L->linked->outcomes = arena_array(L->arena, count_of(m, DECL_OUTCOME) + 1u, sizeof(Walk));
  L->linked->targets = arena_array(L->arena, count_of(m, DECL_TARGET) + 1u, sizeof(Walk));
  for (unsigned i = 0; i < L->n_slots; i++)
    if (L->slots[i].symbol->observed) lower_observed(L, &L->slots[i]);
  for (unsigned i = 0; i < L->n_slots; i++) make_output(L, &L->slots[i]);
  finish_pending(L);
  for (unsigned i = 0; i < L->n_slots; i++) lower_solve_start(L, &L->slots[i]);
  for (unsigned i = 0; i < m->n_decls; i++)
    if (m->decls[i]->kind == DECL_CHECK) lower_check(L, m->decls[i]);
  for (unsigned i = 0; i < L->n_slots; i++)
    if (L->slots[i].symbol->decl->kind == DECL_SHOCK) lower_shock_check(L, &L->slots[i]);
  finish_pending(L);
  lower_walks(L);
  watch(L);
  for (unsigned i = 0; i < L->n_slots; i++)
    if (L->slots[i].symbol->decl->has_range) warn_out_of_range(L, L->slots[i].symbol);
  const char **tables = arena_array(L->arena, L->n_tables + 1u, sizeof *tables);
  for (unsigned i = 0; i < L->n_tables; i++) tables[i] = L->tables[i].path;
  L->linked->tables = tables, L->linked->n_tables = L->n_tables, L->linked->sources = L->sources;
  need_run_memory(L);
  graph_finish(L->builder);
  merge_powers(L);
}

/* ---- the linker's own stack -----------------------------------------------------------------------------------------------

   Names are followed by recursion, as deep as they read each other. The work is done on a thread with a stack of known size,
   so that the depth that can be followed depends neither on the caller nor on ulimit. */

enum { STACK_BYTES = 60 << 20, STACK_RESERVE = 2 << 20 };   /* the reserve: one expression of the greatest depth */

static void begin_and_link(Linker *L) {
  L->stack_end = (char *)__builtin_frame_address(0) - (STACK_BYTES - STACK_RESERVE);
  lower_guard_memory(L);
  L->linked = arena_alloc(L->arena, sizeof *L->linked);
  L->builder = graph_builder(L->arena);
  L->graph = graph_of(L->builder);
  L->linked->model = L->model, L->linked->graph = L->graph;
  link_all(L);
}

static void *link_on_stack(void *linker) {
  Linker *volatile L = linker;
  if (setjmp(L->out)) return L;                              /* not NULL: failed */
  begin_and_link(L);
  return NULL;
}

static bool run_on_stack(Linker *L) {
  pthread_t thread;
  pthread_attr_t attributes;
  void *failed = L;
  L->fail->code = FAIL_NONE;
  if (pthread_attr_init(&attributes)) return false;
  bool started = pthread_attr_setstacksize(&attributes, STACK_BYTES) == 0 && pthread_create(&thread, &attributes, link_on_stack, L) == 0;
  if (started) pthread_join(thread, &failed);
  else fail_set(L->fail, E801, (Place){0}, "the model");
  pthread_attr_destroy(&attributes);
  return failed == NULL;
}

int link_model(const Model *model, const LinkOptions *options, MedianOf median, Linked **out, Fail *fail) {
  static const LinkOptions none;
  *out = NULL;
  Arena *arena = arena_new();
  if (!arena) return fail_set(fail, E801, (Place){0}, "the model");
  if (options && options->refuse_after > 0) arena_refuse_after(arena, options->refuse_after - 1);
  Linker *L = arena_alloc(arena, sizeof *L);
  Fail own;
  if (!L) {
    arena_free(arena);
    return fail_set(fail, E801, (Place){0}, "the model");
  }
  L->fail = fail ? fail : &own, L->arena = arena, L->model = model, L->options = options ? options : &none, L->median = median;
  L->pending_end = &L->pending;
  L->default_layer = -1, L->knot = NAN;
  bool done = run_on_stack(L);
  arena_on_refusal(arena, NULL, NULL);
  if (done) {
    *out = L->linked;
    return 0;
  }
  int code = L->fail->code;
  const char *file = L->fail->place.file;                  /* of a table, it would go with the linker's memory */
  if (file) L->fail->place.file = arena_copy(model->arena, file, strlen(file));
  arena_free(arena);
  return code;
}

void link_free(Linked *linked) {
  if (linked) arena_free(linked->graph->arena);
}

const Symbol *link_symbol(const Linked *linked, const char *name) {
  for (unsigned i = 0; i < linked->n_symbols; i++)
    if (strcmp(linked->symbols[i].name, name) == 0) return &linked->symbols[i];
  return NULL;
}

/* ---- closure of the base year ---------------------------------------------------------------------------------------------------- */

static const double *observed_at_start(const Linked *linked, const Symbol *s) {
  for (unsigned i = 0; i < s->n_history; i++)
    if (fabs(s->history_years[i] - linked->graph->start) < 1e-9) return s->history + (size_t)i * s->size;
  return NULL;
}

unsigned link_closures(const Linked *linked, const Oracle *oracle, const Closure **out) {
  Closure *rows = arena_array(linked->graph->arena, linked->n_symbols + 1u, sizeof *rows);
  unsigned n = 0;
  for (unsigned i = 0; i < linked->n_symbols && linked->graph->calendar; i++) {
    const Symbol *s = &linked->symbols[i];
    const double *seen = s->decl->kind == DECL_LEVEL ? observed_at_start(linked, s) : NULL;
    if (!seen) continue;
    const Expr *said = decl_key(s->decl, "tolerance");
    double tolerance = said && said->kind == EXPR_NUMBER ? said->number : 1e-3, worst = -1.0;
    const double *computed = oracle_output(oracle, s->output, 0);
    for (uint32_t e = 0; e < s->size; e++) {
      double gap = fabs(computed[e] - seen[e]) / fmax(fabs(seen[e]), 1e-300);
      if (gap <= worst) continue;
      worst = gap;
      rows[n] = (Closure){s->name, computed[e], seen[e], tolerance, gap <= tolerance, s->unit, s->observed->place};
    }
    n++;
  }
  *out = rows;
  return n;
}
