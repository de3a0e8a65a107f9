/* morris_design.c : random trajectories, and the choice of those that spread best. */
#include "study/morris_design.h"
#include <math.h>
#include <string.h>

enum { CANDIDATES_EACH = 4, MOST_COST = 40000000 };

typedef struct { uint16_t *start, *end, *turn, *mover; } Rows;

static bool rows_new(Arena *arena, Rows *rows, size_t cells) {
  rows->start = arena_array(arena, cells, sizeof(uint16_t));
  rows->end = arena_array(arena, cells, sizeof(uint16_t));
  rows->turn = arena_array(arena, cells, sizeof(uint16_t));
  rows->mover = arena_array(arena, cells, sizeof(uint16_t));
  return rows->start && rows->end && rows->turn && rows->mover;
}

/* The order of moves: parameters sorted by a keyed random number; the rank is one more than the number of smaller ones. */
static unsigned turn_of(unsigned parameters, const StreamKey *keys, uint32_t trajectory, unsigned parameter) {
  uint64_t own = stream_bits(keys[parameter], STREAM_DESIGN, 1, trajectory);
  unsigned turn = 1;
  for (unsigned other = 0; other < parameters; other++) {
    uint64_t bits = stream_bits(keys[other], STREAM_DESIGN, 1, trajectory);
    if (bits < own || (bits == own && other < parameter)) turn++;
  }
  return turn;
}

static void make_trajectory(const MorrisDesign *m, const StreamKey *keys, uint32_t trajectory, Rows rows) {
  unsigned half = m->levels / 2;
  for (unsigned j = 0; j < m->parameters; j++) {
    size_t at = (size_t)trajectory * m->parameters + j;
    unsigned low = stream_below(keys[j], STREAM_DESIGN, 0, trajectory, half);
    bool up = stream_bits(keys[j], STREAM_DESIGN, 2, trajectory) >> 63 != 0;
    rows.start[at] = (uint16_t)(up ? low : low + half);
    rows.end[at] = (uint16_t)(up ? low + half : low);
    rows.turn[at] = (uint16_t)turn_of(m->parameters, keys, trajectory, j);
    rows.mover[(size_t)trajectory * m->parameters + rows.turn[at] - 1] = (uint16_t)j;
  }
}

static int64_t gap_squared(const MorrisDesign *m, size_t a, bool a_moved, size_t b, bool b_moved) {
  int64_t gap = (int64_t)(a_moved ? m->end[a] : m->start[a]) - (b_moved ? m->end[b] : m->start[b]);
  return gap * gap;
}

/* Along b one coordinate changes at a time, so only its part of the squared distance (in levels, exact) is renewed. */
double morris_distance(const MorrisDesign *m, uint32_t a, uint32_t b) {
  unsigned k = m->parameters;
  size_t of_a = (size_t)a * k, of_b = (size_t)b * k;
  double total = 0.0;
  for (unsigned i = 0; i <= k; i++) {
    int64_t squared = 0;
    for (unsigned j = 0; j < k; j++) squared += gap_squared(m, of_a + j, i >= m->turn[of_a + j], of_b + j, false);
    total += sqrt((double)squared);
    for (unsigned step = 1; step <= k; step++) {
      unsigned j = m->mover[of_b + step - 1];
      bool moved = i >= m->turn[of_a + j];
      squared += gap_squared(m, of_a + j, moved, of_b + j, true) - gap_squared(m, of_a + j, moved, of_b + j, false);
      total += sqrt((double)squared);
    }
  }
  return total / (double)(m->levels - 1);
}

/* ---- choosing ---------------------------------------------------------------------------------------------------- */

typedef struct { const double *squared; uint32_t candidates; bool *taken; double *gain; } Choice;   /* gain: to the taken */

static double between(const Choice *c, uint32_t a, uint32_t b) { return c->squared[(size_t)a * c->candidates + b]; }

static void change(Choice *c, uint32_t member, bool taken) {
  c->taken[member] = taken;
  for (uint32_t i = 0; i < c->candidates; i++) c->gain[i] += (taken ? 1.0 : -1.0) * between(c, i, member);
}

/* The free candidate that adds most, or the taken one that adds least. */
static uint32_t extreme(const Choice *c, bool taken) {
  uint32_t best = c->candidates;
  for (uint32_t i = 0; i < c->candidates; i++) {
    if (c->taken[i] != taken) continue;
    if (best == c->candidates || (taken ? c->gain[i] < c->gain[best] : c->gain[i] > c->gain[best])) best = i;
  }
  return best;
}

static void choose(Choice *c, uint32_t wanted) {
  change(c, 0, true);
  for (uint32_t n = 1; n < wanted; n++) change(c, extreme(c, false), true);
  if (wanted == c->candidates) return;
  for (uint32_t round = 0; round < 10 * wanted; round++) {          /* exchange the weakest while that helps */
    uint32_t out = extreme(c, true);
    double before = c->gain[out];
    change(c, out, false);
    uint32_t in = extreme(c, false);
    bool better = c->gain[in] > before;
    change(c, better ? in : out, true);
    if (!better) return;
  }
}

/* Copies the chosen trajectories forward, in their order. */
static void compact(const MorrisDesign *m, Rows rows, const bool *taken) {
  uint32_t to = 0;
  size_t width = m->parameters * sizeof(uint16_t);
  for (uint32_t from = 0; from < m->trajectories; from++) {
    if (!taken[from]) continue;
    size_t source = (size_t)from * m->parameters, target = (size_t)to++ * m->parameters;
    memmove(rows.start + target, rows.start + source, width);
    memmove(rows.end + target, rows.end + source, width);
    memmove(rows.turn + target, rows.turn + source, width);
    memmove(rows.mover + target, rows.mover + source, width);
  }
}

/* How many candidates are affordable: a distance costs (k + 1)^2 roots. */
static uint32_t candidates_for(unsigned parameters, uint32_t trajectories) {
  double one = (double)(parameters + 1) * (parameters + 1);
  double afford = sqrt(2.0 * MOST_COST / one), wish = (double)CANDIDATES_EACH * trajectories;
  double most = afford < wish ? afford : wish;
  return most > trajectories ? (uint32_t)most : trajectories;
}

static bool optimise(Arena *arena, MorrisDesign *m, Rows rows, uint32_t wanted) {
  uint32_t n = m->trajectories;
  double *squared = arena_array(arena, (size_t)n * n, sizeof *squared), *gain = arena_array(arena, n, sizeof *gain);
  bool *taken = arena_array(arena, n, sizeof *taken);
  if (!squared || !gain || !taken) return false;
  for (uint32_t a = 0; a < n; a++)
    for (uint32_t b = 0; b < a; b++) {
      double d = morris_distance(m, a, b);
      squared[(size_t)a * n + b] = squared[(size_t)b * n + a] = d * d;
    }
  Choice choice = {squared, n, taken, gain};
  choose(&choice, wanted);
  compact(m, rows, taken);
  m->trajectories = wanted;
  return true;
}

MorrisDesign *morris_design(Arena *arena, unsigned parameters, const StreamKey *keys, uint32_t trajectories, unsigned levels,
                            bool optimised) {
  MorrisDesign *m = arena_alloc(arena, sizeof *m);
  if (!m) return NULL;
  uint32_t made = optimised ? candidates_for(parameters, trajectories) : trajectories;
  *m = (MorrisDesign){.parameters = parameters, .levels = levels, .trajectories = made,
                      .delta = levels / (2.0 * (levels - 1))};
  Rows rows;
  if (!rows_new(arena, &rows, (size_t)made * parameters)) return NULL;
  m->start = rows.start;
  m->end = rows.end;
  m->turn = rows.turn;
  m->mover = rows.mover;
  for (uint32_t t = 0; t < made; t++) make_trajectory(m, keys, t, rows);
  if (made > trajectories && !optimise(arena, m, rows, trajectories)) return NULL;
  return m;
}
