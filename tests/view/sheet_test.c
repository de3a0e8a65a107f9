#include "view/sheet.h"
#include "support/check.h"

static Sheet *two_rows(Arena *arena) {
  Sheet *sheet = sheet_new(arena, 3);
  const char *const cells[] = {"指标", "unit", "2020", "常住人口", "万人", "3208.9", "GDP", "亿元", "25041"};
  for (unsigned i = 0; i < 9; i++) {
    sheet_cell(sheet, cells[i]);
    if (i % 3 == 2) sheet_end(sheet);
    if (i == 2) sheet_head(sheet), sheet_section(sheet, "人口");
  }
  sheet_align(sheet, 1, TEXT_LEFT);
  return sheet;
}

static void wide_characters_count_two(void **state) {
  (void)state;
  Arena *arena = arena_new();
  Buffer out = {0};
  sheet_print(two_rows(arena), 0, "", &out);
  assert_string_equal(out.text,
                      "指标      unit    2020\n"
                      "──────────────────────\n"
                      "人口\n"
                      "常住人口  万人  3208.9\n"
                      "GDP       亿元   25041\n");
  buffer_free(&out);
  arena_free(arena);
}

static void a_narrow_terminal_cuts_the_first_column_only(void **state) {
  (void)state;
  Arena *arena = arena_new();
  Buffer out = {0};
  Sheet *sheet = sheet_new(arena, 2);
  sheet_cell(sheet, "a label of many words that is long");
  sheet_cell(sheet, "123.4");
  sheet_end(sheet);
  sheet_print(sheet, 30, "  ", &out);
  assert_int_equal(text_width(out.text), 30);
  assert_has(out.text, "…");
  assert_has(out.text, "  123.4\n");
  buffer_free(&out);
  arena_free(arena);
}

static Sheet *with_label(Arena *arena, const char *const *labels, unsigned n, unsigned columns) {
  Sheet *sheet = sheet_new(arena, columns);
  for (unsigned i = 0; i < n; i++) {
    sheet_cell(sheet, labels[i]);
    for (unsigned k = 1; k < columns; k++) sheet_cell(sheet, k == 1 ? "1.0" : k == 2 ? "2.00" : "3.000");
    sheet_end(sheet);
  }
  return sheet;
}

/* Rows that would read alike are folded, the others cut. */
static void labels_stay_distinct(void **state) {
  (void)state;
  static const char *const labels[] = {"单位GDP二氧化碳排放降低(2020年)", "单位GDP二氧化碳排放降低(2025年)", "常住人口城镇化率的年均变化"};
  Arena *arena = arena_new();
  Buffer out = {0};
  sheet_print(with_label(arena, labels, 3, 2), 17, "", &out);
  assert_string_equal(out.text, "单位GDP二氧   1.0\n"
                                "化碳排放降低\n"
                                "(2020年)\n"
                                "单位GDP二氧   1.0\n"
                                "化碳排放降低\n"
                                "(2025年)\n"
                                "常住人口城…   1.0\n");
  buffer_free(&out);
  arena_free(arena);
}

static void words_are_folded_at_blanks(void **state) {
  (void)state;
  static const char *const labels[] = {"emissions of carbon per head", "emissions of carbon in all"};
  Arena *arena = arena_new();
  Buffer out = {0};
  sheet_print(with_label(arena, labels, 2, 2), 19, "", &out);
  assert_has(out.text, "emissions of    1.0\ncarbon per\nhead\n");
  assert_has(out.text, "carbon in all\n");
  buffer_free(&out);
  arena_free(arena);
}

static void optional_columns_go_first(void **state) {
  (void)state;
  static const char *const labels[] = {"a label of 20 columns"};
  Arena *arena = arena_new();
  Buffer out = {0};
  Sheet *sheet = with_label(arena, labels, 1, 4);
  sheet_optional(sheet, 1), sheet_optional(sheet, 2);
  assert_int_equal(sheet_print(sheet, 32, "", &out), 1);
  assert_string_equal(out.text, "a label of 20 colum…  1.0  3.000\n");
  buffer_free(&out);
  assert_int_equal(sheet_print(sheet, 0, "", &out), 0);
  assert_has(out.text, "2.00");
  buffer_free(&out);
  arena_free(arena);
}

/* Parts of at most the width; each begins with what is kept, and only where one may begin. */
static void wide_sheets_are_printed_in_parts(void **state) {
  (void)state;
  static const char *const labels[] = {"people"};
  Arena *arena = arena_new();
  Buffer out = {0};
  Sheet *sheet = with_label(arena, labels, 1, 6);
  sheet_parts(sheet, 1);
  sheet_print(sheet, 20, "", &out);
  assert_string_equal(out.text, "people  1.0  2.00\n\npeople  3.000  3.000\n\npeople  3.000\n");
  buffer_free(&out);
  sheet_break(sheet, 1), sheet_break(sheet, 2), sheet_break(sheet, 4);
  sheet_print(sheet, 20, "", &out);
  assert_string_equal(out.text, "people  1.0\n\npeople  2.00  3.000\n\npeople  3.000  3.000\n");
  buffer_free(&out);
  arena_free(arena);
}

static void empty_columns_take_no_room(void **state) {
  (void)state;
  Arena *arena = arena_new();
  Buffer out = {0};
  Sheet *sheet = sheet_new(arena, 3);
  sheet_cell(sheet, "a");
  sheet_cell(sheet, "");
  sheet_cell(sheet, "b");
  sheet_end(sheet);
  sheet_cell(sheet, "only one");
  sheet_end(sheet);
  sheet_print(sheet, 0, "", &out);
  assert_string_equal(out.text, "a         b\nonly one\n");
  buffer_free(&out);
  arena_free(arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(wide_characters_count_two),
    cmocka_unit_test(a_narrow_terminal_cuts_the_first_column_only),
    cmocka_unit_test(labels_stay_distinct),
    cmocka_unit_test(words_are_folded_at_blanks),
    cmocka_unit_test(optional_columns_go_first),
    cmocka_unit_test(wide_sheets_are_printed_in_parts),
    cmocka_unit_test(empty_columns_take_no_room),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
