/* curve.c : spread and interpolate. */
#include "model/curve.h"
#include <assert.h>
#include <gsl/gsl_interp.h>
#include <math.h>

static const double open_decay = 0.8;       /* of an open group: each single age against the one before */

struct Curve {
  enum { SPREADS, GATHERS, INTERPOLATES } kind;
  unsigned n_in, n_out;
  /* spread */
  unsigned n_knots;                         /* bounds of the closed groups */
  const double *knots;
  const unsigned *first, *last;             /* of each group, its fine elements first .. last - 1 */
  const double *lower, *upper;              /* of each fine element */
  bool open;
  /* interpolate */
  const unsigned *left; const double *weight;   /* gather: left = the group of each fine element */
};

static Curve *curve_new(Arena *arena, const Axis *coarse, const Axis *fine) {
  if (coarse->n > CURVE_LONGEST - 1 || fine->n > CURVE_LONGEST) return NULL;
  Curve *c = arena_alloc(arena, sizeof *c);
  c->n_in = coarse->n, c->n_out = fine->n;
  return c;
}

/* Every fine element that touches a group lies inside it. */
static bool nested(const Axis *coarse, const Axis *fine) {
  if (!coarse->lower || !fine->lower) return false;
  for (unsigned k = 0; k < coarse->n; k++)
    for (unsigned i = 0; i < fine->n; i++) {
      bool apart = fine->upper[i] <= coarse->lower[k] || fine->lower[i] >= coarse->upper[k];
      if (!apart && (fine->lower[i] < coarse->lower[k] || fine->upper[i] > coarse->upper[k])) return false;
    }
  return true;
}

Curve *curve_gather(Arena *arena, const Axis *fine, const Axis *coarse) {
  if (!nested(coarse, fine)) return NULL;
  Curve *c = curve_new(arena, fine, coarse);
  if (!c) return NULL;
  unsigned *group = arena_array(arena, fine->n, sizeof *group);
  for (unsigned i = 0; i < fine->n; i++) {
    while (group[i] < coarse->n && (fine->lower[i] < coarse->lower[group[i]] || fine->upper[i] > coarse->upper[group[i]])) group[i]++;
    if (group[i] == coarse->n) return NULL;
  }
  c->kind = GATHERS, c->left = group;
  return c;
}

/* Each group begins where the one before ends: the cumulative knows no gaps. */
static bool follow_each_other(const Axis *coarse) {
  for (unsigned k = 0; k + 1 < coarse->n; k++)
    if (coarse->upper[k] != coarse->lower[k + 1]) return false;
  return true;
}

Curve *curve_spread(Arena *arena, const Axis *coarse, const Axis *fine) {
  if (!nested(coarse, fine) || !follow_each_other(coarse)) return NULL;
  Curve *c = curve_new(arena, coarse, fine);
  if (!c) return NULL;
  unsigned *first = arena_array(arena, coarse->n, sizeof *first), *last = arena_array(arena, coarse->n, sizeof *last);
  double *knots = arena_array(arena, coarse->n + 1u, sizeof *knots);
  for (unsigned k = 0; k < coarse->n; k++) {
    first[k] = 0;
    while (first[k] < fine->n && fine->lower[first[k]] < coarse->lower[k]) first[k]++;
    last[k] = first[k];
    while (last[k] < fine->n && (fine->lower[last[k]] < coarse->upper[k])) last[k]++;
    if (isinf(coarse->upper[k])) { c->open = true; last[k] = fine->n; }
    knots[k] = coarse->lower[k];
  }
  c->n_knots = c->open ? coarse->n : coarse->n + 1;
  if (!c->open) knots[coarse->n] = coarse->upper[coarse->n - 1];
  c->kind = SPREADS, c->knots = knots, c->first = first, c->last = last, c->lower = fine->lower, c->upper = fine->upper;
  return c;
}

Curve *curve_interpolate(Arena *arena, const Axis *coarse, const Axis *fine) {
  if (!coarse->values || !fine->values) return NULL;
  Curve *c = curve_new(arena, coarse, fine);
  if (!c) return NULL;
  unsigned *left = arena_array(arena, fine->n, sizeof *left);
  double *weight = arena_array(arena, fine->n, sizeof *weight);
  for (unsigned i = 0; i < fine->n; i++) {
    double x = fine->values[i];
    unsigned k = 0;
    while (k + 2 < coarse->n && coarse->values[k + 1] <= x) k++;
    left[i] = k;
    if (coarse->n == 1) continue;
    double w = (x - coarse->values[k]) / (coarse->values[k + 1] - coarse->values[k]);
    weight[i] = w < 0.0 ? 0.0 : w > 1.0 ? 1.0 : w;
  }
  c->kind = INTERPOLATES, c->left = left, c->weight = weight;
  return c;
}

unsigned curve_in(const Curve *c) { return c->n_in; }
unsigned curve_out(const Curve *c) { return c->n_out; }

/* The open group's elements are lower + 0, 1, 2 ... years: a geometric tail, the last element holding all that is left. */
static void spread_open(const Curve *c, double total, double *out) {
  unsigned first = c->first[c->n_in - 1], n = c->n_out - first;
  double share = 1.0 - open_decay, left = 1.0;
  for (unsigned i = 0; i + 1 < n; i++, share *= open_decay) {
    out[first + i] = total * share;
    left -= share;
  }
  if (n > 0) out[first + n - 1] = total * left;
}

/* What is lost to rounding is given back in proportion, so that each group's total is exact to the last bits. */
static void keep_totals(const Curve *c, unsigned groups, const double *in, double *out) {
  for (unsigned k = 0; k < groups; k++) {
    double sum = 0.0;
    for (unsigned i = c->first[k]; i < c->last[k]; i++) sum += out[i];
    for (unsigned i = c->first[k]; sum != 0.0 && i < c->last[k]; i++) out[i] *= in[k] / sum;
  }
}

static void spread_closed(const Curve *c, const double *in, double *out) {
  double cumulative[CURVE_LONGEST];
  unsigned n = c->n_knots, groups = n - 1;
  cumulative[0] = 0.0;
  for (unsigned k = 0; k < groups; k++) cumulative[k + 1] = cumulative[k] + in[k];
  const gsl_interp_type *type = n >= gsl_interp_type_min_size(gsl_interp_steffen) ? gsl_interp_steffen : gsl_interp_linear;
  gsl_interp *curve = gsl_interp_alloc(type, n);
  bool good = curve && gsl_interp_init(curve, c->knots, cumulative, n) == 0;
  for (unsigned i = 0; i < c->n_out; i++) {
    bool inside = c->lower[i] >= c->knots[0] && c->upper[i] <= c->knots[n - 1];
    if (!inside) continue;
    out[i] = good ? gsl_interp_eval(curve, c->knots, cumulative, c->upper[i], NULL) -
                    gsl_interp_eval(curve, c->knots, cumulative, c->lower[i], NULL) : NAN;
  }
  gsl_interp_free(curve);
  keep_totals(c, groups, in, out);
}

void curve_apply(const Curve *c, const double *in, double *out) {
  if (c->kind == INTERPOLATES) {
    for (unsigned i = 0; i < c->n_out; i++) {
      unsigned k = c->left[i];
      out[i] = c->n_in == 1 ? in[0] : in[k] + (in[k + 1] - in[k]) * c->weight[i];
    }
    return;
  }
  for (unsigned i = 0; i < c->n_out; i++) out[i] = 0.0;
  if (c->kind == GATHERS) {
    for (unsigned i = 0; i < c->n_in; i++) out[c->left[i]] += in[i];
    return;
  }
  if (c->n_knots > 1) spread_closed(c, in, out);
  if (c->open) spread_open(c, in[c->n_in - 1], out);
}
