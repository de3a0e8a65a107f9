/* local.c : elasticities and slopes at the median, from one run either side of it for each input.
 *
 *   slope = (y+ - y-) / (x+ - x-),  elasticity = slope * x0 / y0
 * The interval is that of the two one-sided differences: where they disagree, the outcome bends within the step, and one number
 * at the median says little about the range. */
#include "study/sensitivity/analysis.h"
#include <math.h>

static int prepare(Analysis *a, Fail *fail) {
  (void)fail;
  a->resample = NULL;
  return 0;
}

static size_t scratch(const Analysis *a) {
  (void)a;
  return 0;
}

static void set(Index *index, double value, double one, double other, const Analysis *a) {
  double low = fmin(one, other), high = fmax(one, other), scale = fmax(fabs(value), 1e-300);
  index_set_interval(index, value, low, high, scale, a);
  index->next = 0;                                           /* more runs would not help */
}

static void outcome(const Analysis *a, const double *y, double *memory, OutcomeResult *result) {
  (void)memory;
  unsigned k = a->factors;
  facts_of_runs(result->facts, y, a->runs);
  for (unsigned j = 0; j < k; j++) {
    const double *x = a->sample->x[j];
    uint64_t low = 1 + 2 * (uint64_t)j, high = low + 1;
    double slope = (y[high] - y[low]) / (x[high] - x[low]);
    double left = (y[0] - y[low]) / (x[0] - x[low]), right = (y[high] - y[0]) / (x[high] - x[0]), to_elasticity = x[0] / y[0];
    set(&result->index[j], slope * to_elasticity, left * to_elasticity, right * to_elasticity, a);
    set(&result->index[k + j], slope, left, right, a);
  }
}

const SensitivityMethod local_method = {
  .word = "local", .measures = {"elasticity", "slope"}, .n_measures = 2, .either_sign = true, .designs = {DESIGN_LOCAL}, .n_designs = 1,
  .correlated = true, .needs_x = true, .cost = "2 k + 1", .scratch = scratch, .prepare = prepare, .outcome = outcome};
