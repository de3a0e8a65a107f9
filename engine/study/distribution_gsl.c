/* distribution_gsl.c : the reference quantile through GSL, with its known faults handled.
 *
 * GSL 2.7.1's beta, gamma and t inverses may return NaN or a wrong value in the far tails and, with b < 1, near 1. So:
 * the upper half goes through Qinv, t with one degree of freedom is the Cauchy in closed form, and every result is put
 * back into GSL's own P or Q; what misses 1e-9 is solved again by special.h and checked the same way. */
#include "study/distribution.h"
#include "study/special.h"
#include <gsl/gsl_cdf.h>
#include <math.h>

typedef struct { double (*inverse)(double p, const double *shape), (*tail)(double x, const double *shape); } Side;

static double normal_pinv(double p, const double *s) { (void)s; return gsl_cdf_ugaussian_Pinv(p); }
static double normal_qinv(double p, const double *s) { (void)s; return gsl_cdf_ugaussian_Qinv(p); }
static double normal_p(double x, const double *s) { (void)s; return gsl_cdf_ugaussian_P(x); }
static double normal_q(double x, const double *s) { (void)s; return gsl_cdf_ugaussian_Q(x); }
static double t_pinv(double p, const double *s) { return s[0] == 1.0 ? gsl_cdf_cauchy_Pinv(p, 1.0) : gsl_cdf_tdist_Pinv(p, s[0]); }
static double t_qinv(double p, const double *s) { return s[0] == 1.0 ? gsl_cdf_cauchy_Qinv(p, 1.0) : gsl_cdf_tdist_Qinv(p, s[0]); }
static double t_p(double x, const double *s) { return gsl_cdf_tdist_P(x, s[0]); }
static double t_q(double x, const double *s) { return gsl_cdf_tdist_Q(x, s[0]); }
static double gamma_pinv(double p, const double *s) { return gsl_cdf_gamma_Pinv(p, s[0], 1.0); }
static double gamma_qinv(double p, const double *s) { return gsl_cdf_gamma_Qinv(p, s[0], 1.0); }
static double gamma_p(double x, const double *s) { return gsl_cdf_gamma_P(x, s[0], 1.0); }
static double gamma_q(double x, const double *s) { return gsl_cdf_gamma_Q(x, s[0], 1.0); }
static double beta_pinv(double p, const double *s) { return gsl_cdf_beta_Pinv(p, s[0], s[1]); }
static double beta_qinv(double p, const double *s) { return gsl_cdf_beta_Qinv(p, s[0], s[1]); }
static double beta_p(double x, const double *s) { return gsl_cdf_beta_P(x, s[0], s[1]); }
static double beta_q(double x, const double *s) { return gsl_cdf_beta_Q(x, s[0], s[1]); }

static const Side sides[4][2] = {
  [FAMILY_NORMAL] = {{normal_pinv, normal_p}, {normal_qinv, normal_q}},
  [FAMILY_STUDENT] = {{t_pinv, t_p}, {t_qinv, t_q}},
  [FAMILY_GAMMA] = {{gamma_pinv, gamma_p}, {gamma_qinv, gamma_q}},
  [FAMILY_BETA] = {{beta_pinv, beta_p}, {beta_qinv, beta_q}}};

/* The truncated normal through the normal's inverse, from the side where the masses are small. */
static double truncated_by_gsl(const double *shape, double u) {
  if (shape[0] > 0.0) {
    double from = gsl_cdf_ugaussian_Q(shape[0]), to = gsl_cdf_ugaussian_Q(shape[1]);
    return gsl_cdf_ugaussian_Qinv(from - u * (from - to));
  }
  double from = gsl_cdf_ugaussian_P(shape[0]), to = gsl_cdf_ugaussian_P(shape[1]);
  return gsl_cdf_ugaussian_Pinv(from + u * (to - from));
}

static double family_by_gsl(Family family, const double *shape, double u) {
  if (family == FAMILY_TRUNCATED) return truncated_by_gsl(shape, u);
  const Side *side = &sides[family][u > 0.5];
  double p = u > 0.5 ? 1.0 - u : u, x = side->inverse(p, shape);
  if (fabs(side->tail(x, shape) - p) <= 1e-9 * p) return x;
  x = family_quantile(family, shape, u);
  return fabs(side->tail(x, shape) - p) <= 1e-9 * fmax(p, 1e-7) ? x : NAN;
}

double distribution_quantile(const Distribution *d, double u) {
  Sampler s;
  if (sampler_closed_form(d, &s)) {
    if (s.form == SAMPLE_LOGUNIFORM) return d->p[0] * exp(u * log(d->p[1] / d->p[0]));
    return sampler_value(&s, u);
  }
  if (d->kind == DIST_CHOICE || d->kind == DIST_EMPIRICAL) {       /* the least value whose probability reaches u */
    double best = INFINITY;
    for (size_t i = 0; i < d->n; i++)
      if (d->values[i] < best && distribution_cdf(d, d->values[i]) >= u) best = d->values[i];
    return best;
  }
  Standard standard = distribution_standard(d);
  double x = standard.location + standard.scale * family_by_gsl(standard.family, standard.shape, u);
  return d->kind == DIST_LOGNORMAL ? exp(x) : x;
}
