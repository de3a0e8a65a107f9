#include "study/reads.h"

#include <string.h>

typedef struct { Arena *arena; const Model *model; Read *list; unsigned n, room; } Reader;

static bool is_word_of_time(const char *name) {
  return !strcmp(name, "period") || !strcmp(name, "year") || !strcmp(name, "start_year");
}

static bool is_quantity(const Model *model, const char *name) {
  if (is_word_of_time(name)) return false;
  const Decl *decl = model_find(model, DECL_COUNT, name);
  return decl && decl->kind != DECL_AXIS;
}

static void add(Reader *r, Read read) {
  for (unsigned i = 0; i < r->n; i++)
    if (!strcmp(r->list[i].name, read.name) && r->list[i].moment == read.moment && r->list[i].steps == read.steps) return;
  if (!is_quantity(r->model, read.name)) return;
  if (r->n == r->room) {
    Read *wider = arena_array(r->arena, r->room * 2 + 8, sizeof *wider);
    if (!wider) return;
    if (r->n) memcpy(wider, r->list, r->n * sizeof *wider);
    r->list = wider;
    r->room = r->room * 2 + 8;
  }
  r->list[r->n++] = read;
}

/* The moment that a word of time puts what stands in it. */
static Read moment_in(const Expr *e, Read outer) {
  switch (e->word) {
    case WORD_CLOSING: return (Read){NULL, READ_CLOSING, 0};
    case WORD_AVERAGE: return (Read){NULL, READ_AVERAGE, 0};
    case WORD_AT_START: return (Read){NULL, READ_START, 0};
    case WORD_BEFORE: case WORD_PERPETUAL: return (Read){NULL, READ_BEFORE, 0};
    case WORD_PREVIOUS: {
      bool said = e->n_args > 1 && e->args[1]->kind == EXPR_NUMBER;
      return (Read){NULL, READ_PREVIOUS, said ? (unsigned)e->args[1]->number : 1};
    }
    default: return outer;
  }
}

static void walk(Reader *r, const Expr *e, Read now) {
  if (!e) return;
  if (e->kind == EXPR_NAME) {
    now.name = e->text;
    add(r, now);
    return;
  }
  if (e->kind == EXPR_ELEMENT || e->kind == EXPR_RANGE) return;       /* axes */
  if (e->kind == EXPR_CALL) now = moment_in(e, now);
  for (unsigned i = 0; i < e->n_args; i++) walk(r, e->args[i], now);
  if (e->kind == EXPR_CALL && e->word == WORD_INDEX) walk(r, e->args[0], (Read){NULL, READ_START, 0});
  for (unsigned i = 0; i < e->n_entries; i++) walk(r, e->entries[i].value, now);
}

unsigned reads_of(Arena *arena, const Model *model, const Expr *e, const Read **out) {
  Reader r = {arena, model, NULL, 0, 0};
  walk(&r, e, (Read){NULL, READ_PLAIN, 0});
  *out = r.list;
  return r.n;
}

unsigned symbol_expressions(Arena *arena, const Symbol *s, const Expr *const **out) {
  unsigned n = 0;
  const Expr **list = arena_array(arena, s->decl->n_keys + 4, sizeof *list);
  *out = list;
  if (!list) return 0;
  if (s->override) list[n++] = s->override->value;
  if (s->given) list[n++] = s->given->value;
  if (s->decl->value) list[n++] = s->decl->value;
  for (unsigned i = 0; i < s->decl->n_keys; i++)
    if (s->decl->keys[i].value) list[n++] = s->decl->keys[i].value;
  if (s->observed && s->observed->value) list[n++] = s->observed->value;
  return n;
}

/* ---- what the indicators depend on ---------------------------------------------------------------------------- */

typedef struct { Arena *arena; const Linked *linked; bool *reached; } Reach;

static void reach_expression(const Reach *r, const Expr *e);

static void reach_symbol(const Reach *r, const Symbol *s) {
  bool *mark = &r->reached[s - r->linked->symbols];
  if (*mark) return;
  *mark = true;
  const Expr *const *list;
  unsigned n = symbol_expressions(r->arena, s, &list);
  for (unsigned i = 0; i < n; i++) reach_expression(r, list[i]);
}

static void reach_expression(const Reach *r, const Expr *e) {
  const Read *reads;
  unsigned n = reads_of(r->arena, r->linked->model, e, &reads);
  for (unsigned i = 0; i < n; i++) {
    const Symbol *s = link_symbol(r->linked, reads[i].name);
    if (s) reach_symbol(r, s);
  }
}

static bool is_shown(const Decl *d) {
  bool computed = d->kind == DECL_FLOW || d->kind == DECL_LEVEL || d->kind == DECL_STOCK;
  return computed && (d->label.zh || d->label.en);
}

void reads_reach(Arena *arena, const Linked *linked, bool *reached) {
  const Reach r = {arena, linked, reached};
  for (unsigned i = 0; i < linked->n_symbols; i++)
    if (is_shown(linked->symbols[i].decl)) reach_symbol(&r, &linked->symbols[i]);
  for (unsigned i = 0; i < linked->n_outcomes; i++) reach_expression(&r, linked->outcomes[i].decl->value);
  for (unsigned i = 0; i < linked->n_targets; i++)
    if (linked->targets[i].decl->value) reach_expression(&r, linked->targets[i].decl->value);
}
