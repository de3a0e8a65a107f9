/* indices.h : reading the JSON of a study of sensitivity. */
#ifndef YUANJING_TESTS_INDICES_H
#define YUANJING_TESTS_INDICES_H
#include "cli/program.h"
#include "support/check.h"

#include <math.h>

#define CASES "tests/cases/sensitivity/"

/* The number of a measure's input, of the first outcome. */
static inline double at(const char *json, const char *measure, unsigned input) {
  char path[96];
  snprintf(path, sizeof path, "outcomes/0/%s/value/%u", measure, input);
  return json_number_at(json, path);
}

static inline void check_by(double value, double expected, double by, const char *what, int line) {
  if (fabs(value - expected) <= by) return;
  print_error("%s is %.6f, expected %.6f within %g\n", what, value, expected, by);
  _fail(__FILE__, line);
}
#define assert_by(value, expected, by) check_by((value), (expected), (by), #value, __LINE__)
#define assert_says(text, part) do { if (!strstr((text), (part))) { print_error("no \"%s\" in %.400s\n", (part), (text)); _fail(__FILE__, __LINE__); } } while (0)
#endif
