#include "study/why.h"

#include <math.h>
#include <string.h>

static bool is_computed(DeclKind kind) { return kind == DECL_FLOW || kind == DECL_LEVEL || kind == DECL_SOLVE; }

static bool holds_at_a_moment(const Symbol *s) { return s->decl->kind == DECL_STOCK || s->decl->kind == DECL_LEVEL; }

/* ---- what says the value -------------------------------------------------------------------------------------- */

typedef struct { WhyPart *list; unsigned n; } Parts;

static void add(Parts *p, const char *part, const Expr *e, const Decl *decl, bool read) {
  if (!e || p->n == WHY_PARTS) return;
  p->list[p->n++] = (WhyPart){part, e, e->place.file ? e->place : decl->place, decl, read};
}

/* In a calendar model the start year of a flow is data. */
static bool is_data_at(const Result *r, const Symbol *s, unsigned point) {
  if (!r->model->calendar || point > 0 || s->decl->kind != DECL_FLOW) return false;
  return s->observed || decl_key(s->decl, "start");
}

static void computed_parts(const Result *r, const Symbol *s, unsigned point, Parts *p) {
  bool data = is_data_at(r, s, point);
  if (data && s->observed) add(p, "observed", s->observed->value, s->observed, true);
  else if (data) add(p, "start", decl_key(s->decl, "start"), s->decl, true);
  if (s->override) add(p, "override", s->override->value, s->decl, !data);
  add(p, s->override ? "replaced equation" : "equation", s->decl->value, s->decl, !data && !s->override);
  add(p, "zero", decl_key(s->decl, "zero"), s->decl, true);
}

static void stock_parts(const Symbol *s, unsigned point, Parts *p) {
  const Expr *initial = decl_key(s->decl, "initial");
  if (point == 0) add(p, "initial", initial, s->decl, true);
  add(p, "next", decl_key(s->decl, "next"), s->decl, point > 0);
  add(p, "rate", decl_key(s->decl, "rate"), s->decl, point > 0);
  if (point > 0) add(p, "initial", initial, s->decl, false);
}

static void value_parts(const Symbol *s, Parts *p) {
  if (s->override) add(p, "override", s->override->value, s->decl, true);
  if (s->given) add(p, "given", s->given->value, s->given, !s->override);
  add(p, s->given ? "default" : "value", s->decl->value, s->decl, !s->override && !s->given);
}

unsigned why_parts(const Result *r, const Symbol *s, unsigned point, WhyPart parts[WHY_PARTS]) {
  Parts p = {parts, 0};
  if (s->decl->kind == DECL_STOCK) stock_parts(s, point, &p);
  else if (is_computed(s->decl->kind)) computed_parts(r, s, point, &p);
  else value_parts(s, &p);
  return p.n;
}

/* ---- what it read --------------------------------------------------------------------------------------------- */

/* The point at which the asker's step began. */
static int opening_of(const Result *r, const Symbol *asker, unsigned point) {
  bool flowing = asker->decl->kind == DECL_FLOW || asker->decl->kind == DECL_SOLVE;
  bool steps = asker->decl->kind == DECL_STOCK || (flowing && r->model->calendar);
  return steps && point > 0 ? (int)point - 1 : (int)point;
}

/* The point at which a flow of the asker's step is shown. */
static int step_of(const Result *r, const Symbol *asker, unsigned point) {
  return r->model->calendar ? (int)point : opening_of(r, asker, point);
}

static WhyInput input_of(const Result *r, const Symbol *asker, unsigned point, const Symbol *s, const Read *read) {
  bool moment = holds_at_a_moment(s);
  int open = opening_of(r, asker, point), step = step_of(r, asker, point);
  WhyInput in = {s, read->moment, moment && open < (int)point, moment ? open : step};
  if (read->moment == READ_CLOSING || read->moment == READ_AVERAGE) in.point = (int)point, in.opening = false;
  if (read->moment == READ_PREVIOUS) in.point -= (int)read->steps;
  if (read->moment == READ_START) in.point = 0, in.opening = false;
  if (read->moment == READ_BEFORE) in.point = -1;
  return in;
}

unsigned why_inputs(const Result *r, Arena *arena, const Symbol *s, unsigned point, const WhyInput **out) {
  WhyPart parts[WHY_PARTS];
  unsigned n_parts = why_parts(r, s, point, parts), n = 0;
  WhyInput *list = arena_array(arena, 256, sizeof *list);
  for (unsigned i = 0; list && i < n_parts; i++) {
    const Read *reads;
    unsigned n_reads = parts[i].read ? reads_of(arena, r->model, parts[i].expr, &reads) : 0;
    for (unsigned k = 0; k < n_reads && n < 256; k++) {
      const Symbol *input = link_symbol(r->linked, reads[k].name);
      if (input) list[n++] = input_of(r, s, point, input, &reads[k]);
    }
  }
  *out = list;
  return n;
}

/* The observed history, n steps before the start. */
static double history_value(const Result *r, const Symbol *s, int point, unsigned element) {
  double time = r->times[0] + point * r->model->step;
  for (unsigned i = 0; i < s->n_history; i++)
    if (s->history_years[i] == time) return unit_out(s->unit, s->history[(size_t)i * s->size + element]);
  return NAN;
}

double why_value(const Result *r, const WhyInput *in, unsigned element) {
  const Symbol *s = in->symbol;
  if (in->moment == READ_BEFORE) return NAN;
  if (in->point < 0) return history_value(r, s, in->point, element);
  double value = result_at(r, s, element, (unsigned)in->point);
  if (in->moment != READ_AVERAGE || in->point == 0) return value;
  return (result_at(r, s, element, (unsigned)in->point - 1) + value) / 2;
}

/* ---- walks ---------------------------------------------------------------------------------------------------- */

bool why_walk(const Result *r, const char *name, WhyWalk *out) {
  for (unsigned i = 0; i < r->n_outcomes; i++) {
    const Walk *w = &r->linked->outcomes[i];
    if (!strcmp(w->decl->name, name)) return *out = (WhyWalk){w->decl, unit_out(w->unit, r->outcomes[i]), NULL}, true;
  }
  for (unsigned i = 0; i < r->n_scores; i++) {
    const Score *s = &r->scores[i];
    if (!strcmp(s->decl->name, name)) return *out = (WhyWalk){s->decl, s->value, s}, true;
  }
  return false;
}

typedef struct { const Result *r; Arena *arena; WhyInput *list; unsigned n; } Walked;
enum { WALKED_MOST = 256 };

static void add_read(Walked *w, const char *name, int point) {
  const Symbol *s = link_symbol(w->r->linked, name);
  for (unsigned i = 0; i < w->n; i++)
    if (w->list[i].symbol == s && w->list[i].point == point) return;
  if (s && w->n < WALKED_MOST) w->list[w->n++] = (WhyInput){s, READ_PLAIN, false, point};
}

static int point_of_year(const Result *r, double year) {
  return (int)floor((year - r->times[0]) / r->model->step + 0.5);
}

/* The names in e, at a point. */
static void add_reads(Walked *w, const Expr *e, int point) {
  const Read *reads;
  unsigned n = reads_of(w->arena, w->r->model, e, &reads);
  for (unsigned i = 0; i < n; i++) add_read(w, reads[i].name, point);
}

static void walk_expression(Walked *w, const Expr *e, unsigned nesting) {
  int last = (int)w->r->n_times - 1;
  const Decl *outcome = e->kind == EXPR_NAME ? model_find(w->r->model, DECL_OUTCOME, e->text) : NULL;
  if (outcome && outcome->value && nesting < 16) {
    walk_expression(w, outcome->value, nesting + 1);
  } else if (e->kind != EXPR_CALL) {
    add_reads(w, e, last);
  } else if (word_rows[e->word].class != CLASS_YEARS) {
    for (unsigned i = 0; i < e->n_args; i++) walk_expression(w, e->args[i], nesting);
  } else {
    for (unsigned i = 1; i < e->n_args; i++)
      if (e->args[i]->kind == EXPR_NUMBER) add_reads(w, e->args[0], point_of_year(w->r, e->args[i]->number));
    if (e->n_args == 1) add_reads(w, e->args[0], last);
  }
}

unsigned why_walk_inputs(const Result *r, Arena *arena, const Decl *decl, const WhyInput **out) {
  Walked w = {r, arena, arena_array(arena, WALKED_MOST, sizeof(WhyInput)), 0};
  if (w.list && decl->value) walk_expression(&w, decl->value, 0);
  *out = w.list;
  return w.n;
}
