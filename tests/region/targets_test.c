/* The register of targets: the 25 indicators of 专栏2 and the numbers of 2035, with their kind and place. */
#define _POSIX_C_SOURCE 200809L
#include "support/check.h"

#include "model/link.h"
#include "script/script.h"
#include "study/point.h"

#include <stdlib.h>

static Loaded *loaded;
static Linked *linked;

static int open_model(void **state) {
  (void)state;
  Fail fail = {0};
  assert_done(script_load("models/chongqing/model.lua", &(LoadOptions){.models = "models"}, &loaded, &fail), &fail);
  assert_done(link_model(loaded->model, &(LinkOptions){0}, point_median, &linked, &fail), &fail);
  return 0;
}

static int close_model(void **state) {
  (void)state;
  link_free(linked);
  script_free(loaded);
  return 0;
}

static bool says(const char *text, const char *expected) { return text && strcmp(text, expected) == 0; }

static const Walk *indicator(int number) {
  char place[64];
  const Walk *found = NULL;
  snprintf(place, sizeof place, "专栏2 第%d项", number);
  for (unsigned i = 0; i < linked->n_targets; i++) {
    if (!says(linked->targets[i].decl->place_text, place)) continue;
    if (found) print_error("%s stands twice\n", place);
    assert_null(found);
    found = &linked->targets[i];
  }
  if (!found) print_error("%s is not registered\n", place);
  assert_non_null(found);
  return found;
}

/* Every indicator is projected by an equation, has a number for 2025 and the plan's kind; its base is of 2020. */
static void box_two_is_complete(void **state) {
  (void)state;
  static const int binding[] = {12, 19, 20, 21, 22, 23, 24, 25};
  for (int n = 1; n <= 25; n++) {
    const Walk *target = indicator(n);
    bool bound = false;
    for (size_t i = 0; i < sizeof binding / sizeof *binding; i++) bound |= binding[i] == n;
    assert_true(says(target->decl->kind_text, bound ? "约束性" : "预期性"));
    assert_true(target->value != NODE_NONE && isfinite(target->goal) && isfinite(target->base));
    assert_true(target->year == 2025 && target->base_year == 2020);
  }
}

/* Some of the plan's own numbers, in base units of the register. */
static void numbers_are_the_plans(void **state) {
  (void)state;
  static const struct { int item; double goal, base; char comparison; } rows[] = {
    {1, 0.06, 0.039, '~'}, {4, 0.35, 0.25, '>'}, {5, 0.025, 0.021, '>'}, {7, 0.63, 0.586, '>'}, {8, 0.73, 0.68, '>'}, {9, 1.8, 1.84, '<'},
    {10, 0.065, 0.066, '>'}, {11, 0.055, 0.057, '<'}, {14, 0.045, 0.038, '>'}, {22, 0.88, 0.91, '>'}, {23, 0.57, 0.525, '>'}};
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    const Walk *target = indicator(rows[i].item);
    assert_near(target->goal, rows[i].goal, 1e-12);
    assert_near(target->base, rows[i].base, 1e-12);
    assert_int_equal(target->comparison, rows[i].comparison);
  }
}

static void vision_of_2035_is_complete(void **state) {
  (void)state;
  int projected = 0;
  for (unsigned i = 0; i < linked->n_targets; i++) {
    const Walk *target = &linked->targets[i];
    if (!says(target->decl->place_text, "第二章第四节")) continue;
    assert_true(target->value != NODE_NONE && target->year == 2035);
    projected++;
  }
  assert_int_equal(projected, 3);
}

/* What stands without equation says so by its name; nobody takes it for a projection. */
static void the_rest_is_registered(void **state) {
  (void)state;
  unsigned registered = 0;
  for (unsigned i = 0; i < linked->n_targets; i++) {
    const Walk *target = &linked->targets[i];
    assert_true((target->value == NODE_NONE) == (strncmp(target->decl->name, "registered_", 11) == 0));
    assert_true(target->decl->place_text && target->decl->kind_text && isfinite(target->goal));
    registered += target->value == NODE_NONE;
  }
  assert_true(registered >= 50);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(box_two_is_complete), cmocka_unit_test(numbers_are_the_plans),
    cmocka_unit_test(vision_of_2035_is_complete), cmocka_unit_test(the_rest_is_registered)};
  return cmocka_run_group_tests(tests, open_model, close_model);
}
