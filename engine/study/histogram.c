/* histogram.c : see histogram.h. */
#include "study/histogram.h"
#include "study/exact_quantile.h"
#include "study/vectors.h"
#include <assert.h>
#include <math.h>

const double summary_quantiles[SUMMARY_QUANTILES] = {0.025, 0.1, 0.25, 0.5, 0.75, 0.9, 0.975};

static size_t finite_only(const double *values, size_t n, double *kept) {
  size_t count = 0;
  for (size_t i = 0; i < n; i++)
    if (isfinite(values[i])) kept[count++] = values[i];
  return count;
}

/* The range over which bins are spread. */
static void range_of(const double *pilot, size_t n, double *scratch, double *low, double *high) {
  size_t kept = finite_only(pilot, n, scratch);
  *low = 0.0;
  *high = 1.0;
  if (kept == 0) return;
  double least = scratch[0], greatest = scratch[0];
  for (size_t i = 1; i < kept; i++) {
    least = scratch[i] < least ? scratch[i] : least;
    greatest = scratch[i] > greatest ? scratch[i] : greatest;
  }
  double span = greatest - least, inner_low = exact_quantile(scratch, kept, 0.01), inner_high = exact_quantile(scratch, kept, 0.99);
  double width = inner_high - inner_low;
  *low = fmax(least - 0.1 * span, inner_low - width);
  *high = fmin(greatest + 0.1 * span, inner_high + width);
  if (*high - *low > 1e-12 * fmax(fabs(*low), fabs(*high))) return;
  double wide = least == 0.0 ? 1.0 : 1e-9 * fabs(least);           /* all equal, or nearly: bins around the one value */
  *low = least - wide;
  *high = greatest + wide;
}

void histogram_start(Histogram *h, const double *pilot, size_t n, double *scratch) {
  double high;
  *h = (Histogram){.least = INFINITY, .greatest = -INFINITY};
  range_of(pilot, n, scratch, &h->low, &high);
  h->step = (high - h->low) / HISTOGRAM_BINS;
}

void histogram_add(Histogram *h, const double *values, size_t n) { vectors()->count(h, values, n); }

void histogram_merge(Histogram *into, const Histogram *from) {
  assert(into->low == from->low && into->step == from->step);
  for (int bin = 0; bin < HISTOGRAM_BINS; bin++) into->count[bin] += from->count[bin];
  if (from->least < into->least) into->least = from->least;
  if (from->greatest > into->greatest) into->greatest = from->greatest;
  into->n += from->n;
  into->bad += from->bad;
}

/* Edges of a bin, drawn in to the extremes; the end bins reach out to them. */
static double lower_edge(const Histogram *h, int bin) {
  return bin == 0 ? h->least : fmax(h->low + bin * h->step, h->least);
}

static double upper_edge(const Histogram *h, int bin) {
  return bin == HISTOGRAM_BINS - 1 ? h->greatest : fmin(h->low + (bin + 1) * h->step, h->greatest);
}

double histogram_quantile(const Histogram *h, double p, bool *edge) {
  if (edge) *edge = false;
  if (h->n == 0) return NAN;
  double rank = p * (double)(h->n - 1) + 0.5, before = 0.0;        /* values stand at ranks 0.5, 1.5, ... */
  int bin = 0;
  while (bin < HISTOGRAM_BINS - 1 && before + h->count[bin] <= rank) before += h->count[bin++];
  if (edge) {
    bool inside_low = bin > 0 || h->least >= h->low;
    bool inside_high = bin < HISTOGRAM_BINS - 1 || h->greatest <= h->low + HISTOGRAM_BINS * h->step;
    *edge = !(inside_low && inside_high);
  }
  double from = lower_edge(h, bin), to = upper_edge(h, bin);
  if (h->count[bin] == 0) return to;
  double x = from + (to - from) * ((rank - before) / h->count[bin]);
  return x < h->least ? h->least : x > h->greatest ? h->greatest : x;
}
