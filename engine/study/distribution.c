/* distribution.c : checking distributions, and numbers about them. */
#include "study/distribution.h"
#include "base/elementary.h"
#include "study/special.h"
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

const char *const distribution_words[DIST_COUNT] = {
  "uniform", "loguniform", "normal", "lognormal", "truncated_normal", "triangular", "beta", "pert", "gamma", "student_t",
  "choice", "empirical"};

static const int parameter_count[DIST_COUNT] = {2, 2, 2, 2, 4, 3, 4, 3, 2, 3, 0, 0};

/* ---- checking ------------------------------------------------------------------------------------------------- */

typedef struct { const char *what, *cure; } Objection;     /* what NULL: none */
#define FINE ((Objection){NULL, NULL})

static Objection object_ordered(const double *p) {
  if (!(p[0] < p[1])) return (Objection){"has a lower bound that is not below the upper", "write the smaller number first"};
  return FINE;
}

static Objection object_three(const double *p) {
  if (!(p[0] < p[2])) return (Objection){"has a lower bound that is not below the upper", "write low, mode, high"};
  if (p[1] < p[0] || p[1] > p[2]) return (Objection){"has its mode outside its bounds", "write low, mode, high"};
  return FINE;
}

static Objection object_truncated(const double *p) {
  if (!(p[1] > 0.0)) return (Objection){"has a standard deviation that is not positive", "write mean, sd, low, high"};
  Objection bounds = object_ordered(p + 2);
  if (bounds.what) return bounds;
  double a = (p[2] - p[0]) / p[1], b = (p[3] - p[0]) / p[1];
  double kept = a > 0.0 ? special_normal(a).upper - special_normal(b).upper
                        : special_normal(b).lower - special_normal(a).lower;
  if (kept < 1e-6) return (Objection){"keeps less than a millionth of its normal", "widen the bounds or move the mean"};
  return FINE;
}

static Objection object_shape(double shape) {
  if (!(shape > 0.0)) return (Objection){"has a shape that is not positive", "write positive shapes"};
  if (shape < 0.1 || shape > 1000.0)
    return (Objection){"has a shape outside 0.1 to 1000", "use a nearby shape or another distribution"};
  return FINE;
}

static Objection object_beta(const double *p) {
  Objection a = object_shape(p[0]), b = object_shape(p[1]);
  return a.what ? a : b.what ? b : object_ordered(p + 2);
}

static Objection object_student(const double *p) {
  if (!(p[0] >= 0.5 && p[0] <= 1000.0))
    return (Objection){"has degrees of freedom outside 0.5 to 1000", "beyond 1000 use normal"};
  if (!(p[2] > 0.0)) return (Objection){"has a scale that is not positive", "write df, location, scale"};
  return FINE;
}

static Objection object_values(const Distribution *d) {
  if (d->n == 0) return (Objection){"has no values", "give at least one"};
  double total = 0.0;
  for (size_t i = 0; i < d->n; i++) {
    if (!isfinite(d->values[i])) return (Objection){"has a value that is not a finite number", "remove it"};
    if (!d->weights) continue;
    if (!(d->weights[i] >= 0.0) || !isfinite(d->weights[i]))
      return (Objection){"has a weight that is negative or not finite", "write weights of 0 or more"};
    total += d->weights[i];
  }
  if (d->weights && !(total > 0.0)) return (Objection){"has weights that are all 0", "give one of them weight"};
  return FINE;
}

static Objection objection(const Distribution *d) {
  const double *p = d->p;
  for (int i = 0; i < parameter_count[d->kind]; i++)
    if (!isfinite(p[i])) return (Objection){"has a parameter that is not a finite number", "write plain numbers"};
  switch (d->kind) {
    case DIST_UNIFORM: return object_ordered(p);
    case DIST_LOGUNIFORM:
      if (!(p[0] > 0.0)) return (Objection){"has a lower bound that is not positive", "a loguniform lies above 0"};
      return object_ordered(p);
    case DIST_NORMAL: case DIST_LOGNORMAL:
      if (!(p[1] > 0.0)) return (Objection){"has a standard deviation that is not positive", "write the mean, then the sd"};
      return FINE;
    case DIST_TRUNCATED_NORMAL: return object_truncated(p);
    case DIST_TRIANGULAR: case DIST_PERT: return object_three(p);
    case DIST_BETA: return object_beta(p);
    case DIST_GAMMA:
      if (!(p[1] > 0.0)) return (Objection){"has a scale that is not positive", "write shape, scale"};
      return object_shape(p[0]);
    case DIST_STUDENT_T: return object_student(p);
    case DIST_CHOICE: case DIST_EMPIRICAL: return object_values(d);
    case DIST_COUNT: break;
  }
  return (Objection){"is unknown", "use a distribution of the language"};
}

int distribution_check(const Distribution *d, Fail *fail) {
  Objection found = objection(d);
  if (!found.what) return 0;
  return fail_set(fail, E620, d->place, distribution_words[d->kind], found.what, found.cure);
}

/* ---- reduction to families ------------------------------------------------------------------------------------- */

Standard distribution_standard(const Distribution *d) {
  const double *p = d->p;
  switch (d->kind) {
    case DIST_NORMAL: case DIST_LOGNORMAL: return (Standard){FAMILY_NORMAL, {0, 0}, p[0], p[1]};
    case DIST_TRUNCATED_NORMAL:
      return (Standard){FAMILY_TRUNCATED, {(p[2] - p[0]) / p[1], (p[3] - p[0]) / p[1]}, p[0], p[1]};
    case DIST_BETA: return (Standard){FAMILY_BETA, {p[0], p[1]}, p[2], p[3] - p[2]};
    case DIST_PERT: {
      double width = p[2] - p[0];
      return (Standard){FAMILY_BETA, {1.0 + 4.0 * (p[1] - p[0]) / width, 1.0 + 4.0 * (p[2] - p[1]) / width}, p[0], width};
    }
    case DIST_GAMMA: return (Standard){FAMILY_GAMMA, {p[0], 0}, 0.0, p[1]};
    case DIST_STUDENT_T: return (Standard){FAMILY_STUDENT, {p[0], 0}, p[1], p[2]};
    default: return (Standard){FAMILY_NORMAL, {0, 0}, NAN, NAN};
  }
}

void distribution_bounds(const Distribution *d, double *low, double *high) {
  *low = -INFINITY;
  *high = INFINITY;
  switch (d->kind) {
    case DIST_TRUNCATED_NORMAL: case DIST_BETA: *low = d->p[2]; *high = d->p[3]; break;
    case DIST_PERT: case DIST_TRIANGULAR: *low = d->p[0]; *high = d->p[2]; break;
    case DIST_UNIFORM: case DIST_LOGUNIFORM: *low = d->p[0]; *high = d->p[1]; break;
    case DIST_GAMMA: *low = 0.0; break;
    default: break;
  }
}

/* ---- numbers about a distribution ------------------------------------------------------------------------------ */

static double weight_of(const Distribution *d, size_t i) { return d->weights ? d->weights[i] : 1.0; }

static double total_weight(const Distribution *d) {
  double total = 0.0;
  for (size_t i = 0; i < d->n; i++) total += weight_of(d, i);
  return total;
}

static double values_cdf(const Distribution *d, double x) {
  double below = 0.0;
  for (size_t i = 0; i < d->n; i++)
    if (d->values[i] <= x) below += weight_of(d, i);
  return below / total_weight(d);
}

static double family_cdf(Family family, const double shape[2], double q) {
  switch (family) {
    case FAMILY_NORMAL: return special_normal(q).lower;
    case FAMILY_STUDENT: return special_student(shape[0], q).lower;
    case FAMILY_GAMMA: return special_gamma(shape[0], q).lower;
    case FAMILY_BETA: return special_beta(shape[0], shape[1], (UnitPoint){q, 1.0 - q}).lower;
    case FAMILY_TRUNCATED: {
      double from = special_normal(shape[0]).lower, kept = special_normal(shape[1]).lower - from;
      if (shape[0] > 0.0) {                                  /* upper tails keep their digits there */
        from = special_normal(shape[0]).upper;
        kept = from - special_normal(shape[1]).upper;
        return (from - special_normal(q).upper) / kept;
      }
      return (special_normal(q).lower - from) / kept;
    }
  }
  return NAN;
}

double distribution_cdf(const Distribution *d, double x) {
  double low, high;
  const double *p = d->p;
  distribution_bounds(d, &low, &high);
  if (x <= low && d->kind != DIST_CHOICE && d->kind != DIST_EMPIRICAL) return 0.0;
  if (x >= high) return 1.0;
  switch (d->kind) {
    case DIST_UNIFORM: return (x - p[0]) / (p[1] - p[0]);
    case DIST_LOGUNIFORM: return (yj_log(x) - yj_log(p[0])) / (yj_log(p[1]) - yj_log(p[0]));
    case DIST_TRIANGULAR:
      return x < p[1] ? (x - p[0]) * (x - p[0]) / ((p[2] - p[0]) * (p[1] - p[0]))
                      : 1.0 - (p[2] - x) * (p[2] - x) / ((p[2] - p[0]) * (p[2] - p[1]));
    case DIST_CHOICE: case DIST_EMPIRICAL: return values_cdf(d, x);
    case DIST_LOGNORMAL: return x <= 0.0 ? 0.0 : special_normal((yj_log(x) - p[0]) / p[1]).lower;
    default: break;
  }
  Standard s = distribution_standard(d);
  return family_cdf(s.family, s.shape, (x - s.location) / s.scale);
}

/* Mean and variance of a standard normal kept in [a, b]. */
static void truncated_moments(const double shape[2], double *mean, double *variance) {
  double a = shape[0], b = shape[1];
  Tails at_a = special_normal(a), at_b = special_normal(b);
  double kept = a > 0.0 ? at_a.upper - at_b.upper : at_b.lower - at_a.lower;
  *mean = (at_a.density - at_b.density) / kept;
  *variance = 1.0 + (a * at_a.density - b * at_b.density) / kept - *mean * *mean;
}

static void values_moments(const Distribution *d, double *mean, double *variance) {
  double total = total_weight(d), sum = 0.0, squares = 0.0;
  for (size_t i = 0; i < d->n; i++) sum += weight_of(d, i) * d->values[i];
  *mean = sum / total;
  for (size_t i = 0; i < d->n; i++) squares += weight_of(d, i) * (d->values[i] - *mean) * (d->values[i] - *mean);
  *variance = squares / total;
}

static void beta_moments(const double shape[2], double *mean, double *variance) {
  double a = shape[0], b = shape[1], sum = a + b;
  *mean = a / sum;
  *variance = a * b / (sum * sum * (sum + 1.0));
}

static void moments(const Distribution *d, double *mean, double *variance) {
  const double *p = d->p;
  Standard s = distribution_standard(d);
  switch (d->kind) {
    case DIST_UNIFORM: *mean = 0.5 * (p[0] + p[1]); *variance = (p[1] - p[0]) * (p[1] - p[0]) / 12.0; return;
    case DIST_LOGUNIFORM: {
      double span = yj_log(p[1]) - yj_log(p[0]);
      *mean = (p[1] - p[0]) / span;
      *variance = (p[1] * p[1] - p[0] * p[0]) / (2.0 * span) - *mean * *mean;
      return;
    }
    case DIST_TRIANGULAR:
      *mean = (p[0] + p[1] + p[2]) / 3.0;
      *variance = ((p[2] - p[0]) * (p[2] - p[0]) - (p[1] - p[0]) * (p[2] - p[1])) / 18.0;
      return;
    case DIST_LOGNORMAL: {
      double grown = yj_exp(p[1] * p[1]);
      *mean = yj_exp(p[0] + 0.5 * p[1] * p[1]);
      *variance = (grown - 1.0) * *mean * *mean;
      return;
    }
    case DIST_CHOICE: case DIST_EMPIRICAL: values_moments(d, mean, variance); return;
    default: break;
  }
  switch (s.family) {
    case FAMILY_NORMAL: *mean = 0.0; *variance = 1.0; break;
    case FAMILY_TRUNCATED: truncated_moments(s.shape, mean, variance); break;
    case FAMILY_BETA: beta_moments(s.shape, mean, variance); break;
    case FAMILY_GAMMA: *mean = *variance = s.shape[0]; break;
    case FAMILY_STUDENT:
      *mean = s.shape[0] > 1.0 ? 0.0 : NAN;
      *variance = s.shape[0] > 2.0 ? s.shape[0] / (s.shape[0] - 2.0) : s.shape[0] > 1.0 ? INFINITY : NAN;
      break;
  }
  *mean = s.location + s.scale * *mean;
  *variance *= s.scale * s.scale;
}

double distribution_mean(const Distribution *d) {
  double mean, variance;
  moments(d, &mean, &variance);
  return mean;
}

double distribution_sd(const Distribution *d) {
  double mean, variance;
  moments(d, &mean, &variance);
  return sqrt(variance);
}

typedef struct { double value, weight; } Weighted;

static int by_value(const void *a, const void *b) {
  double x = ((const Weighted *)a)->value, y = ((const Weighted *)b)->value;
  return (x > y) - (x < y);
}

/* The least value whose cumulated weight reaches half; NaN when memory is short. */
static double values_median(const Distribution *d) {
  Weighted *sorted = malloc(d->n * sizeof *sorted);
  if (!sorted) return NAN;
  for (size_t i = 0; i < d->n; i++) sorted[i] = (Weighted){d->values[i], weight_of(d, i)};
  qsort(sorted, d->n, sizeof *sorted, by_value);
  double half = 0.5 * total_weight(d), reached = sorted[0].weight;
  size_t i = 0;
  while (reached < half && i + 1 < d->n) reached += sorted[++i].weight;
  double median = sorted[i].value;
  free(sorted);
  return median;
}

double distribution_median(const Distribution *d) {
  if (d->kind == DIST_CHOICE || d->kind == DIST_EMPIRICAL) return values_median(d);
  Sampler s;
  if (sampler_closed_form(d, &s)) return sampler_value(&s, 0.5);
  Standard standard = distribution_standard(d);
  double x = standard.location + standard.scale * family_quantile(standard.family, standard.shape, 0.5), low, high;
  distribution_bounds(d, &low, &high);
  if (d->kind == DIST_LOGNORMAL) return yj_exp(x);
  return x < low ? low : x > high ? high : x;
}
