/* rbd_fast.c : first-order indices of a plain sample by Fourier analysis (Tarantola, Gatelli, Mara 2006; as given-data method
 * Plischke 2010): put the runs in order of one input, up through the odd places and down through the even ones, so that the
 * input swings once; the share of the outcome's variance in the first `harmonics` frequencies is that input's.
 * Noise adds 2 M / n to that share on average; the correction of Tissot and Prieur (2012) takes it off. */
#include "study/sensitivity/analysis.h"
#include "base/elementary.h"
#include <math.h>
#include <string.h>

enum { LEAST_RUNS = 100, MOST_HARMONICS = 32 };
#define PI 3.14159265358979323846

typedef struct { uint32_t *order; double *turn; } Shared;     /* [factor][run]; cosines of one turn in `runs` steps */

static void make_turn(double *turn, uint32_t n) {
  for (uint32_t t = 0; t < n; t++) turn[t] = yj_cos(2.0 * PI * t / n);
}

static int prepare(Analysis *a, Fail *fail) {
  uint32_t n = (uint32_t)a->runs;
  if (a->options->harmonics < 1 || a->options->harmonics > MOST_HARMONICS)
    return fail_set(fail, E642, a->options->place, "rbd-fast", "1 to 32 harmonics", "10 are usual");
  if (n < LEAST_RUNS) return fail_set(fail, E642, a->options->place, "rbd-fast", "at least 100 runs", "1000 or more are usual");
  Shared *shared = arena_alloc(a->arena, sizeof *shared);
  if (!shared) return analysis_memory(a, fail);
  shared->order = arena_array(a->arena, (size_t)a->factors * n, sizeof *shared->order);
  shared->turn = arena_array(a->arena, n, sizeof *shared->turn);
  if (!shared->order || !shared->turn) return analysis_memory(a, fail);
  make_turn(shared->turn, n);
  for (unsigned j = 0; j < a->factors; j++) {
    uint32_t *order = shared->order + (size_t)j * n;
    for (uint32_t i = 0; i < n; i++) order[i] = i;
    order_by(a->sample->x[j], n, order);
  }
  a->shared = shared;
  return 0;
}

/* The outcome in order, the same as it swings, a turn of another length, and the results. */
static size_t scratch(const Analysis *a) { return 3 * a->runs + 512 + (size_t)(1 + a->options->resamples) * a->factors; }

/* The outcome of the finite runs in order of an input, each as often as it was drawn; returns how many. */
static uint32_t put_in_order(const double *y, uint32_t runs, const uint32_t *order, const uint8_t *count, double *out, uint32_t room) {
  uint32_t n = 0;
  for (uint32_t i = 0; i < runs; i++) {
    if (!isfinite(y[order[i]])) continue;
    for (unsigned copies = count ? count[order[i]] : 1; copies > 0 && n < room; copies--) out[n++] = y[order[i]];
  }
  return n;
}

/* 0, 2, 4, ... up, then ..., 5, 3, 1 down. Centred. Returns the sum of squares. */
static double swing(const double *sorted, uint32_t n, double *out) {
  double mean = 0.0, squares = 0.0;
  for (uint32_t i = 0; i < n; i++) mean += sorted[i];
  mean /= n;
  for (uint32_t i = 0; i < n; i++) {
    uint32_t to = i % 2 ? n - 1 - i / 2 : i / 2;
    out[to] = sorted[i] - mean;
    squares += out[to] * out[to];
  }
  return squares;
}

/* The share of the first frequencies in the sum of squares (Parseval), corrected for noise. */
static double share(const double *y, uint32_t n, double squares, unsigned harmonics, const double *turn) {
  double power = 0.0;
  for (unsigned m = 1; m <= harmonics; m++) {
    double re = 0.0, im = 0.0;
    uint32_t at = 0, sine = n - n / 4;                       /* sin t = cos (t - a quarter turn), exact when 4 divides n */
    for (uint32_t t = 0; t < n; t++) {
      re += y[t] * turn[at];
      im += y[t] * turn[sine];
      at += m;
      if (at >= n) at -= n;
      sine += m;
      if (sine >= n) sine -= n;
    }
    power += re * re + im * im;
  }
  double raw = 2.0 * power / (n * squares), noise = 2.0 * harmonics / (double)n;
  return raw - noise / (1.0 - noise) * (1.0 - raw);
}

static void outcome(const Analysis *a, const double *y, double *memory, OutcomeResult *result) {
  const Shared *shared = a->shared;
  unsigned resamples = a->options->resamples, width = a->factors;
  uint32_t runs = (uint32_t)a->runs, known = 0;
  double *sorted = carve(&memory, runs, sizeof(double)), *swung = carve(&memory, runs, sizeof(double));
  double *other = carve(&memory, runs, sizeof(double)), *out = memory;
  facts_of_runs(result->facts, y, runs);
  for (unsigned row = 0; row <= resamples; row++) {
    const uint8_t *count = row ? a->resample->count + (size_t)(row - 1) * runs : NULL;
    for (unsigned j = 0; j < width; j++) {
      uint32_t n = put_in_order(y, runs, shared->order + (size_t)j * runs, count, sorted, runs);
      n -= n % 4;                                            /* at most three runs are left out, the largest */
      if (n != runs && n != known) make_turn(other, known = n);
      double squares = swing(sorted, n, swung);
      out[(size_t)row * width + j] = share(swung, n, squares, a->options->harmonics, n == runs ? shared->turn : other);
    }
  }
  for (unsigned j = 0; j < width; j++) index_set(&result->index[j], out[j], spread(out + width + j, resamples, width), 1.0, a);
}

const SensitivityMethod rbd_fast_method = {
  .word = "rbd-fast", .measures = {"S1"}, .n_measures = 1,
  .designs = {DESIGN_SOBOL, DESIGN_RANDOM, DESIGN_LATIN, DESIGN_FILE}, .n_designs = 4, .needs_x = true,
  .cost = "n", .scratch = scratch, .prepare = prepare, .outcome = outcome};
