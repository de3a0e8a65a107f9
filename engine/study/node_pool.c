/* node_pool.c : publish the parent, then free the halves. */
#include "study/node_pool.h"
#include <stdlib.h>
#include <string.h>

enum { LEVEL_BITS = 6, MOST_LEVEL = 50 };

static uint64_t label_of(unsigned level, uint64_t position) { return (position << LEVEL_BITS | level) + 1; }
static unsigned level_of(uint64_t label) { return (unsigned)((label - 1) & ((1u << LEVEL_BITS) - 1)); }
static uint64_t position_of(uint64_t label) { return (label - 1) >> LEVEL_BITS; }

static uint64_t look(const NodePool *p, size_t i) { return atomic_load_explicit(&p->label[i], memory_order_relaxed); }

static void set(NodePool *p, size_t i, uint64_t label) {
  then();
  atomic_store_explicit(&p->label[i], label, memory_order_relaxed);
  then();
}

/* Where a label stands; room when it does not. */
static size_t find(const NodePool *p, uint64_t label) {
  size_t i = 0;
  while (i < p->room && look(p, i) != label) i++;
  return i;
}

static Moments *moments_at(const NodePool *p, size_t i) { return p->moments + i * p->columns; }

static bool grow(NodePool *p) {
  size_t room = p->room ? 2 * p->room : 32, row = (p->columns ? p->columns : 1) * sizeof(Moments);
  _Atomic uint64_t *label = realloc(p->label, room * sizeof *label);
  if (label) p->label = label;
  Moments *moments = label ? realloc(p->moments, room * row) : NULL;
  if (!moments) return false;
  p->moments = moments;
  for (size_t i = p->room; i < room; i++) atomic_init(&p->label[i], 0);
  p->room = room;
  return true;
}

/* A free node for the new one, and another for a parent. */
static bool make_room(NodePool *p) {
  while (p->room - node_pool_count(p) < 2)
    if (!p->grows || !grow(p)) return false;
  return true;
}

bool node_pool_put(NodePool *p, unsigned level, uint64_t position, const Moments *per_column) {
  if (!make_room(p)) return false;
  size_t at = find(p, 0);
  memcpy(moments_at(p, at), per_column, p->columns * sizeof *per_column);
  set(p, at, label_of(level, position));
  for (;; level++, position /= 2) {
    size_t other = find(p, label_of(level, position ^ 1)), up = find(p, 0);
    if (other == p->room || level == MOST_LEVEL) return true;
    size_t left = position % 2 ? other : at, right = position % 2 ? at : other;
    for (unsigned c = 0; c < p->columns; c++) moments_at(p, up)[c] = moments_join(moments_at(p, left)[c], moments_at(p, right)[c]);
    set(p, up, label_of(level + 1, position / 2));
    set(p, left, 0), set(p, right, 0);
    at = up;
  }
}

static bool under(uint64_t label, unsigned level, uint64_t position) {
  return label && level_of(label) >= level && position >> (level_of(label) - level) == position_of(label);
}

bool node_pool_covers(const NodePool *p, uint64_t chunk) {
  for (size_t i = 0; i < p->room; i++)
    if (under(look(p, i), 0, chunk)) return true;
  return false;
}

size_t node_pool_count(const NodePool *p) {
  size_t n = 0;
  for (size_t i = 0; i < p->room; i++) n += look(p, i) != 0;
  return n;
}

void node_pool_clear(NodePool *p) {
  for (size_t i = 0; i < p->room; i++) set(p, i, 0);
}

void node_pool_tidy(NodePool *p) {
  for (size_t i = 0; i < p->room; i++)
    for (size_t k = 0; look(p, i) && k < p->room; k++)
      if (k != i && look(p, k) != look(p, i) && under(look(p, k), level_of(look(p, i)), position_of(look(p, i)))) set(p, i, 0);
}

const Moments *node_pool_node(const NodePool *p, size_t i, unsigned *level, uint64_t *position) {
  if (!look(p, i)) return NULL;
  *level = level_of(look(p, i)), *position = position_of(look(p, i));
  return moments_at(p, i);
}

MomentForest *node_pool_forest(const NodePool *p) {
  MomentForest *forest = forest_new(p->columns);
  unsigned level;
  uint64_t position;
  for (size_t i = 0; forest && i < p->room; i++) {
    const Moments *m = node_pool_node(p, i, &level, &position);
    if (!m || forest_put(forest, level, position, m)) continue;
    forest_free(forest);
    return NULL;
  }
  return forest;
}
