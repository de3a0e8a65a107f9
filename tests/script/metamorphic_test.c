/* What must hold of every model whatever its numbers: changes of a text that may not change its results, orders of
 * convergence, what is conserved, and the same figures from GSL. */
#define _POSIX_C_SOURCE 200809L
#include "script/text_model.h"
#include "study/result.h"
#include <gsl/gsl_errno.h>
#include <gsl/gsl_interp.h>
#include <gsl/gsl_roots.h>

static char text[20000];
#define write_model(...) (snprintf(text, sizeof text, __VA_ARGS__), text)

/* ---- scale, calendar, elements ---- */

static const char economy[] =
  "capital = stock \"亿元2020\" {initial = %g, rate = invested - capital * as \"1/a\" (0.07)}\n"
  "labour = series \"万人\" {path {[%d] = 1000, [%d] = 900}}\n"
  "gdp = flow \"亿元2020/a\" {start = %g, at_start(gdp) * index(capital) ^ 0.4 * index(labour) ^ 0.6}\n"
  "share = lever \"%%\" {path {[%d] = 40, [%d] = 35}}\n"
  "invested = flow \"亿元2020/a\" {share * gdp}\n"
  "ratio = flow \"1/a\" {gdp / capital}\n"
  "wage = solve \"1\" {zero = wage ^ 1.5 + wage - ratio * as \"a\" (4), between = {0, 10}}\n"
  "growth_of = flow \"1\" {gdp / previous(gdp)}\n"
  "return model \"m\" {calendar = true, start = %d, horizon = %d}\n";

static void economy_of(Run *r, double money, int year) {
  run_text(r, write_model(economy, 60000.0 * money, year, year + 15, 25000.0 * money, year, year + 10, year, year + 15));
}

/* Both may have no start value. */
static void same_bits(const Run *a, const Run *b, const char *name, uint32_t from) {
  for (uint32_t t = from; t <= a->linked->graph->n_steps; t++) {
    double x = value_at(a, name, t), y = value_at(b, name, t);
    if (t > 0 || !isnan(x) || !isnan(y)) assert_same_double(x, y);
  }
}

static void test_money_doubled(void **state) {
  (void)state;
  Run a, b;
  economy_of(&a, 1, 2020), economy_of(&b, 2, 2020);
  same_bits(&a, &b, "ratio", 0), same_bits(&a, &b, "wage", 0), same_bits(&a, &b, "growth_of", 1);
  for (uint32_t t = 0; t <= 15; t++) assert_same_double(2.0 * value_at(&a, "gdp", t), value_at(&b, "gdp", t));
  assert_true(value_at(&a, "ratio", 15) != value_at(&a, "ratio", 1));
  run_free(&a), run_free(&b);
}

static void test_calendar_shifted(void **state) {
  (void)state;
  Run a, b;
  economy_of(&a, 1, 2020), economy_of(&b, 1, 2120);
  const char *names[] = {"capital", "labour", "gdp", "share", "invested", "ratio", "wage"};
  for (unsigned i = 0; i < 7; i++) same_bits(&a, &b, names[i], 0);
  run_free(&a), run_free(&b);
}

static const char regions[] =
  "area = axis {%s}\n"
  "people = stock(\"人\", area) {initial = 4096 / %d, rate = people * as \"1/a\" (0.01) - leaving}\n"
  "leaving = flow(\"人/a\", area) {people ^ 1 * as \"1/a\" (0.03) + 64 * as \"人/a\" (1) / %d}\n"
  "all = level \"人\" {sum(area, people)}\n"
  "return model \"m\" {calendar = true, start = 2020, horizon = 2040}\n";

static void test_region_split(void **state) {
  (void)state;
  Run a, b;
  run_text(&a, write_model(regions, "\"whole\"", 1, 1));
  run_text(&b, write_model(regions, "\"left\", \"right\"", 2, 2));
  same_bits(&a, &b, "all", 0);
  run_free(&a), run_free(&b);
}

/* ---- order of convergence ---- */

/* dx/dt = cos(t) - x, x(0) = 0: x = (cos t + sin t - exp(-t)) / 2. The error at t = 2. */
static double error_of(const char *method, double step) {
  Run r;
  run_text(&r, write_model("x = stock \"1\" {initial = 0, rate = (cos(year) - x) / as \"a\" (1)}\n"
                           "return model \"m\" {calendar = false, start = 0, horizon = 2, step = %g, method = \"%s\"}\n", step, method));
  double error = value_at(&r, "x", r.linked->graph->n_steps) - 0.5 * (cos(2) + sin(2) - exp(-2));
  run_free(&r);
  return fabs(error);
}

static void test_orders(void **state) {
  (void)state;
  double euler = log2(error_of("euler", 1.0 / 64) / error_of("euler", 1.0 / 128)), rk4 = log2(error_of("rk4", 0.125) / error_of("rk4", 0.0625));
  print_message("orders: euler %.3f, rk4 %.3f\n", euler, rk4);
  assert_near(euler, 1.0, 0.05);
  assert_near(rk4, 4.0, 0.05);
  assert_true(error_of("rk4", 0.0625) < 1e-6);
}

/* ---- what is conserved ---- */

static void test_delay_conserves(void **state) {
  (void)state;
  Run r;
  run_text(&r, "sent = flow \"人/a\" {where(less(year, 3), as \"人/a\" (100), as \"人/a\" (0))}\n"
               "arriving = flow \"人/a\" {delay(sent, as \"a\" (4), {order = 3, initial = as \"人/a\" (0)})}\n"
               "arrived = stock \"人\" {initial = 0, rate = arriving}\n"
               "felt = flow \"人/a\" {smooth(sent, as \"a\" (4), {order = 2, initial = as \"人/a\" (0)})}\n"
               "seen = stock \"人\" {initial = 0, rate = felt}\n"
               "return model \"m\" {calendar = false, start = 0, horizon = 200, step = 0.25}\n");
  assert_near(value_at(&r, "arrived", 800), 300.0, 1e-9);
  assert_near(value_at(&r, "seen", 800), 300.0, 1e-9);
  assert_true(value_at(&r, "arrived", 12) < 200.0);
  run_free(&r);
}

static void test_cohort_closed(void **state) {
  (void)state;
  Run r;
  run_text(&r, "age = axis {from = 0, to = 100, open = true}\nsex = axis {\"male\", \"female\"}\n"
               "people = stock(\"人\", age, sex) {initial = (100 - age) * as \"人\" (1), next = advance(people, age)}\n"
               "all = level \"人\" {sum(age, sex, people)}\n"
               "return model \"m\" {calendar = true, start = 2020, horizon = 2130}\n");
  for (uint32_t t = 0; t <= 110; t++) assert_same_double(value_at(&r, "all", t), 10100.0);
  assert_same_double(values_at(&r, "people", 110)[200], 5050.0);        /* all are in the open end */
  run_free(&r);
}

static void test_step_halved(void **state) {
  (void)state;
  double end[3];
  for (int i = 0; i < 3; i++) {
    Run r;
    run_text(&r, write_model("x = stock \"人\" {initial = 100, rate = 0.02 / as \"a\" (1) * x}\n"
                             "return model \"m\" {calendar = false, start = 0, horizon = 10, step = %g}\n", 1.0 / (1 << i)));
    end[i] = value_at(&r, "x", r.linked->graph->n_steps);
    run_free(&r);
  }
  assert_near((end[1] - end[0]) / (end[2] - end[1]), 2.0, 0.05);     /* the gap to the truth halves too */
  assert_near(end[0], 100 * pow(1.02, 10), 1e-12);
}

/* ---- GSL knows better ---- */

static double cubic(double x, void *k) { return x * x * x + x - *(double *)k; }

static double gsl_root(double k) {
  gsl_function f = {cubic, &k};
  gsl_root_fsolver *s = gsl_root_fsolver_alloc(gsl_root_fsolver_brent);
  gsl_root_fsolver_set(s, &f, 0, 20);
  for (int i = 0; i < 200 && gsl_root_fsolver_iterate(s) == 0; i++)
    if (gsl_root_test_interval(gsl_root_fsolver_x_lower(s), gsl_root_fsolver_x_upper(s), 0, 1e-15) == GSL_SUCCESS) break;
  double root = gsl_root_fsolver_root(s);
  gsl_root_fsolver_free(s);
  return root;
}

static void test_solve(void **state) {
  (void)state;
  Run r;
  run_text(&r, "n = axis {from = 1, to = 9}\n"
               "k = flow(\"1\", n) {n * n * (1 + 0.1 * (year - 2020))}\n"
               "x = solve(\"1\", n) {zero = x ^ 3 + x - k, between = {0, 20}}\n"
               "return model \"m\" {calendar = true, start = 2020, horizon = 2030}\n");
  for (uint32_t t = 1; t <= 10; t++)
    for (unsigned i = 0; i < 9; i++) {
      double x = values_at(&r, "x", t)[i], root = gsl_root(values_at(&r, "k", t)[i]);
      assert_within(x, root, 1e-13 * 8020 / (3 * x * x + 1) + 1e-13);       /* the tolerance of graph.h over the slope */
    }
  run_free(&r);
}

/* Without a change of sign: the year, the bounds and both residuals are told. */
static void test_unsolvable(void **state) {
  (void)state;
  Run r;
  run_text(&r, "area = axis {\"urban\", \"rural\"}\nk = parameter(\"1\", area) {{urban = 4, rural = 1}}\n"
               "share = solve(\"%\", area) {zero = share * (year - 2019) * k - as \"1\" (0.5), between = {10, 60}}\n"
               "return model \"m\" {calendar = true, start = 2020, horizon = 2025}\n");
  Result *result = NULL;
  Fail fail = {0};
  assert_fails(result_run(r.loaded->model, NULL, NULL, &result, &fail), E702, &fail,
               "nothing between 10 and 60 solves 'share.urban' in 2021: its `zero` is 0.3 at the one and 4.3 at the other");
  assert_int_equal(fail.place.line, 3);
  run_free(&r);
}

static void test_curves(void **state) {
  (void)state;
  Run r;
  run_text(&r, "band = axis {\"0\", \"1_4\", \"5_9\", \"10_14\", \"15_24\", \"25_39\"}\nage = axis {from = 0, to = 39}\n"
               "node = axis {\"a\", \"b\", \"c\", \"d\", at = {0, 3, 10, 39}}\n"
               "count = parameter(\"人\", band) {{[\"0\"] = 7, [\"1_4\"] = 31, [\"5_9\"] = 0.3, [\"10_14\"] = 90, [\"15_24\"] = 17.7, [\"25_39\"] = 1e-3}}\n"
               "one = level(\"人\", age) {spread(count, band, age)}\n"
               "back = level(\"人\", band) {gather(one, age, band)}\n"
               "knot = parameter(\"1\", node) {{a = 1, b = -2, c = 5, d = 0}}\n"
               "line = level(\"1\", age) {interpolate(knot, node, age)}\n"
               "soft = level(\"1\", age) {lookup(age, {[0] = 1, [3] = -2, [10] = 5, [39] = 0, smooth = true})}\n"
               "return model \"m\" {calendar = true, start = 2020, horizon = 2021}\n");
  const double *total = values_at(&r, "count", 1), *one = values_at(&r, "one", 1), *back = values_at(&r, "back", 1);
  const double bound[7] = {0, 1, 5, 10, 15, 25, 40}, node[4] = {0, 3, 10, 39}, knot[4] = {1, -2, 5, 0};
  double cumulative[7] = {0};
  for (unsigned k = 0; k < 6; k++) cumulative[k + 1] = cumulative[k] + total[k];
  gsl_interp *steffen = gsl_interp_alloc(gsl_interp_steffen, 7), *soft = gsl_interp_alloc(gsl_interp_steffen, 4), *line = gsl_interp_alloc(gsl_interp_linear, 4);
  gsl_interp_init(steffen, bound, cumulative, 7), gsl_interp_init(soft, node, knot, 4), gsl_interp_init(line, node, knot, 4);
  for (unsigned k = 0; k < 6; k++) assert_ulps(back[k], total[k], 4);
  for (unsigned a = 0; a < 40; a++) {
    double expected = gsl_interp_eval(steffen, bound, cumulative, a + 1, NULL) - gsl_interp_eval(steffen, bound, cumulative, a, NULL);
    check_near(one[a], expected, 1e-9, 1e-12, "curve", __FILE__, __LINE__);
    assert_true(one[a] >= 0.0);
    check_near(values_at(&r, "line", 1)[a], gsl_interp_eval(line, node, knot, a, NULL), 1e-13, 1e-14, "curve", __FILE__, __LINE__);
    check_near(values_at(&r, "soft", 1)[a], gsl_interp_eval(soft, node, knot, a, NULL), 1e-12, 1e-13, "curve", __FILE__, __LINE__);
  }
  gsl_interp_free(steffen), gsl_interp_free(soft), gsl_interp_free(line);
  run_free(&r);
}

/* ---- scenarios ---- */

/* A scenario speaks about the years after the start; one that says the same as its parent is its parent, bit for bit. */
static void test_scenario(void **state) {
  (void)state;
  Run base, same, other;
  economy_of(&base, 1, 2020);
  Place place = {"layer", 1, 1};
  Arena *arena = arena_new();
  Override change = {.name = "share", .lever = true, .value = expr_new(arena, EXPR_DEFAULT, place), .place = place};
  Layer layer = {"s", &change, 1};
  LinkOptions options = {.layers = &layer, .n_layers = 1};
  assert_int_equal(run_parts(&same, text, NULL, &options), 0);
  change.value = expr_number(arena, 10, place);
  assert_int_equal(run_parts(&other, text, NULL, &options), 0);
  for (unsigned i = 0; i < base.linked->n_symbols; i++) {
    same_bits(&base, &same, base.linked->symbols[i].name, 0);
    double began = value_at(&base, base.linked->symbols[i].name, 0);
    if (!isnan(began)) assert_same_double(value_at(&other, base.linked->symbols[i].name, 0), began);
  }
  assert_true(value_at(&other, "gdp", 15) < 0.9 * value_at(&base, "gdp", 15));
  run_free(&base), run_free(&same), run_free(&other);
  arena_free(arena);
}

int main(void) {
  gsl_set_error_handler_off();
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_money_doubled), cmocka_unit_test(test_calendar_shifted), cmocka_unit_test(test_region_split),
    cmocka_unit_test(test_orders), cmocka_unit_test(test_delay_conserves), cmocka_unit_test(test_cohort_closed),
    cmocka_unit_test(test_step_halved), cmocka_unit_test(test_solve), cmocka_unit_test(test_unsolvable), cmocka_unit_test(test_curves), cmocka_unit_test(test_scenario)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
