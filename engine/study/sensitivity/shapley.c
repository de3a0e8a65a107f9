/* shapley.c : Shapley effects: the variance of the outcome shared out among inputs that may be correlated (Owen 2014), so that
 * the shares add up to 1 and an input is credited with half of what it does together with another.
 *
 * Estimator: pairs of points and a random order of the inputs (Goda 2021). The shapley design walks from an independent point
 * w_0 to w_k = x by taking over one input after the other, in that order; the inputs not yet taken over are drawn from their
 * distribution given those that are (the order's own Cholesky factor does that for a Gaussian copula). Then
 *   E[(f(x) - (f(w_j) + f(w_j-1)) / 2) (f(w_j) - f(w_j-1))]
 * is the average gain of explained variance from the j-th input, whatever the correlations: every w has the distribution of x,
 * and x and w_j are independent given the inputs they share. No nearest neighbours, no surrogate: unbiased. */
#include "study/sensitivity/analysis.h"
#include <math.h>
#include <string.h>

enum { COUNT, SUM, SQUARES, FIRST };                /* sums over x and w_0, both with the distribution of the inputs */

static int prepare(Analysis *a, Fail *fail) {
  a->units = a->design->spec.n;
  if (a->units >= 2) return 0;
  return fail_set(fail, E642, a->options->place, "shapley", "at least 2 base points", "use a power of two from 1024 up");
}

static size_t columns_of(const Analysis *a) { return resample_columns(FIRST + a->factors); }

static size_t scratch(const Analysis *a) {
  size_t rows = 1 + a->options->resamples;
  return columns_of(a) * (RESAMPLE_BLOCK + rows) + rows * a->factors;
}

/* False when a run is not finite. */
static bool terms(const Analysis *a, uint64_t unit, const double *y, double centre, double *row) {
  unsigned k = a->factors;
  for (unsigned step = 0; step <= k; step++)
    if (!isfinite(y[step])) return false;
  double whole = y[k] - centre, start = y[0] - centre;
  row[COUNT] = 1.0;
  row[SUM] = whole + start;
  row[SQUARES] = whole * whole + start * start;
  for (unsigned j = 0; j < k; j++) {
    unsigned step = shapley_step(a->design, unit, j);
    double after = y[step] - centre, before = y[step - 1] - centre;
    row[FIRST + j] = (whole - 0.5 * (after + before)) * (after - before);
  }
  return true;
}

static void outcome(const Analysis *a, const double *y, double *memory, OutcomeResult *result) {
  unsigned k = a->factors, length = k + 1, resamples = a->options->resamples;
  size_t columns = columns_of(a);
  double *rows = memory, *sums = rows + columns * RESAMPLE_BLOCK, *out = sums + columns * (1 + resamples);
  facts_of_runs(result->facts, y, a->runs);
  double centre = result->facts->used ? result->facts->mean : 0.0;
  memset(sums, 0, columns * (1 + resamples) * sizeof *sums);
  for (uint64_t first = 0; first < a->units; first += RESAMPLE_BLOCK) {
    size_t n = a->units - first < RESAMPLE_BLOCK ? (size_t)(a->units - first) : RESAMPLE_BLOCK;
    memset(rows, 0, n * columns * sizeof *rows);
    for (size_t i = 0; i < n; i++) terms(a, first + i, y + (first + i) * length, centre, rows + i * columns);
    resample_add(a->resample, first, n, columns, rows, sums);
  }
  for (unsigned row = 0; row <= resamples; row++) {
    const double *of = sums + row * columns;
    double n = of[COUNT], variance = (of[SQUARES] - of[SUM] * of[SUM] / (2.0 * n)) / (2.0 * n - 1.0);
    for (unsigned j = 0; j < k; j++) out[(size_t)row * k + j] = of[FIRST + j] / n / variance;
    if (row) continue;
    result->facts->used = (uint64_t)n * length;
    result->facts->dropped = a->runs - result->facts->used;
    result->facts->mean = centre + of[SUM] / (2.0 * n);
    result->facts->variance = variance;
  }
  for (unsigned j = 0; j < k; j++) index_set(&result->index[j], out[j], spread(out + k + j, resamples, k), 1.0, a);
}

const SensitivityMethod shapley_method = {
  .word = "shapley", .measures = {"share"}, .n_measures = 1, .designs = {DESIGN_SHAPLEY}, .n_designs = 1, .correlated = true,
  .cost = "n (k + 1)", .scratch = scratch, .prepare = prepare, .outcome = outcome};
