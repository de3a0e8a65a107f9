/* The small system-dynamics models and World3 against the tables that Vensim and STELLA wrote. */
#include "gallery/gallery.h"

typedef struct { const char *model, *file, *expected; double tolerance; bool absolute; const char *until; double last; } Case;

static void compare(void **state) {
  const Case *c = *state;
  char path[256];
  snprintf(path, sizeof path, GALLERY "%s", c->file);
  Run run = run_of(path);
  snprintf(path, sizeof path, EXPECTED "%s", c->expected);
  Wide expected = wide_read(path);
  assert_true(expected.n_rows > 1 && expected.n_columns > 1);
  report(c->model, compare_all(run, &expected, c->absolute, c->until, c->last), c->tolerance, c->absolute ? "absolute" : "of the maximum");
  wide_free(&expected);
  run_free(run);
}

/* Vensim writes six digits, STELLA ten or more. DELAY N follows a rule of its own once its time changes (after 14). */
static Case cases[] = {
  {"teacup, STELLA", "teacup/model.lua", "teacup_stella.csv", 1e-9, false, NULL, 0},
  {"teacup, Vensim", "teacup/model.lua", "teacup_vensim.csv", 1e-5, false, NULL, 0},
  {"sir, STELLA", "sir/model.lua", "sir_stella.csv", 1e-9, false, NULL, 0},
  {"sir, Vensim", "sir/model.lua", "sir_vensim.csv", 1e-5, false, NULL, 0},
  {"smooth", "smooth/model.lua", "smooth_vensim.csv", 1e-5, false, NULL, 0},
  {"delays", "delays/model.lua", "delays_vensim.csv", 1e-5, false, "outputdelayn", 14},
  {"lookups, STELLA", "lookups/model.lua", "lookups_stella.csv", 1e-9, false, NULL, 0},
  {"lookups, Vensim", "lookups/model.lua", "lookups_vensim.csv", 1e-5, false, NULL, 0},
  {"lookups_with_expr", "lookups_with_expr/model.lua", "lookups_with_expr_vensim.csv", 3e-5, true, NULL, 0},
  {"input_functions", "input_functions/model.lua", "input_functions_vensim.csv", 1e-4, true, NULL, 0},
  {"euler_step", "euler_step/model.lua", "euler_step_vensim.csv", 1e-4, true, NULL, 0},
  {"if_stmt", "if_stmt/model.lua", "if_stmt_vensim.csv", 0, true, NULL, 0},
  {"division", "division/model.lua", "division_vensim.csv", 0, true, NULL, 0},
  {"world3, main series", "world3/standard.lua", "world3_main.csv", 1e-5, false, NULL, 0},
  {"world3, all series", "world3/standard.lua", "world3_all.csv", 1e-5, false, NULL, 0},
};

/* Scenario 1 is the standard run under another name; the others differ from it, and only from their policy year on. */
static void scenarios_differ_from_their_year_on(void **state) {
  (void)state;
  Run standard = run_of(GALLERY "world3/standard.lua");
  for (unsigned n = 1; n <= 11; n++) {
    char path[256];
    snprintf(path, sizeof path, GALLERY "world3/scenario_%02u.lua", n);
    Run run = run_of(path);
    double year = n == 10 ? 1982 : n == 11 ? 2012 : 2002, resources = n == 1 ? 0 : 1e12;
    double before = run_value(run, "population", 0, year) / run_value(standard, "population", 0, year);
    double after = run_value(run, "population", 0, 2100) / run_value(standard, "population", 0, 2100);
    double found = run_value(run, "nonrenewable_resources", 0, 1950) - run_value(standard, "nonrenewable_resources", 0, 1950);
    assert_near(before, 1, 1e-12);
    assert_within(found, resources, 1);
    if (n == 1) assert_same_double(after, 1); else assert_true(fabs(after - 1) > 0.01);
    run_free(run);
  }
  run_free(standard);
}

int main(void) {
  enum { CASES = sizeof cases / sizeof *cases };
  struct CMUnitTest tests[CASES + 1];
  for (unsigned i = 0; i < CASES; i++)
    tests[i] = (struct CMUnitTest){.name = cases[i].model, .test_func = compare, .initial_state = &cases[i]};
  tests[CASES] = (struct CMUnitTest)cmocka_unit_test(scenarios_differ_from_their_year_on);
  return cmocka_run_group_tests(tests, NULL, NULL);
}
