#define _POSIX_C_SOURCE 200809L
#include "support/check.h"

#include "base/text.h"

#include <float.h>
#include <locale.h>
#include <stdlib.h>

static void widths(void **state) {
  (void)state;
  assert_int_equal(text_width(""), 0);
  assert_int_equal(text_width("GDP"), 3);
  assert_int_equal(text_width("常住人口"), 8);
  assert_int_equal(text_width("CO₂ 排放"), 8);
  assert_int_equal(text_width("e\u0301"), 1);
  assert_int_equal(text_width("\xFF" "a"), 2);
}

static const char *padded(const char *text, unsigned width, TextAlign align) {
  static char out[128];
  text_pad(out, sizeof out, text, width, align);
  return out;
}

static void padding_counts_columns(void **state) {
  (void)state;
  assert_string_equal(padded("人口", 6, TEXT_LEFT), "人口  ");
  assert_string_equal(padded("人口", 6, TEXT_RIGHT), "  人口");
  assert_string_equal(padded("人口", 7, TEXT_CENTRE), " 人口  ");
  assert_string_equal(padded("人口", 4, TEXT_LEFT), "人口");
  assert_string_equal(padded("", 2, TEXT_LEFT), "  ");
}

static void what_is_too_wide_is_cut_with_an_ellipsis(void **state) {
  (void)state;
  assert_string_equal(padded("地区生产总值", 8, TEXT_LEFT), "地区生… ");
  assert_string_equal(padded("population", 4, TEXT_LEFT), "pop…");
  assert_string_equal(padded("人口", 1, TEXT_LEFT), "…");
  assert_string_equal(padded("人口", 0, TEXT_LEFT), "");
  char small[5];
  assert_int_equal(text_pad(small, sizeof small, "人口", 20, TEXT_LEFT), 4);
}

static void malformed_text_is_found(void **state) {
  (void)state;
  static const struct { const char *text; size_t n, bad; } cases[] = {
    {"重庆", 6, 6}, {"重\xE5\xBA", 5, 3}, {"a\x80", 2, 1}, {"\xC0\xAF", 2, 0}, {"\xED\xA0\x80", 3, 0}, {"\xF4\x90\x80\x80", 4, 0},
    {"a\0b", 3, 3}, {"", 0, 0},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
    assert_int_equal(text_valid(cases[i].text, cases[i].n), cases[i].bad);
}

static void escapes(void **state) {
  (void)state;
  char out[64];
  text_escape(out, sizeof out, "a\nb\t\x01\x7F\xFF\u202E重", 13);
  assert_string_equal(out, "a\\nb\\t\\x01\\x7F\\xFF\\u{202E}重");
  text_escape(out, sizeof out, "a b~\u200D\u2066\u2069\u202A\u2028", 19);
  assert_string_equal(out, "a b~\u200D\\u{2066}\\u{2069}\\u{202A}\\u{2028}");
  assert_int_equal(text_escape(out, 6, "ab\nc重", 7), 5);
  assert_string_equal(out, "ab\\nc");
  assert_int_equal(text_clean(out, 6, "重庆", 6), 3);
  assert_string_equal(out, "重");
}

static double parsed(const char *text) {
  double value = -12345;
  assert_int_equal(text_parse_double(text, strlen(text), &value, NULL), TEXT_NUMBER_OK);
  return value;
}

static void numbers_are_read(void **state) {
  (void)state;
  assert_same_double(parsed("3208.93"), 3208.93);
  assert_same_double(parsed("-0"), -0.0);
  assert_same_double(parsed("+1.5e3"), 1500);
  assert_same_double(parsed("1E-2"), 0.01);
  assert_same_double(parsed("0.1"), 0.1);
  assert_same_double(parsed("5e-324"), 5e-324);
  assert_same_double(parsed("1.7976931348623157e308"), DBL_MAX);
  assert_same_double(parsed("2.2250738585072011e-308"), 2.2250738585072011e-308);
  assert_same_double(parsed("9007199254740993"), 9007199254740992);
}

static void what_is_no_number_is_refused(void **state) {
  (void)state;
  static const struct { const char *text; TextNumber kind; size_t where; } cases[] = {
    {"", TEXT_NUMBER_EMPTY, 0}, {" 1", TEXT_NUMBER_MALFORMED, 0}, {"1 ", TEXT_NUMBER_MALFORMED, 1},
    {"nan", TEXT_NUMBER_MALFORMED, 0}, {"nan(0x1)", TEXT_NUMBER_MALFORMED, 0}, {"inf", TEXT_NUMBER_MALFORMED, 0},
    {"-Inf", TEXT_NUMBER_MALFORMED, 0}, {"0x1p3", TEXT_NUMBER_MALFORMED, 1}, {"1_000", TEXT_NUMBER_MALFORMED, 1},
    {"1,5", TEXT_NUMBER_MALFORMED, 1}, {"１２", TEXT_NUMBER_MALFORMED, 0}, {"12abc", TEXT_NUMBER_MALFORMED, 2},
    {".5", TEXT_NUMBER_MALFORMED, 0}, {"5.", TEXT_NUMBER_MALFORMED, 1}, {"1e", TEXT_NUMBER_MALFORMED, 1},
    {"1e+", TEXT_NUMBER_MALFORMED, 1}, {"--1", TEXT_NUMBER_MALFORMED, 0}, {"1e400", TEXT_NUMBER_LARGE, 5},
    {"-1e400", TEXT_NUMBER_LARGE, 6}, {"1e-400", TEXT_NUMBER_SMALL, 6}, {"1e99999999999", TEXT_NUMBER_LARGE, 13},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    double value;
    size_t where;
    assert_int_equal(text_parse_double(cases[i].text, strlen(cases[i].text), &value, &where), cases[i].kind);
    assert_int_equal(where, cases[i].where);
  }
  double value;
  char digits[1002] = "0.";
  memset(digits + 2, '3', 999);
  assert_int_equal(text_parse_double(digits, 1000, &value, NULL), TEXT_NUMBER_OK);
  assert_same_double(value, 1.0 / 3);
  assert_int_equal(text_parse_double(digits, 1001, &value, NULL), TEXT_NUMBER_MALFORMED);
  assert_int_equal(text_parse_double("1\0002", 3, &value, NULL), TEXT_NUMBER_MALFORMED);
  assert_int_equal(text_parse_double("0e-999", 6, &value, NULL), TEXT_NUMBER_OK);
  assert_same_double(value, 0);
}

/* xorshift64*: any fixed stream of bits will do. */
static uint64_t next_bits(uint64_t *state) {
  *state ^= *state >> 12;
  *state ^= *state << 25;
  *state ^= *state >> 27;
  return *state * 2685821657736338717u;
}

static void a_million_doubles_read_back(void **state) {
  (void)state;
  uint64_t seed = 20260101, tried = 0;
  while (tried < 1000000) {
    uint64_t bits = next_bits(&seed);
    double value, back = 0;
    memcpy(&value, &bits, sizeof value);
    if (!isfinite(value)) continue;
    tried++;
    char text[32];
    int n = tried % 2 ? text_double(text, value) : text_double17(text, value);
    if (text_parse_double(text, (size_t)n, &back, NULL) != TEXT_NUMBER_OK || memcmp(&back, &value, sizeof value) != 0)
      fail_msg("%s does not read back", text);
  }
}

static const char *written(double value) {
  static char out[32];
  text_double(out, value);
  return out;
}

static void the_shortest_text_is_written(void **state) {
  (void)state;
  assert_string_equal(written(0.1), "0.1");
  assert_string_equal(written(3208.93), "3208.93");
  assert_string_equal(written(0.1 + 0.2), "0.30000000000000004");
  assert_string_equal(written(1.0 / 3), "0.3333333333333333");
  assert_string_equal(written(-0.0), "-0");
  assert_string_equal(written(1e22), "1e+22");
  assert_string_equal(written(NAN), "nan");
  assert_string_equal(written(-INFINITY), "-inf");
  char out[32];
  text_double17(out, 0.1);
  assert_string_equal(out, "0.10000000000000001");
}

/* A locale with a decimal comma is made for the test from Debian's locale sources; nothing is installed. */
static void the_locale_changes_nothing(void **state) {
  (void)state;
  char folder[] = "/tmp/comma-XXXXXX", command[256];
  assert_non_null(mkdtemp(folder));
  snprintf(command, sizeof command, "localedef -i de_DE -f UTF-8 %s/de_DE.UTF-8 >/dev/null 2>&1", folder);
  assert_int_equal(system(command), 0);
  setenv("LOCPATH", folder, 1);
  const char *set = setlocale(LC_NUMERIC, "de_DE.UTF-8");
  char comma[16], ours[32];
  snprintf(comma, sizeof comma, "%.1f", 0.5);
  text_double(ours, 1234.5);
  double value = 0, mixed = 0;
  TextNumber read = text_parse_double("3208.93", 7, &value, NULL), refused = text_parse_double("3208,93", 7, &mixed, NULL);
  setlocale(LC_NUMERIC, "C");
  snprintf(command, sizeof command, "rm -rf %s", folder);
  assert_int_equal(system(command), 0);
  assert_non_null(set);
  assert_string_equal(comma, "0,5"); /* the locale does bite where it may */
  assert_string_equal(ours, "1234.5");
  assert_int_equal(read, TEXT_NUMBER_OK);
  assert_same_double(value, 3208.93);
  assert_int_equal(refused, TEXT_NUMBER_MALFORMED);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(widths),
    cmocka_unit_test(padding_counts_columns),
    cmocka_unit_test(what_is_too_wide_is_cut_with_an_ellipsis),
    cmocka_unit_test(malformed_text_is_found),
    cmocka_unit_test(escapes),
    cmocka_unit_test(numbers_are_read),
    cmocka_unit_test(what_is_no_number_is_refused),
    cmocka_unit_test(a_million_doubles_read_back),
    cmocka_unit_test(the_shortest_text_is_written),
    cmocka_unit_test(the_locale_changes_nothing),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
