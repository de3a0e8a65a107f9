/* vectors.h : the loops over runs that surround the program, once for each instruction set.
 *
 * Draws, shocks and summaries touch every run as often as the program does, so they work on vectors of runs as it does:
 * one source (vectors.inc), three objects (SSE2, AVX2, AVX-512), chosen when the process starts. A lane computes what the
 * plain functions beside it compute (stream.h, sobol_points.h, distribution.h, moments.h, histogram.h), with the same
 * operations in the same order: the set that is chosen changes no bit.
 *
 * Threads: all functions are pure but for what they are given to write. Errors: none. */
#ifndef YJ_STUDY_VECTORS_H
#define YJ_STUDY_VECTORS_H
#include "program/program.h"
#include "study/distribution.h"
#include "study/histogram.h"
#include "study/moments.h"
#include "study/sobol_points.h"
#include "study/stream.h"

enum { VECTOR_RUNS = 64 };               /* a group of stream.h and of sobol_points.h */

typedef struct {
  unsigned columns;                      /* that `summarise` takes together */
  /* The 64 uniforms of one group of runs. */
  void (*stream)(StreamKey, StreamUse, uint32_t step, uint64_t group, double u[VECTOR_RUNS]);
  /* The 64 scrambled points whose reversed digits are base ^ low[i]. */
  void (*sobol)(const SobolDimension *, uint32_t base, double u[VECTOR_RUNS]);
  /* x[i] = quantile_table_value(table, u[i]); x may be u. */
  void (*quantiles)(const QuantileTable *, size_t n, const double *u, double *x);
  /* As sampler_fill, for the forms uniform, loguniform, table and exp_table. */
  void (*sample)(const Sampler *, size_t n, const double *u, double *x);
  /* row[i] /= by, or row[i] *= by. */
  void (*scale)(double *row, size_t n, double by, bool divide);
  /* to[i] = from[i]; watched[i] += from[i] - from[i], which is NaN from then on when it is not finite. ahead: n doubles that
   * will be written soon, only a hint. */
  void (*keep)(const double *from, double *to, size_t n, double *watched, double *ahead);
  /* histogram_add. What lies behind the histogram and behind the values is fetched meanwhile, only a hint. */
  void (*count)(Histogram *, const double *values, size_t n);
  /* moments[c] = moments_of(rows + c * stride, n) for `columns` columns, and with histograms histogram_add of each. */
  void (*summarise)(const double *rows, size_t stride, size_t n, Moments *moments, Histogram *histograms);
  /* z[i] = special_normal_inverse(TAIL_UPPER, p[i], NULL); the tails of special_normal(z[i]). */
  void (*normal_inverse)(size_t n, const double *p, double *z);
  void (*normal_tails)(size_t n, const double *z, double *lower, double *upper);
} Vectors;

extern const Vectors vectors_sse2, vectors_avx2, vectors_avx512;

/* The chosen set: the best one this machine has, unless vectors_use said another. */
const Vectors *vectors(void);
/* For the whole process from now on; must be present. ISA_AUTO: the best one. */
void vectors_use(Isa);

#endif
