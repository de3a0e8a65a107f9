/* exact_quantile.h : quantiles of values that fit in memory.
 *
 * Definition 7 of Hyndman and Fan (1996): rank (n - 1) p, linear between neighbours. All values finite. Pure. */
#ifndef YJ_STUDY_EXACT_QUANTILE_H
#define YJ_STUDY_EXACT_QUANTILE_H
#include <stddef.h>

/* Ascending, in place. */
void exact_sort(double *values, size_t n);

double exact_sorted_quantile(const double *sorted, size_t n, double p);

/* One quantile of values in any order, which are put into another one: no more of them is sorted than it takes. */
double exact_quantile(double *values, size_t n, double p);

/* out[i] = quantile p[i] of values (not changed), p ascending or not. Only the bins of a coarse histogram that hold
 * wanted ranks are sorted. scratch: n doubles. NaN for n == 0. */
void exact_quantiles(const double *values, size_t n, double *scratch, size_t count, const double *p, double *out);

#endif
