/* walks.c : outcomes in an order in which each comes after those it names, and what was found out about each. */
#include "study/walks.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef struct Moved Moved;
struct Moved { double from, to; const char *name; Moved *next; };

typedef struct { unsigned *to, n, room; } Names;         /* outcomes that an expression names, as often as it does */

typedef struct {
  const Decl *decl;
  Names names;
  double latest;
  unsigned words;                                        /* bits */
  Moved *moved;
  unsigned char state;                                   /* while the order is found */
  bool wanted;
} Outcome;

typedef struct Year Year;                                /* what a pass for one year found out */
struct Year { double year, *earliest; bool *named; Year *next; };

struct Walks {
  Arena *arena;
  Outcome *outcomes; unsigned n;                         /* by name */
  unsigned *order;                                       /* inner ones first */
  Year *years;
};

/* ---- expressions ------------------------------------------------------------------------------------------------ */

static bool is_walk(const Expr *e) { return e->kind == EXPR_CALL && word_rows[e->word].class == CLASS_YEARS; }

static int by_name(const void *a, const void *b) { return strcmp(((const Outcome *)a)->decl->name, ((const Outcome *)b)->decl->name); }

static Outcome *named(const Walks *w, const Expr *e) {
  if (e->kind != EXPR_NAME || !w->n) return NULL;
  const Decl wanted = {.name = e->text};
  const Outcome key = {.decl = &wanted};
  return bsearch(&key, w->outcomes, w->n, sizeof key, by_name);
}

static unsigned bit(Word word) {
  return word == WORD_AT ? 1 : word == WORD_GROWTH ? 2 : word == WORD_TOTAL ? 4 : word == WORD_MEAN_OVER ? 8 : 0;
}

/* Within a walk a name is a flow or a level, never an outcome. */
static unsigned first_inner(const Expr *e) { return is_walk(e) ? e->n_args : 0; }

static bool names_year(const Expr *e, double year) {
  for (unsigned i = 1; is_walk(e) && i < e->n_args; i++)
    if (e->args[i]->kind == EXPR_NUMBER && e->args[i]->number == year) return true;
  return false;
}

static double latest_of(const Walks *w, const Expr *e) {
  double latest = -INFINITY;
  const Outcome *o = named(w, e);
  if (o) return o->latest;
  for (unsigned i = 1; is_walk(e) && i < e->n_args; i++)
    if (e->args[i]->kind == EXPR_NUMBER) latest = fmax(latest, e->args[i]->number);
  for (unsigned i = first_inner(e); i < e->n_args; i++) latest = fmax(latest, latest_of(w, e->args[i]));
  return latest;
}

static unsigned words_of(const Walks *w, const Expr *e) {
  const Outcome *o = named(w, e);
  if (o) return o->words;
  unsigned words = e->kind == EXPR_CALL ? bit(e->word) : 0;
  for (unsigned i = first_inner(e); i < e->n_args; i++) words |= words_of(w, e->args[i]);
  return words;
}

static double earliest_of(const Walks *w, const Year *y, const Expr *e) {
  double earliest = -INFINITY;
  const Outcome *o = named(w, e);
  if (o) return y->earliest[o - w->outcomes];
  const Expr *const *args = (const Expr *const *)e->args;
  if (is_walk(e) && e->n_args == 3 && args[1]->kind == EXPR_NUMBER && args[2]->kind == EXPR_NUMBER && args[2]->number == y->year)
    earliest = args[1]->number + 1;
  for (unsigned i = first_inner(e); i < e->n_args; i++) earliest = fmax(earliest, earliest_of(w, y, args[i]));
  return earliest;
}

static bool speaks_of(const Walks *w, const Year *y, const Expr *e) {
  const Outcome *o = named(w, e);
  if (o) return y->named[o - w->outcomes];
  if (names_year(e, y->year)) return true;
  for (unsigned i = first_inner(e); i < e->n_args; i++)
    if (speaks_of(w, y, e->args[i])) return true;
  return false;
}

/* ---- the order --------------------------------------------------------------------------------------------------- */

static bool push(Arena *arena, Names *names, unsigned to) {
  if (names->n == names->room) {
    unsigned room = names->room ? 2 * names->room : 4, *wider = arena_array(arena, room, sizeof *wider);
    if (!wider) return false;
    if (names->n) memcpy(wider, names->to, names->n * sizeof *wider);
    names->to = wider, names->room = room;
  }
  names->to[names->n++] = to;
  return true;
}

static bool list_names(const Walks *w, const Expr *e, Names *names) {
  const Outcome *o = named(w, e);
  if (o) return push(w->arena, names, (unsigned)(o - w->outcomes));
  for (unsigned i = first_inner(e); i < e->n_args; i++)
    if (!list_names(w, e->args[i], names)) return false;
  return true;
}

enum { NEW, OPEN, DONE };

/* Depth first from one outcome, on a stack of our own: chains of outcomes may be long. An outcome stays on the stack until
 * all that it names are in the order; one that is met again meanwhile is in a circle. */
static bool put_in_order(Walks *w, unsigned root, Names *stack, unsigned *n) {
  if (!push(w->arena, stack, root)) return false;
  while (stack->n) {
    unsigned at = stack->to[stack->n - 1];
    Outcome *o = &w->outcomes[at];
    if (o->state != NEW) {
      if (o->state == OPEN) o->state = DONE, w->order[(*n)++] = at;
      stack->n--;
      continue;
    }
    o->state = OPEN;
    for (unsigned i = 0; i < o->names.n; i++)
      if (w->outcomes[o->names.to[i]].state == NEW && !push(w->arena, stack, o->names.to[i])) return false;
  }
  return true;
}

static bool find_order(Walks *w) {
  Names stack = {0};
  unsigned n = 0;
  w->order = arena_array(w->arena, w->n + 1u, sizeof *w->order);
  if (!w->order) return false;
  for (unsigned i = 0; i < w->n; i++)
    if (w->outcomes[i].decl->value && !list_names(w, w->outcomes[i].decl->value, &w->outcomes[i].names)) return false;
  for (unsigned i = 0; i < w->n; i++)
    if (!put_in_order(w, i, &stack, &n)) return false;
  return true;
}

Walks *walks_new(Arena *arena, const Model *model) {
  Walks *w = arena_alloc(arena, sizeof *w);
  if (!w) return NULL;
  w->arena = arena;
  for (unsigned i = 0; i < model->n_decls; i++) w->n += model->decls[i]->kind == DECL_OUTCOME;
  w->outcomes = arena_array(arena, w->n + 1u, sizeof *w->outcomes);
  if (!w->outcomes) return NULL;
  for (unsigned i = 0, k = 0; i < model->n_decls; i++)
    if (model->decls[i]->kind == DECL_OUTCOME) w->outcomes[k++] = (Outcome){.decl = model->decls[i], .latest = -INFINITY};
  qsort(w->outcomes, w->n, sizeof *w->outcomes, by_name);
  if (!find_order(w)) return NULL;
  for (unsigned i = 0; i < w->n; i++) {
    Outcome *o = &w->outcomes[w->order[i]];
    if (o->decl->value) o->latest = latest_of(w, o->decl->value), o->words = words_of(w, o->decl->value);
  }
  return w;
}

/* ---- answers -------------------------------------------------------------------------------------------------------- */

double walks_latest(const Walks *w, const Expr *e) { return latest_of(w, e); }
bool walks_have(const Walks *w, const Expr *e, Word word) { return words_of(w, e) & bit(word); }

const Expr *walks_behind(const Walks *w, const Expr *e) {
  for (unsigned i = 0; i < w->n; i++) {
    const Outcome *o = named(w, e);
    if (!o || !o->decl->value) break;
    e = o->decl->value;
  }
  return e;
}

/* All outcomes looked at for one year; kept, since many targets have the same. */
static Year *year_of(Walks *w, double year) {
  Year *y = w->years;
  while (y && y->year != year) y = y->next;
  if (y) return y;
  if (!(y = arena_alloc(w->arena, sizeof *y))) return NULL;
  *y = (Year){year, arena_array(w->arena, w->n + 1u, sizeof *y->earliest), arena_array(w->arena, w->n + 1u, sizeof *y->named), w->years};
  if (!y->earliest || !y->named) return NULL;
  for (unsigned i = 0; i < w->n; i++) y->earliest[i] = -INFINITY;
  for (unsigned i = 0; i < w->n; i++) {
    unsigned at = w->order[i];
    const Expr *value = w->outcomes[at].decl->value;
    if (value) y->earliest[at] = earliest_of(w, y, value), y->named[at] = speaks_of(w, y, value);
  }
  return w->years = y;
}

double walks_earliest(Walks *w, const Expr *e, double last) {
  const Year *y = year_of(w, last);
  return y ? earliest_of(w, y, e) : NAN;
}

/* ---- moving --------------------------------------------------------------------------------------------------------- */

typedef struct { Walks *w; const Year *year; double to; } Move;

static const char *moved_name(const Move *m, const Outcome *o) {
  for (const Moved *known = o->moved; known; known = known->next)
    if (known->from == m->year->year && known->to == m->to) return known->name;
  return NULL;
}

static Expr *replaced(const Move *m, const Expr *e);

static Expr *replaced_argument(const Move *m, const Expr *e, unsigned i) {
  Expr *arg = e->args[i];
  if (!is_walk(e)) return arg->kind == EXPR_CALL || arg->kind == EXPR_NAME ? replaced(m, arg) : arg;
  return i > 0 && arg->kind == EXPR_NUMBER && arg->number == m->year->year ? expr_number(m->w->arena, m->to, arg->place) : arg;
}

static Expr *replaced(const Move *m, const Expr *e) {
  const Outcome *o = named(m->w, e);
  const char *name = o ? moved_name(m, o) : NULL;
  Expr *copy = expr_new(m->w->arena, e->kind, e->place);
  if (!copy) return NULL;
  *copy = *e;
  if (name) copy->text = name;
  if (e->n_args && !(copy->args = arena_array(m->w->arena, e->n_args, sizeof *copy->args))) return NULL;
  for (unsigned i = 0; i < e->n_args; i++)
    if (!(copy->args[i] = replaced_argument(m, e, i))) return NULL;
  return copy;
}

/* A name that no text can have: the outcome's, what was moved, where to. */
static bool move_outcome(const Move *m, Outcome *o, AddOutcome *add, void *context) {
  if (moved_name(m, o)) return true;
  Decl *decl = arena_alloc(m->w->arena, sizeof *decl);
  Moved *moved = arena_alloc(m->w->arena, sizeof *moved);
  if (!decl || !moved) return false;
  *decl = (Decl){.kind = DECL_OUTCOME, .place = o->decl->place, .unit_text = o->decl->unit_text};
  decl->name = arena_printf(m->w->arena, "%s@%.17g>%.17g", o->decl->name, m->year->year, m->to);
  decl->value = replaced(m, o->decl->value);
  if (!decl->name || !decl->value || !add(context, decl)) return false;
  *moved = (Moved){m->year->year, m->to, decl->name, o->moved};
  o->moved = moved;
  return true;
}

static void want(Walks *w, const Year *y, const Names *names) {
  for (unsigned i = 0; i < names->n; i++) w->outcomes[names->to[i]].wanted |= y->named[names->to[i]];
}

Expr *walks_moved(Walks *w, const Expr *e, double from, double to, AddOutcome *add, void *context) {
  Names names = {0};
  const Move m = {w, year_of(w, from), to};
  if (!m.year || !list_names(w, e, &names)) return NULL;
  for (unsigned i = 0; i < w->n; i++) w->outcomes[i].wanted = false;
  want(w, m.year, &names);
  for (unsigned i = w->n; i-- > 0;)
    if (w->outcomes[w->order[i]].wanted) want(w, m.year, &w->outcomes[w->order[i]].names);
  for (unsigned i = 0; i < w->n; i++)
    if (w->outcomes[w->order[i]].wanted && !move_outcome(&m, &w->outcomes[w->order[i]], add, context)) return NULL;
  return replaced(&m, e);
}
