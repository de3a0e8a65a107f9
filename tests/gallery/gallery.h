/* gallery.h : a model or scenario of the gallery, run once, and its series held against expected ones. */
#ifndef YUANJING_TESTS_GALLERY_GALLERY_H
#define YUANJING_TESTS_GALLERY_GALLERY_H
#include "gallery/wide.h"
#include "script/script.h"
#include "study/result.h"

#define GALLERY "models/gallery/"
#define EXPECTED TEST_FOLDER "/gallery/data/"

typedef struct { Loaded *loaded; Result *result; } Run;

static inline Run run_of(const char *path) {
  Run run = {0};
  Fail fail = {0};
  assert_done(script_load(path, NULL, &run.loaded, &fail), &fail);
  assert_done(result_run(run.loaded->model, run.loaded->scenario, NULL, &run.result, &fail), &fail);
  for (unsigned i = 0; i < run.result->n_checks; i++)
    if (run.result->checks[i].failed) fail_msg("%s: the check \"%s\" failed", path, run.result->checks[i].name);
  return run;
}

static inline void run_free(Run run) {
  result_free(run.result);
  script_free(run.loaded);
}

static inline const Symbol *run_symbol(Run run, const char *name) {
  const Symbol *s = link_symbol(run.result->linked, name);
  if (!s) fail_msg("the model has no '%s'", name);
  return s;
}

static inline double run_value(Run run, const char *name, unsigned element, double time) {
  int point = result_point(run.result, time);
  if (point < 0) fail_msg("%s has no time %g", name, time);
  return result_at(run.result, run_symbol(run, name), element, (unsigned)point);
}

static inline double largest(const Wide *expected, unsigned column) {
  double most = 0;
  for (unsigned r = 0; r < expected->n_rows; r++) most = fmax(most, fabs(wide_cell(expected, r, column)));
  return most;
}

typedef struct { double deviation, time; const char *name; } Worst;

static inline void worse(Worst *worst, double deviation, double time, const char *name) {
  if (!(deviation <= worst->deviation)) *worst = (Worst){deviation, time, name};     /* a NaN stays the worst */
}

/* Every column of the file is a scalar series of the model; the first column is the time. Deviations are relative to the
 * greatest absolute value of the column, or absolute. Rows after `last` are left out for the column `until`. */
static inline Worst compare_all(Run run, const Wide *expected, bool absolute, const char *until, double last) {
  Worst worst = {-1, 0, ""};
  for (unsigned c = 1; c < expected->n_columns; c++) {
    double scale = absolute ? 1 : largest(expected, c);
    if (scale == 0) scale = 1;
    for (unsigned r = 0; r < expected->n_rows; r++) {
      double time = wide_cell(expected, r, 0), want = wide_cell(expected, r, c);
      if (until && strcmp(until, expected->names[c]) == 0 && time > last) continue;
      worse(&worst, fabs(run_value(run, expected->names[c], 0, time) - want) / scale, time, expected->names[c]);
    }
  }
  return worst;
}

/* Prints the line that `make check` shows, and fails above the tolerance. */
static inline void report(const char *model, Worst worst, double tolerance, const char *kind) {
  print_message("measured: %-20s largest deviation %.3g %s (%s at %g), tolerance %g\n", model, worst.deviation, kind, worst.name, worst.time, tolerance);
  if (!(worst.deviation <= tolerance)) fail_msg("%s deviates by %.17g at %g in %s, tolerance %g", model, worst.deviation, worst.time, worst.name, tolerance);
}
#endif
