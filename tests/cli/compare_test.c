/* compare and diff; on a town of made-up numbers (tests/cli/toy). */
#define _XOPEN_SOURCE 700
#include "cli/program.h"

#define TOY "tests/cli/toy/"

static void compare_shows_differences(void **state) {
  (void)state;
  Ran r = run("compare " TOY "base.lua " TOY "more.lua --years 2030");
  assert_exit(r, 0);
  assert_has(r.out, "照旧   多生           差");
  assert_has(r.out, "增长率        %      3.86   4.69  +0.83百分点\n");
  assert_has(r.out, "工业占比      %     50.00  50.00            =\n");
  assert_has(r.out, "不同的假设 3 项：A 照旧，B 多生\n");
  done(&r);
}

static void compare_json_is_an_object(void **state) {
  (void)state;
  Ran r = run("compare --json " TOY "base.lua " TOY "more.lua " TOY "same.lua");
  assert_exit(r, 0);
  assert_true(json_is_one_object(r.out));
  assert_json_text(r.out, "scenarios/2", "same");
  double a = json_number_at(r.out, "indicators/population/values/0/2"), b = json_number_at(r.out, "indicators/population/values/1/2");
  assert_same_double(json_number_at(r.out, "indicators/population/differences/0/2"), b - a);
  assert_same_double(json_number_at(r.out, "indicators/population/differences/1/2"), 0);
  assert_json_text(r.out, "assumptions/0/0/name", "death_rate");
  done(&r);
}

static void a_scenario_that_changes_nothing_is_its_parent(void **state) {
  (void)state;
  Ran r = run("compare --json --all " TOY "base.lua " TOY "same.lua --years 2021,2025,2030");
  const char *s = json_at(r.out, "indicators");
  assert_non_null(s);
  for (const char *d = s; (d = strstr(d, "\"differences\":")); d++) assert_int_equal(strncmp(d, "\"differences\":[[0,0,0]]", 23), 0);
  done(&r);
  r = run("diff " TOY "base.lua " TOY "same.lua");
  assert_exit(r, 0);
  assert_has(r.out, "不同的假设 0 项");
  done(&r);
}

/* More files than once were allowed. */
static void a_dozen_scenarios(void **state) {
  (void)state;
  char line[1024] = "compare --json";
  for (int i = 0; i < 12; i++) strcat(line, i % 2 ? " " TOY "more.lua" : " " TOY "base.lua");
  Ran r = run(line);
  assert_exit(r, 0);
  assert_json_text(r.out, "scenarios/11", "more");
  done(&r);
  memcpy(line, "compare       ", 14);
  r = run(line);
  assert_exit(r, 0);
  assert_has(r.out, "照旧   多生           差   照旧  差");
  done(&r);
}

static void diff_points_at_lines(void **state) {
  (void)state;
  Ran r = run("diff --lang en " TOY "base.lua " TOY "more.lua");
  assert_exit(r, 0);
  assert_has(r.out, "3 assumptions differ: A As before, B More births\n");
  assert_has(r.out, "A the region: 10  " TOY "town.lua:3\n");
  assert_has(r.out, "B more: path {[2025] = 15, [2030] = 20}  " TOY "more.lua:6\n");
  assert_has(r.out, "2030: 3.00 → 3.30");
  done(&r);
  r = run("diff --json " TOY "base.lua " TOY "more.lua");
  assert_true(json_is_one_object(r.out));
  assert_json_text(r.out, "assumptions/1/name", "birth_rate");
  assert_json_text(r.out, "assumptions/1/sides/1/file", TOY "more.lua");
  assert_same_double(json_number_at(r.out, "assumptions/1/sides/1/line"), 6);
  done(&r);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(a_dozen_scenarios),
    cmocka_unit_test(compare_shows_differences),
    cmocka_unit_test(compare_json_is_an_object),
    cmocka_unit_test(a_scenario_that_changes_nothing_is_its_parent),
    cmocka_unit_test(diff_points_at_lines),
  };
  return cmocka_run_group_tests(tests, make_scratch, remove_scratch);
}
