/* ensemble_summary.c : what a finished ensemble says. */
#include "study/ensemble_inner.h"
#include "study/exact_quantile.h"
#include <math.h>
#include <stdlib.h>

static double exact_at(const Ensemble *e, unsigned column, double p) {
  double *good = calloc(e->spec.n + 1, 2 * sizeof *good), q = NAN;
  size_t n = 0;
  for (uint64_t i = 0; good && i < e->spec.n; i++)
    if (isfinite(e->values[(size_t)column * e->spec.n + i])) good[n++] = e->values[(size_t)column * e->spec.n + i];
  if (good) exact_quantiles(good, n, good + e->spec.n, 1, &p, &q);
  free(good);
  return q;
}

double ensemble_quantile(const Ensemble *e, unsigned column, double p, bool *edge) {
  if (!e->exact) return histogram_quantile(&e->whole.histograms[column], p, edge);
  if (edge) *edge = false;
  return exact_at(e, column, p);
}

double ensemble_bound(const Ensemble *e, unsigned column) { return e->exact ? 0.0 : e->whole.histograms[column].step; }
Moments ensemble_moments(const Ensemble *e, unsigned column) { return forest_total(e->forest, column); }

void ensemble_extremes(const Ensemble *e, unsigned column, double *least, double *greatest) {
  *least = INFINITY, *greatest = -INFINITY;
  if (!e->exact) {
    *least = e->whole.histograms[column].least, *greatest = e->whole.histograms[column].greatest;
    return;
  }
  for (uint64_t i = 0; i < e->spec.n; i++) {
    double x = e->values[(size_t)column * e->spec.n + i];
    if (isfinite(x) && x < *least) *least = x;
    if (isfinite(x) && x > *greatest) *greatest = x;
  }
}

uint64_t ensemble_between(const Ensemble *e, unsigned column, double low, double high) {
  uint64_t n = 0;
  if (e->exact) {
    for (uint64_t i = 0; i < e->spec.n; i++) {
      double x = e->values[(size_t)column * e->spec.n + i];
      n += low <= x && x < high;
    }
    return n;
  }
  const Histogram *h = &e->whole.histograms[column];
  for (unsigned b = 0; b < HISTOGRAM_BINS; b++) {
    double middle = h->low + (b + 0.5) * h->step;
    if (low <= middle && middle < high) n += h->count[b];
  }
  return n;
}

Share ensemble_met(const Ensemble *e, unsigned walk) { return (Share){e->whole.sums->hits[walk], e->whole.sums->good}; }

const double *ensemble_values(const Ensemble *e, unsigned column) { return e->exact ? e->values + (size_t)column * e->spec.n : NULL; }

const double *ensemble_rest(const Ensemble *e, unsigned column) { return e->image.slots[0].values + (size_t)column * ENSEMBLE_CHUNK; }

const BadRun *ensemble_bad(const Ensemble *e, unsigned *listed, uint64_t *total) {
  *listed = (unsigned)e->whole.sums->listed, *total = e->whole.sums->n_bad;
  return e->whole.bad;
}
