/* special.c : incomplete gamma and beta functions (DLMF chapter 8) and Newton's method on the logarithm of a tail.
 *
 * Why Newton on logarithms: the cumulated function of a log-concave density is log-concave. In the variables used here
 * (log x for the lower gamma tail, logit x for beta) every step after the first lands on the same side of the root and
 * climbs to it, from any start. Only a step into underflow needs the halving below. */
#include "study/special.h"
#include "base/elementary.h"
#include <math.h>
#include <stdbool.h>

#define TINY 1e-300
#define CLOSE 2e-16

/* ---- log gamma ---------------------------------------------------------------------------------------------- */

static const double half_log_2pi = 0.91893853320467274178;

double special_log_gamma(double x) {
  double product = 1.0;                                    /* shift to x >= 10, where Stirling's series is exact enough */
  for (; x < 10.0; x += 1.0) product *= x;
  double r = 1.0 / (x * x);
  double series = (1.0 / 12 - r * (1.0 / 360 - r * (1.0 / 1260 - r * (1.0 / 1680 - r * (1.0 / 1188
                - r * (691.0 / 360360 - r * (1.0 / 156))))))) / x;
  return (x - 0.5) * yj_log(x) - x + half_log_2pi + series - yj_log(product);
}

/* ---- gamma -------------------------------------------------------------------------------------------------- */

/* P(a, x) a Gamma(a) / (x^a e^-x) as a power series; for x < a + 1. */
static double gamma_series(double a, double x) {
  double term = 1.0, sum = 1.0;
  for (int n = 1; n < 10000 && term > CLOSE * sum; n++) {
    term *= x / (a + n);
    sum += term;
  }
  return sum;
}

/* Q(a, x) Gamma(a) / (x^a e^-x) as a continued fraction, by Lentz's method; for x >= a + 1. */
static double gamma_fraction(double a, double x) {
  double b = x + 1.0 - a, d = 1.0 / b, c = 1.0 / TINY, value = d;
  for (int n = 1; n < 10000; n++) {
    double numerator = -n * (n - a);
    b += 2.0;
    d = numerator * d + b;
    d = 1.0 / (fabs(d) < TINY ? TINY : d);
    c = b + numerator / c;
    if (fabs(c) < TINY) c = TINY;
    double factor = d * c;
    value *= factor;
    if (fabs(factor - 1.0) < CLOSE * 2) break;
  }
  return value;
}

/* With log Gamma(a), which an iteration needs once only. */
static Tails gamma_tails(double a, double log_gamma, double x) {
  if (x <= 0.0) return (Tails){0.0, 1.0, 0.0};
  double power = yj_exp(a * yj_log(x) - x - log_gamma);              /* x^a e^-x / Gamma(a) */
  Tails tails = {.density = power / x};
  if (x < a + 1.0) {
    tails.lower = power * gamma_series(a, x) / a;
    tails.upper = 1.0 - tails.lower;
  } else {
    tails.upper = power * gamma_fraction(a, x);
    tails.lower = 1.0 - tails.upper;
  }
  return tails;
}

Tails special_gamma(double a, double x) { return gamma_tails(a, special_log_gamma(a), x); }

/* ---- beta --------------------------------------------------------------------------------------------------- */

/* The continued fraction of I_x(a, b) a B(a,b) / (x^a y^b) (DLMF 8.17.22), by Lentz's method; quick for x below the mean. */
static double beta_fraction(double a, double b, double x) {
  double c = 1.0, d = 1.0 - (a + b) * x / (a + 1.0);
  d = 1.0 / (fabs(d) < TINY ? TINY : d);
  double value = d;
  for (int m = 1; m < 10000; m++) {
    double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1.0 + even * d; d = 1.0 / (fabs(d) < TINY ? TINY : d);
    c = 1.0 + even / c; if (fabs(c) < TINY) c = TINY;
    value *= d * c;
    double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1.0 + odd * d; d = 1.0 / (fabs(d) < TINY ? TINY : d);
    c = 1.0 + odd / c; if (fabs(c) < TINY) c = TINY;
    value *= d * c;
    if (fabs(d * c - 1.0) < CLOSE * 2) break;
  }
  return value;
}

/* -log B(a, b) */
static double beta_scale(double a, double b) { return special_log_gamma(a + b) - special_log_gamma(a) - special_log_gamma(b); }

static Tails beta_tails(double a, double b, double scale, UnitPoint at) {
  if (at.x <= 0.0) return (Tails){0.0, 1.0, 0.0};
  if (at.complement <= 0.0) return (Tails){1.0, 0.0, 0.0};
  double power = yj_exp(a * yj_log(at.x) + b * yj_log(at.complement) + scale);   /* x^a y^b / B(a, b) */
  Tails tails = {.density = power / (at.x * at.complement)};
  if (at.x * (a + b + 2.0) < a + 1.0) {
    tails.lower = power * beta_fraction(a, b, at.x) / a;
    tails.upper = 1.0 - tails.lower;
  } else {
    tails.upper = power * beta_fraction(b, a, at.complement) / b;
    tails.lower = 1.0 - tails.upper;
  }
  return tails;
}

Tails special_beta(double a, double b, UnitPoint at) { return beta_tails(a, b, beta_scale(a, b), at); }

/* ---- normal and Student t, from gamma and beta --------------------------------------------------------------- */

Tails special_normal(double z) {
  Tails square = gamma_tails(0.5, SPECIAL_LOG_GAMMA_HALF, 0.5 * z * z);
  double far = 0.5 * square.upper, near = 1.0 - far;
  Tails tails = {.density = 0.39894228040143267794 * yj_exp(-0.5 * z * z)};
  tails.lower = z < 0 ? far : near;
  tails.upper = z < 0 ? near : far;
  return tails;
}

Tails special_student(double freedom, double t) {
  double sum = freedom + t * t;
  UnitPoint at = {freedom / sum, t * t / sum};
  double far = t == 0.0 ? 0.5 : 0.5 * special_beta(0.5 * freedom, 0.5, at).lower, near = 1.0 - far;
  double log_density = special_log_gamma(0.5 * (freedom + 1.0)) - special_log_gamma(0.5 * freedom)
                     - 0.5 * yj_log(freedom) - 0.57236494292470008707      /* log sqrt(pi) */
                     - 0.5 * (freedom + 1.0) * yj_log(sum / freedom);
  return (Tails){t < 0 ? far : near, t < 0 ? near : far, yj_exp(log_density)};
}

/* ---- inverses ----------------------------------------------------------------------------------------------- */

enum { ROUNDS = 200 };

/* One Newton step on log(tail) - log_p for a variable in which the tail's slope is `slope` (signed). A tail that
 * underflowed has no slope: go half way back. Returns true when the step is so small that, convergence being quadratic, the
 * next one would not be seen. */
static bool newton(double *s, double *last, double tail, double slope, double log_p) {
  double here = *s;
  if (!(tail > 0.0) || !isfinite(slope) || slope == 0.0) {
    *s = 0.5 * (here + *last);
    return false;
  }
  double step = (log_p - yj_log(tail)) * tail / slope;
  *last = here;
  *s = here + step;
  return fabs(step) <= 1e-9 * (fabs(here) > 1.0 ? fabs(here) : 1.0);
}

static double start_at(const double *warm, double usual) { return warm && !isnan(*warm) ? *warm : usual; }

static double leave(double *warm, double s) {
  if (warm) *warm = s;
  return s;
}

/* In x itself, usually from the mean. */
static double gamma_upper_inverse(double a, double log_gamma, double p, double *warm) {
  double x = start_at(warm, a), last = x, log_p = yj_log(p);
  for (int round = 0; round < ROUNDS; round++) {
    Tails tails = gamma_tails(a, log_gamma, x);
    double before = x;
    if (newton(&x, &last, tails.upper, -tails.density, log_p)) break;
    if (x <= 0.0) x = 0.5 * before;
  }
  return leave(warm, x);
}

static double gamma_inverse(double a, double log_gamma, TailSide side, double p, double *warm) {
  if (side == TAIL_UPPER) return gamma_upper_inverse(a, log_gamma, p, warm);
  double log_p = yj_log(p), first = warm && !isnan(*warm) ? 0.0 : (log_p + special_log_gamma(a + 1.0)) / a;
  double s = start_at(warm, first), last = s;              /* log of the series' first term: left of the root */
  for (int round = 0; round < ROUNDS; round++) {
    double x = yj_exp(s);
    Tails tails = gamma_tails(a, log_gamma, x);
    if (newton(&s, &last, tails.lower, tails.density * x, log_p)) break;
  }
  return yj_exp(leave(warm, s));
}

double special_gamma_inverse(double a, TailSide side, double p, double *warm) {
  return gamma_inverse(a, special_log_gamma(a), side, p, warm);
}

static UnitPoint unit_point(double logit) {
  double small = yj_exp(-fabs(logit)), whole = 1.0 + small;
  return logit < 0 ? (UnitPoint){small / whole, 1.0 / whole} : (UnitPoint){1.0 / whole, small / whole};
}

UnitPoint special_beta_inverse(double a, double b, TailSide side, double p, double *warm) {
  double s = start_at(warm, yj_log(a) - yj_log(b)), last = s;     /* logit of the mean */
  double scale = beta_scale(a, b), log_p = yj_log(p);
  for (int round = 0; round < ROUNDS; round++) {
    UnitPoint at = unit_point(s);
    Tails tails = beta_tails(a, b, scale, at);
    double slope = tails.density * at.x * at.complement;
    bool done = side == TAIL_LOWER ? newton(&s, &last, tails.lower, slope, log_p)
                                   : newton(&s, &last, tails.upper, -slope, log_p);
    if (done) break;
  }
  return unit_point(leave(warm, s));
}

double special_normal_inverse(TailSide side, double p, double *warm) {
  if (p >= 0.5) return 0.0;
  bool far = p < 0.25;
  if (warm && !far && *warm > 0.0) *warm = NAN;    /* x of the upper tail (positive), where log x (negative) is wanted now */
  double half_square = far ? gamma_inverse(0.5, SPECIAL_LOG_GAMMA_HALF, TAIL_UPPER, 2.0 * p, warm)
                           : gamma_inverse(0.5, SPECIAL_LOG_GAMMA_HALF, TAIL_LOWER, 1.0 - 2.0 * p, warm);
  double z = sqrt(2.0 * half_square);
  return side == TAIL_LOWER ? -z : z;
}

double special_student_inverse(double freedom, TailSide side, double p, double *warm) {
  if (p >= 0.5) return 0.0;
  UnitPoint at = p < 0.25 ? special_beta_inverse(0.5 * freedom, 0.5, TAIL_LOWER, 2.0 * p, warm)
                          : special_beta_inverse(0.5 * freedom, 0.5, TAIL_UPPER, 1.0 - 2.0 * p, warm);
  double t = sqrt(freedom * (at.complement / at.x));
  return side == TAIL_LOWER ? -t : t;
}
