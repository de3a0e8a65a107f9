/* summary.h : the moments and histograms of many columns of runs at once.
 *
 * The same bits as moments_of and histogram_add of each column (the tests hold them against each other), at a fraction of
 * their time: columns stand side by side in the lanes of a vector, each still summed in run order. One writer of a
 * histogram at a time. Errors: none. */
#ifndef YJ_STUDY_SUMMARY_H
#define YJ_STUDY_SUMMARY_H
#include "study/histogram.h"
#include "study/moments.h"

/* moments[c] of rows[c * stride + i], i < n; the values are added to histograms[c] too unless that is NULL. */
void summary_add(const double *rows, size_t stride, unsigned columns, size_t n, Moments *moments, Histogram *histograms);

#endif
