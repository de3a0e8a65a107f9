/* sobol.c : Sobol's variance shares from pairs of points A, B and mixtures (Saltelli et al. 2010).
 *
 *   V    = variance of y over A and B
 *   S1_g = mean(yB (yAB_g - yA)) / V                    Saltelli 2010, or 1 - mean((yB - yAB_g)^2) / 2V, Jansen 1999
 *   ST_g = mean((yA - yAB_g)^2) / 2V                    Jansen 1999
 *   S2   = mean(yBA_g yAB_h - yA yB) / V - S1_g - S1_h  Saltelli 2002
 * With second-order runs (BA) both estimators are averaged with those of A and B exchanged. Outcomes are centred first.
 * Everything is a function of column sums over base points, so the bootstrap costs one weighted pass. */
#include "study/sensitivity/analysis.h"
#include <math.h>
#include <string.h>

enum { COUNT, SUM, SQUARES, FIRST };               /* columns; then S1 terms, ST terms, pair terms */

static unsigned slots_of(const Analysis *a) { return saltelli_slots(a->design); }
static size_t columns_of(const Analysis *a) { return resample_columns(FIRST + 2 * a->factors + a->pairs); }

static int prepare(Analysis *a, Fail *fail) {
  a->units = a->design->spec.n;
  a->pairs = a->design->spec.second_order ? a->factors * (a->factors - 1) / 2 : 0;
  if (a->units >= 2) return 0;
  return fail_set(fail, E642, a->options->place, "sobol", "at least 2 base points", "use a power of two from 256 up");
}

static size_t scratch(const Analysis *a) {
  return columns_of(a) * (RESAMPLE_BLOCK + 1 + a->options->resamples) + (size_t)(1 + a->options->resamples) * (2 * a->factors + a->pairs);
}

/* ---- terms of one base point ------------------------------------------------------------------------------------------- */

static bool all_finite(const double *y, unsigned n) {
  double sum = 0.0;
  for (unsigned i = 0; i < n; i++) sum += y[i] - y[i];     /* NaN as soon as one is not finite */
  return sum == 0.0;
}

static double square(double x) { return x * x; }

static void pair_terms(const double *ab, const double *ba, double product, unsigned factors, double centre, double *row) {
  for (unsigned g = 0; g < factors; g++)
    for (unsigned h = g + 1; h < factors; h++) *row++ = (ba[g] - centre) * (ab[h] - centre) - product;
}

static void terms(const Analysis *a, const double *y, double centre, double *row) {
  unsigned factors = a->factors;
  const double *ab = y + SLOT_AB, *ba = a->pairs ? ab + factors : NULL;
  double ya = y[SLOT_A] - centre, yb = y[SLOT_B] - centre;
  row[COUNT] = 1.0;
  row[SUM] = ya + yb;
  row[SQUARES] = ya * ya + yb * yb;
  double *first = row + FIRST, *total = first + factors;
  for (unsigned g = 0; g < factors; g++) {
    double mixed = ab[g] - centre;
    first[g] = a->options->jansen ? square(yb - mixed) : yb * (mixed - ya);
    total[g] = square(ya - mixed);
    if (!ba) continue;
    double other = ba[g] - centre;
    first[g] = 0.5 * (first[g] + (a->options->jansen ? square(ya - other) : ya * (other - yb)));
    total[g] = 0.5 * (total[g] + square(yb - other));
  }
  if (ba) pair_terms(ab, ba, ya * yb, factors, centre, total + factors);
}

/* ---- indices of one row of sums ------------------------------------------------------------------------------------------ */

/* out: S1 [factors], ST [factors], S2 [pairs]. */
static void indices(const Analysis *a, const double *sums, double *out) {
  unsigned factors = a->factors;
  double n = sums[COUNT], variance = (sums[SQUARES] - sums[SUM] * sums[SUM] / (2.0 * n)) / (2.0 * n - 1.0);
  for (unsigned g = 0; g < factors; g++) {
    double first = sums[FIRST + g] / n, total = sums[FIRST + factors + g] / n;
    out[g] = a->options->jansen ? 1.0 - first / (2.0 * variance) : first / variance;
    out[factors + g] = total / (2.0 * variance);
  }
  double *pair = out + 2 * factors;
  const double *term = sums + FIRST + 2 * factors;
  for (unsigned g = 0; g < factors && a->pairs; g++)
    for (unsigned h = g + 1; h < factors; h++) *pair++ = *term++ / n / variance - out[g] - out[h];
}

static double centre_of(const Analysis *a, const double *y) {
  unsigned slots = slots_of(a);
  double sum = 0.0, n = 0.0;
  for (uint64_t i = 0; i < a->units; i++)
    if (all_finite(y + i * slots, slots)) {
      sum += y[i * slots + SLOT_A] + y[i * slots + SLOT_B];
      n += 2.0;
    }
  return n > 0.0 ? sum / n : 0.0;
}

static void outcome(const Analysis *a, const double *y, double *memory, OutcomeResult *result) {
  unsigned slots = slots_of(a), resamples = a->options->resamples, count = 2 * a->factors + a->pairs;
  size_t columns = columns_of(a);
  double *rows = memory, *sums = rows + columns * RESAMPLE_BLOCK, *out = sums + columns * (1 + resamples);
  double centre = centre_of(a, y);
  memset(sums, 0, columns * (1 + resamples) * sizeof *sums);
  for (uint64_t first = 0; first < a->units; first += RESAMPLE_BLOCK) {
    size_t n = a->units - first < RESAMPLE_BLOCK ? (size_t)(a->units - first) : RESAMPLE_BLOCK;
    memset(rows, 0, n * columns * sizeof *rows);
    for (size_t i = 0; i < n; i++)
      if (all_finite(y + (first + i) * slots, slots)) terms(a, y + (first + i) * slots, centre, rows + i * columns);
    resample_add(a->resample, first, n, columns, rows, sums);
  }
  for (unsigned row = 0; row <= resamples; row++) indices(a, sums + row * columns, out + (size_t)row * count);
  for (unsigned i = 0; i < 2 * a->factors; i++) index_set(&result->index[i], out[i], spread(out + count + i, resamples, count), 1.0, a);
  for (unsigned i = 0; i < a->pairs; i++) {
    unsigned at = 2 * a->factors + i;
    index_set(&result->pair[i], out[at], spread(out + count + at, resamples, count), 1.0, a);
  }
  double n = sums[COUNT];
  result->facts->used = (uint64_t)n * slots;
  result->facts->dropped = a->runs - result->facts->used;
  result->facts->mean = centre + sums[SUM] / (2.0 * n);
  result->facts->variance = (sums[SQUARES] - sums[SUM] * sums[SUM] / (2.0 * n)) / (2.0 * n - 1.0);
}

const SensitivityMethod sobol_method = {
  .word = "sobol", .measures = {"S1", "ST"}, .n_measures = 2, .ranks = 1, .designs = {DESIGN_SALTELLI}, .n_designs = 1,
  .cost = "n (k + 2); with second order n (2 k + 2)", .scratch = scratch, .prepare = prepare, .outcome = outcome};
