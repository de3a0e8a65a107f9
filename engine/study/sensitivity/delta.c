/* delta.c : Borgonovo's delta (2007) from given data (Plischke, Borgonovo, Smith 2013): half the mean area between the
 * density of the outcome and its density when the input is known; and the first-order share S1 from the same classes.
 *
 * delta does not change when the outcome is stretched monotonically, so the outcome is first turned into normal scores of its
 * ranks; then heavy tails need no care and one grid serves all. Inputs are cut into about n^(1/3) equally filled
 * classes; densities are Gaussian kernel estimates on the grid, that of all runs with the class's own bandwidth.
 * Both estimates are too large for small samples; the bootstrap's excess is taken off (and no less than 0 is left). That
 * leaves some of it where there is no influence: `noise` is the delta of a made-up input that has none. Large deltas come
 * out a few per cent too small, by the width of classes and kernels (for a normal sum at 8,192 runs: 0.376 for 0.387,
 * 0.195 for 0.202, 0.087 for 0.089, 0.026 for 0). The bandwidth is 0.8, not 1.06, of the usual one for that reason. */
#include "study/sensitivity/analysis.h"
#include "base/elementary.h"
#include "study/latin.h"
#include <math.h>
#include <string.h>

enum { GRID = 128, MOST_CLASSES = 48, LEAST_RUNS = 100, HALF_KERNEL = 64 };
#define GRID_END 4.5
#define GRID_STEP (2.0 * GRID_END / (GRID - 1))

typedef struct {
  unsigned classes;
  uint8_t *class_of;                 /* [factor][run]; row `factors` is the made-up input */
  const QuantileTable *normal;
} Shared;

/* Where a run's score lies on the grid: its weight goes to two neighbours. */
typedef struct { uint32_t run; uint32_t left; double near, far, y; } Spot;      /* y: the outcome less its mean */

static unsigned class_count(uint64_t n) {
  unsigned classes = 4;
  while (classes < MOST_CLASSES && (uint64_t)(classes + 1) * (classes + 1) * (classes + 1) <= n) classes++;
  return classes;
}

/* Equally filled classes in order of x; equal values stay together. False when all are equal. */
static bool classify(const Analysis *a, const double *x, unsigned classes, uint32_t *order, uint8_t *class_of) {
  uint32_t n = (uint32_t)a->runs;
  for (uint32_t i = 0; i < n; i++) order[i] = i;
  order_by(x, n, order);
  for (uint32_t i = 0; i < n; i++) {
    bool tied = i > 0 && x[order[i]] == x[order[i - 1]];
    class_of[order[i]] = tied ? class_of[order[i - 1]] : (uint8_t)((uint64_t)i * classes / n);
  }
  return x[order[0]] != x[order[n - 1]];
}

static int prepare(Analysis *a, Fail *fail) {
  if (a->runs < LEAST_RUNS) return fail_set(fail, E642, a->options->place, "delta", "at least 100 runs", "1000 or more are usual");
  Shared *shared = arena_alloc(a->arena, sizeof *shared);
  uint32_t *order = arena_array(a->arena, a->runs, sizeof *order);
  QuantileTables *tables = quantile_tables(a->arena);
  double error;
  if (!shared || !order || !tables) return analysis_memory(a, fail);
  shared->classes = class_count(a->runs);
  shared->class_of = arena_array(a->arena, ((size_t)a->factors + 1) * a->runs, 1);
  shared->normal = quantile_table(tables, FAMILY_NORMAL, 0, 0, &error);
  if (!shared->class_of || !shared->normal) return analysis_memory(a, fail);
  a->shared = shared;
  StreamKey nobody = stream_key(a->options->seed, "delta/nobody");
  for (uint64_t run = 0; run < a->runs; run++)
    shared->class_of[a->factors * a->runs + run] = (uint8_t)(latin_stratum(nobody, a->runs, run) * shared->classes / a->runs);
  for (unsigned j = 0; j < a->factors; j++)
    if (!classify(a, a->sample->x[j], shared->classes, order, shared->class_of + j * a->runs))
      return fail_set(fail, E642, a->options->place, "delta", "inputs that vary", "remove the constant column");
  return 0;
}

static size_t scratch(const Analysis *a) {
  return carve_size(a->runs, sizeof(uint32_t)) + a->runs + carve_size(a->runs, sizeof(Spot)) + (size_t)(1 + a->options->resamples) * 2 * (a->factors + 1);
}

/* Normal scores of average ranks; order: the finite runs. */
static void normal_scores(const Shared *shared, const double *y, uint32_t n, uint32_t *order, double *score) {
  order_by(y, n, order);
  for (uint32_t i = 0, end; i < n; i = end) {
    for (end = i + 1; end < n && y[order[end]] == y[order[i]];) end++;
    double u = 0.5 * ((double)i + (double)end) / n;
    for (uint32_t m = i; m < end; m++) score[order[m]] = quantile_table_value(shared->normal, u);
  }
}

/* ---- densities ---------------------------------------------------------------------------------------------------------------- */

typedef struct { double weight, of_y, grid[GRID]; } Class;

static Spot spot_of(uint32_t run, double score, double y) {
  double place = (score + GRID_END) / GRID_STEP;
  place = place > 0.0 ? place < GRID - 1.001 ? place : GRID - 1.001 : 0.0;
  uint32_t left = (uint32_t)place;
  return (Spot){run, left, 1.0 - (place - left), place - left, y};
}

static void collect(Class *c, const Spot *spot, double weight) {
  c->grid[spot->left] += weight * spot->near;
  c->grid[spot->left + 1] += weight * spot->far;
  c->weight += weight;
  c->of_y += weight * spot->y;
}

/* A narrow form of Silverman's rule for a Gaussian kernel, at least half a grid step. */
static double bandwidth(const Class *c) {
  double sum = 0.0, squares = 0.0;
  for (int g = 0; g < GRID; g++) {
    sum += g * c->grid[g];
    squares += (double)(g * g) * c->grid[g];
  }
  double mean = sum / c->weight, variance = squares / c->weight - mean * mean;
  double h = 0.8 * GRID_STEP * sqrt(variance > 0.0 ? variance : 0.0) * yj_exp(-0.2 * yj_log(c->weight));
  return h > 0.5 * GRID_STEP ? h : 0.5 * GRID_STEP;
}

static int make_kernel(double h, double kernel[HALF_KERNEL]) {
  int reach = (int)(4.0 * h / GRID_STEP) + 1;
  if (reach > HALF_KERNEL) reach = HALF_KERNEL;
  double total = 0.0;
  for (int i = 0; i < reach; i++) {
    double z = i * GRID_STEP / h;
    kernel[i] = yj_exp(-0.5 * z * z);
    total += i ? 2.0 * kernel[i] : kernel[i];
  }
  for (int i = 0; i < reach; i++) kernel[i] /= total;
  return reach;
}

/* Half the area between the class and all runs, both smoothed by the class's kernel (smoothing is linear: smooth the
 * difference). What leaves the grid on either side is folded back. */
static double half_area(const Class *c, const Class *all) {
  double kernel[HALF_KERNEL], gap[GRID], smooth[GRID + 2 * HALF_KERNEL] = {0}, area = 0.0;
  int reach = make_kernel(bandwidth(c), kernel);
  for (int g = 0; g < GRID; g++) gap[g] = c->grid[g] / c->weight - all->grid[g] / all->weight;
  for (int g = 0; g < GRID; g++) {
    double *at = smooth + HALF_KERNEL + g;
    at[0] += kernel[0] * gap[g];
    for (int i = 1; i < reach; i++) {
      at[i] += kernel[i] * gap[g];
      at[-i] += kernel[i] * gap[g];
    }
  }
  for (int g = 0; g < GRID + 2 * HALF_KERNEL; g++) area += fabs(smooth[g]);
  return 0.5 * area;
}

/* delta and S1 of one factor and one resample. */
static void estimate(const Shared *shared, const uint8_t *class_of, const uint8_t *count, uint32_t n, const Spot *spot, double *delta,
                     double *first) {
  Class class[MOST_CLASSES], all;
  memset(class, 0, shared->classes * sizeof *class);
  memset(&all, 0, sizeof all);
  double squares = 0.0;
  for (uint32_t i = 0; i < n; i++) {
    double weight = count ? count[spot[i].run] : 1.0;
    collect(&class[class_of[spot[i].run]], &spot[i], weight);
    squares += weight * spot[i].y * spot[i].y;
  }
  for (unsigned k = 0; k < shared->classes; k++) {
    all.weight += class[k].weight;
    all.of_y += class[k].of_y;
    for (int g = 0; g < GRID; g++) all.grid[g] += class[k].grid[g];
  }
  double between = 0.0, area = 0.0;
  for (unsigned k = 0; k < shared->classes; k++) {
    if (class[k].weight == 0.0) continue;
    area += class[k].weight * half_area(&class[k], &all);
    double gap = class[k].of_y / class[k].weight - all.of_y / all.weight;
    between += class[k].weight * gap * gap;
  }
  *delta = area / all.weight;
  *first = between / (squares - all.of_y * all.of_y / all.weight);
}

/* Takes the bootstrap's excess off the estimate. */
static void set_corrected(Index *index, const double *column, unsigned resamples, unsigned width, const Analysis *a) {
  double mean = 0.0, value = column[0];
  for (unsigned b = 1; b <= resamples; b++) mean += column[(size_t)b * width] / resamples;
  if (resamples) value = fmax(0.0, 2.0 * value - mean);
  index_set(index, value, spread(column + width, resamples, width), 1.0, a);
}

static void outcome(const Analysis *a, const double *y, double *memory, OutcomeResult *result) {
  const Shared *shared = a->shared;
  unsigned resamples = a->options->resamples, inputs = a->factors + 1, width = 2 * inputs;
  uint32_t *order = carve(&memory, a->runs, sizeof *order), n = finite_runs(y, a->runs, order);
  double *score = carve(&memory, a->runs, sizeof *score);
  Spot *spot = carve(&memory, a->runs, sizeof *spot);
  double *out = memory;
  facts_of_runs(result->facts, y, a->runs);
  normal_scores(shared, y, n, order, score);
  n = finite_runs(y, a->runs, order);                        /* in order of runs again: memory is read forwards */
  for (uint32_t i = 0; i < n; i++) spot[i] = spot_of(order[i], score[order[i]], y[order[i]] - result->facts->mean);
  for (unsigned j = 0; j < inputs; j++)
    for (unsigned row = 0; row <= resamples; row++) {
      double *to = out + (size_t)row * width + j;
      estimate(shared, shared->class_of + j * a->runs, row ? a->resample->count + (row - 1) * a->runs : NULL, n, spot, to,
               to + inputs);
    }
  for (unsigned m = 0; m < 2; m++)
    for (unsigned j = 0; j < a->factors; j++) set_corrected(&result->index[m * a->factors + j], out + m * inputs + j, resamples, width, a);
  Index nobody;
  set_corrected(&nobody, out + a->factors, resamples, width, a);
  result->facts->noise = nobody.value;
}

const SensitivityMethod delta_method = {
  .word = "delta", .measures = {"delta", "S1"}, .n_measures = 2,
  .designs = {DESIGN_SOBOL, DESIGN_RANDOM, DESIGN_LATIN, DESIGN_FILE}, .n_designs = 4, .correlated = true, .needs_x = true,
  .cost = "n", .scratch = scratch, .prepare = prepare, .outcome = outcome};
