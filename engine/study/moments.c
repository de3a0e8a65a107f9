/* moments.c : chunks joined by a fixed binary tree. */
#include "study/moments.h"
#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

Moments moments_of(const double *values, size_t n) {
  Moments m = {0};
  double sum = 0.0;
  for (size_t i = 0; i < n; i++) {
    if (!isfinite(values[i])) continue;
    sum += values[i];
    m.n++;
  }
  m.bad = n - m.n;
  if (m.n == 0) return m;
  m.mean = sum / (double)m.n;
  for (size_t i = 0; i < n; i++)
    if (isfinite(values[i])) m.squares += (values[i] - m.mean) * (values[i] - m.mean);
  return m;
}

/* Chan, Golub, LeVeque (1979). */
Moments moments_join(Moments a, Moments b) {
  Moments sum = {.n = a.n + b.n, .bad = a.bad + b.bad};
  if (a.n == 0 || b.n == 0) {
    sum.mean = a.n ? a.mean : b.mean;
    sum.squares = a.n ? a.squares : b.squares;
    return sum;
  }
  double gap = b.mean - a.mean, share = (double)b.n / (double)sum.n;
  sum.mean = a.mean + gap * share;
  sum.squares = a.squares + b.squares + gap * gap * ((double)a.n * share);
  return sum;
}

double moments_sd(Moments m) { return m.n < 2 ? NAN : sqrt(m.squares / (double)(m.n - 1)); }

/* ---- the forest ------------------------------------------------------------------------------------------------------ */

typedef struct { unsigned level; uint64_t position; Moments *moments; } Node;
struct MomentForest { unsigned outcomes; size_t n, room; Node *nodes; };    /* sorted by first chunk */

MomentForest *forest_new(unsigned outcomes) {
  MomentForest *forest = calloc(1, sizeof *forest);
  if (forest) forest->outcomes = outcomes;
  return forest;
}

void forest_free(MomentForest *forest) {
  if (!forest) return;
  for (size_t i = 0; i < forest->n; i++) free(forest->nodes[i].moments);
  free(forest->nodes);
  free(forest);
}

static uint64_t first_chunk(const Node *node) { return node->position << node->level; }

/* Where a node that starts at that chunk belongs. */
static size_t place_of(const MomentForest *forest, uint64_t chunk) {
  size_t low = 0, high = forest->n;
  while (low < high) {
    size_t middle = (low + high) / 2;
    if (first_chunk(&forest->nodes[middle]) < chunk) low = middle + 1; else high = middle;
  }
  return low;
}

static bool insert(MomentForest *forest, Node node) {
  if (forest->n == forest->room) {
    size_t room = forest->room ? 2 * forest->room : 16;
    Node *nodes = realloc(forest->nodes, room * sizeof *nodes);
    if (!nodes) return false;
    forest->nodes = nodes;
    forest->room = room;
  }
  size_t at = place_of(forest, first_chunk(&node));
  assert(at == forest->n || first_chunk(&forest->nodes[at]) != first_chunk(&node));
  memmove(forest->nodes + at + 1, forest->nodes + at, (forest->n - at) * sizeof node);
  forest->nodes[at] = node;
  forest->n++;
  return true;
}

/* Joins node `at` with its sibling, if that waits beside it; returns where the parent stands, or SIZE_MAX. */
static size_t join(MomentForest *forest, size_t at) {
  Node *node = &forest->nodes[at];
  size_t left = node->position % 2 ? at - 1 : at, right = left + 1;
  if ((node->position % 2 && at == 0) || right >= forest->n) return SIZE_MAX;
  Node *a = &forest->nodes[left], *b = &forest->nodes[right];
  if (a->level != b->level || a->position / 2 != b->position / 2) return SIZE_MAX;
  for (unsigned i = 0; i < forest->outcomes; i++) a->moments[i] = moments_join(a->moments[i], b->moments[i]);
  free(b->moments);
  a->level++;
  a->position /= 2;
  memmove(b, b + 1, (forest->n - right - 1) * sizeof *b);
  forest->n--;
  return left;
}

bool forest_put(MomentForest *forest, unsigned level, uint64_t position, const Moments *per_outcome) {
  Node node = {level, position, malloc((forest->outcomes ? forest->outcomes : 1) * sizeof *node.moments)};
  if (!node.moments) return false;
  memcpy(node.moments, per_outcome, forest->outcomes * sizeof *node.moments);
  if (!insert(forest, node)) {
    free(node.moments);
    return false;
  }
  size_t at = place_of(forest, first_chunk(&node));
  while (at != SIZE_MAX) at = join(forest, at);
  return true;
}

bool forest_add(MomentForest *forest, uint64_t chunk, const Moments *per_outcome) {
  return forest_put(forest, 0, chunk, per_outcome);
}

bool forest_merge(MomentForest *into, const MomentForest *from) {
  for (size_t i = 0; i < from->n; i++)
    if (!forest_put(into, from->nodes[i].level, from->nodes[i].position, from->nodes[i].moments)) return false;
  return true;
}

Moments forest_total(const MomentForest *forest, unsigned outcome) {
  Moments total = {0};
  for (size_t i = 0; i < forest->n; i++) total = moments_join(total, forest->nodes[i].moments[outcome]);
  return total;
}

size_t forest_nodes(const MomentForest *forest) { return forest->n; }

const Moments *forest_node(const MomentForest *forest, size_t index, unsigned *level, uint64_t *position) {
  *level = forest->nodes[index].level;
  *position = forest->nodes[index].position;
  return forest->nodes[index].moments;
}

/* ---- shares ------------------------------------------------------------------------------------------------------------ */

void share_interval(Share share, double *low, double *high) {
  const double z = 1.959963984540054, n = (double)share.n;
  if (share.n == 0) {
    *low = 0.0;
    *high = 1.0;
    return;
  }
  double p = (double)share.hits / n, scale = 1.0 + z * z / n;
  double middle = (p + z * z / (2.0 * n)) / scale;
  double half = z / scale * sqrt(p * (1.0 - p) / n + z * z / (4.0 * n * n));
  *low = share.hits == 0 ? 0.0 : middle - half;
  *high = share.hits == share.n ? 1.0 : middle + half;
}
