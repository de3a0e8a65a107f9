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

/* order: [factor][run]; wave: [harmonic][run][2], cosine and sine of the harmonic, for the usual length. */
typedef struct { uint32_t *order; double *wave; } Shared;

/* Cosine and sine of t/n of a turn, whatever t. */
static void wave_at(const double *turn, uint32_t n, uint32_t t, double *out) {
  uint32_t sine = t + n - n / 4;                             /* sin = cos a quarter turn earlier; 4 divides n */
  out[0] = turn[t];
  out[1] = turn[sine >= n ? sine - n : sine];
}

static void make_waves(double *wave, double *turn, uint32_t n, unsigned harmonics) {
  for (uint32_t t = 0; t < n; t++) turn[t] = yj_cos(2.0 * PI * t / n);
  for (unsigned m = 1; m <= harmonics; m++)
    for (uint32_t t = 0, at = 0; t < n; t++, at = at + m >= n ? at + m - n : at + m) wave_at(turn, n, at, wave + 2 * ((size_t)(m - 1) * n + t));
}

static int prepare(Analysis *a, Fail *fail) {
  uint32_t n = (uint32_t)a->runs;
  if (a->options->harmonics < 1 || a->options->harmonics > MOST_HARMONICS)
    return fail_set(fail, E642, a->options->place, "rbd-fast", "1 to 32 harmonics", "10 are usual");
  if (n < LEAST_RUNS) return fail_set(fail, E642, a->options->place, "rbd-fast", "at least 100 runs", "1000 or more are usual");
  Shared *shared = arena_alloc(a->arena, sizeof *shared);
  if (!shared) return analysis_memory(a, fail);
  shared->order = arena_array(a->arena, (size_t)a->factors * n, sizeof *shared->order);
  shared->wave = arena_array(a->arena, 2 * (size_t)n * a->options->harmonics, sizeof *shared->wave);
  double *turn = arena_array(a->arena, n, sizeof *turn);
  if (!shared->order || !shared->wave || !turn) return analysis_memory(a, fail);
  make_waves(shared->wave, turn, n - n % 4, a->options->harmonics);
  for (unsigned j = 0; j < a->factors; j++) {
    uint32_t *order = shared->order + (size_t)j * n;
    for (uint32_t i = 0; i < n; i++) order[i] = i;
    order_by(a->sample->x[j], n, order);
  }
  a->shared = shared;
  return 0;
}

/* The outcome in order, the same as it swings, waves of another length (for outcomes with lost runs), and the results. */
static size_t scratch(const Analysis *a) {
  return carve_size(a->runs, sizeof(uint32_t)) + (4 + 2 * (size_t)a->options->harmonics) * a->runs + 2
       + (size_t)(1 + a->options->resamples) * a->factors;
}

/* The finite runs in order of an input: their outcomes and numbers; returns how many. */
static uint32_t put_in_order(const double *y, uint32_t runs, const uint32_t *order, double *value, uint32_t *run) {
  uint32_t n = 0;
  for (uint32_t i = 0; i < runs; i++) {
    value[n] = y[order[i]];
    run[n] = order[i];
    n += isfinite(value[n]) != 0;
  }
  return n;
}

/* Each as often as it was drawn; returns how many. Two are written at once (most are drawn at most twice, and a branch
 * that cannot be foreseen costs more): out has room for two more than there are runs. */
static uint32_t repeat(const double *value, const uint32_t *run, uint32_t n, const uint8_t *count, double *out) {
  uint32_t made = 0;
  for (uint32_t i = 0; i < n; i++) {
    unsigned copies = count[run[i]];
    out[made] = out[made + 1] = value[i];
    for (unsigned c = 2; c < copies; c++) out[made + c] = value[i];
    made += copies;
  }
  return made;
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

typedef double Two __attribute__((vector_size(16), aligned(8), may_alias));

/* |sum of y e^(i t)|^2 of one harmonic: cosine and sine side by side, four sums in turn so that additions need not wait. */
static double power_of(const double *y, uint32_t n, const double *wave) {
  const Two *w = (const Two *)wave;
  Two s0 = {0, 0}, s1 = {0, 0}, s2 = {0, 0}, s3 = {0, 0};
  for (uint32_t t = 0; t < n; t += 4) {
    s0 += (Two){y[t], y[t]} * w[t];
    s1 += (Two){y[t + 1], y[t + 1]} * w[t + 1];
    s2 += (Two){y[t + 2], y[t + 2]} * w[t + 2];
    s3 += (Two){y[t + 3], y[t + 3]} * w[t + 3];
  }
  Two sum = (s0 + s1) + (s2 + s3);
  return sum[0] * sum[0] + sum[1] * sum[1];
}

/* The share of the first frequencies in the sum of squares (Parseval), corrected for noise. */
static double share(const double *y, uint32_t n, double squares, unsigned harmonics, const double *wave) {
  double power = 0.0;
  for (unsigned m = 0; m < harmonics; m++) power += power_of(y, n, wave + 2 * (size_t)m * n);
  double raw = 2.0 * power / (n * squares), noise = 2.0 * harmonics / (double)n;
  return raw - noise / (1.0 - noise) * (1.0 - raw);
}

static void outcome(const Analysis *a, const double *y, double *memory, OutcomeResult *result) {
  const Shared *shared = a->shared;
  unsigned resamples = a->options->resamples, width = a->factors, harmonics = a->options->harmonics;
  uint32_t runs = (uint32_t)a->runs, usual = runs - runs % 4, known = 0;
  uint32_t *run = carve(&memory, runs, sizeof *run);
  double *value = carve(&memory, runs, sizeof(double)), *drawn = carve(&memory, runs + 2u, sizeof(double));
  double *swung = carve(&memory, runs, sizeof(double)), *turn = carve(&memory, runs, sizeof(double));
  double *wave = carve(&memory, 2 * (size_t)runs * harmonics, sizeof(double)), *out = memory;
  facts_of_runs(result->facts, y, runs);
  for (unsigned j = 0; j < width; j++) {
    uint32_t finite = put_in_order(y, runs, shared->order + (size_t)j * runs, value, run);
    for (unsigned row = 0; row <= resamples; row++) {
      uint32_t n = row ? repeat(value, run, finite, a->resample->count + (size_t)(row - 1) * runs, drawn) : finite;
      n -= n % 4;                                            /* at most three runs are left out, the largest */
      if (n != usual && n != known) make_waves(wave, turn, known = n, harmonics);
      double squares = swing(row ? drawn : value, n, swung);
      out[(size_t)row * width + j] = share(swung, n, squares, harmonics, n == usual ? shared->wave : wave);
    }
  }
  for (unsigned j = 0; j < width; j++) index_set(&result->index[j], out[j], spread(out + width + j, resamples, width), 1.0, a);
}

const SensitivityMethod rbd_fast_method = {
  .word = "rbd-fast", .measures = {"S1"}, .n_measures = 1,
  .designs = {DESIGN_SOBOL, DESIGN_RANDOM, DESIGN_LATIN, DESIGN_MAXIMIN, DESIGN_FILE}, .n_designs = 5, .needs_x = true,
  .cost = "n", .scratch = scratch, .prepare = prepare, .outcome = outcome};
