#define _POSIX_C_SOURCE 200809L
#include "support/check.h"

#include "base/fail.h"
#include "base/text.h"

#include <stdlib.h>

static void a_record_carries_code_place_and_sentence(void **state) {
  (void)state;
  Fail fail = {0};
  assert_int_equal(fail_set(&fail, E203, place_at("economy.lua", 41, 0), "亿元2020", "亿元2020/a"), E203);
  assert_int_equal(fail.code, E203);
  char text[256];
  fail_text(text, sizeof text, &fail);
  assert_string_equal(text, "economy.lua:41: cannot add 亿元2020 and 亿元2020/a: one of them is per year; multiply it by period (E203)");
}

static void unknown_parts_of_the_place_are_left_out(void **state) {
  (void)state;
  Fail fail = {0};
  char text[256];
  fail_set(&fail, E206, place_at(NULL, 0, 0));
  fail_text(text, sizeof text, &fail);
  assert_string_equal(text, "the unit is empty; write 1 for a pure number (E206)");
  fail.place = place_at("a.csv", 0, 7);
  fail_text(text, sizeof text, &fail);
  assert_string_equal(text, "a.csv: the unit is empty; write 1 for a pure number (E206)");
  fail.place = place_at("a.csv", 3, 7);
  fail_text(text, sizeof text, &fail);
  assert_string_equal(text, "a.csv:3:7: the unit is empty; write 1 for a pure number (E206)");
}

static void the_record_may_be_absent(void **state) {
  (void)state;
  assert_int_equal(fail_set(NULL, E206, place_at(NULL, 0, 0)), E206);
}

static void long_sentences_are_cut_at_a_character(void **state) {
  (void)state;
  static char name[6001];
  for (size_t i = 0; i < 2000; i++) memcpy(name + 3 * i, "渝", 3);
  for (size_t shift = 0; shift < 3; shift++) {
    Fail fail = {0};
    fail_set(&fail, E209, place_at("m.lua", 1, 0), name + 3 * shift);
    size_t n = strlen(fail.sentence);
    assert_in_range(n, 1019, 1023);
    assert_int_equal(text_valid(fail.sentence, n), n);
  }
}

static void bytes_of_users_cannot_harm_the_terminal(void **state) {
  (void)state;
  Fail fail = {0};
  fail_set(&fail, E209, place_at("m\n.lua", 1, 0), "\x1B[31m\xFFx\u202Ey");
  char text[512];
  size_t n = fail_text(text, sizeof text, &fail);
  assert_int_equal(text_valid(text, n), n);
  assert_has(text, "m\\n.lua:1: ");
  assert_has(text, "\\x1B[31m\uFFFDx\\u{202E}y");
}

static void print_ends_with_code_and_stays_short(void **state) {
  (void)state;
  static char path[9000];
  memset(path, 1, sizeof path - 1);
  Fail fail = {0};
  fail_set(&fail, E206, place_at(path, 1, 0));
  char *printed = NULL;
  size_t n = 0;
  FILE *stream = open_memstream(&printed, &n);
  fail_print(stream, &fail);
  fclose(stream);
  assert_in_range(n, 100, 4096);
  assert_string_equal(printed + n - 8, " (E206)\n");
  free(printed);
}

static void exit_codes(void **state) {
  (void)state;
  assert_int_equal(fail_exit(0), 0);
  assert_int_equal(fail_exit(E203), 3);
  assert_int_equal(fail_exit(E801), 4);
  assert_string_equal(fail_name(E203), "E203");
  assert_string_equal(fail_name(-5), "E000");
  assert_string_equal(fail_name(1), "E000");
  assert_int_equal(E203, 0xE203);
}

static const char *row_fault(int code) {
  const char *name = fail_name(code), *sentence = fail_format(code);
  size_t n = strlen(sentence);
  if (strlen(name) != 4) return "is not E and three digits";
  if (text_valid(sentence, n) != n) return "is not UTF-8";
  if (n < 10) return "has no sentence of its own";
  bool stops = sentence[n - 1] == '.' && sentence[n - 2] != '.'; /* "..." is an ellipsis */
  if (stops || sentence[n - 1] == '\n') return "ends with a full stop or a line end";
  bool machine = name[1] == '8' && name[2] < '4'; /* from E840: what an archive is asked for */
  if (machine && fail_exit(code) != EXIT_MACHINE) return "is of the machine, exit code 4";
  if (name[1] == '9' && fail_exit(code) != EXIT_USAGE) return "is of the usage, exit code 2";
  if (fail_exit(code) < EXIT_MISSED || fail_exit(code) > EXIT_MACHINE) return "has an unknown exit code";
  return NULL;
}

/* The table itself: sorted, and each row in order. */
static void the_table_is_in_order(void **state) {
  (void)state;
  for (unsigned i = 0; fail_code(i); i++) {
    int code = fail_code(i);
    const char *fault = row_fault(code);
    if (i && fail_code(i - 1) >= code) fault = "stands before a lower code";
    if (fault) print_error("%s %s\n", fail_name(code), fault);
    assert_null(fault);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(a_record_carries_code_place_and_sentence),
    cmocka_unit_test(unknown_parts_of_the_place_are_left_out),
    cmocka_unit_test(the_record_may_be_absent),
    cmocka_unit_test(long_sentences_are_cut_at_a_character),
    cmocka_unit_test(bytes_of_users_cannot_harm_the_terminal),
    cmocka_unit_test(print_ends_with_code_and_stays_short),
    cmocka_unit_test(exit_codes),
    cmocka_unit_test(the_table_is_in_order),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
