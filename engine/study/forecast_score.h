/* forecast_score.h : how good a forecast was, once the value is known. Smaller is better in every score here.
 *
 *   CRPS       integral of (F(x) - [x >= y])^2 dx: a distance in the outcome's unit; |x - y| for a point forecast
 *   Winkler    width of an interval, plus 2/a times what the value lies outside, a = 1 - coverage
 *   pinball    a (y - q) above the quantile q of probability a, (1 - a) (q - y) below
 *   accuracy   errors are actual - forecast; MPE and MAPE in % of the actual; MASE by a naive method's error
 * (Gneiting, Raftery 2007; Jordan, Krueger, Lerch 2019; Hyndman, Koehler 2006.) Pure; any thread. */
#ifndef YJ_STUDY_FORECAST_SCORE_H
#define YJ_STUDY_FORECAST_SCORE_H
#include <stdbool.h>
#include <stddef.h>

double crps_normal(double mean, double sd, double y);
double crps_student(double freedom, double location, double scale, double y);     /* freedom > 1 */
double crps_uniform(double low, double high, double y);

/* Of equally likely members, ascending. fair: unbiased for members that are a sample (Ferro 2014); NaN for one member. */
double crps_members(const double *sorted, size_t n, double y, bool fair);

double winkler_score(double low, double high, double coverage, double y);
double pinball_score(double quantile, double probability, double y);

typedef struct { double me, rmse, mae, mpe, mape, mase; } Accuracy;

/* Mean size of y(t) - y(t - period) over a training series: the scale of MASE. NaN when it is too short. */
double naive_error(const double *y, size_t n, size_t period);
Accuracy forecast_accuracy(const double *forecast, const double *actual, size_t n, double naive);

#endif
