#include "study/dimensions.h"
#include "support/check.h"

#include <stdio.h>

enum { NAMES = JOE_KUO_DIMENSIONS };
static char text[NAMES + 1][16];

static int setup(void **state) {
  (void)state;
  for (int i = 0; i <= NAMES; i++) snprintf(text[i], sizeof text[i], "input_%d", i);
  return 0;
}

/* Archives hold draws made with these: they never change. */
static void dimensions_of_known_names(void **state) {
  (void)state;
  Dimensions all = {0};
  assert_int_equal(dimension_of(&all, "tfp_base"), 354);
  assert_int_equal(dimension_of(&all, "import_factor"), 45);
  assert_int_equal(dimension_of(&all, "tfp_base"), 354);
  assert_int_equal(all.n, 2);
}

static void all_dimensions_are_given_once(void **state) {
  (void)state;
  Dimensions all = {0};
  bool seen[NAMES] = {false};
  for (int i = 0; i < NAMES; i++) {
    unsigned d = dimension_of(&all, text[i]);
    assert_true(d < NAMES && !seen[d]);
    seen[d] = true;
    if (i == 99)
      for (int k = 0; k < 100; k++) assert_true(all.dimension[k] < 512);
  }
  assert_int_equal(dimension_of(&all, text[NAMES]), NO_DIMENSION);
  assert_true(dimension_of(&all, text[7]) < NAMES);
}

/* A newcomer in front of n others moves about n / 512 of them, a newcomer behind them none. */
static void newcomers_hardly_move_others(void **state) {
  (void)state;
  enum { OTHERS = 40, TRIALS = 500 };
  int moved = 0;
  Dimensions before = {0};
  for (int i = 0; i < OTHERS; i++) dimension_of(&before, text[i]);
  for (int t = 0; t < TRIALS; t++) {
    Dimensions front = {0}, back = before;
    dimension_of(&front, text[OTHERS + t]);
    dimension_of(&back, text[OTHERS + t]);
    for (int i = 0; i < OTHERS; i++) {
      moved += dimension_of(&front, text[i]) != before.dimension[i];
      assert_int_equal(dimension_of(&back, text[i]), before.dimension[i]);
    }
  }
  print_message("a newcomer in front of %d: %d others moved in %d trials\n", OTHERS, moved, TRIALS);
  assert_true(moved > 0 && moved < TRIALS * OTHERS / 256);
}

static void a_given_dimension_is_kept_and_taken(void **state) {
  (void)state;
  Dimensions all = {0};
  assert_true(dimension_give(&all, "a", 3));
  assert_false(dimension_give(&all, "b", 3));
  assert_false(dimension_give(&all, "a", 4));
  assert_false(dimension_give(&all, "c", NO_DIMENSION));
  assert_int_equal(dimension_of(&all, "a"), 3);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(dimensions_of_known_names),
    cmocka_unit_test(all_dimensions_are_given_once),
    cmocka_unit_test(newcomers_hardly_move_others),
    cmocka_unit_test(a_given_dimension_is_kept_and_taken),
  };
  return cmocka_run_group_tests(tests, setup, NULL);
}
