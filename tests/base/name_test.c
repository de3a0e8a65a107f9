#include "support/check.h"

#include "base/name.h"

static void one_address_per_spelling(void **state) {
  (void)state;
  enum { NAMES = 5000 };
  Arena *arena = arena_new();
  NameTable *table = name_table_new(arena);
  static const char *first[NAMES];
  char text[32];
  for (int i = 0; i < NAMES; i++) {
    int n = snprintf(text, sizeof text, "name_%d", i);
    assert_null(name_find(table, text, (size_t)n));
    first[i] = name_intern(table, text, (size_t)n);
  }
  for (int i = 0; i < NAMES; i++) {
    int n = snprintf(text, sizeof text, "name_%d", i);
    assert_string_equal(first[i], text);
    assert_ptr_equal(name_intern(table, text, (size_t)n), first[i]);
    assert_ptr_equal(name_find(table, text, (size_t)n), first[i]);
  }
  assert_ptr_not_equal(name_intern(table, "name_1", 5), first[1]); /* "name_" */
  arena_free(arena);
}

static void a_table_without_memory_says_so(void **state) {
  (void)state;
  Arena *arena = arena_new();
  NameTable *table = name_table_new(arena);
  arena_refuse_after(arena, 0);
  char text[2048] = "x";
  size_t i = 0;
  while (i < 100000) {
    int n = snprintf(text, sizeof text, "%01000zu", i);
    if (!name_intern(table, text, (size_t)n)) break;
    i++;
  }
  assert_in_range(i, 1, 99999);
  assert_true(arena_failed(arena));
  arena_free(arena);
}

static void distances(void **state) {
  (void)state;
  static const struct { const char *a, *b; unsigned edits; } cases[] = {
    {"", "", 0}, {"gdp", "gdp", 0}, {"gdp", "", 3}, {"gdp", "gpd", 1}, {"label", "lable", 1}, {"mael", "male", 1},
    {"kitten", "sitting", 3}, {"population", "popluation", 1}, {"人口", "人囗", 1}, {"ca", "abc", 3}, {"abcd", "badc", 2},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    assert_int_equal(name_distance(cases[i].a, cases[i].b, 10), cases[i].edits);
    assert_int_equal(name_distance(cases[i].b, cases[i].a, 10), cases[i].edits);
  }
  assert_int_equal(name_distance("kitten", "sitting", 1), 2);
}

static void the_nearest_name(void **state) {
  (void)state;
  static const char *const names[] = {"population", NULL, "urban_population", "births", "deaths", "gdp", "gdp_growth", "co2", "male"};
  enum { N = sizeof names / sizeof *names };
  assert_string_equal(name_nearest("populaton", names, N), "population");
  assert_null(name_nearest("brith", names, N)); /* a swap and a letter: too far for five */
  assert_string_equal(name_nearest("brths", names, N), "births");
  assert_string_equal(name_nearest("gpd", names, N), "gdp");
  assert_string_equal(name_nearest("mael", names, N), "male");
  assert_string_equal(name_nearest("gdp_growht", names, N), "gdp_growth");
  assert_null(name_nearest("temperature", names, N));
  assert_null(name_nearest("x", (const char *const[]){"y", "ab"}, 2)); /* nothing is left in common */
  assert_string_equal(name_nearest("ab", (const char *const[]){"xy", "ac"}, 2), "ac");
  assert_null(name_nearest("", names, N));
  assert_null(name_nearest("gdp", names, 0));
}

static void of_equals_the_first(void **state) {
  (void)state;
  static const char *const names[] = {"share_b", "share_c", "share_a"};
  assert_string_equal(name_nearest("share_x", names, 3), "share_b");
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(one_address_per_spelling),
    cmocka_unit_test(a_table_without_memory_says_so),
    cmocka_unit_test(distances),
    cmocka_unit_test(the_nearest_name),
    cmocka_unit_test(of_equals_the_first),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
