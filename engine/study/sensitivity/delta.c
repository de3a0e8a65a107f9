/* delta.c : Borgonovo's delta (2007) from given data (Plischke, Borgonovo, Smith 2013): half the mean area between the
 * density of the outcome and its density when the input is known; and the first-order share S1 from the same classes.
 *
 * delta does not change when the outcome is stretched monotonically, so the outcome is first turned into normal scores of its
 * ranks; then heavy tails need no care and one grid serves all. Inputs are cut into about n^(1/3) equally filled classes;
 * Gaussian kernel estimates of the densities say where they cross. Small samples make both estimates too large: the
 * bootstrap says by how much, and that is taken off; `noise` is what may then remain of a made-up input without influence, at
 * the upper end of its interval. Wide classes and kernels make delta too small: an estimate with twice the width says by
 * how much, roughly, and the interval is the wider for it. Of 120 intervals at 1,024 runs of a normal sum 95 % hold the exact
 * delta. Densities with edges come out a few per cent too small (the sum of two uniform inputs at 8,192 runs: 0.319 for
 * 0.333). */
#include "study/sensitivity/analysis.h"
#include "base/elementary.h"
#include "study/latin.h"
#include "study/sensitivity/smooth.h"
#include <math.h>
#include <string.h>

enum { GRID = 128, MOST_CLASSES = 48, LEAST_RUNS = 100, HALF_KERNEL = 64, SMOOTH_ROOM = GRID + SMOOTH_TILE };
#define GRID_END 4.5
#define GRID_STEP (2.0 * GRID_END / (GRID - 1))

typedef struct {
  unsigned classes;
  uint8_t *class_of;                 /* [factor][run]; row `factors` is the made-up input */
  const QuantileTable *normal;
  double *narrower;                  /* [weight] weight^(-1/5) */
  SmoothRow *smooth;
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

static bool list_powers(Analysis *a, Shared *shared) {
  if (!(shared->narrower = arena_array(a->arena, a->runs + 1, sizeof *shared->narrower))) return false;
  for (uint64_t weight = 1; weight <= a->runs; weight++) shared->narrower[weight] = yj_exp(-0.2 * yj_log((double)weight));
  return true;
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
  if (!shared->class_of || !shared->normal || !list_powers(a, shared)) return analysis_memory(a, fail);
  shared->smooth = smooth_row(ISA_AUTO);
  a->shared = shared;
  StreamKey nobody = stream_key(a->options->seed, "delta/nobody");
  for (uint64_t run = 0; run < a->runs; run++)
    shared->class_of[a->factors * a->runs + run] = (uint8_t)(latin_stratum(nobody, a->runs, run) * shared->classes / a->runs);
  for (unsigned j = 0; j < a->factors; j++)
    if (!classify(a, a->sample->x[j], shared->classes, order, shared->class_of + j * a->runs))
      return fail_set(fail, E642, a->options->place, "delta", "inputs that vary", "remove the constant column");
  return 0;
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

/* The runs of one resample that it has at all, with their weight in it; the same for all inputs. */
typedef struct { uint32_t run, left; double weight, near, far, y; } Weighted;

typedef struct { double weight, of_y, grid[GRID]; } Class;

typedef struct {                         /* one thread's tables, of all classes of an input */
  unsigned classes;
  Class class[MOST_CLASSES], all;
  double share[GRID];                    /* all.grid / all.weight, 0 outside the range in use */
  double width[MOST_CLASSES];            /* of the kernel */
  double smooth[SMOOTH_ROOM];            /* of one class */
  double gap[SMOOTH_ROOM + 2 * HALF_KERNEL];     /* of one class; grid point 0 at HALF_KERNEL */
} Tables;

static Spot spot_of(uint32_t run, double score, double y) {
  double place = (score + GRID_END) / GRID_STEP;
  place = place > 0.0 ? place < GRID - 1.001 ? place : GRID - 1.001 : 0.0;
  uint32_t left = (uint32_t)place;
  return (Spot){run, left, 1.0 - (place - left), place - left, y};
}

static uint32_t weigh(const Spot *spot, uint32_t n, const uint8_t *count, Weighted *out) {
  uint32_t kept = 0;
  for (uint32_t i = 0; i < n; i++) {
    double weight = count ? count[spot[i].run] : 1.0;
    out[kept] = (Weighted){spot[i].run, spot[i].left, weight, weight * spot[i].near, weight * spot[i].far, weight * spot[i].y};
    kept += weight > 0.0;
  }
  return kept;
}

static void collect(const uint8_t *class_of, const Weighted *run, uint32_t n, Class *class) {
  for (uint32_t i = 0; i < n; i++) {
    Class *c = &class[class_of[run[i].run]];
    c->grid[run[i].left] += run[i].near;
    c->grid[run[i].left + 1] += run[i].far;
    c->weight += run[i].weight;
    c->of_y += run[i].y;
  }
}

static void add_up(const Class *class, unsigned classes, Class *all) {
  memset(all, 0, sizeof *all);
  for (unsigned k = 0; k < classes; k++) {
    all->weight += class[k].weight;
    all->of_y += class[k].of_y;
    for (int g = 0; g < GRID; g++) all->grid[g] += class[k].grid[g];
  }
}

/* Sums of four classes at a time, side by side, so that none waits for its own last addition. */
enum { SIDE_BY_SIDE = 4 };

static unsigned padded(unsigned classes) { return (classes + SIDE_BY_SIDE - 1) / SIDE_BY_SIDE * SIDE_BY_SIDE; }

/* Sums of g * grid[g] and g^2 * grid[g]. */
static void grid_moments(const Class *c, int first, int last, double sum[SIDE_BY_SIDE], double squares[SIDE_BY_SIDE]) {
  double s0 = 0.0, s1 = 0.0, s2 = 0.0, s3 = 0.0, q0 = 0.0, q1 = 0.0, q2 = 0.0, q3 = 0.0;
  for (int g = first; g <= last; g++) {
    double at = g, square = (double)(g * g);
    s0 += at * c[0].grid[g], q0 += square * c[0].grid[g];
    s1 += at * c[1].grid[g], q1 += square * c[1].grid[g];
    s2 += at * c[2].grid[g], q2 += square * c[2].grid[g];
    s3 += at * c[3].grid[g], q3 += square * c[3].grid[g];
  }
  sum[0] = s0, sum[1] = s1, sum[2] = s2, sum[3] = s3;
  squares[0] = q0, squares[1] = q1, squares[2] = q2, squares[3] = q3;
}

/* The area between a class and all runs: the smoothed difference says where the two cross, the difference itself how much lies
 * between two crossings. Smoothing then hardly matters: near a crossing there is nothing to be lost. */
static double between_crossings(const double *smooth, const double *gap, int first, int last) {
  double area = 0.0, part = 0.0;
  bool above = false;
  for (int g = first; g <= last; g++) {
    bool now = smooth[g] > 0.0;
    if (now != above) area += fabs(part), part = 0.0, above = now;
    part += gap[g];
  }
  return area + fabs(part);
}

/* Silverman's rule for a Gaussian kernel, `wider` times that, at least half a grid step. */
static void bandwidths(const Shared *shared, Tables *t, double wider, int first, int last) {
  double sum[MOST_CLASSES], squares[MOST_CLASSES];
  for (unsigned k = 0; k < t->classes; k += SIDE_BY_SIDE) grid_moments(&t->class[k], first, last, sum + k, squares + k);
  for (unsigned k = 0; k < t->classes; k++) {
    double weight = t->class[k].weight, mean = sum[k] / weight, variance = squares[k] / weight - mean * mean;
    if (weight == 0.0) continue;
    double h = wider * 1.06 * GRID_STEP * sqrt(variance > 0.0 ? variance : 0.0) * shared->narrower[(size_t)weight];
    t->width[k] = h > 0.5 * GRID_STEP ? h : 0.5 * GRID_STEP;
  }
}

/* Half a kernel, up to a factor; returns its reach. */
static int make_kernel(double h, double kernel[HALF_KERNEL]) {
  int reach = (int)(3.0 * h / GRID_STEP) + 1;
  if (reach > HALF_KERNEL) reach = HALF_KERNEL;
  for (int i = 0; i < reach; i++) {
    double z = i * GRID_STEP / h;
    kernel[i] = yj_exp(-0.5 * z * z);
  }
  return reach;
}

typedef double Two __attribute__((vector_size(16), aligned(8), may_alias));

/* The difference between a class and all runs, and the same smoothed by the class's kernel, from grid point first to last. */
static void smooth_gap(const Shared *shared, Tables *t, unsigned k, int first, int last) {
  const Class *c = &t->class[k];
  double kernel[HALF_KERNEL], both[2 * HALF_KERNEL], *gap = t->gap + HALF_KERNEL;
  int reach = make_kernel(t->width[k], kernel);
  for (int i = 0; i < reach; i++) both[reach - 1 + i] = both[reach - 1 - i] = kernel[i];
  for (int g = first & ~1; g <= last; g += 2) *(Two *)(gap + g) = *(const Two *)(c->grid + g) / c->weight - *(const Two *)(t->share + g);
  shared->smooth(both, reach, gap, first, last, t->smooth);
}

/* Half the mean area between the classes and all runs. */
static double half_area(const Shared *shared, Tables *t, double wider) {
  double sum = 0.0;
  int first = 0, last = GRID - 1;
  while (first < last && t->all.grid[first] == 0.0) first++;
  while (last > first && t->all.grid[last] == 0.0) last--;
  memset(t->share, 0, sizeof t->share);
  for (int g = first; g <= last; g++) t->share[g] = t->all.grid[g] / t->all.weight;
  bandwidths(shared, t, wider, first, last);
  memset(t->gap, 0, sizeof t->gap);
  for (unsigned k = 0; k < t->classes; k++) {
    if (t->class[k].weight == 0.0) continue;
    smooth_gap(shared, t, k, first, last);
    sum += t->class[k].weight * 0.5 * between_crossings(t->smooth, t->gap + HALF_KERNEL, first, last);
  }
  return sum / t->all.weight;
}

/* Two classes at a time become one. */
static void merge_classes(Tables *t) {
  unsigned merged = (t->classes + 1) / 2;
  for (unsigned k = 0; k < merged; k++) {
    t->class[k] = t->class[2 * k];
    if (2 * k + 1 == t->classes) continue;
    const Class *other = &t->class[2 * k + 1];
    t->class[k].weight += other->weight, t->class[k].of_y += other->of_y;
    for (int g = 0; g < GRID; g++) t->class[k].grid[g] += other->grid[g];
  }
  t->classes = merged;
  memset(&t->class[merged], 0, (padded(merged) - merged) * sizeof *t->class);
}

/* delta and S1 of one factor and one resample; squares: the weighted squares of all runs. coarse (may be NULL): delta of
 * classes and kernels twice as wide. */
static void estimate(const Shared *shared, const uint8_t *class_of, const Weighted *run, uint32_t n, double squares, Tables *t,
                     double *delta, double *first, double *coarse) {
  t->classes = shared->classes;
  memset(t->class, 0, padded(t->classes) * sizeof *t->class);
  collect(class_of, run, n, t->class);
  add_up(t->class, shared->classes, &t->all);
  double between = 0.0;
  for (unsigned k = 0; k < shared->classes; k++) {
    if (t->class[k].weight == 0.0) continue;
    double gap = t->class[k].of_y / t->class[k].weight - t->all.of_y / t->all.weight;
    between += t->class[k].weight * gap * gap;
  }
  *delta = half_area(shared, t, 1.0);
  *first = between / (squares - t->all.of_y * t->all.of_y / t->all.weight);
  if (!coarse) return;
  merge_classes(t);
  *coarse = half_area(shared, t, 2.0);
}

static double weighted_squares(const Weighted *run, const Spot *spot, uint32_t n) {
  double squares = 0.0;
  for (uint32_t i = 0; i < n; i++, spot++) {
    while (spot->run != run[i].run) spot++;
    squares += run[i].y * spot->y;
  }
  return squares;
}

static double mean_of(const double *column, unsigned n, unsigned width) {
  double mean = 0.0;
  for (unsigned b = 0; b < n; b++) mean += column[(size_t)b * width] / n;
  return mean;
}

/* Takes the bootstrap's excess off. */
static void set_corrected(Index *index, const double *column, unsigned resamples, unsigned width, const Analysis *a) {
  double value = column[0];
  if (resamples) value = fmax(0.0, 2.0 * value - mean_of(column + width, resamples, width));
  index_set(index, value, spread(column + width, resamples, width), 1.0, a);
}

/* Sobol points fill the space evenly: their noise is less than the bootstrap's, by how much is not known. */
static bool even(const Analysis *a) { return a->design->spec.kind == DESIGN_SOBOL; }

/* delta without its excess, and with what the width of classes and kernels took away.
 *
 * Noise of size N makes sqrt(delta^2 + N^2) of delta, about, and the bootstrap's further noise sqrt(delta^2 + 2 N^2): so N^2 is
 * the square of the resamples' mean less that of the estimate; of an even design half of it is taken off, and the interval
 * holds all and nothing. With twice the width there is half the excess, and more of delta is lost: as much again as with
 * the width itself if that grows in proportion to the width, three times as much if by its square. The value lies between
 * the two, and the interval holds both; where there is no influence nothing can be lost. */
static void set_delta(Index *index, const double *column, unsigned resamples, unsigned width, double coarse, const Analysis *a) {
  double raw = column[0], mean = resamples ? mean_of(column + width, resamples, width) : raw, noise = fmax(0.0, mean * mean - raw * raw);
  double least = fmax(0.0, raw * raw - noise), fine = sqrt(even(a) ? fmax(0.0, raw * raw - 0.5 * noise) : least);
  double lost = raw > 0.0 ? fmax(0.0, fine - (coarse - 0.5 * (raw - fine))) * sqrt(least) / raw : 0.0;
  double error = 1.96 * 2.0 * raw * spread(column + width, resamples, width);              /* of the square */
  double low = sqrt(fmax(0.0, least - error)), high = sqrt((even(a) ? raw * raw : least) + error);
  index_set_interval(index, fine + 2.0 / 3.0 * lost, isnan(error) ? NAN : low, high + lost, 1.0, a);
}

static size_t scratch(const Analysis *a) {
  return carve_size(1, sizeof(Tables)) + carve_size(a->runs, sizeof(uint32_t)) + a->runs + carve_size(a->runs, sizeof(Spot)) +
         carve_size(a->runs + 1, sizeof(Weighted)) + (size_t)(1 + a->options->resamples) * 2 * (a->factors + 1) + a->factors + 1;
}

static void outcome(const Analysis *a, const double *y, double *memory, OutcomeResult *result) {
  const Shared *shared = a->shared;
  unsigned resamples = a->options->resamples, inputs = a->factors + 1, width = 2 * inputs;
  Tables *tables = carve(&memory, 1, sizeof *tables);
  uint32_t *order = carve(&memory, a->runs, sizeof *order), n = finite_runs(y, a->runs, order);
  double *score = carve(&memory, a->runs, sizeof *score);
  Spot *spot = carve(&memory, a->runs, sizeof *spot);
  Weighted *weighted = carve(&memory, a->runs + 1, sizeof *weighted);
  double *coarse = carve(&memory, inputs, sizeof *coarse), *out = memory;
  facts_of_runs(result->facts, y, a->runs);
  normal_scores(shared, y, n, order, score);
  n = finite_runs(y, a->runs, order);                        /* in order of runs again: memory is read forwards */
  for (uint32_t i = 0; i < n; i++) spot[i] = spot_of(order[i], score[order[i]], y[order[i]] - result->facts->mean);
  for (unsigned row = 0; row <= resamples; row++) {
    uint32_t kept = weigh(spot, n, row ? a->resample->count + (row - 1) * a->runs : NULL, weighted);
    double squares = weighted_squares(weighted, spot, kept), *to = out + (size_t)row * width;
    for (unsigned j = 0; j < inputs; j++)
      estimate(shared, shared->class_of + j * a->runs, weighted, kept, squares, tables, &to[j], &to[inputs + j], row ? NULL : &coarse[j]);
  }
  for (unsigned j = 0; j < a->factors; j++) {
    set_delta(&result->index[j], out + j, resamples, width, coarse[j], a);
    set_corrected(&result->index[a->factors + j], out + inputs + j, resamples, width, a);
  }
  Index nobody;
  set_delta(&nobody, out + a->factors, resamples, width, coarse[a->factors], a);
  result->facts->noise = resamples > 1 ? nobody.high : nobody.value;
}

const SensitivityMethod delta_method = {
  .word = "delta", .measures = {"delta", "S1"}, .n_measures = 2,
  .designs = {DESIGN_SOBOL, DESIGN_RANDOM, DESIGN_LATIN, DESIGN_MAXIMIN, DESIGN_FILE}, .n_designs = 5, .correlated = true, .needs_x = true,
  .cost = "n", .scratch = scratch, .prepare = prepare, .outcome = outcome};
