/* check and why; on a town of made-up numbers (tests/cli/toy). */
#define _XOPEN_SOURCE 700
#include "cli/program.h"

#define TOY "tests/cli/toy/"

/* ---- check -------------------------------------------------------------------------------------------------------- */

static void check_finds_dead_levers_and_sources(void **state) {
  (void)state;
  Ran r = run("check --json " TOY "base.lua");
  assert_exit(r, 0);
  assert_string_equal(r.err, "");
  assert_true(json_is_one_object(r.out));
  assert_json_text(r.out, "dead_levers/0", "idle");
  assert_json_text(r.out, "dead_levers/1", "muted");
  assert_null(json_at(r.out, "dead_levers/2"));
  assert_json_text(r.out, "levers/birth_rate/unit", "‰/a");
  assert_json_text(r.out, "parameters/death_rate/source", "made up for the tests");
  assert_json_text(r.out, "parameters/spare/estimate", "made up, sd 0.5");
  assert_json_text(r.out, "closures/0/name", "population");
  assert_int_equal(strncmp(json_at(r.out, "closures/0/holds"), "true", 4), 0);
  assert_json_text(r.out, "not_modelled/0", "schools");
  done(&r);
  r = run("check --lang en " TOY "base.lua");
  assert_has(r.out, "Levers without effect on any indicator  2\n  idle, muted\n");
  assert_has(r.out, TOY "town.lua:7");
  assert_has(r.out, "Base-year closures  1, open 0");
  done(&r);
}

/* ---- why ---------------------------------------------------------------------------------------------------------- */

static void why_shows_the_equation_and_what_it_read(void **state) {
  (void)state;
  Ran r = run("why births@2023 " TOY "more.lua");
  assert_exit(r, 0);
  assert_has(r.out, "births = 1.311726 万人  [2023]  出生人口\n");
  assert_has(r.out, "方程: birth_rate * people  " TOY "town.lua:11\n");
  assert_has(r.out, "birth_rate = 13 ‰  [2023]  出生率\n");
  assert_has(r.out, "情景改为: path {[2025] = 15, [2030] = 20}  (more)  " TOY "more.lua:6\n");
  assert_has(r.out, "people = 1009020 人  [期初 2022]\n");
  done(&r);
}

static void why_json_nests_to_the_depth(void **state) {
  (void)state;
  Ran r = run("why births@2023 --json --depth 1 " TOY "base.lua");
  assert_exit(r, 0);
  assert_true(json_is_one_object(r.out));
  assert_json_text(r.out, "parts/0/text", "birth_rate * people");
  assert_json_text(r.out, "inputs/1/name", "people");
  assert_json_text(r.out, "inputs/1/moment", "opening");
  assert_same_double(json_number_at(r.out, "inputs/1/year"), 2022);
  double births = json_number_at(r.out, "value"), people = json_number_at(r.out, "inputs/1/value");
  assert_near(births * 1e4, people * json_number_at(r.out, "inputs/0/value") / 1000, 1e-14);
  assert_null(json_at(r.out, "inputs/1/inputs/0"));
  done(&r);
}

static void why_tells_each_value_once(void **state) {
  (void)state;
  Ran r = run("why output_growth --json --depth 99 " TOY "base.lua");
  assert_exit(r, 0);
  assert_true(json_is_one_object(r.out));
  assert_true(strlen(r.out) < 100000);                   /* three inputs a year, ten years back: 3^10 without memory */
  assert_has(r.out, "\"repeated\":true");
  done(&r);
  r = run("why output_growth --depth 99 " TOY "base.lua");
  assert_exit(r, 0);
  assert_true(strlen(r.out) < 100000);
  assert_has(r.out, "(见上)");
  done(&r);
}

static void why_of_the_start_year_is_its_data(void **state) {
  (void)state;
  Ran r = run("why births@2020 " TOY "base.lua");
  assert_has(r.out, "births = 1.1 万人");
  assert_has(r.out, "起始值: 1.1  " TOY "town.lua:11");
  done(&r);
}

static void why_of_an_outcome_or_target_walks_its_years(void **state) {
  (void)state;
  Ran r = run("why works_2030 " TOY "base.lua");
  assert_exit(r, 0);
  assert_has(r.out, "works_2030 = 50 %  工业占比\n");
  assert_has(r.out, "target \"%\": at(share_works, 2030)  " TOY "town.lua:");
  assert_has(r.out, "目标值: ≥ 50，2020 年为 40\n");
  assert_has(r.out, "└─ share_works = 50 %  [2030]  工业占比\n");
  done(&r);
  r = run("why output_doubles --json " TOY "base.lua");
  assert_exit(r, 0);
  assert_true(json_is_one_object(r.out));
  assert_json_text(r.out, "kind", "outcome");
  assert_same_double(json_number_at(r.out, "inputs/0/year"), 2030);
  assert_same_double(json_number_at(r.out, "inputs/1/year"), 2020);
  assert_near(json_number_at(r.out, "value"), json_number_at(r.out, "inputs/0/value") / json_number_at(r.out, "inputs/1/value"), 1e-15);
  done(&r);
}

static void why_of_an_unknown_name_is_usage(void **state) {
  (void)state;
  Ran r = run("why brths " TOY "base.lua");
  assert_exit(r, 2);
  assert_has(r.err, "the model has no name 'brths'; did you mean 'births'? (E908)");
  done(&r);
  r = run("why births@1999 " TOY "base.lua");
  assert_exit(r, 2);
  assert_has(r.err, "'1999' is no time of this run; it goes from 2020 to 2030 in steps of 1 (E907)");
  done(&r);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(check_finds_dead_levers_and_sources),
    cmocka_unit_test(why_shows_the_equation_and_what_it_read),
    cmocka_unit_test(why_json_nests_to_the_depth),
    cmocka_unit_test(why_tells_each_value_once),
    cmocka_unit_test(why_of_the_start_year_is_its_data),
    cmocka_unit_test(why_of_an_outcome_or_target_walks_its_years),
    cmocka_unit_test(why_of_an_unknown_name_is_usage),
  };
  return cmocka_run_group_tests(tests, make_scratch, remove_scratch);
}
