/* Models at the linker's limits: long chains of names, too many operations, and no memory at every point of the work. */
#define _POSIX_C_SOURCE 200809L
#include "script/text_model.h"
#include <gsl/gsl_errno.h>

/* x<from> reads x<from + 1>, and so on; to be freed. */
static char *chain(unsigned from, unsigned to, const char *rest) {
  char *text = malloc((to - from) * 40u + 1000), *p = text;
  assert_non_null(text);
  for (unsigned i = from; i < to; i++) p += sprintf(p, "x%u = flow \"1\" {x%u + 1}\n", i, i + 1);
  sprintf(p, "%s", rest);
  return text;
}

static void test_chain(void **state) {
  (void)state;
  Run r;
  char *text = chain(0, 5000, "x5000 = flow \"1\" {2}\nreturn model \"m\" {calendar = true, start = 2020, horizon = 2021}\n");
  run_text(&r, text);
  assert_same_double(value_at(&r, "x0", 1), 5002.0);
  run_free(&r);
  free(text);
}

/* Deep expressions make names dear in stack: thousands of them are too many, and it is said. */
static void test_chain_too_long(void **state) {
  (void)state;
  Run r;
  char *text = malloc(500000), *p = text;
  assert_non_null(text);
  for (unsigned i = 0; i < 240; i++) {
    p += sprintf(p, "x%u = flow \"1\" {x%u", i, i + 1);
    for (unsigned k = 0; k < 480; k++) p += sprintf(p, "+1");
    p += sprintf(p, "}\n");
  }
  sprintf(p, "x240 = flow \"1\" {1}\nreturn model \"m\" {calendar = true, start = 2020, horizon = 2021}\n");
  int status = run_parts(&r, text, NULL, NULL);
  assert_fails(status, E364, &r.fail, "too long to follow");
  assert_true(r.fail.place.line > 0);
  run_free(&r);
  char *first = chain(0, 8000, "return model \"m\" {files = {\"more\"}, calendar = true, start = 2020, horizon = 2021}\n");
  char *second = chain(8000, 16000, "");
  memcpy(strstr(second, "x16000 + 1"), "x15999 + 1", 10);
  status = run_parts(&r, first, second, NULL);
  assert_true(status == E364 || status == E423);             /* a loop, when the chain can be followed to its end */
  assert_true(r.fail.place.line > 0);
  run_free(&r);
  free(text), free(first), free(second);
}

/* A walk over many years is many operations: three for each year here. */
static void test_too_many_operations(void **state) {
  (void)state;
  Run r;
  int status = run_parts(&r, "x = stock \"1\" {initial = 1, rate = -x / as \"a\" (1)}\na = outcome \"1\" {peak(x)}\nb = outcome \"1\" {lowest(x * 2)}\n"
                             "return model \"m\" {start = 0, horizon = 300000}\n", NULL, NULL);
  assert_fails(status, E365, &r.fail, "the model has more than 2000000 operations; take fewer steps");
  assert_int_equal(r.fail.place.line, 3);
  run_free(&r);
}

/* From the n-th block on the system has no memory: an error of the machine, no leak, no crash; until all of it fits. */
static void no_memory(const char *text, long step) {
  long n = 1;
  for (;; n += step) {
    Run r;
    LinkOptions options = {.refuse_after = n};
    int status = run_parts(&r, text, NULL, &options);
    if (status) assert_fails(status, E801, &r.fail, "no memory left");
    run_free(&r);
    if (!status) break;
  }
  print_message("memory refused at up to %ld blocks\n", n);
}

static void test_no_memory(void **state) {
  (void)state;
  no_memory("area = axis {\"urban\", \"rural\"}\nage = axis {from = 0, to = 5}\nband = axis {\"0_2\", \"3_5\"}\n"
            "group = parameter(\"人\", band) {{[\"0_2\"] = 3, [\"3_5\"] = 6}}\n"
            "birth = parameter \"1/a\" {normal(0.1, 0.1)}\n"
            "single = level(\"人\", age) {spread(group, band, age)}\n"
            "people = stock(\"人\", area, age) {initial = single, rate = people * birth - left}\n"
            "left = flow(\"人/a\", area, age) {start = 0, previous(left) * 0.5 + smooth(people, as \"a\" (3)) * as \"1/a\" (0.01) + people * as \"1/a\" (0.01)}\n"
            "u = solve(\"1\", area) {zero = u ^ 2 + u - sum(age, people) / as \"人\" (10), between = {0, 100}}\n"
            "price = lever \"1\" {path {[2021] = 3, [2024] = birth * as \"a\" (3)}}\n"
            "curve = flow \"1\" {lookup(year - 2020, {[0] = 1, [1] = 3, [4] = 2, smooth = true}) * price * compound(birth)}\n"
            "check \"sum\" {sum(area, age, people), at_least = as \"人\" (0)}\n"
            "top = outcome \"1\" {peak(curve)}\n"
            "return model \"m\" {calendar = true, start = 2020, horizon = 2024}\n", 1);
}

int main(void) {
  gsl_set_error_handler_off();
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_chain), cmocka_unit_test(test_chain_too_long),
                                     cmocka_unit_test(test_too_many_operations), cmocka_unit_test(test_no_memory)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
