/* summary.c : as many columns as a vector has lanes, then the rest one by one. */
#include "study/summary.h"
#include "study/vectors.h"

void summary_add(const double *rows, size_t stride, unsigned columns, size_t n, Moments *moments, Histogram *histograms) {
  const Vectors *v = vectors();
  unsigned c = 0;
  for (; c + v->columns <= columns; c += v->columns)
    v->summarise(rows + c * stride, stride, n, moments + c, histograms ? histograms + c : NULL);
  for (; c < columns; c++) {
    moments[c] = moments_of(rows + c * stride, n);
    if (histograms) histogram_add(&histograms[c], rows + c * stride, n);
  }
}
