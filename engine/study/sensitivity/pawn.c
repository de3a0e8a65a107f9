/* pawn.c : PAWN (Pianosi, Wagener 2015, 2018): how much fixing an input to a slice of its range moves the distribution of the
 * outcome, as the Kolmogorov-Smirnov distance between all runs and the runs of the slice; over equally filled slices the
 * median and the largest are reported. Works on any sample, with skewed and discrete outcomes, and with correlated inputs.
 *
 * A small sample shows a distance even where there is no influence: `noise` is the median of Kolmogorov's distribution
 * for the slice's size. Equal values of an input lie in one slice. */
#include "study/sensitivity/analysis.h"
#include "study/exact_quantile.h"
#include <math.h>

enum { MOST_SLICES = 100 };

typedef struct { uint8_t *slice; } Shared;            /* [factor][run] */

static unsigned slices_of(const Analysis *a) { return a->options->slices; }

/* Equal shares of the runs in order of x; ties go with the first of them. False when all are equal. */
static bool cut(const Analysis *a, const double *x, uint32_t *order, uint8_t *slice) {
  uint32_t n = (uint32_t)a->runs;
  for (uint32_t i = 0; i < n; i++) order[i] = i;
  order_by(x, n, order);
  if (x[order[0]] == x[order[n - 1]]) return false;
  for (uint32_t i = 0; i < n; i++) {
    bool tied = i > 0 && x[order[i]] == x[order[i - 1]];
    slice[order[i]] = tied ? slice[order[i - 1]] : (uint8_t)((uint64_t)i * slices_of(a) / n);
  }
  return true;
}

static int too_few(const Analysis *a, Fail *fail) {
  char needs[64], cure[48];
  unsigned least = 20 * slices_of(a), power = 1;
  while (power < least) power *= 2;
  snprintf(needs, sizeof needs, "at least %u runs, 20 for each of its %u slices", least, slices_of(a));
  snprintf(cure, sizeof cure, "use -n %u or more", power);
  return fail_set(fail, E642, a->options->place, "pawn", needs, cure);
}

static int prepare(Analysis *a, Fail *fail) {
  if (slices_of(a) < 2 || slices_of(a) > MOST_SLICES)
    return fail_set(fail, E642, a->options->place, "pawn", "2 to 100 slices", "10 are usual");
  if (a->runs < 20ull * slices_of(a))
    return too_few(a, fail);
  Shared *shared = arena_alloc(a->arena, sizeof *shared);
  uint32_t *order = arena_array(a->arena, a->runs, sizeof *order);
  if (!shared || !order) return analysis_memory(a, fail);
  shared->slice = arena_array(a->arena, (size_t)a->factors * a->runs, 1);
  if (!shared->slice) return analysis_memory(a, fail);
  for (unsigned j = 0; j < a->factors; j++)
    if (!cut(a, a->sample->x[j], order, shared->slice + j * a->runs))
      return fail_set(fail, E642, a->options->place, "pawn", "inputs that vary", "remove the constant column");
  a->shared = shared;
  return 0;
}

static unsigned rows_of(const Analysis *a) { return 1 + a->options->resamples; }

static size_t scratch(const Analysis *a) {
  return carve_size(a->runs, sizeof(uint32_t)) + carve_size(a->runs, 1) + (size_t)rows_of(a) * 2 * a->factors;
}

/* The finite runs in order of the outcome, the slice of each, and the mass of all. */
typedef struct { uint32_t n; const uint32_t *order; const double *y; const uint8_t *slice; unsigned slices; } Sorted;

static double weight_of(const uint8_t *count, uint32_t run) { return count ? count[run] : 1.0; }

/* The distance of each slice. Between the values of a slice its own share stands still and that of all runs only grows, so
 * the extremes lie just before and just after its values; equal values are one moment. */
static void distances(const Sorted *s, const uint8_t *count, double *distance, double *weight) {
  double inside[MOST_SLICES] = {0}, scale[MOST_SLICES], all = 0.0, total = 0.0, one;
  for (unsigned k = 0; k < s->slices; k++) weight[k] = distance[k] = 0.0;
  for (uint32_t i = 0; i < s->n; i++) weight[s->slice[i]] += weight_of(count, s->order[i]);
  for (unsigned k = 0; k < s->slices; k++) total += weight[k];
  one = 1.0 / total;
  for (unsigned k = 0; k < s->slices; k++) scale[k] = weight[k] > 0.0 ? 1.0 / weight[k] : 0.0;
  for (uint32_t i = 0, end; i < s->n; i = end) {
    for (end = i + 1; end < s->n && s->y[s->order[end]] == s->y[s->order[i]];) end++;
    for (uint32_t m = i; m < end; m++) {
      double gap = fabs(inside[s->slice[m]] * scale[s->slice[m]] - all * one);
      if (gap > distance[s->slice[m]]) distance[s->slice[m]] = gap;
    }
    for (uint32_t m = i; m < end; m++) {
      double w = weight_of(count, s->order[m]);
      inside[s->slice[m]] += w;
      all += w;
    }
    for (uint32_t m = i; m < end; m++) {
      double gap = fabs(inside[s->slice[m]] * scale[s->slice[m]] - all * one);
      if (gap > distance[s->slice[m]]) distance[s->slice[m]] = gap;
    }
  }
}

/* Median and largest over the slices that hold anything. */
static void condense(double *distance, const double *weight, unsigned slices, double *median, double *largest) {
  unsigned n = 0;
  for (unsigned k = 0; k < slices; k++)
    if (weight[k] > 0.0) distance[n++] = distance[k];
  exact_sort(distance, n);
  *median = exact_sorted_quantile(distance, n, 0.5);
  *largest = n ? distance[n - 1] : NAN;
}

static void outcome(const Analysis *a, const double *y, double *memory, OutcomeResult *result) {
  const Shared *shared = a->shared;
  uint32_t *order = carve(&memory, a->runs, sizeof *order);
  uint8_t *slice = carve(&memory, a->runs, 1);
  double *out = memory, distance[MOST_SLICES], weight[MOST_SLICES];
  unsigned width = 2 * a->factors;                           /* medians, then largest */
  facts_of_runs(result->facts, y, a->runs);
  Sorted s = {finite_runs(y, a->runs, order), order, y, slice, slices_of(a)};
  order_by(y, s.n, order);
  for (unsigned j = 0; j < a->factors; j++) {
    for (uint32_t i = 0; i < s.n; i++) slice[i] = shared->slice[j * a->runs + order[i]];
    for (unsigned row = 0; row < rows_of(a); row++) {
      distances(&s, row ? a->resample->count + (row - 1) * a->runs : NULL, distance, weight);
      double *to = out + (size_t)row * width + j;
      condense(distance, weight, s.slices, to, to + a->factors);
    }
  }
  for (unsigned i = 0; i < width; i++) index_set(&result->index[i], out[i], spread(out + width + i, rows_of(a) - 1, width), 1.0, a);
  double in_slice = (double)s.n / s.slices;
  result->facts->noise = 0.82757 * sqrt((1.0 - 1.0 / s.slices) / in_slice);
}

const SensitivityMethod pawn_method = {
  .word = "pawn", .measures = {"median", "max"}, .n_measures = 2,
  .designs = {DESIGN_SOBOL, DESIGN_RANDOM, DESIGN_LATIN, DESIGN_MAXIMIN, DESIGN_FILE}, .n_designs = 5, .correlated = true, .needs_x = true,
  .cost = "n", .scratch = scratch, .prepare = prepare, .outcome = outcome};
