/* What every test program includes: cmocka, and assertions for doubles, failures and texts.
 *
 * cmocka compares doubles as floats, so it must not be used for them: assert_ulps and assert_near are ours. */
#ifndef YUANJING_TESTS_CHECK_H
#define YUANJING_TESTS_CHECK_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/fail.h"

/* Doubles from a to b, both ends counted as they lie on the line; UINT64_MAX when one is NaN. */
static inline uint64_t ulps_between(double a, double b) {
  int64_t x, y;
  if (isnan(a) || isnan(b)) return UINT64_MAX;
  memcpy(&x, &a, sizeof x);
  memcpy(&y, &b, sizeof y);
  if (x < 0) x = INT64_MIN - x;
  if (y < 0) y = INT64_MIN - y;
  return x > y ? (uint64_t)x - (uint64_t)y : (uint64_t)y - (uint64_t)x;
}

static inline void check_ulps(double got, double expected, uint64_t most, const char *text, const char *file, int line) {
  if (ulps_between(got, expected) <= most) return;
  print_error("%s is %.17g, expected %.17g: %llu ulps apart, at most %llu allowed\n", text, got, expected,
              (unsigned long long)ulps_between(got, expected), (unsigned long long)most);
  _fail(file, line);
}

/* |got - expected| <= relative * |expected| + absolute. */
static inline void check_near(double got, double expected, double relative, double absolute, const char *text,
                              const char *file, int line) {
  if (fabs(got - expected) <= relative * fabs(expected) + absolute) return;
  print_error("%s is %.17g, expected %.17g: apart by %.3g\n", text, got, expected, fabs(got - expected));
  _fail(file, line);
}

static inline void check_text_has(const char *text, const char *part, const char *file, int line) {
  if (strstr(text, part)) return;
  print_error("\"%s\"\ndoes not hold \"%s\"\n", text, part);
  _fail(file, line);
}

static inline void check_fails(int status, int code, const Fail *fail, const char *part, const char *file, int line) {
  if (status != code || fail->code != code) {
    print_error("status %s, record %s, expected %s: %s\n", fail_name(status), fail_name(fail->code), fail_name(code),
                fail->sentence);
    _fail(file, line);
  }
  check_text_has(fail->sentence, part, file, line);
}

static inline void check_done(int status, const Fail *fail, const char *file, int line) {
  if (status == 0) return;
  char text[2048];
  fail_text(text, sizeof text, fail);
  print_error("failed: %s\n", text);
  _fail(file, line);
}

#define assert_ulps(got, expected, most) check_ulps((got), (expected), (most), #got, __FILE__, __LINE__)
#define assert_same_double(got, expected) assert_ulps(got, expected, 0)
#define assert_near(got, expected, relative) check_near((got), (expected), (relative), 0, #got, __FILE__, __LINE__)
#define assert_within(got, expected, absolute) check_near((got), (expected), 0, (absolute), #got, __FILE__, __LINE__)
#define assert_has(text, part) check_text_has((text), (part), __FILE__, __LINE__)
/* A status with its record: the code and a part of the sentence. */
#define assert_fails(status, code, fail, part) check_fails((status), (code), (fail), (part), __FILE__, __LINE__)
#define assert_done(status, fail) check_done((status), (fail), __FILE__, __LINE__)

#endif
