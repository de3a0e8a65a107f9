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
    cmocka_unit_test(empty_columns_take_no_room),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
