/* Expressions: text to tree and back, with no parenthesis too many and none too few. */
#define _POSIX_C_SOURCE 200809L
#include "support/check.h"
#include "script/state.h"
#include "study/scenario.h"
#include <stdlib.h>

/* The right side of a scenario's lever as an expression, or NULL with the failure. */
static const Expr *parse(Arena *arena, const char *text, Fail *fail) {
  Script script;
  Source source;
  static char whole[70000];
  snprintf(whole, sizeof whole, "return scenario \"s\" {levers = {x = %s}}", text);
  assert_done(script_open(&script, arena, NULL, NULL, fail), fail);
  assert_done(source_from(arena, "text.lua", whole, strlen(whole), &source, fail), fail);
  int code = script_run(&script, &source, SCRIPT_SCENARIO, fail);
  const Scenario *scenario = script.result;
  script_close(&script);
  return code ? NULL : scenario->overrides[0].value;
}

static void assert_reads_back(const char *text) {
  Fail fail;
  Arena *arena = arena_new();
  const Expr *expr = parse(arena, text, &fail);
  if (!expr) { fail_print(stderr, &fail); fail_msg("%s", text); }
  assert_string_equal(expr_text(arena, expr, 0), text);
  arena_free(arena);
}

static void test_texts(void **state) {
  (void)state;
  static const char *const texts[] = {
    "a + b + c", "a + (b + c)", "a - b - c", "a - (b - c)", "a * b / c", "a * (b / c)", "a / b * c", "(a + b) * c", "a * b + c * d",
    "a^b^c", "(a^b)^c", "-a^b", "(-a)^b", "a^-b", "-(a + b)", "-a * b", "-(a * b)", "a - -b", "-(-a)", "a * -b", "2 * a", "a - -2", "(-2)^a", "a^(b + 1)",
    "exp(a) * log(b)", "where(less(a, 1), b, c)", "people[area.urban]", "(a + b)[area.urban]", "people[area.urban][sex.female]", "x[age[0]]",
    "x[g[\"5_9\"]]", "sum(area, sex, age(15, 59), people)", "by(area) {urban = 1, others = 0}", "by(age) {[0] = 1, others = 0}",
    "accumulate(x, age, \"down\")", "lookup(x, {[0] = 1, [5] = 2})", "lookup(x, {[0] = 1, [5] = 2, smooth = true})", "as \"%\" (5) + a",
    "path {[2020] = 1, [2030] = 2 * a}", "path {[1] = 5, [2] = 6}", "path {[2020] = {coal = 1, others = 0}}", "ramp {from = 2021, reach = 300, start = 40, to = 2035}",
    "choice {1, 2, weights = {0.3, 0.7}}", "smooth(x, 3, {order = 3})", "previous(x, 2)", "default * 1.2", "{rural = 2, urban = 1, others = 0}", "by(area) {north = a, south = b, others = c}", "normal(0.9, 0.3)",
    "max(age(15, 59), x)", "place(x, age[0])", "1e-06 * a", "0.1 * a", "1e+300 * a",
  };
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) assert_reads_back(texts[i]);
}

static void test_entries_are_in_a_fixed_order(void **state) {
  (void)state;
  Fail fail;
  Arena *arena = arena_new();
  assert_string_equal(expr_text(arena, parse(arena, "{urban = 1, [3] = 4, rural = 2, [-1] = 3}", &fail), 0), "{[-1] = 3, [3] = 4, rural = 2, urban = 1}");
  assert_string_equal(expr_text(arena, parse(arena, "(a + 1)", &fail), 0), "a + 1");
  assert_string_equal(expr_text(arena, parse(arena, "0 * -0.0", &fail), 0), "0");
  arena_free(arena);
}

/* Lua computes with plain numbers; words do it with the same functions as the engine. */
static void test_plain_numbers(void **state) {
  (void)state;
  static const struct { const char *text; double value; } cases[] = {
    {"1 + 2 * 3", 7}, {"exp(0)", 1}, {"log(1)", 0}, {"sqrt(9)", 3}, {"abs(-2)", 2}, {"floor(2.7)", 2}, {"min(3, 1, 2)", 1}, {"max(3, 1, 2)", 3},
    {"clamp(5, 0, 3)", 3}, {"clamp(-5, 0, 3)", 0}, {"where(less(1, 2), 7, 8)", 7}, {"more(1, 2)", 0}, {"at_most(2, 2)", 1}, {"at_least(1, 2)", 0}, {"same(2, 2)", 1},
    {"both(1, 0)", 0}, {"either(1, 0)", 1}, {"neither(0, 0)", 1}, {"logistic(0)", 0.5}, {"sin(0)", 0}, {"cos(0)", 1}, {"math.floor(2.5)", 2}, {"0x10", 16}, {"1e3", 1000},
  };
  Fail fail;
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    Arena *arena = arena_new();
    const Expr *expr = parse(arena, cases[i].text, &fail);
    assert_non_null(expr);
    assert_int_equal(expr->kind, EXPR_NUMBER);
    assert_same_double(expr->number, cases[i].value);
    arena_free(arena);
  }
}

static void test_cut_texts(void **state) {
  (void)state;
  Fail fail;
  Arena *arena = arena_new();
  const Expr *expr = parse(arena, "by(area) {[\"城镇\"] = population, [\"乡村\"] = population}", &fail);
  size_t whole = strlen(expr_text(arena, expr, 0));
  assert_true(whole > 40);
  for (unsigned width = 1; width < whole; width++) {
    const char *text = expr_text(arena, expr, width);
    assert_true(strlen(text) <= (width < 3 ? 3 : width));
    size_t n = strlen(text);
    assert_true(strcmp(text + n - 3, "…") == 0);
  }
  arena_free(arena);
}

/* ---- random trees ------------------------------------------------------------------------------------------------------ */

static unsigned seed = 1;
static unsigned draw(unsigned n) { seed = seed * 1664525u + 1013904223u; return (seed >> 16) % n; }

static Expr *random_tree(Arena *arena, int depth) {
  static const Place nowhere = {NULL, 0, 0};
  static const Word words[] = {WORD_ADD, WORD_SUB, WORD_MUL, WORD_DIV, WORD_POW, WORD_NEG, WORD_EXP, WORD_MIN};
  static const char *const names[] = {"a", "b", "c"};
  if (depth == 0) return draw(4) ? expr_name(arena, names[draw(3)], nowhere) : expr_name(arena, "z", nowhere);
  Word word = words[draw(8)];
  Expr *args[2] = {random_tree(arena, depth - 1 - (int)draw((unsigned)depth)), NULL};
  unsigned n = word == WORD_NEG || word == WORD_EXP ? 1 : 2;
  if (n == 2) args[1] = random_tree(arena, depth - 1 - (int)draw((unsigned)depth));
  return expr_call(arena, word, nowhere, n, args);
}

static bool same_tree(const Expr *x, const Expr *y) {
  if (x->kind != y->kind || x->n_args != y->n_args) return false;
  if (x->kind == EXPR_NAME) return strcmp(x->text, y->text) == 0;
  if (x->word != y->word) return false;
  for (unsigned i = 0; i < x->n_args; i++) if (!same_tree(x->args[i], y->args[i])) return false;
  return true;
}

/* Texts without a pair of parentheses: none of them may read back as the same tree. */
static bool is_minimal(Arena *arena, const Expr *expr, const char *text) {
  char shorter[4096];
  for (const char *open = text; (open = strchr(open, '(')); open++) {
    if (open > text && (open[-1] == 'p' || open[-1] == 'n')) continue;         /* of exp( and min( */
    int depth = 0;
    const char *close = open;
    for (; *close; close++) {
      depth += (*close == '(') - (*close == ')');
      if (!depth) break;
    }
    if (open > text && open[-1] == '-' && open[1] == '-') continue;            /* "--" would begin a comment */
    snprintf(shorter, sizeof shorter, "%.*s%.*s%s", (int)(open - text), text, (int)(close - open - 1), open + 1, close + 1);
    Fail fail;
    const Expr *other = parse(arena, shorter, &fail);
    if (other && same_tree(expr, other)) { print_error("%s\n%s\n", text, shorter); return false; }
  }
  return true;
}

static void test_random_trees(void **state) {
  (void)state;
  for (int i = 0; i < 400; i++) {
    Fail fail;
    Arena *arena = arena_new();
    const Expr *tree = random_tree(arena, 5);
    const char *text = expr_text(arena, tree, 0);
    const Expr *again = parse(arena, text, &fail);
    if (!again || !same_tree(tree, again)) fail_msg("%s", text);
    assert_true(is_minimal(arena, tree, text));
    arena_free(arena);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_texts), cmocka_unit_test(test_entries_are_in_a_fixed_order), cmocka_unit_test(test_plain_numbers),
                                     cmocka_unit_test(test_cut_texts), cmocka_unit_test(test_random_trees)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
