/* swing.c : the runs in an input's tails are listed once, then every outcome is averaged over them. */
#include "study/sensitivity/swing.h"
#include <math.h>
#include <stdlib.h>

enum { CHUNK = UNCERTAINTY_RUNS };

typedef struct { const uint32_t *run; uint32_t n_low, n; } Tails;     /* runs in the lowest tenth, then those in the highest */

struct Swings {
  const Uncertainty *u;
  const Design *d;
  Arena *arena;
  uint64_t points;               /* A and B of a saltelli design, else runs */
  double *low, *high;            /* [parameter] quantiles */
  unsigned char **tail;          /* [parameter][point] 1 low, 2 high */
  double **scratch;              /* [thread] */
  Tails *tails;
};

static int no_memory(Fail *fail) { return fail_set(fail, E801, place_at(NULL, 0, 0), "the tornado diagrams"); }

static bool paired(const Swings *w) { return w->d->spec.kind == DESIGN_SALTELLI && !w->u->copula.n; }

static uint32_t run_of(const Swings *w, uint64_t point) {
  return (uint32_t)(paired(w) ? point / 2 * saltelli_slots(w->d) + point % 2 : point);
}

static void mark(const Swings *w, unsigned j, const double *x, uint64_t first, unsigned n, unsigned stride) {
  unsigned char *tail = w->tail[j] + first;
  for (unsigned i = 0; i < n; i++) tail[i * stride] = x[i] <= w->low[j] ? 1 : x[i] >= w->high[j] ? 2 : 0;
}

static void mark_pairs(const Swings *w, uint64_t first, unsigned n, double *x) {
  for (unsigned j = 0; j < w->u->n; j++)
    for (unsigned b = 0; b < 2; b++) {
      design_base_points(w->d, j, b, first / 2, n / 2, x);
      sampler_fill(&w->u->samplers[j], n / 2, x, x);
      mark(w, j, x, first + b, n / 2, 2);
    }
}

static void mark_chunk(void *context, size_t index, unsigned thread) {
  Swings *w = context;
  uint64_t first = index * CHUNK;
  unsigned n = w->points - first < CHUNK ? (unsigned)(w->points - first) : CHUNK;
  double *base = w->scratch[thread], *own = base + (size_t)w->u->n * CHUNK;
  if (paired(w)) { mark_pairs(w, first, n, base); return; }
  uncertainty_inputs(w->u, w->d, first, n, CHUNK, base, own);
  for (unsigned j = 0; j < w->u->n; j++) mark(w, j, own + (size_t)j * CHUNK, first, n, 1);
}

static bool list_tails(Swings *w, unsigned j) {
  uint32_t count[3] = {0};
  for (uint64_t i = 0; i < w->points; i++) count[w->tail[j][i]]++;
  uint32_t *run = arena_array(w->arena, (size_t)count[1] + count[2] + 1, sizeof *run);
  if (!run) return false;
  w->tails[j] = (Tails){run, count[1], count[1] + count[2]};
  uint32_t at[3] = {0, 0, count[1]};
  for (uint64_t i = 0; i < w->points; i++)
    if (w->tail[j][i]) run[at[w->tail[j][i]]++] = run_of(w, i);
  return true;
}

static double mean_over(const double *y, const uint32_t *run, uint32_t n) {
  double sum = 0.0;
  uint32_t good = 0;
  for (uint32_t i = 0; i < n; i++)
    if (isfinite(y[run[i]])) sum += y[run[i]], good++;
  return good ? sum / good : NAN;
}

typedef struct { const Swings *swings; const double *const *y; Swing *out; } Work;

static void outcome(void *context, size_t index, unsigned thread) {
  const Work *work = context;
  const Swings *w = work->swings;
  const double *y = work->y[index];
  (void)thread;
  for (unsigned j = 0; j < w->u->n; j++) {
    const Tails *t = &w->tails[j];
    work->out[index * w->u->n + j] = (Swing){mean_over(y, t->run, t->n_low), mean_over(y, t->run + t->n_low, t->n - t->n_low)};
  }
}

static bool allocate(Swings *w, Pool *pool) {
  unsigned k = w->u->n, threads = pool_threads(pool);
  w->low = arena_array(w->arena, k, sizeof *w->low), w->high = arena_array(w->arena, k, sizeof *w->high);
  w->tail = arena_array(w->arena, k, sizeof *w->tail), w->tails = arena_array(w->arena, k, sizeof *w->tails);
  w->scratch = arena_array(w->arena, threads, sizeof *w->scratch);
  for (unsigned j = 0; w->tail && j < k; j++) w->tail[j] = arena_array(w->arena, w->points, 1);
  for (unsigned t = 0; w->scratch && t < threads; t++) w->scratch[t] = arena_array(w->arena, (size_t)2 * k * CHUNK, sizeof(double));
  return !arena_failed(w->arena);
}

int swings_new(const Uncertainty *u, const Design *d, Pool *pool, Arena *arena, Swings **out, Fail *fail) {
  Swings *w = *out = arena_alloc(arena, sizeof *w);
  if (!w) return no_memory(fail);
  *w = (Swings){.u = u, .d = d, .arena = arena};
  w->points = paired(w) ? 2 * d->spec.n : d->runs;
  bool good = allocate(w, pool);
  for (unsigned j = 0; good && j < u->n; j++) w->low[j] = sampler_value(&u->samplers[j], 0.1), w->high[j] = sampler_value(&u->samplers[j], 0.9);
  if (good) pool_for(pool, (w->points + CHUNK - 1) / CHUNK, mark_chunk, w);
  for (unsigned j = 0; good && j < u->n; j++) good = list_tails(w, j);
  return good ? 0 : no_memory(fail);
}

void swings_of(const Swings *w, unsigned outcomes, const double *const *y, Pool *pool, Swing *out) {
  Work work = {w, y, out};
  pool_for(pool, outcomes, outcome, &work);
}
