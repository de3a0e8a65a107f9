#include "study/assumptions.h"

#include <string.h>

static bool text_same(const char *a, const char *b) { return a == b || (a && b && !strcmp(a, b)); }

bool expr_same(const Expr *a, const Expr *b) {
  if (!a || !b) return a == b;
  if (a->kind != b->kind || a->n_args != b->n_args || a->n_entries != b->n_entries) return false;
  if (a->kind == EXPR_CALL && a->word != b->word) return false;
  if (!text_same(a->text, b->text) || memcmp(&a->number, &b->number, sizeof a->number)) return false;
  for (unsigned i = 0; i < a->n_args; i++)
    if (!expr_same(a->args[i], b->args[i])) return false;
  for (unsigned i = 0; i < a->n_entries; i++) {
    const Entry *x = &a->entries[i], *y = &b->entries[i];
    if (!text_same(x->key, y->key) || (!x->key && x->number != y->number) || !expr_same(x->value, y->value)) return false;
  }
  return true;
}

static bool says_default(const Expr *e) {
  if (!e) return false;
  if (e->kind == EXPR_DEFAULT) return true;
  for (unsigned i = 0; i < e->n_args; i++)
    if (says_default(e->args[i])) return true;
  for (unsigned i = 0; i < e->n_entries; i++)
    if (says_default(e->entries[i].value)) return true;
  return false;
}

/* The change of a name that is in force below layer *n, which becomes its layer; NULL: none. */
static const Override *in_force(const Layer *layers, unsigned *n, const char *name) {
  while (*n) {
    const Layer *layer = &layers[--*n];
    for (unsigned i = layer->n; i--;)
      if (!strcmp(layer->overrides[i].name, name)) return &layer->overrides[i];
  }
  return NULL;
}

/* Changes are compared from the top down as far as `default` reaches. */
static bool chains_same(const Layer *a, unsigned na, const Layer *b, unsigned nb, const char *name) {
  for (;;) {
    const Override *x = in_force(a, &na, name), *y = in_force(b, &nb, name);
    if (!x || !y) return x == y;
    if (!expr_same(x->value, y->value)) return false;
    if (!says_default(x->value)) return true;
  }
}

static bool seen(const Difference *list, unsigned n, const char *name) {
  for (unsigned i = 0; i < n; i++)
    if (!strcmp(list[i].name, name)) return true;
  return false;
}

static void fill_side(Difference *d, unsigned side, const Layer *layers, unsigned n) {
  d->side[side] = in_force(layers, &n, d->name);
  d->by[side] = d->side[side] ? layers[n].title : NULL;
  if (d->side[side]) d->lever = d->side[side]->lever;
}

static unsigned count(const Layer *layers, unsigned n) {
  unsigned sum = 0;
  for (unsigned i = 0; i < n; i++) sum += layers[i].n;
  return sum;
}

unsigned assumptions_differ(Arena *arena, const Scenario *a, const Scenario *b, const Difference **out) {
  const Layer *layers[2] = {NULL, NULL};
  unsigned n_layers[2] = {a ? scenario_layers(arena, a, &layers[0]) : 0, b ? scenario_layers(arena, b, &layers[1]) : 0};
  unsigned most = count(layers[0], n_layers[0]) + count(layers[1], n_layers[1]), n = 0;
  Difference *list = arena_array(arena, most + 1, sizeof *list);
  for (unsigned side = 0; list && side < 2; side++)
    for (unsigned i = 0; i < n_layers[side]; i++)
      for (unsigned k = 0; k < layers[side][i].n; k++) {
        const char *name = layers[side][i].overrides[k].name;
        if (seen(list, n, name) || chains_same(layers[0], n_layers[0], layers[1], n_layers[1], name)) continue;
        list[n] = (Difference){.name = name};
        fill_side(&list[n], 0, layers[0], n_layers[0]);
        fill_side(&list[n], 1, layers[1], n_layers[1]);
        n++;
      }
  *out = list;
  return n;
}
