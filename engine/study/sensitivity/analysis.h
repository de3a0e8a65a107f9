/* analysis.h : what the methods share. Private to sensitivity/. */
#ifndef YJ_STUDY_ANALYSIS_H
#define YJ_STUDY_ANALYSIS_H
#include "study/sensitivity/resample.h"
#include "study/sensitivity/sensitivity.h"

struct Analysis {
  const SensitivityMethod *method;
  const SensitivitySample *sample;
  const SensitivityOptions *options;
  const Design *design;
  Arena *arena;
  unsigned parameters, factors, pairs;
  uint64_t runs, units;            /* units: what is resampled; base points, trajectories, or runs */
  const Resample *resample;        /* over units; NULL: none asked */
  void *shared;                    /* the method's own, made by prepare */
};

struct OutcomeResult { Index *index; Index *pair; OutcomeFacts *facts; };    /* index: [measure][factor] */

/* Sets value, interval (value -+ 1.96 sd) and verdict; sd NaN: none. */
void index_set(Index *, double value, double sd, double scale, const Analysis *);
/* The same with a given interval. */
void index_set_interval(Index *, double value, double low, double high, double scale, const Analysis *);

/* Standard deviation of count numbers, `stride` apart; NaN below two. */
double spread(const double *values, unsigned count, unsigned stride);

/* Sorts run numbers by ascending key, equal keys by number. */
void order_by(const double *keys, uint32_t n, uint32_t *order);

/* The finite runs of an outcome: their indices, ascending; returns how many. */
uint32_t finite_runs(const double *y, uint64_t runs, uint32_t *kept);

/* Sets used, dropped, mean and variance (n - 1) over the kept runs. */
void facts_of_runs(OutcomeFacts *, const double *y, uint64_t runs);

/* Takes count * size bytes off a thread's scratch memory; carve_size is what that costs in doubles. */
static inline size_t carve_size(size_t count, size_t size) { return (count * size + 7) / 8; }
static inline void *carve(double **memory, size_t count, size_t size) {
  void *part = *memory;
  *memory += carve_size(count, size);
  return part;
}

int analysis_memory(const Analysis *, Fail *);           /* E801 */

#endif
