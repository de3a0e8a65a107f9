/* Nonlinear least squares by GSL (Levenberg-Marquardt, derivatives by differences), with standard errors. */
#ifndef YUANJING_TESTS_REGION_NONLINEAR_H
#define YUANJING_TESTS_REGION_NONLINEAR_H

#include "support/check.h"

#include <gsl/gsl_blas.h>
#include <gsl/gsl_multifit_nlinear.h>

enum { CURVE_PARAMETERS = 6 };
typedef struct { double b[CURVE_PARAMETERS], error[CURVE_PARAMETERS]; } CurveFit;

/* residuals(b, data, f) fills n residuals. */
typedef int (*Residuals)(const gsl_vector *b, void *data, gsl_vector *f);

static inline CurveFit curve_fit(Residuals residuals, void *data, size_t n, const double *first, size_t p) {
  CurveFit fit = {0};
  gsl_multifit_nlinear_parameters how = gsl_multifit_nlinear_default_parameters();
  gsl_multifit_nlinear_fdf problem = {.f = residuals, .n = n, .p = p, .params = data};
  gsl_multifit_nlinear_workspace *work = gsl_multifit_nlinear_alloc(gsl_multifit_nlinear_trust, &how, n, p);
  gsl_vector_const_view start = gsl_vector_const_view_array(first, p);
  gsl_matrix *covariance = gsl_matrix_alloc(p, p);
  int info;
  double squares;
  gsl_multifit_nlinear_init(&start.vector, &problem, work);
  assert_int_equal(gsl_multifit_nlinear_driver(500, 1e-10, 1e-12, 0, NULL, NULL, &info, work), 0);
  gsl_multifit_nlinear_covar(gsl_multifit_nlinear_jac(work), 0, covariance);
  gsl_blas_ddot(gsl_multifit_nlinear_residual(work), gsl_multifit_nlinear_residual(work), &squares);
  for (size_t i = 0; i < p; i++) {
    fit.b[i] = gsl_vector_get(gsl_multifit_nlinear_position(work), i);
    fit.error[i] = sqrt(gsl_matrix_get(covariance, i, i) * squares / (double)(n - p));
  }
  gsl_matrix_free(covariance);
  gsl_multifit_nlinear_free(work);
  return fit;
}

#endif
