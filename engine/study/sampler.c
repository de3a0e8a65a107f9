/* sampler.c : from uniforms to values. */
#include "study/distribution.h"
#include "base/elementary.h"
#include "study/vectors.h"
#include <math.h>
#include <stdlib.h>

typedef struct { double value, weight; } Weighted;

static int by_value(const void *a, const void *b) {
  double x = ((const Weighted *)a)->value, y = ((const Weighted *)b)->value;
  return (x > y) - (x < y);
}

/* Sorted values with cumulated probabilities; equal values may stand side by side. */
static int prepare_values(const Distribution *d, Arena *arena, Sampler *s, Fail *fail) {
  Weighted *sorted = arena_array(arena, d->n, sizeof *sorted);
  double *values = arena_array(arena, d->n, sizeof *values), *cumulated = arena_array(arena, d->n, sizeof *cumulated);
  if (!sorted || !values || !cumulated) return fail_set(fail, E801, d->place, "a distribution's values");
  for (size_t i = 0; i < d->n; i++) sorted[i] = (Weighted){d->values[i], d->weights ? d->weights[i] : 1.0};
  qsort(sorted, d->n, sizeof *sorted, by_value);
  double total = 0.0;
  for (size_t i = 0; i < d->n; i++) {
    values[i] = sorted[i].value;
    cumulated[i] = total += sorted[i].weight;
  }
  for (size_t i = 0; i < d->n; i++) cumulated[i] /= total;
  s->n = d->n;
  s->values = values;
  s->cumulated = cumulated;
  return 0;
}

static void prepare_triangular(const double *p, Sampler *s) {
  double width = p[2] - p[0];
  s->split = (p[1] - p[0]) / width;
  s->left = width * (p[1] - p[0]);
  s->right = width * (p[2] - p[1]);
}

static int prepare_table(const Distribution *d, QuantileTables *tables, Sampler *s, Fail *fail) {
  Standard standard = distribution_standard(d);
  double error = 0.0;
  s->location = standard.location;
  s->scale = standard.scale;
  s->table = quantile_table(tables, standard.family, standard.shape[0], standard.shape[1], &error);
  if (s->table) return 0;
  if (error > 0.0) return fail_set(fail, E621, d->place, distribution_words[d->kind], error);
  return fail_set(fail, E801, d->place, "a quantile table");
}

bool sampler_closed_form(const Distribution *d, Sampler *s) {
  *s = (Sampler){.form = SAMPLE_TABLE};
  distribution_bounds(d, &s->low, &s->high);
  switch (d->kind) {
    case DIST_UNIFORM:
      s->form = SAMPLE_UNIFORM;
      s->location = d->p[0];
      s->scale = d->p[1] - d->p[0];
      return true;
    case DIST_LOGUNIFORM:
      s->form = SAMPLE_LOGUNIFORM;
      s->location = yj_log(d->p[0]);
      s->scale = yj_log(d->p[1]) - s->location;
      return true;
    case DIST_TRIANGULAR:
      s->form = SAMPLE_TRIANGULAR;
      prepare_triangular(d->p, s);
      return true;
    default: return false;
  }
}

int distribution_sampler(const Distribution *d, QuantileTables *tables, Arena *arena, Sampler *s, Fail *fail) {
  int code = distribution_check(d, fail);
  if (code) return code;
  if (sampler_closed_form(d, s)) return 0;
  if (d->kind == DIST_CHOICE || d->kind == DIST_EMPIRICAL) {
    s->form = d->kind == DIST_CHOICE ? SAMPLE_CHOICE : SAMPLE_EMPIRICAL;
    return prepare_values(d, arena, s, fail);
  }
  if (d->kind == DIST_LOGNORMAL) s->form = SAMPLE_EXP_TABLE;
  return prepare_table(d, tables, s, fail);
}

static inline double keep(double x, double low, double high) {
  x = x > low ? x : low;
  return x < high ? x : high;
}

static inline double triangular_value(const Sampler *s, double u) {
  return u < s->split ? s->low + sqrt(u * s->left) : s->high - sqrt((1.0 - u) * s->right);
}

/* The first value whose cumulated probability reaches u. */
static double choice_value(const Sampler *s, double u) {
  size_t low = 0, high = s->n - 1;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (s->cumulated[middle] >= u) high = middle; else low = middle + 1;
  }
  return s->values[low];
}

static double empirical_value(const Sampler *s, double u) {
  double place = u * (double)s->n;
  size_t index = (size_t)place;
  if ((double)index == place && index > 0) index--;
  return s->values[index < s->n ? index : s->n - 1];
}

double sampler_value(const Sampler *s, double u) {
  switch (s->form) {
    case SAMPLE_UNIFORM: return keep(s->location + s->scale * u, s->low, s->high);
    case SAMPLE_LOGUNIFORM: return keep(yj_exp(s->location + s->scale * u), s->low, s->high);
    case SAMPLE_TRIANGULAR: return keep(triangular_value(s, u), s->low, s->high);
    case SAMPLE_TABLE: return keep(s->location + s->scale * quantile_table_value(s->table, u), s->low, s->high);
    case SAMPLE_EXP_TABLE: return yj_exp(s->location + s->scale * quantile_table_value(s->table, u));
    case SAMPLE_CHOICE: return choice_value(s, u);
    case SAMPLE_EMPIRICAL: return empirical_value(s, u);
  }
  return u;
}

void sampler_fill(const Sampler *s, size_t n, const double *u, double *x) {
  switch (s->form) {
    case SAMPLE_UNIFORM: case SAMPLE_LOGUNIFORM: case SAMPLE_TABLE: case SAMPLE_EXP_TABLE:
      vectors()->sample(s, n, u, x);
      return;
    case SAMPLE_TRIANGULAR: case SAMPLE_CHOICE: case SAMPLE_EMPIRICAL:
      for (size_t i = 0; i < n; i++) x[i] = sampler_value(s, u[i]);
      return;
  }
}
