#include "support/check.h"

#include "quantity/axis.h"

static Arena *arena;
static Fail fail;
static const Place here = {"population.lua", 7, 0};

static int set_up(void **state) {
  (void)state;
  arena = arena_new();
  fail = (Fail){0};
  return 0;
}

static int tear_down(void **state) {
  (void)state;
  arena_free(arena);
  return 0;
}

static Axis *named(const char *const *elements, unsigned n) {
  Axis *axis = NULL;
  assert_done(axis_named(arena, "group", elements, n, here, &axis, &fail), &fail);
  return axis;
}
#define NAMED(...) named((const char *const[]){__VA_ARGS__}, sizeof (const char *const[]){__VA_ARGS__} / sizeof(char *))

static Axis *ages(void) {
  Axis *axis = NULL;
  assert_done(axis_numeric(arena, "age", 0, 100, true, here, &axis, &fail), &fail);
  return axis;
}

static void named_elements(void **state) {
  (void)state;
  char first[] = "urban";
  Axis *axis = NAMED(first, "rural");
  first[0] = 'X';
  assert_string_equal(axis->elements[0], "urban");
  assert_int_equal(axis->n, 2);
  assert_null(axis->lower);
  assert_null(axis->values);
  assert_false(axis->numeric || axis->open);
  assert_int_equal(axis_find(axis, "rural"), 1);
  assert_int_equal(axis_find(axis, "Rural"), -1);
  assert_int_equal(axis->place.line, 7);
}

static void numeric_elements(void **state) {
  (void)state;
  Axis *age = ages();
  assert_int_equal(age->n, 101);
  assert_string_equal(age->elements[100], "100");
  assert_same_double(age->values[37], 37);
  assert_same_double(age->lower[37], 37);
  assert_same_double(age->upper[37], 38);
  assert_same_double(age->upper[100], INFINITY);
  assert_int_equal(axis_find_number(age, 0), 0);
  assert_int_equal(axis_find_number(age, 100), 100);
  assert_int_equal(axis_find_number(age, 101), -1);
  assert_int_equal(axis_find_number(age, -1), -1);
  assert_int_equal(axis_find_number(age, 0.5), -1);
  assert_int_equal(axis_find_number(age, NAN), -1);
  assert_int_equal(axis_find(age, "42"), 42);
  Axis *year = NULL;
  assert_done(axis_numeric(arena, "cohort", -2, 2, false, here, &year, &fail), &fail);
  assert_string_equal(year->elements[0], "-2");
  assert_int_equal(axis_find_number(year, -1), 1);
  assert_same_double(year->upper[4], 3);
}

static void bounds_of_names(void **state) {
  (void)state;
  static const struct { const char *name; double lower, upper; } cases[] = {
    {"0", 0, 1}, {"1_4", 1, 5}, {"10-14", 10, 15}, {"85plus", 85, INFINITY}, {"100+", 100, INFINITY}, {"7_7", 7, 8},
  };
  double lower, upper;
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    assert_true(axis_bounds_of_name(cases[i].name, &lower, &upper));
    assert_same_double(lower, cases[i].lower);
    assert_same_double(upper, cases[i].upper);
  }
  static const char *const none[] = {"", "urban", "4_1", "1_", "_4", "1_4x", "plus", "85pluss", "-1", "1.5", "1234567890123"};
  for (size_t i = 0; i < sizeof none / sizeof *none; i++) assert_false(axis_bounds_of_name(none[i], &lower, &upper));
}

static void groups_know_their_bounds(void **state) {
  (void)state;
  Axis *group = NAMED("0", "1_4", "5_9", "85plus");
  assert_same_double(group->lower[1], 1);
  assert_same_double(group->upper[0], 1);
  assert_same_double(group->upper[2], 10);
  assert_true(group->open);
  Axis *abridged = NAMED("0", "1", "5", "10", "100plus");
  assert_same_double(abridged->upper[1], 5);
  assert_same_double(abridged->upper[3], 100);
  assert_null(NAMED("5_9", "1_4")->lower);
  assert_null(NAMED("0_4", "3_7")->lower);
  assert_null(NAMED("0_4", "other")->lower);
}

static void twins(void **state) {
  (void)state;
  Axis *area = NAMED("urban", "rural"), *to = NULL;
  assert_done(axis_twin(arena, "area_to", area, place_at("m.lua", 9, 0), &to, &fail), &fail);
  assert_ptr_equal(to->twin, area);
  assert_string_equal(to->name, "area_to");
  assert_int_equal(to->n, 2);
  assert_int_equal(axis_find(to, "rural"), 1);
  assert_int_equal(to->place.line, 9);
}

static void positions_and_bounds(void **state) {
  (void)state;
  Axis *axis = NAMED("young", "old");
  assert_done(axis_set_positions(arena, axis, (double[]){10, 70}, 2, &fail), &fail);
  assert_same_double(axis->values[1], 70);
  assert_fails(axis_set_positions(arena, axis, (double[]){10}, 1, &fail), E308, &fail, "2 elements but at gives 1");
  assert_fails(axis_set_positions(arena, axis, (double[]){10, 10}, 2, &fail), E309, &fail, "'old'");
  assert_fails(axis_set_positions(arena, axis, (double[]){NAN, 10}, 2, &fail), E309, &fail, "'young'");
  assert_done(axis_set_bounds(arena, axis, (double[]){0, 60}, (double[]){60, INFINITY}, 2, &fail), &fail);
  assert_true(axis->open);
  assert_fails(axis_set_bounds(arena, axis, (double[]){0, 50}, (double[]){60, 90}, 2, &fail), E310, &fail, "'old' are 50 to 90");
  assert_fails(axis_set_bounds(arena, axis, (double[]){0, 60}, (double[]){INFINITY, 90}, 2, &fail), E310, &fail, "'young'");
  assert_fails(axis_set_bounds(arena, axis, (double[]){0, 60}, (double[]){60, 60}, 2, &fail), E310, &fail, "must be higher");
}

static void wrong_axes(void **state) {
  (void)state;
  Axis *axis;
  const char *twice[] = {"urban", "rural", "urban"}, *nameless[] = {"urban", ""};
  assert_fails(axis_named(arena, "area", twice, 3, here, &axis, &fail), E306, &fail, "'urban' twice");
  assert_fails(axis_named(arena, "area", nameless, 2, here, &axis, &fail), E313, &fail, "without a name");
  assert_fails(axis_named(arena, "area", twice, 0, here, &axis, &fail), E304, &fail, "no elements");
  assert_fails(axis_numeric(arena, "age", 0, 1e6, false, here, &axis, &fail), E305, &fail, "1000001 elements");
  assert_fails(axis_numeric(arena, "age", 100, 0, false, here, &axis, &fail), E307, &fail, "100 to 0");
  assert_fails(axis_numeric(arena, "age", 0.5, 3, false, here, &axis, &fail), E307, &fail, "whole numbers");
  assert_fails(axis_numeric(arena, "age", 0, INFINITY, false, here, &axis, &fail), E307, &fail, "inf");
  assert_fails(axis_numeric(arena, "age", NAN, 3, false, here, &axis, &fail), E307, &fail, "nan");
}

static void missing_elements(void **state) {
  (void)state;
  unsigned i;
  Axis *sex = NAMED("female", "male"), *age = ages();
  assert_done(axis_element(sex, "male", &i, &fail, here), &fail);
  assert_int_equal(i, 1);
  assert_fails(axis_element(sex, "mael", &i, &fail, here), E301, &fail, "axis 'group' has no element 'mael'; did you mean 'male'?");
  assert_fails(axis_element(sex, "children", &i, &fail, here), E302, &fail, "it has female, male");
  assert_fails(axis_element(age, "101", &i, &fail, here), E303, &fail, "it goes from 0 to 100");
  assert_fails(axis_number(age, 101, &i, &fail, here), E303, &fail, "no element 101");
  assert_fails(axis_number(sex, 3, &i, &fail, here), E302, &fail, "no element '3'");
  assert_done(axis_number(age, 65, &i, &fail, here), &fail);
  assert_int_equal(i, 65);
  Axis *many = NAMED("north-west", "北", "c", "d", "e", "f", "g", "h", "i", "j");
  assert_fails(axis_element(many, "zzzz", &i, &fail, here), E302, &fail, "and 2 more");
}

static void ranges(void **state) {
  (void)state;
  unsigned first, last;
  Axis *age = ages(), *group = NAMED("0_4", "5_9", "10_14", "15plus");
  assert_done(axis_range(age, 15, 59, &first, &last, &fail, here), &fail);
  assert_int_equal(first, 15);
  assert_int_equal(last, 59);
  assert_done(axis_range(age, 65, 100, &first, &last, &fail, here), &fail);
  assert_int_equal(last, 100);
  assert_done(axis_range(age, 7, 7, &first, &last, &fail, here), &fail);
  assert_int_equal(first + last, 14);
  assert_done(axis_range(group, 5, 14, &first, &last, &fail, here), &fail);
  assert_int_equal(first, 1);
  assert_int_equal(last, 2);
  assert_done(axis_range(group, 5, 99, &first, &last, &fail, here), &fail);
  assert_int_equal(last, 3);
  assert_fails(axis_range(group, 5, 12, &first, &last, &fail, here), E312, &fail, "it goes from 0 to 15; choose bounds of its groups");
  assert_fails(axis_range(age, 59, 15, &first, &last, &fail, here), E312, &fail, "smaller number first");
  assert_fails(axis_range(age, -1, 15, &first, &last, &fail, here), E312, &fail, "it goes from 0 to 100");
  assert_fails(axis_range(age, 1.5, 15, &first, &last, &fail, here), E312, &fail, "1.5 to 15");
  assert_fails(axis_range(NAMED("urban", "rural"), 0, 1, &first, &last, &fail, here), E311, &fail, "no numbers");
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
  const struct CMUnitTest tests[] = {
    TEST(named_elements), TEST(numeric_elements), TEST(bounds_of_names), TEST(groups_know_their_bounds), TEST(twins),
    TEST(positions_and_bounds), TEST(wrong_axes), TEST(missing_elements), TEST(ranges),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
