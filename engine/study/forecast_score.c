/* forecast_score.c : see forecast_score.h. */
#include "study/forecast_score.h"
#include "base/elementary.h"
#include "study/special.h"
#include <math.h>

double crps_normal(double mean, double sd, double y) {
  double z = (y - mean) / sd;
  Tails at = special_normal(z);
  return sd * (z * (at.lower - at.upper) + 2.0 * at.density - 0.56418958354775628695);     /* 1 / sqrt(pi) */
}

static double log_beta(double a, double b) { return special_log_gamma(a) + special_log_gamma(b) - special_log_gamma(a + b); }

double crps_student(double freedom, double location, double scale, double y) {
  double z = (y - location) / scale, less = freedom - 1.0;
  Tails at = special_student(freedom, z);
  double spread = 2.0 * sqrt(freedom) / less * yj_exp(log_beta(0.5, freedom - 0.5) - 2.0 * log_beta(0.5, 0.5 * freedom));
  return scale * (z * (at.lower - at.upper) + 2.0 * at.density * (freedom + z * z) / less - spread);
}

double crps_uniform(double low, double high, double y) {
  double z = (y - low) / (high - low), inside = z < 0.0 ? 0.0 : z > 1.0 ? 1.0 : z;
  return (high - low) * (fabs(z - inside) + inside * inside - inside + 1.0 / 3.0);
}

/* mean |x - y| less half the mean distance of two members; in order, that distance is a weighted sum. */
double crps_members(const double *sorted, size_t n, double y, bool fair) {
  double from_y = 0.0, apart = 0.0, count = (double)n;
  for (size_t i = 0; i < n; i++) {
    from_y += fabs(sorted[i] - y);
    apart += (2.0 * (double)i + 1.0 - count) * sorted[i];
  }
  if (fair && n < 2) return NAN;
  return from_y / count - apart / (fair ? count * (count - 1.0) : count * count);
}

double winkler_score(double low, double high, double coverage, double y) {
  double outside = y < low ? low - y : y > high ? y - high : 0.0;
  return (high - low) + 2.0 / (1.0 - coverage) * outside;
}

double pinball_score(double quantile, double probability, double y) {
  return y >= quantile ? probability * (y - quantile) : (1.0 - probability) * (quantile - y);
}

double naive_error(const double *y, size_t n, size_t period) {
  if (n <= period) return NAN;
  double sum = 0.0;
  for (size_t t = period; t < n; t++) sum += fabs(y[t] - y[t - period]);
  return sum / (double)(n - period);
}

Accuracy forecast_accuracy(const double *forecast, const double *actual, size_t n, double naive) {
  Accuracy a = {0};
  double squares = 0.0;
  for (size_t i = 0; i < n; i++) {
    double error = actual[i] - forecast[i];
    a.me += error / (double)n;
    a.mae += fabs(error) / (double)n;
    a.mpe += 100.0 * error / actual[i] / (double)n;
    a.mape += 100.0 * fabs(error / actual[i]) / (double)n;
    squares += error * error;
  }
  a.rmse = sqrt(squares / (double)n);
  a.mase = a.mae / naive;
  return a;
}
