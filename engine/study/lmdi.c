/* lmdi.c : see lmdi.h. One step at a time, part by part; a chain is a sum of steps. */
#include "study/lmdi.h"
#include <math.h>
#include <stdbool.h>
#include <stddef.h>

enum { FACTORS_MAX = 64 };      /* of one decomposition; more than any identity in use has */

double lmdi_mean(double a, double b) {
  if (a == 0.0 || b == 0.0) return 0.0;
  if (a == b) return a;
  double x = (a - b) / b;
  /* log1p keeps L(a, b) right to the last digits when a and b are close, where ln(a / b) loses them. */
  if (fabs(x) < 0.5) return b * (x / log1p(x));
  return (a - b) / (log(fabs(a)) - log(fabs(b)));
}

static const double *factors_of(const LmdiData *data, unsigned time, unsigned part) {
  return data->values + ((size_t)time * data->n_parts + part) * data->n_factors;
}

static double product(const double *x, unsigned n) {
  double v = 1.0;
  for (unsigned k = 0; k < n; k++) v *= x[k];
  return v;
}

static LmdiStatus refuse(LmdiPlace *place, LmdiStatus why, unsigned time, unsigned part, unsigned factor) {
  if (place) *place = (LmdiPlace){time, part, factor};
  return why;
}

static unsigned zeros_in(const double *x, unsigned n) {
  unsigned zeros = 0;
  for (unsigned k = 0; k < n; k++) zeros += x[k] == 0.0;
  return zeros;
}

/* A part that was or became zero: the limit gives its change to the factors that were zero, in equal shares. */
static void add_limit(const double *x, unsigned zeros, double change, unsigned n, double *effect) {
  for (unsigned k = 0; k < n; k++)
    if (x[k] == 0.0) effect[k] += change / zeros;
}

static void add_effects(const double *x0, const double *x1, double v0, double v1, unsigned n, double *effect) {
  double logs = 0.0;
  for (unsigned k = 0; k < n; k++) logs += log(x1[k] / x0[k]);
  /* A product below the smallest double is 0 though no factor is; its logarithm is still the sum of theirs. */
  double weight = v0 != 0.0 && v1 != 0.0 ? lmdi_mean(v1, v0) : logs != 0.0 ? (v1 - v0) / logs : 0.0;
  for (unsigned k = 0; k < n; k++) effect[k] += weight * log(x1[k] / x0[k]);
}

static LmdiStatus look_at(const LmdiData *data, unsigned from, unsigned to, unsigned part, LmdiPlace *place) {
  const double *x0 = factors_of(data, from, part), *x1 = factors_of(data, to, part);
  for (unsigned k = 0; k < data->n_factors; k++) {
    if (!isfinite(x0[k])) return refuse(place, LMDI_NOT_FINITE, from, part, k);
    if (!isfinite(x1[k])) return refuse(place, LMDI_NOT_FINITE, to, part, k);
    if ((x0[k] < 0.0 && x1[k] > 0.0) || (x0[k] > 0.0 && x1[k] < 0.0)) return refuse(place, LMDI_SIGN, to, part, k);
  }
  return LMDI_DONE;
}

static void add_part(const LmdiData *data, unsigned from, unsigned to, unsigned part, double *effect, LmdiTotal *total) {
  unsigned n = data->n_factors;
  const double *x0 = factors_of(data, from, part), *x1 = factors_of(data, to, part);
  double v0 = product(x0, n), v1 = product(x1, n);
  unsigned zeros0 = zeros_in(x0, n), zeros1 = zeros_in(x1, n);
  total->start += v0;
  total->end += v1;
  if (zeros0 == 0 && zeros1 == 0) add_effects(x0, x1, v0, v1, n, effect);
  else if (zeros1 == 0) add_limit(x0, zeros0, v1, n, effect);
  else if (zeros0 == 0) add_limit(x1, zeros1, -v0, n, effect);
}

/* ratio and residuals from start, end and the effects. The total itself must not change sign. */
static void close_total(LmdiTotal *total, const double *effect, const double *ratio, unsigned n) {
  double sum = 0.0, all = 1.0;
  for (unsigned k = 0; k < n; k++) { sum += effect[k]; all *= ratio[k]; }
  total->change = total->end - total->start;
  total->ratio = total->start != 0.0 ? total->end / total->start : NAN;
  total->residual = total->change - sum;
  total->residual_ratio = isfinite(all) && total->end != 0.0 ? total->ratio / all - 1.0 : NAN;
}

/* Additive and multiplicative effects of one step into arrays of FACTORS_MAX. */
static LmdiStatus step(const LmdiData *data, unsigned from, unsigned to, double *effect, double *ratio,
                       LmdiTotal *total, LmdiPlace *place) {
  *total = (LmdiTotal){0};
  for (unsigned k = 0; k < data->n_factors; k++) effect[k] = 0.0;
  for (unsigned part = 0; part < data->n_parts; part++) {
    LmdiStatus status = look_at(data, from, to, part, place);
    if (status != LMDI_DONE) return status;
    add_part(data, from, to, part, effect, total);
  }
  bool apart = total->start * total->end < 0.0;
  double mean = apart ? 0.0 : lmdi_mean(total->end, total->start);
  for (unsigned k = 0; k < data->n_factors; k++) ratio[k] = mean == 0.0 ? NAN : exp(effect[k] / mean);
  close_total(total, effect, ratio, data->n_factors);
  return LMDI_DONE;
}

static LmdiStatus check(const LmdiData *data, unsigned from, unsigned to, LmdiPlace *place) {
  bool good = data->n_parts > 0 && data->n_factors > 0 && data->n_factors <= FACTORS_MAX && from < data->n_times && to < data->n_times;
  return good ? LMDI_DONE : refuse(place, LMDI_RANGE, from, 0, 0);
}

static void give(double *out, const double *values, unsigned n) {
  if (!out) return;
  for (unsigned k = 0; k < n; k++) out[k] = values[k];
}

LmdiStatus lmdi_between(const LmdiData *data, unsigned from, unsigned to, double *additive, double *multiplicative,
                        LmdiTotal *total, LmdiPlace *place) {
  double effect[FACTORS_MAX], ratio[FACTORS_MAX];
  LmdiTotal sum;
  LmdiStatus status = check(data, from, to, place);
  if (status == LMDI_DONE) status = step(data, from, to, effect, ratio, &sum, place);
  if (status != LMDI_DONE) return status;
  give(additive, effect, data->n_factors);
  give(multiplicative, ratio, data->n_factors);
  if (total) *total = sum;
  return LMDI_DONE;
}

LmdiStatus lmdi_chained(const LmdiData *data, unsigned from, unsigned to, double *additive, double *multiplicative,
                        LmdiTotal *total, LmdiPlace *place) {
  double effect[FACTORS_MAX] = {0}, ratio[FACTORS_MAX], e[FACTORS_MAX], r[FACTORS_MAX];
  LmdiTotal sum = {0}, one;
  LmdiStatus status = check(data, from, to, place);
  if (status == LMDI_DONE && from >= to) status = refuse(place, LMDI_RANGE, from, 0, 0);
  for (unsigned k = 0; k < FACTORS_MAX; k++) ratio[k] = 1.0;
  for (unsigned t = from; status == LMDI_DONE && t < to; t++) {
    status = step(data, t, t + 1, e, r, &one, place);
    if (status != LMDI_DONE) break;
    if (t == from) sum.start = one.start;
    sum.end = one.end;
    for (unsigned k = 0; k < data->n_factors; k++) { effect[k] += e[k]; ratio[k] *= r[k]; }
  }
  if (status != LMDI_DONE) return status;
  close_total(&sum, effect, ratio, data->n_factors);
  give(additive, effect, data->n_factors);
  give(multiplicative, ratio, data->n_factors);
  if (total) *total = sum;
  return LMDI_DONE;
}
