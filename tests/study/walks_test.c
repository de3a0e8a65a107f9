/* Outcomes that name each other: each is read once, and a target's path moves all of them. */
#include "study/result.h"
#include "study/scorecard.h"
#include "support/check.h"
#include <stdlib.h>
#include <time.h>

enum { CHAIN = 40 };

static const Place nowhere = {0};
static Model *model;
static Arena *arena;

static int setup(void **state) {
  (void)state;
  model = model_new();
  arena = arena_new();
  if (!model || !arena) return -1;
  model->name = "chain", model->calendar = true, model->start = 2020, model->horizon = 2030, model->step = 1, model->time_text = "a";
  return 0;
}

static int teardown(void **state) {
  (void)state;
  model_free(model);
  arena_free(arena);
  return 0;
}

/* ---- writing a model ------------------------------------------------------------------------------------------------ */

static Expr *number(double x) { return expr_number(model->arena, x, nowhere); }
static Expr *name(const char *text) { return expr_name(model->arena, text, nowhere); }
static Expr *call(Word word, unsigned n, Expr *a, Expr *b, Expr *c) {
  Expr *const args[] = {a, b, c};
  return expr_call(model->arena, word, nowhere, n, args);
}

static const Decl *declare(DeclKind kind, const char *own, Expr *value) {
  Decl d = {.kind = kind, .name = own, .unit_text = "1", .value = value};
  Fail fail = {0};
  assert_done(model_declare(model, &d, &fail), &fail);
  return model_find(model, kind, own);
}

static const char *numbered(const char *stem, unsigned i) { return arena_printf(model->arena, "%s%u", stem, i); }

/* x grows by 3 a year from 10. */
static void declare_stock(void) {
  Entry keys[] = {{.key = "initial", .value = number(10)}, {.key = "next", .value = call(WORD_ADD, 2, name("x"), number(3), NULL)}};
  Decl d = {.kind = DECL_STOCK, .name = "x", .unit_text = "1", .keys = keys, .n_keys = 2};
  Fail fail = {0};
  d.keys = arena_array(model->arena, 2, sizeof *d.keys);
  memcpy(d.keys, keys, sizeof keys);
  assert_done(model_declare(model, &d, &fail), &fail);
}

/* o0 is growth and a level; each later one is the mean of the one before it, named four times. */
static void declare_chain(void) {
  declare_stock();
  Expr *first = call(WORD_ADD, 2, call(WORD_GROWTH, 3, name("x"), number(2022), number(2030)), call(WORD_AT, 2, name("x"), number(2030), NULL), NULL);
  declare(DECL_OUTCOME, "o0", first);
  for (unsigned i = 1; i <= CHAIN; i++) {
    const char *before = numbered("o", i - 1);
    Expr *two = call(WORD_ADD, 2, name(before), name(before), NULL), *four = call(WORD_ADD, 2, two, call(WORD_ADD, 2, name(before), name(before), NULL), NULL);
    declare(DECL_OUTCOME, numbered("o", i), call(WORD_DIV, 2, four, number(4), NULL));
  }
}

static double seconds(void) { return (double)clock() / CLOCKS_PER_SEC; }
static double slower(void) { const char *text = getenv("SLOWER"); return text ? atof(text) : 1; }

/* ---- what is found out ------------------------------------------------------------------------------------------------ */

static void a_chain_of_outcomes_is_read_once(void **state) {
  (void)state;
  declare_chain();
  double from = seconds();
  Walks *w = walks_new(arena, model);
  Expr *last = name("o40");
  assert_same_double(walks_latest(w, last), 2030);
  assert_same_double(walks_earliest(w, last, 2030), 2023);
  assert_true(isinf(walks_earliest(w, last, 2029)));
  assert_true(walks_have(w, last, WORD_GROWTH) && walks_have(w, last, WORD_AT));
  assert_false(walks_have(w, last, WORD_TOTAL) || walks_have(w, last, WORD_MEAN_OVER));
  assert_int_equal(walks_behind(w, name("o0"))->word, WORD_ADD);
  assert_true(seconds() - from < 0.05 * slower());
}

typedef struct { Decl *decls[2 * CHAIN + 4]; unsigned n; } Taken;
static bool take(void *context, Decl *d) {
  Taken *t = context;
  t->decls[t->n++] = d;
  return true;
}

static void each_outcome_is_moved_once(void **state) {
  (void)state;
  declare_chain();
  declare(DECL_OUTCOME, "other", call(WORD_AT, 2, name("x"), number(2025), NULL));
  Walks *w = walks_new(arena, model);
  Taken taken = {0};
  Expr *sum = call(WORD_ADD, 2, name("o40"), name("other"), NULL), *moved = walks_moved(w, sum, 2030, 2024, take, &taken);
  assert_int_equal(taken.n, CHAIN + 1);
  assert_string_equal(taken.decls[0]->name, "o0@2030>2024");             /* inner ones first */
  assert_string_equal(taken.decls[CHAIN]->name, "o40@2030>2024");
  assert_string_equal(moved->args[0]->text, "o40@2030>2024");
  assert_string_equal(moved->args[1]->text, "other");                    /* it does not speak of 2030 */
  assert_same_double(taken.decls[0]->value->args[0]->args[2]->number, 2024);
  assert_same_double(taken.decls[0]->value->args[1]->args[1]->number, 2024);
  assert_same_double(taken.decls[0]->value->args[0]->args[1]->number, 2022);
  assert_same_double(model_find(model, DECL_OUTCOME, "o0")->value->args[1]->args[1]->number, 2030);   /* the model's own stays */
  assert_string_equal(walks_moved(w, name("o40"), 2030, 2024, take, &taken)->text, "o40@2030>2024");
  assert_int_equal(taken.n, CHAIN + 1);                                  /* nothing twice */
}

static void a_circle_is_left_to_the_linker(void **state) {
  (void)state;
  declare_stock();
  declare(DECL_OUTCOME, "a", call(WORD_ADD, 2, name("b"), call(WORD_AT, 2, name("x"), number(2030), NULL), NULL));
  declare(DECL_OUTCOME, "b", call(WORD_ADD, 2, name("a"), name("a"), NULL));
  declare(DECL_OUTCOME, "self", name("self"));
  Walks *w = walks_new(arena, model);
  assert_same_double(walks_latest(w, name("a")), 2030);
  assert_non_null(walks_behind(w, name("self")));
  Result *r;
  Fail fail = {0};
  assert_fails(result_run(model, NULL, NULL, &r, &fail), E423, &fail, "loop");
}

/* ---- a whole scorecard --------------------------------------------------------------------------------------------------- */

static const Decl *declare_target(const char *own, Expr *value, double at_least) {
  Decl d = {.kind = DECL_TARGET, .name = own, .unit_text = "1", .value = value, .n_keys = 1};
  Fail fail = {0};
  d.keys = arena_array(model->arena, 1, sizeof *d.keys);
  d.keys[0] = (Entry){.key = "at_least", .value = number(at_least)};
  assert_done(model_declare(model, &d, &fail), &fail);
  return model_find(model, DECL_TARGET, own);
}

static void check_path(const Score *score, bool growth_too) {
  unsigned first = growth_too ? 2023 : 2020;
  assert_int_equal(score->n, 2030 - first + 1);
  for (unsigned i = 0; i < score->n; i++) {
    double years = first + i - 2020, x = 10 + 3 * years, expected = growth_too ? x + pow(x / 16, 1 / (years - 2)) - 1 : x;
    assert_same_double(score->years[i], first + i);
    assert_near(score->path[i], expected, 1e-12);
  }
}

/* Two targets, one through forty names and one by itself: both have their paths, in milliseconds. */
static void a_target_at_the_end_of_a_chain_has_its_path(void **state) {
  (void)state;
  declare_chain();
  declare_target("far", name("o40"), 30);
  declare_target("registered", NULL, 1);
  declare_target("near", call(WORD_AT, 2, name("x"), number(2030), NULL), 50);
  double from = seconds();
  Result *r;
  Fail fail = {0};
  assert_done(result_run(model, NULL, NULL, &r, &fail), &fail);
  double took = seconds() - from;
  print_message("a target behind %d outcomes of four references each: %.1f ms\n", CHAIN, 1000 * took);
  assert_true(took < 1.0 * slower());
  assert_int_equal(r->n_scores, 3);
  assert_int_equal(r->n_outcomes, CHAIN + 1);
  check_path(&r->scores[0], true);
  assert_int_equal(r->scores[0].status, STATUS_EARLY);
  assert_int_equal(r->scores[1].status, STATUS_NOT_MODELLED);
  check_path(&r->scores[2], false);
  assert_int_equal(r->scores[2].status, STATUS_BEHIND);
  result_free(r);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test_setup_teardown(a_chain_of_outcomes_is_read_once, setup, teardown),
    cmocka_unit_test_setup_teardown(each_outcome_is_moved_once, setup, teardown),
    cmocka_unit_test_setup_teardown(a_circle_is_left_to_the_linker, setup, teardown),
    cmocka_unit_test_setup_teardown(a_target_at_the_end_of_a_chain_has_its_path, setup, teardown),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
