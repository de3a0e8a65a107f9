#include "study/dimensions.h"
#include "support/check.h"

#include <stdio.h>

enum { NAMES = JOE_KUO_DIMENSIONS };
static char text[NAMES + 1][24];

static int setup(void **state) {
  (void)state;
  for (int i = 0; i <= NAMES; i++) snprintf(text[i], sizeof text[i], "input_%d", i);
  return 0;
}

/* Archives hold draws made with these: they never change. */
static void dimensions_of_known_names(void **state) {
  (void)state;
  const char *const names[] = {"tfp_base", "import_factor", "人口弹性", "d", "tfp_base", "e", "f"};
  const unsigned wanted[] = {0, 1, 2, 3, 0, 6, 12};
  Dimensions all = {0};
  for (int i = 0; i < 7; i++) assert_int_equal(dimension_of(&all, names[i]), wanted[i]);
  assert_int_equal(all.n, 6);
}

/* The first names take low dimensions, all names together take all. */
static void all_dimensions_are_given_once(void **state) {
  (void)state;
  Dimensions all = {0};
  bool seen[NAMES] = {false};
  for (int i = 0; i < NAMES; i++) {
    unsigned d = dimension_of(&all, text[i]);
    assert_true(d < NAMES && !seen[d]);
    assert_true(d < (i < 1 ? 2 : i < 6 ? 32 : i < 20 ? 64 : i < 100 ? 256 : NAMES));
    seen[d] = true;
  }
  assert_int_equal(dimension_of(&all, text[NAMES]), NO_DIMENSION);
  assert_true(dimension_of(&all, text[7]) < NAMES);
}

/* A newcomer takes one place, whose holder goes one or more levels up, and so on: ten levels, ten moves. */
static unsigned moved_by(const char *newcomer, int at, const Dimensions *before) {
  Dimensions after = {0};
  unsigned moved = 0;
  for (int i = 0; i < at; i++) dimension_of(&after, text[i]);
  dimension_of(&after, newcomer);
  for (unsigned i = 0; i < before->n; i++) moved += dimension_of(&after, text[i]) != before->dimension[i];
  return moved;
}

static void newcomers_hardly_move_others(void **state) {
  (void)state;
  enum { OTHERS = 76, TRIALS = 500 };
  unsigned in_front = 0, anywhere = 0;
  Dimensions before = {0};
  for (int i = 0; i < OTHERS; i++) dimension_of(&before, text[i]);
  for (int t = 0; t < TRIALS; t++) {
    unsigned front = moved_by(text[OTHERS + t], 0, &before);
    assert_true(front <= 10);
    in_front += front;
    anywhere += moved_by(text[OTHERS + t], t * 7 % (OTHERS + 1), &before);
    assert_int_equal(moved_by(text[OTHERS + t], OTHERS, &before), 0);
  }
  print_message("a newcomer moves of %d others: %.2f in front, %.2f anywhere\n", OTHERS, (double)in_front / TRIALS, (double)anywhere / TRIALS);
  assert_true(in_front > 2 * TRIALS && in_front < 7 * TRIALS);
  assert_true(anywhere > TRIALS / 2 && anywhere < 2 * TRIALS);
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

/* A gift moves the name itself and whoever stands there, nobody else. */
static void a_gift_moves_nobody_else(void **state) {
  (void)state;
  enum { SOME = 40 };
  Dimensions before = {0};
  for (int i = 0; i < SOME; i++) dimension_of(&before, text[i]);
  for (int given = 0; given < SOME; given++)
    for (unsigned dimension = 0; dimension < 100; dimension++) {
      Dimensions all = {0};
      assert_true(dimension_give(&all, text[given], dimension));
      for (int i = 0; i < SOME; i++) {
        unsigned now = dimension_of(&all, text[i]);
        if (i == given) assert_int_equal(now, dimension);
        else if (before.dimension[i] == dimension) assert_int_not_equal(now, dimension);
        else assert_int_equal(now, before.dimension[i]);
      }
    }
}

/* Whom a newcomer moved goes back when given the old dimension, and nobody else moves for it. */
static void gifts_undo_what_a_newcomer_moved(void **state) {
  (void)state;
  enum { OTHERS = 40, TRIALS = 400 };
  int others = 0;
  Dimensions before = {0};
  for (int i = 0; i < OTHERS; i++) dimension_of(&before, text[i]);
  for (int t = 0; t < TRIALS; t++) {
    Dimensions moved = {0}, back = {0};
    dimension_of(&moved, text[OTHERS + t]);
    for (int i = 0; i < OTHERS; i++)
      if (dimension_of(&moved, text[i]) != before.dimension[i]) assert_true(dimension_give(&back, text[i], before.dimension[i]));
    dimension_of(&back, text[OTHERS + t]);
    for (int i = 0; i < OTHERS; i++) others += dimension_of(&back, text[i]) != before.dimension[i];
  }
  print_message("%d others moved in %d trials\n", others, TRIALS);
  assert_true(others < TRIALS / 10);
}

static void all_given_dimensions_leave_room_for_all(void **state) {
  (void)state;
  Dimensions all = {0};
  for (int i = 0; i < NAMES / 2; i++) assert_true(dimension_give(&all, text[i], (unsigned)(NAMES - 1 - i)));
  for (int i = 0; i < NAMES; i++) assert_true(dimension_of(&all, text[i]) < NAMES);
  assert_int_equal(all.n, NAMES);
  assert_int_equal(dimension_of(&all, text[NAMES]), NO_DIMENSION);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(dimensions_of_known_names),
    cmocka_unit_test(all_dimensions_are_given_once),
    cmocka_unit_test(newcomers_hardly_move_others),
    cmocka_unit_test(a_given_dimension_is_kept_and_taken),
    cmocka_unit_test(a_gift_moves_nobody_else),
    cmocka_unit_test(gifts_undo_what_a_newcomer_moved),
    cmocka_unit_test(all_given_dimensions_leave_room_for_all),
  };
  return cmocka_run_group_tests(tests, setup, NULL);
}
