/* shocks.c : the correlation of the two independent runs of every base point. */
#include "study/sensitivity/shocks.h"
#include <math.h>

double shock_share(const Design *d, const double *y) {
  bool saltelli = d->spec.kind == DESIGN_SALTELLI;
  if (!saltelli && d->spec.kind != DESIGN_SHAPLEY) return NAN;
  unsigned each = saltelli ? saltelli_slots(d) : d->spec.parameters + 1, other = saltelli ? SLOT_B : d->spec.parameters;
  double n = 0.0, mean = 0.0, variance = 0.0, common = 0.0;
  for (uint64_t i = 0; i < d->spec.n; i++) {
    double a = y[i * each], b = y[i * each + other];
    if (isfinite(a) && isfinite(b)) n += 1.0, mean += 0.5 * (a + b);
  }
  mean /= n;
  for (uint64_t i = 0; i < d->spec.n; i++) {
    double a = y[i * each] - mean, b = y[i * each + other] - mean;
    if (isfinite(a) && isfinite(b)) variance += 0.5 * (a * a + b * b), common += a * b;
  }
  return variance > 0.0 ? common / variance : NAN;
}
