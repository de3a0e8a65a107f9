/* histogram.h : quantiles of one outcome over any number of runs, in 8 KB.
 *
 * 2,048 bins of equal width over a range that a pilot of the first runs sets, with the exact least, greatest and number of
 * values beside. Counts are whole numbers, so histograms of chunks, threads, ranks and shards add up to the same bytes in
 * any order. A quantile is off by at most one bin width (`step`), unless it falls in an end bin, which reaches to the
 * exact extreme; then `edge` says so.
 *
 * The pilot (runs 0 .. HISTOGRAM_PILOT-1 of the design, or all when there are fewer) must be the same for every part of
 * a study, because the range is.
 *
 * Values that are not finite are counted in `bad` and enter nothing else. One writer at a time. Plain data without
 * padding: it may be compared, hashed and stored as bytes. */
#ifndef YJ_STUDY_HISTOGRAM_H
#define YJ_STUDY_HISTOGRAM_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { HISTOGRAM_BINS = 2048, HISTOGRAM_PILOT = 4096, SUMMARY_QUANTILES = 7 };

/* 0.025, 0.1, 0.25, 0.5, 0.75, 0.9, 0.975: the median and the bands of 50, 80 and 95 %. */
extern const double summary_quantiles[SUMMARY_QUANTILES];

typedef struct {
  double low, step;              /* bin b holds low + b * step up to low + (b + 1) * step */
  double least, greatest;        /* +infinity, -infinity while empty */
  uint64_t n, bad;
  uint32_t count[HISTOGRAM_BINS];
} Histogram;

/* An empty histogram. Range: the pilot's, widened by a tenth each side; what lies farther out than one width between its 1 % and
 * 99 % quantiles is cut off. Uses `scratch` (n doubles). A pilot without finite values gives the range 0..1. */
void histogram_start(Histogram *, const double *pilot, size_t n, double *scratch);

void histogram_add(Histogram *, const double *values, size_t n);

/* into += from; both started from the same pilot (asserted). At most 2^32 - 1 values in one bin. */
void histogram_merge(Histogram *into, const Histogram *from);

/* 0 < p < 1; NaN when empty. Linear inside the bin. *edge (may be NULL): it lies in an end bin, the bound does not hold. */
double histogram_quantile(const Histogram *, double p, bool *edge);

#endif
