#include "study/dead.h"

#include "study/reads.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

struct Levers {
  Arena *arena;
  const Result *base;
  const Symbol **symbols;
  unsigned n;
  bool *reached;                 /* [n_symbols] */
};

Levers *levers_of(const Result *base) {
  Arena *arena = arena_new();
  Levers *l = arena ? arena_alloc(arena, sizeof *l) : NULL;
  const Linked *linked = base->linked;
  if (!l) return arena_free(arena), NULL;
  *l = (Levers){.arena = arena, .base = base};
  l->symbols = arena_array(arena, linked->n_symbols + 1, sizeof *l->symbols);
  l->reached = arena_array(arena, linked->n_symbols + 1, sizeof *l->reached);
  if (arena_failed(arena)) return arena_free(arena), NULL;
  for (unsigned i = 0; i < linked->n_symbols; i++)
    if (linked->symbols[i].decl->kind == DECL_LEVER) l->symbols[l->n++] = &linked->symbols[i];
  reads_reach(arena, linked, l->reached);
  return l;
}

void levers_free(Levers *l) {
  if (l) arena_free(l->arena);
}

unsigned levers_count(const Levers *l) { return l->n; }

const Symbol *levers_symbol(const Levers *l, unsigned i) { return l->symbols[i]; }

/* ---- moving one ----------------------------------------------------------------------------------------------- */

/* A tenth of the range, or of the lever's size, or 1; declared unit. */
static double nudge(const Result *r, const Symbol *s) {
  if (s->decl->has_range && s->decl->range_high > s->decl->range_low) return (s->decl->range_high - s->decl->range_low) / 10;
  double size = 0;
  for (unsigned t = 0; t < r->n_times; t++)
    for (unsigned e = 0; e < s->size; e++) size = fmax(size, fabs(result_at(r, s, e, t)));
  return size > 0 && isfinite(size) ? size / 10 : 1;
}

/* default + by */
static Expr *moved(Arena *arena, const Symbol *s, double by) {
  Place place = s->decl->place;
  Expr *args[2] = {expr_new(arena, EXPR_DEFAULT, place), expr_number(arena, by, place)};
  return args[0] && args[1] ? expr_call(arena, WORD_ADD, place, 2, args) : NULL;
}

static bool same_values(const Result *a, const Result *b, const Symbol *s) {
  const Symbol *other = link_symbol(b->linked, s->name);
  size_t bytes = (size_t)s->size * a->n_times * sizeof(double);
  return other && other->size == s->size && !memcmp(a->values[s->output], b->values[other->output], bytes);
}

static bool same_walks(const Result *a, const Result *b) {
  for (unsigned i = 0; i < a->n_outcomes; i++)
    if (memcmp(&a->outcomes[i], &b->outcomes[i], sizeof *a->outcomes)) return false;
  return true;
}

static bool same_shown(const Result *a, const Result *b) {
  for (unsigned i = 0; i < a->linked->n_symbols; i++)
    if (symbol_is_indicator(&a->linked->symbols[i]) && !same_values(a, b, &a->linked->symbols[i])) return false;
  return same_walks(a, b);
}

/* A run that fails for the author's reasons has felt the lever. */
static int try_one(Levers *l, const Symbol *s, double by, bool *dead, Fail *fail) {
  Override change = {.name = s->name, .value = moved(l->arena, s, by), .lever = true, .place = s->decl->place};
  Layer layer = {"check", &change, 1};
  ResultOptions options = {&layer, 1, true, false};
  Result *run;
  Fail own = {0};
  if (!change.value) return fail_set(fail, E801, place_at(NULL, 0, 0), "a run");
  int code = result_run(l->base->model, l->base->scenario, &options, &run, &own);
  if (code == E801 && fail) return *fail = own, code;
  *dead = !code && same_shown(l->base, run);
  result_free(run);
  return 0;
}

int levers_try(Levers *l, unsigned i, bool *dead, Fail *fail) {
  const Symbol *s = l->symbols[i];
  *dead = true;
  if (!l->reached[s - l->base->linked->symbols]) return 0;
  double by = nudge(l->base, s);
  int code = try_one(l, s, by, dead, fail);
  return code || !*dead ? code : try_one(l, s, -by, dead, fail);
}
