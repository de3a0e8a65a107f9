/* lower_data.c : values from files, histories, distributions; tables of points. */
#include "model/lower.h"
#include "base/text.h"
#include <gsl/gsl_interp.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- files --------------------------------------------------------------------------------------------------------------- */

static const Table *table_at(Linker *L, const char *path, Place place) {
  for (unsigned i = 0; i < L->n_tables; i++)
    if (strcmp(L->tables[i].path, path) == 0) return L->tables[i].table;
  if (L->n_tables == 64) lower_fail(L, E358, place, 64);
  const Table *table;
  arena_on_refusal(L->arena, NULL, NULL);           /* the reader holds an open file: it tells of a refusal itself */
  int status = table_read(L->arena, path, &table, L->fail);
  if (!status && arena_failed(L->arena)) status = fail_set(L->fail, E801, (Place){0}, path);
  if (status) {
    if (L->fail->code == E501) L->fail->place = place;              /* the line that asks for it */
    else if (!L->fail->place.line) L->fail->place = (Place){path, 0, 0};
    longjmp(L->out, 1);
  }
  lower_guard_memory(L);
  L->tables[L->n_tables].path = path;
  L->tables[L->n_tables].table = table;
  L->n_tables++;
  return table;
}

struct Source {
  const Table *table;
  const char *pattern;
  uint8_t axes[AXES_MAX]; unsigned n_axes;
  uint32_t size;
  const char *period;                    /* one row a cell, or NULL: a series over years */
  double only;                           /* the one year that is asked of a series, or NaN */
  Unit unit;
  const char *origin;                    /* what the source column says of the first cell, in the start year if it can be */
  const char **keys;                     /* [size] the series of each cell */
  Series *series;                        /* [size] once asked for over years, else NULL */
  const Expr *expr;
  Source *next;                          /* of the linker's list: a data expression is read once, whatever asks for it */
};

/* The axes that braces in the pattern name, ascending. */
static void pattern_axes(Linker *L, const Expr *e, Source *s) {
  for (const char *p = s->pattern; (p = strchr(p, '{')); p++) {
    const char *end = strchr(p, '}');
    if (!end) lower_fail(L, E530, e->place, s->pattern);
    Expr name = {.kind = EXPR_NAME, .place = e->place, .text = arena_copy(L->arena, p + 1, (size_t)(end - p - 1))};
    uint8_t axis = (uint8_t)lower_axis_of(L, &name);
    if (memchr(s->axes, axis, s->n_axes)) lower_fail(L, E360, e->place, s->pattern, L->axes[axis]->name);
    if (s->n_axes == AXES_MAX) lower_fail(L, E359, e->place, s->pattern, AXES_MAX);
    unsigned at = s->n_axes;
    for (; at > 0 && s->axes[at - 1] > axis; at--) s->axes[at] = s->axes[at - 1];
    s->axes[at] = axis;
    s->n_axes++;
    lower_need_room(L, s->n_axes, s->axes, e->place);
    s->size *= L->axes[axis]->n;
  }
}

static const char *element_text(Linker *L, const Axis *a, unsigned k) {
  return a->elements ? a->elements[k] : arena_printf(L->arena, "%g", a->from + k);
}

/* The key of a cell: braces replaced by the element's spelling. */
static const char *cell_key(Linker *L, const Source *s, uint32_t cell) {
  unsigned at[AXES_MAX];
  for (unsigned i = s->n_axes; i-- > 0; cell /= L->axes[s->axes[i]]->n) at[i] = cell % L->axes[s->axes[i]]->n;
  const char *key = "";
  for (const char *p = s->pattern; *p;) {
    const char *open = strchr(p, '{');
    if (!open) return arena_printf(L->arena, "%s%s", key, p);
    const char *close = strchr(open, '}'), *element = "";
    for (unsigned i = 0; i < s->n_axes; i++) {
      const Axis *a = L->axes[s->axes[i]];
      if (strlen(a->name) == (size_t)(close - open - 1) && strncmp(a->name, open + 1, (size_t)(close - open - 1)) == 0)
        element = element_text(L, a, at[i]);
    }
    key = arena_printf(L->arena, "%s%.*s%s", key, (int)(open - p), p, element);
    p = close + 1;
  }
  return key;
}

static double row_value(Linker *L, const Source *s, const TableRow *row) {
  double value;
  if (table_value(s->table, row, L->model->units, s->unit, &value, L->fail)) longjmp(L->out, 1);
  return unit_in(s->unit, value);
}

static void source_period(Linker *L, const Expr *e, Source *s) {
  const Expr *year = lower_option(e, "year"), *period = lower_option(e, "period");
  s->only = year ? lower_number(L, year, "year") : NAN;
  bool read_between = lower_option(e, "fill") || lower_option_true(e, "hold") || lower_option_true(e, "extend");
  if (year && !read_between) s->period = arena_printf(L->arena, "%g", s->only);
  else if (period && !year) s->period = period->kind == EXPR_STRING ? period->text : arena_printf(L->arena, "%g", lower_number(L, period, "period"));
}

/* The unit of the first row; the others are converted to it, or refused, as they are read. */
static void source_unit(Linker *L, const Expr *e, Source *s) {
  const TableRow *row = NULL;
  if (s->period && table_cell(s->table, s->keys[0], s->period, &row, L->fail, e->place)) longjmp(L->out, 1);
  if (row) s->origin = row->source;
  else {
    unsigned n;
    const TableRow *const *rows = table_years(s->table, s->keys[0], &n, L->fail, e->place);
    if (!rows) longjmp(L->out, 1);
    if (n) row = rows[0];
    for (unsigned i = 0; i < n; i++)
      if (i == 0 || rows[i]->year <= L->graph->start) s->origin = rows[i]->source;
  }
  if (!row) lower_fail(L, E532, e->place, s->keys[0], e->args[0]->text);
  if (unit_parse(L->model->units, row->unit, &s->unit, L->fail, (Place){table_path(s->table), row->line, row->unit_column})) longjmp(L->out, 1);
}

static Source *source_of(Linker *L, const Expr *e) {
  for (Source *known = L->sources; known; known = known->next)
    if (known->expr == e) return known;
  if (e->args[0]->kind != EXPR_STRING || e->args[1]->kind != EXPR_STRING) lower_fail(L, E531, e->place);
  Source *s = arena_alloc(L->arena, sizeof *s);
  s->size = 1, s->expr = e, s->pattern = e->args[1]->text;
  s->table = table_at(L, e->args[0]->text, e->place);
  pattern_axes(L, e, s);
  s->keys = arena_array(L->arena, s->size, sizeof *s->keys);
  for (uint32_t c = 0; c < s->size; c++) s->keys[c] = cell_key(L, s, c);
  source_period(L, e, s);
  source_unit(L, e, s);
  s->next = L->sources;
  return L->sources = s;
}

static const Expr *data_within(const Expr *e) {
  if (!e || (e->kind == EXPR_CALL && e->word == WORD_DATA)) return e;
  const Expr *found = NULL;
  for (unsigned i = 0; !found && i < e->n_args; i++) found = data_within(e->args[i]);
  for (unsigned i = 0; !found && i < e->n_entries; i++) found = data_within(e->entries[i].value);
  return found;
}

const char *link_data_source(const Linked *linked, const Expr *e) {
  const Expr *data = data_within(e);
  for (const Source *s = linked->sources; data && s; s = s->next)
    if (s->expr == data) return s->origin && *s->origin ? s->origin : NULL;
  return NULL;
}

static Series cell_series(Linker *L, const Expr *e, const Source *s, uint32_t cell) {
  unsigned n;
  const char *key = s->keys[cell];
  const TableRow *const *rows = table_years(s->table, key, &n, L->fail, e->place);
  if (!rows) longjmp(L->out, 1);
  if (!n) lower_fail(L, E532, e->place, key, e->args[0]->text);
  double *years = arena_array(L->arena, n, sizeof *years), *values = arena_array(L->arena, n, sizeof *values);
  for (unsigned i = 0; i < n; i++) years[i] = rows[i]->year, values[i] = row_value(L, s, rows[i]);
  Series out;
  if (series_data(L->arena, key, years, values, n, e->place, &out, L->fail)) longjmp(L->out, 1);
  if (lower_option_true(e, "hold")) out.after = out.before = SERIES_CONSTANT;
  if (lower_option_true(e, "extend")) out.after = SERIES_EXTEND;
  const Expr *fill = lower_option(e, "fill");
  if (fill && (fill->kind != EXPR_STRING || strcmp(fill->text, "linear") != 0)) lower_fail(L, E533, e->place);
  if (fill) out.gap = INFINITY;
  return out;
}

static const Series *source_series(Linker *L, const Expr *e, Source *s) {
  if (s->series) return s->series;
  Series *made = arena_array(L->arena, s->size, sizeof *made);
  for (uint32_t c = 0; c < s->size; c++) made[c] = cell_series(L, e, s, c);
  return s->series = made;
}

static Value constant_cells(Linker *L, const Expr *e, const Source *s) {
  double *values = arena_array(L->arena, s->size, sizeof *values);
  for (uint32_t c = 0; c < s->size; c++) {
    const TableRow *row;
    if (table_cell(s->table, s->keys[c], s->period, &row, L->fail, e->place)) longjmp(L->out, 1);
    values[c] = row_value(L, s, row);
  }
  return lower_of(graph_constant(L->builder, s->n_axes, s->axes, values), s->unit);
}

Value lower_data(Linker *L, const Expr *e, const Unit *declared, Now now) {
  (void)declared;
  Source *s = source_of(L, e);
  if (s->period) return constant_cells(L, e, s);
  double time = isnan(s->only) ? lower_single_time(L, e, now) : s->only;
  const Series *series = source_series(L, e, s);
  uint32_t rows = isnan(time) ? graph_rows(L->graph) : 1;
  double *data = rows == 1 ? arena_array(L->arena, s->size, sizeof *data) : lower_rows(L, s->size, e->place);
  for (uint32_t c = 0; c < s->size; c++) {
    for (uint32_t r = 0; r < rows; r++) {
      double at = isnan(time) ? lower_row_time(L, r) : time;
      bool unread = isnan(time) && L->graph->calendar && r == 0;     /* a calendar model never reads the row of its start */
      if (series_at(&series[c], at, &data[(size_t)r * s->size + c], unread ? NULL : L->fail, e->place) && !unread) longjmp(L->out, 1);
    }
  }
  if (!isnan(time)) return lower_of(graph_constant(L->builder, s->n_axes, s->axes, data), s->unit);
  return lower_of(graph_leaf(L->builder, OP_PATH, s->n_axes, s->axes, 0, 0, data, e->place), s->unit);
}

/* ---- history ------------------------------------------------------------------------------------------------------------- */

typedef struct { double *years; unsigned n, room; } Years;

static void add_year(Linker *L, Years *y, double year) {
  unsigned at = y->n;
  while (at > 0 && y->years[at - 1] >= year) at--;
  if (at < y->n && y->years[at] == year) return;
  y->years = lower_grow(L, y->years, y->n, &y->room, sizeof *y->years);
  memmove(y->years + at + 1, y->years + at, (y->n - at) * sizeof(double));
  y->years[at] = year;
  y->n++;
}

static void years_within(Linker *L, const Expr *e, Years *out) {
  if (e->kind == EXPR_CALL && e->word == WORD_DATA) {
    const Source *s = source_of(L, e);
    unsigned n = 0;
    const TableRow *const *rows = s->period ? NULL : table_years(s->table, s->keys[0], &n, L->fail, e->place);
    for (unsigned i = 0; i < n; i++) add_year(L, out, rows[i]->year);
    return;
  }
  bool path = e->kind == EXPR_CALL && (e->word == WORD_PATH || e->word == WORD_STAIRS);
  for (unsigned i = 0; i < e->n_entries; i++) {
    if (path && !e->entries[i].key) add_year(L, out, e->entries[i].number);
    else years_within(L, e->entries[i].value, out);
  }
  for (unsigned i = 0; i < e->n_args; i++) years_within(L, e->args[i], out);
}

void lower_observed(Linker *L, Slot *slot) {
  Symbol *s = slot->symbol;
  const Decl *d = s->observed;
  if (!d->value) lower_fail(L, E335, d->place, "observed", s->name, "a value");
  Years years = {.n = 0};
  years_within(L, d->value, &years);
  if (years.n == 0) add_year(L, &years, L->graph->start);
  Unit unit;
  if (unit_parse(L->model->units, d->unit_text, &unit, L->fail, d->place)) longjmp(L->out, 1);
  double *history = arena_array(L->graph->arena, (size_t)years.n * s->size, sizeof *history);
  double *kept = arena_array(L->graph->arena, years.n, sizeof *kept);
  for (unsigned i = 0; i < years.n; i++) {
    Now then = {.moment = IN_PAST, .flow_year = years.years[i], .level_year = years.years[i]};
    L->speaking = s->name, L->owner = slot, L->knot = NAN, L->declared_axes = slot->written_axes, L->n_declared = s->n_axes, L->in_scenario = false;
    NodeId node = lower_fit(L, lower_value(L, d->value, unit, then), s, "the observation", d->value->place);
    if (L->graph->nodes[node].op != OP_CONST) lower_fail(L, E434, d->value->place, s->name);
    memcpy(history + (size_t)i * s->size, L->graph->nodes[node].data, s->size * sizeof(double));
    kept[i] = years.years[i];
  }
  s->history = history, s->history_years = kept, s->n_history = years.n;
}

/* ---- distributions ---------------------------------------------------------------------------------------------------------- */

static bool name_taken(const Linker *L, const char *name) {
  for (uint32_t i = 0; i < L->graph->n_inputs; i++)
    if (strcmp(L->graph->inputs[i].name, name) == 0) return true;
  return false;
}

static const char *draw_name(Linker *L) {
  const char *base = isnan(L->knot) ? L->owner->symbol->name : arena_printf(L->arena, "%s.%g", L->owner->symbol->name, L->knot);
  const char *name = base;
  for (unsigned k = 2; name_taken(L, name); k++) name = arena_printf(L->arena, "%s.%u", base, k);
  return name;
}

Value lower_draw(Linker *L, const Expr *e, const Unit *declared, Now now) {
  (void)now;
  Unit unit = declared ? *declared : unit_one();
  for (unsigned i = 0; i < L->n_draws; i++)
    if (L->draws[i].expr == e && L->draws[i].owner == L->owner) return lower_of(L->draws[i].node, unit);
    else if (L->draws[i].expr == e) lower_fail(L, E435, e->place, word_rows[e->word].text);
  if (!L->owner) lower_fail(L, E435, e->place, word_rows[e->word].text);
  Graph *g = L->graph;
  double median = 0.0;
  if (!L->median || L->median(e, &median, L->fail)) {
    if (!L->median) lower_fail(L, E435, e->place, word_rows[e->word].text);
    longjmp(L->out, 1);
  }
  g->inputs = lower_grow(L, g->inputs, g->n_inputs, &L->room_inputs, sizeof *g->inputs);
  g->inputs[g->n_inputs] = (Input){.name = draw_name(L), .draw = e, .unit = unit, .point = unit_in(unit, median), .place = e->place};
  NodeId node = graph_leaf(L->builder, OP_INPUT, 0, NULL, (int)g->n_inputs++, 0, NULL, e->place);
  L->draws = lower_grow(L, L->draws, L->n_draws, &L->room_draws, sizeof *L->draws);
  L->draws[L->n_draws].expr = e, L->draws[L->n_draws].node = node, L->draws[L->n_draws].owner = L->owner;
  L->n_draws++;
  return lower_of(node, unit);
}

/* ---- tables of points --------------------------------------------------------------------------------------------------------- */

/* A name, or a name at another moment: its points are in the name's own unit. */
static bool is_plain_name(const Expr *e) {
  while (e->kind == EXPR_CALL && (e->word == WORD_SLICE || e->word == WORD_CLOSING || e->word == WORD_PREVIOUS || e->word == WORD_AVERAGE || e->word == WORD_AT_START))
    e = e->args[0];
  return e->kind == EXPR_NAME;
}

static Unit points_unit(Linker *L, const Expr *e, Value x) {
  if (is_plain_name(e->args[0])) return x.unit;
  if (unit_is_pure(x.unit)) return unit_one();
  char text[UNIT_TEXT];
  if (!unit_same_dimension(x.unit, L->time)) lower_fail(L, E431, e->place, unit_text(L->model->units, x.unit, text));
  return L->time;
}

static void finish_table(Linker *L, LookupTable *t, bool smooth) {
  double *slope = arena_array(L->graph->arena, t->n, sizeof *slope), spacing = (t->x[t->n - 1] - t->x[0]) / (t->n - 1);
  t->even = true;
  for (uint32_t k = 0; k < t->n; k++) {
    if (k + 1 < t->n) slope[k] = (t->y[k + 1] - t->y[k]) / (t->x[k + 1] - t->x[k]);
    if (fabs(t->x[k] - (t->x[0] + k * spacing)) > 1e-14 * (fabs(t->x[0]) + fabs(t->x[t->n - 1]))) t->even = false;
  }
  t->slope = slope, t->inverse = 1.0 / spacing, t->offset = -t->x[0] * t->inverse;
  if (!smooth || t->n < gsl_interp_type_min_size(gsl_interp_steffen)) return;
  double *c2 = arena_array(L->graph->arena, t->n, sizeof *c2), *c3 = arena_array(L->graph->arena, t->n, sizeof *c3);
  gsl_interp *curve = gsl_interp_alloc(gsl_interp_steffen, t->n);
  if (!curve) lower_fail(L, E801, (Place){0}, "a table of points");
  gsl_interp_init(curve, t->x, t->y, t->n);
  for (uint32_t k = 0; k + 1 < t->n; k++) {
    double h = t->x[k + 1] - t->x[k], secant = slope[k];
    double left = gsl_interp_eval_deriv(curve, t->x, t->y, t->x[k], NULL), right = gsl_interp_eval_deriv(curve, t->x, t->y, t->x[k + 1], NULL);
    c2[k] = (3.0 * secant - 2.0 * left - right) / h, c3[k] = (left + right - 2.0 * secant) / (h * h);
    slope[k] = left;
  }
  gsl_interp_free(curve);
  t->c2 = c2, t->c3 = c3, t->even = false;
}

static int make_table(Linker *L, const Expr *e, Unit unit) {
  const Expr *points = e->args[1];
  unsigned n = 0;
  for (unsigned i = 0; points->kind == EXPR_TABLE && i < points->n_entries; i++) n += points->entries[i].key == NULL;
  if (n < 2) lower_fail(L, E436, e->place);
  double *x = arena_array(L->graph->arena, n, sizeof *x), *y = arena_array(L->graph->arena, n, sizeof *y);
  unsigned k = 0;
  for (unsigned i = 0; i < points->n_entries; i++) {
    const Entry *p = &points->entries[i];
    if (p->key) lower_fail(L, E437, p->place, p->key);
    x[k] = unit_in(unit, p->number), y[k] = lower_number(L, p->value, "a point of lookup");
    if (k && !(x[k] > x[k - 1])) lower_fail(L, E436, p->place);
    k++;
  }
  Graph *g = L->graph;
  g->tables = lower_grow(L, g->tables, g->n_tables, &L->room_tables, sizeof *g->tables);
  g->tables[g->n_tables] = (LookupTable){.n = n, .x = x, .y = y};
  finish_table(L, &g->tables[g->n_tables], lower_option_true(e, "smooth"));
  return (int)g->n_tables++;
}

Value lower_lookup(Linker *L, const Expr *e, Now now) {
  Value x = lower_equation(L, e->args[0], now);
  int table = -1;
  for (unsigned i = 0; i < L->n_lookups; i++)
    if (L->lookups[i].expr == e) table = L->lookups[i].index;
  if (table < 0) {
    if (L->n_lookups == 512) lower_fail(L, E358, e->place, 512);
    table = make_table(L, e, points_unit(L, e, x));
    L->lookups[L->n_lookups].expr = e, L->lookups[L->n_lookups].index = table;
    L->n_lookups++;
  }
  return lower_of(lower_node(L, OP_LOOKUP, 1, &x.node, table, 0, 0, e->place), unit_one());
}
