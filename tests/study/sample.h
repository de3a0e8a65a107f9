/* sample.h : runs a known function over a design, for tests of sensitivity methods. */
#ifndef YJ_TESTS_STUDY_SAMPLE_H
#define YJ_TESTS_STUDY_SAMPLE_H
#include "study/sensitivity/sensitivity.h"
#include "support/check.h"
#include <stdlib.h>

enum { SAMPLE_MOST = 24 };
static const char *const sample_names[SAMPLE_MOST] = {"x1", "x2", "x3", "x4", "x5", "x6", "x7", "x8", "x9", "x10", "x11", "x12", "x13",
  "x14", "x15", "x16", "x17", "x18", "x19", "x20", "x21", "x22", "x23", "x24"};

typedef double TestFunction(const double *x, unsigned k, unsigned outcome);    /* x: values */
typedef double TestQuantile(double u, unsigned parameter);                      /* u to value */

typedef struct { Design *design; double *x[SAMPLE_MOST], *y[SAMPLE_MOST]; SensitivitySample sample; } TestSample;

static inline double quantile_unit(double u, unsigned parameter) { (void)parameter; return u; }

/* Everything in the arena. copula: applied unless the design did it itself. */
static inline void sample_make(TestSample *t, Arena *arena, DesignSpec spec, TestQuantile *quantile, TestFunction *f, unsigned outcomes,
                               const Copula *copula) {
  Fail fail = {0};
  assert_done(design_make(&spec, arena, &t->design, &fail), &fail);
  uint64_t runs = t->design->runs;
  for (unsigned j = 0; j < spec.parameters; j++) {
    t->x[j] = arena_array(arena, runs, sizeof(double));
    design_fill(t->design, j, 0, runs, t->x[j]);
  }
  for (uint64_t first = 0; copula && copula->n && !t->design->correlated && first < runs; first += COPULA_RUNS) {
    double *u[SAMPLE_MOST];
    for (unsigned j = 0; j < spec.parameters; j++) u[j] = t->x[j] + first;
    copula_apply(copula, runs - first < COPULA_RUNS ? runs - first : COPULA_RUNS, u);
  }
  for (unsigned j = 0; j < spec.parameters; j++)
    for (uint64_t i = 0; i < runs && !t->design->values; i++) t->x[j][i] = quantile(t->x[j][i], j);
  for (unsigned o = 0; o < outcomes; o++) {
    t->y[o] = arena_array(arena, runs, sizeof(double));
    for (uint64_t i = 0; i < runs; i++) {
      double point[SAMPLE_MOST] = {0};
      for (unsigned j = 0; j < spec.parameters; j++) point[j] = t->x[j][i];
      t->y[o][i] = f(point, spec.parameters, o);
    }
  }
  t->sample = (SensitivitySample){t->design, (const double *const *)t->x, outcomes, (const double *const *)t->y, copula};
}

static inline Sensitivity *sample_analyse(const TestSample *t, Arena *arena, const SensitivityMethod *method, const SensitivityOptions *options) {
  SensitivityOptions standard = sensitivity_options();
  Sensitivity *result = NULL;
  Fail fail = {0};
  assert_done(sensitivity_run(method, &t->sample, options ? options : &standard, NULL, arena, &result, &fail), &fail);
  return result;
}

/* ---- functions with known answers ------------------------------------------------------------------------------------ */

static inline double quantile_ishigami(double u, unsigned parameter) { (void)parameter; return 3.14159265358979323846 * (2 * u - 1); }
static inline double ishigami(const double *x, unsigned k, unsigned outcome) {
  (void)k;
  double y = sin(x[0]) + 7 * sin(x[1]) * sin(x[1]) + 0.1 * x[2] * x[2] * x[2] * x[2] * sin(x[0]);
  return outcome == 0 ? y : outcome == 1 ? 1e6 + 1000 * y : -y;
}

#endif
