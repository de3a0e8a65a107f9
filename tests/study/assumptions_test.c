/* What two scenarios assume differently, and what an expression reads. */
#include "study/assumptions.h"
#include "study/reads.h"
#include "support/check.h"

static Arena *arena;

static int setup(void **state) {
  (void)state;
  return (arena = arena_new()) ? 0 : -1;
}

static int teardown(void **state) {
  (void)state;
  arena_free(arena);
  return 0;
}

static Place line(int n) { return place_at("a.lua", n, 1); }

static Expr *number(double x) { return expr_number(arena, x, line(1)); }

static Expr *call(Word word, Expr *a, Expr *b) {
  Expr *args[] = {a, b};
  return expr_call(arena, word, line(1), b ? 2 : 1, args);
}

static Expr *name(const char *text) { return expr_name(arena, text, line(1)); }

static Expr *the_default(void) { return expr_new(arena, EXPR_DEFAULT, line(1)); }

static void expressions_are_the_same_wherever_written(void **state) {
  (void)state;
  Expr *a = call(WORD_MUL, name("gdp"), number(2)), *b = call(WORD_MUL, name("gdp"), number(2));
  b->place = line(99);
  assert_true(expr_same(a, b));
  assert_false(expr_same(a, call(WORD_MUL, name("gdp"), number(2.5))));
  assert_false(expr_same(a, call(WORD_MUL, name("gap"), number(2))));
  assert_false(expr_same(a, call(WORD_DIV, name("gdp"), number(2))));
  assert_false(expr_same(a, NULL));
}

static void differences_name_both_sides(void **state) {
  (void)state;
  Override of_base[] = {{"x", number(1), true, line(1)}, {"y", number(5), false, line(2)}};
  Override of_a[] = {{"x", number(2), true, line(3)}};
  Override of_b[] = {{"x", number(2), true, line(7)}, {"z", number(9), true, line(8)}};
  Scenario base = {.name = "base", .overrides = of_base, .n_overrides = 2};
  Scenario a = {.name = "a", .overrides = of_a, .n_overrides = 1, .parent = &base};
  Scenario b = {.name = "b", .overrides = of_b, .n_overrides = 2, .parent = &base};
  const Difference *list;
  assert_int_equal(assumptions_differ(arena, &a, &b, &list), 1);       /* x says the same in both, y is the parent's */
  assert_string_equal(list[0].name, "z");
  assert_null(list[0].side[0]);
  assert_int_equal(list[0].side[1]->place.line, 8);
  assert_true(list[0].lever);
  assert_int_equal(assumptions_differ(arena, &base, &a, &list), 1);
  assert_string_equal(list[0].name, "x");
  assert_int_equal(list[0].side[0]->place.line, 1);
  assert_int_equal(list[0].side[1]->place.line, 3);
  assert_int_equal(assumptions_differ(arena, NULL, &base, &list), 2);
  assert_int_equal(assumptions_differ(arena, &a, &a, &list), 0);
}

static void default_reaches_down_to_what_is_below(void **state) {
  (void)state;
  Override of_one[] = {{"x", number(1), true, line(1)}}, of_two[] = {{"x", number(2), true, line(1)}};
  Override twice[] = {{"x", call(WORD_MUL, the_default(), number(2)), true, line(4)}};
  Scenario one = {.name = "one", .overrides = of_one, .n_overrides = 1}, two = {.name = "two", .overrides = of_two, .n_overrides = 1};
  Scenario a = {.name = "a", .overrides = twice, .n_overrides = 1, .parent = &one};
  Scenario b = {.name = "b", .overrides = twice, .n_overrides = 1, .parent = &two};
  const Difference *list;
  assert_int_equal(assumptions_differ(arena, &a, &b, &list), 1);       /* the same words, another default */
  Override plain[] = {{"x", number(4), true, line(4)}};
  a.overrides = b.overrides = plain;
  assert_int_equal(assumptions_differ(arena, &a, &b, &list), 0);
}

/* ---- what an expression reads ---- */

static Model *model_of(const char *const *names, unsigned n) {
  Model *model = model_new();
  Fail fail = {0};
  for (unsigned i = 0; i < n; i++) {
    Decl decl = {.kind = i ? DECL_FLOW : DECL_AXIS, .name = names[i], .unit_text = "1"};
    assert_done(model_declare(model, &decl, &fail), &fail);
  }
  return model;
}

static void reads_know_their_moment(void **state) {
  (void)state;
  Model *model = model_of((const char *[]){"area", "gdp", "labour", "tfp"}, 4);
  /* closing(gdp) * index(tfp) + previous(gdp, 2) * sum(area, gdp) + period */
  Expr *product = call(WORD_MUL, call(WORD_CLOSING, name("gdp"), NULL), call(WORD_INDEX, name("tfp"), NULL));
  Expr *second = call(WORD_MUL, call(WORD_PREVIOUS, name("gdp"), number(2)), call(WORD_SUM, name("area"), name("gdp")));
  Expr *e = call(WORD_ADD, call(WORD_ADD, product, second), name("period"));
  const Read *reads;
  assert_int_equal(reads_of(arena, model, e, &reads), 5);
  static const struct { const char *name; ReadMoment moment; unsigned steps; } expected[] = {
    {"gdp", READ_CLOSING, 0}, {"tfp", READ_PLAIN, 0}, {"tfp", READ_START, 0}, {"gdp", READ_PREVIOUS, 2}, {"gdp", READ_PLAIN, 0}};
  for (unsigned i = 0; i < 5; i++) {
    assert_string_equal(reads[i].name, expected[i].name);
    assert_int_equal(reads[i].moment, expected[i].moment);
    assert_int_equal(reads[i].steps, expected[i].steps);
  }
  assert_int_equal(reads_of(arena, model, NULL, &reads), 0);
  model_free(model);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(expressions_are_the_same_wherever_written),
    cmocka_unit_test(differences_name_both_sides),
    cmocka_unit_test(default_reaches_down_to_what_is_below),
    cmocka_unit_test(reads_know_their_moment),
  };
  return cmocka_run_group_tests(tests, setup, teardown);
}
