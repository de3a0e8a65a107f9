#include "view/words.h"
#include "support/check.h"

static void units_as_people_read_them(void **state) {
  (void)state;
  static const struct { const char *unit, *zh, *en; } rows[] = {
    {"亿元2020/a", "亿元", "10⁸ yuan"},
    {"亿元当年/a", "亿元(当年价)", "10⁸ yuan (current)"},
    {"万元2020/a/人", "万元/人", "10⁴ yuan/person"},
    {"万人", "万人", "10⁴ persons"},
    {"万人/a", "万人", "10⁴ persons"},
    {"tCO2/万元2020", "tCO₂/万元", "tCO₂/10⁴ yuan"},
    {"MtCO2/a", "MtCO₂", "MtCO₂"},
    {"亿kWh/a", "亿kWh", "10⁸ kWh"},
    {"%", "%", "%"},
    {"%/a", "%", "%"},
    {"1", "", ""},
    {"1/a", "", ""},
    {"a", "年", "years"},
    {"岁", "岁", "years"},
    {"2015=100", "2015=100", "2015=100"},
    {"m3/a", "m³", "m³"},
    {"degF/min", "degF/min", "degF/min"},
    {"t/ha/a", "t/ha", "t/ha"},
    {"1/ab", "1/ab", "1/ab"},
  };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    char out[UNIT_SHOWN];
    assert_string_equal(unit_shown(LANG_ZH, rows[i].unit, out), rows[i].zh);
    assert_string_equal(unit_shown(LANG_EN, rows[i].unit, out), rows[i].en);
  }
}

static void differences_of_shares_are_points(void **state) {
  (void)state;
  char out[UNIT_SHOWN];
  assert_string_equal(unit_of_difference(LANG_ZH, "%", out), "百分点");
  assert_string_equal(unit_of_difference(LANG_EN, "%/a", out), "points");
  assert_string_equal(unit_of_difference(LANG_ZH, "‰/a", out), "‰");
  assert_string_equal(unit_of_difference(LANG_ZH, "亿元2020/a", out), "亿元");
  assert_true(unit_is_percent("百分点"));
  assert_false(unit_is_percent("‰"));
}

static void numbers_have_about_five_figures(void **state) {
  (void)state;
  static const struct { double x; const char *text; } rows[] = {
    {25041.4, "25041"}, {3208.93, "3208.9"}, {69.46, "69.46"}, {1.17, "1.17"}, {0.3544, "0.354"}, {0.0251, "0.0251"},
    {0, "0"}, {-29.4, "-29.40"}, {1.23e9, "1.23e9"}, {1e10, "1e10"}, {-4.5e-7, "-4.5e-7"}, {INFINITY, "∞"}, {NAN, "–"},
  };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    char out[32];
    assert_string_equal(number_shown(rows[i].x, number_decimals(&rows[i].x, 1), out), rows[i].text);
  }
}

static void a_row_has_the_decimals_of_its_largest(void **state) {
  (void)state;
  const double row[] = {3208.93, NAN, 12.3456};
  char out[32];
  assert_int_equal(number_decimals(row, 3), 1);
  assert_string_equal(number_shown(row[2], 1, out), "12.3");
}

static void signs_stand_except_at_zero(void **state) {
  (void)state;
  char out[32];
  assert_string_equal(number_signed(0.5, 2, out), "+0.50");
  assert_string_equal(number_signed(-0.5, 2, out), "-0.50");
  assert_string_equal(number_signed(-0.0001, 2, out), "0.00");
  assert_string_equal(number_shown(-0.0001, 2, out), "0.00");
}

static void labels_fall_back(void **state) {
  (void)state;
  assert_string_equal(label_in(LANG_EN, (Label){"人口", "Population"}, "p"), "Population");
  assert_string_equal(label_in(LANG_EN, (Label){"人口", NULL}, "p"), "人口");
  assert_string_equal(label_in(LANG_ZH, (Label){NULL, NULL}, "p"), "p");
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(units_as_people_read_them),        cmocka_unit_test(differences_of_shares_are_points),
    cmocka_unit_test(numbers_have_about_five_figures),  cmocka_unit_test(a_row_has_the_decimals_of_its_largest),
    cmocka_unit_test(signs_stand_except_at_zero),       cmocka_unit_test(labels_fall_back),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
