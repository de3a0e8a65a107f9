/* run, as people use it: its table, scorecard, JSON and files; on a town of made-up numbers (tests/cli/toy). */
#define _XOPEN_SOURCE 700
#include "cli/program.h"

#define TOY "tests/cli/toy/"

/* ---- run ---------------------------------------------------------------------------------------------------------- */

static void run_shows_table_scorecard_and_checks(void **state) {
  (void)state;
  Ran r = run("run " TOY "base.lua");
  assert_exit(r, 0);
  assert_string_equal(r.err, "");
  static const char *const parts[] = {
    "小城 · 照旧  2020–2030\n一切照旧。\n元为 2020 年价\n",
    "指标          单位   2020   2025   2030         年均  走势\n",
    "常住人口      万人  100.0  102.0  104.1       +0.40%  ▁▁▂▃▄▄▅▆▇██\n",
    "工业占比      %     40.00  45.00  50.00  +1.00百分点  ▁▁▂▃▄▅▅▆▇██\n",
    "总产出        亿元  200.0  254.0  311.0       +4.51%  ▁▁▂▃▄▄▅▆▇██\n",
    "≥ 101.0   102.0  万人  202%  提前完成\n",
    "≥ 50.00   50.00  %     100%  达到或基本达到时序进度、预计可如期完成\n",
    "≤ 0.50    1.04  万人   11%  未达进度、预计完成有难度\n",
    "已登记、尚未建模：\n    学校\n",
    "检查  2 项每年都成立\n",
  };
  for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) assert_has(r.out, parts[i]);
  assert_null(strchr(r.out, '\033'));
  done(&r);
}

static void run_speaks_english(void **state) {
  (void)state;
  Ran r = run("run " TOY "base.lua --lang=en --years 2021,2029-2030");
  assert_exit(r, 0);
  assert_has(r.out, "Small town · As before  2020–2030\nAll goes on as before.\nyuan at 2020 prices\n");
  assert_has(r.out, "Indicator       unit          2021   2029   2030      per year  path\n");
  assert_has(r.out, "+1.00 points");
  assert_has(r.out, "10⁴ persons");
  assert_has(r.out, "completed early");
  assert_has(r.out, "all 2 hold in every step");
  done(&r);
}

/* A name without an English label is shown as its words. */
static void what_has_no_english_label_is_its_name(void **state) {
  (void)state;
  Ran r = run("run tests/cases/language/rule_43_labels.lua --all --lang en");
  assert_exit(r, 0);
  assert_has(r.out, "\ngross product ");
  done(&r);
  r = run("run tests/cases/language/rule_43_labels.lua --all");
  assert_has(r.out, "\n毛额 ");
  done(&r);
}

static void run_json_has_every_number(void **state) {
  (void)state;
  Ran r = run("run --json " TOY "base.lua");
  assert_exit(r, 0);
  assert_string_equal(r.err, "");
  assert_true(json_is_one_object(r.out));
  assert_json_text(r.out, "scenario", "base");
  assert_json_text(r.out, "model", "toy");
  assert_json_text(r.out, "indicators/population/unit", "万人");
  assert_json_text(r.out, "indicators/population/label/zh", "常住人口");
  assert_json_text(r.out, "indicators/population/label/en", "Population");
  for (int i = 0; i <= 10; i++) {
    char path[64];
    snprintf(path, sizeof path, "years/%d", i);
    assert_same_double(json_number_at(r.out, path), 2020 + i);
    snprintf(path, sizeof path, "indicators/population/values/%d", i);
    assert_near(json_number_at(r.out, path), 100 * pow(1.004, i), 1e-14);
    snprintf(path, sizeof path, "indicators/share_works/values/%d", i);
    assert_near(json_number_at(r.out, path), 40 + i, 1e-14);
  }
  assert_near(json_number_at(r.out, "indicators/output.works/values/1"), 84, 1e-14);     /* 100 万人, 2.1 万元, 0.4 */
  assert_true(isnan(json_number_at(r.out, "indicators/crude_rate/values/0")));
  assert_near(json_number_at(r.out, "indicators/crude_rate/values/1"), 10, 1e-14);
  assert_null(json_at(r.out, "indicators/people"));                                    /* no label */
  assert_same_double(json_number_at(r.out, "outcomes/most_births/value"), 2020);
  assert_same_double(json_number_at(r.out, "checks/passed"), 2);
  assert_same_double(json_number_at(r.out, "checks/failed"), 0);
  done(&r);
}

static void run_json_scores_targets(void **state) {
  (void)state;
  Ran r = run("run --json " TOY "base.lua");
  assert_json_text(r.out, "targets/0/id", "people_2025");
  assert_json_text(r.out, "targets/0/kind", "预期性");
  assert_json_text(r.out, "targets/0/comparison", "at_least");
  assert_json_text(r.out, "targets/0/unit", "万人");
  assert_json_text(r.out, "targets/0/status", "early");
  assert_same_double(json_number_at(r.out, "targets/0/year"), 2025);
  assert_same_double(json_number_at(r.out, "targets/0/target"), 101);
  assert_near(json_number_at(r.out, "targets/0/value"), 100 * pow(1.004, 5), 1e-14);
  assert_same_double(json_number_at(r.out, "targets/0/met_from"), 2023);              /* 1.004^3 > 1.01 > 1.004^2 */
  assert_same_double(json_number_at(r.out, "targets/0/schedule/2/year"), 2022);
  assert_same_double(json_number_at(r.out, "targets/0/schedule/2/line"), 100.4);
  assert_near(json_number_at(r.out, "targets/0/schedule/2/projected"), 100 * pow(1.004, 2), 1e-14);
  static const char *const expected[] = {"early", "on_schedule", "ahead", "behind", "ahead", "behind", "not_modelled"};
  for (int i = 0; i < 7; i++) {
    char path[64];
    snprintf(path, sizeof path, "targets/%d/status", i);
    assert_json_text(r.out, path, expected[i]);
  }
  assert_true(isnan(json_number_at(r.out, "targets/6/value")));
  done(&r);
}

static void the_path_of_a_mean_is_the_mean_so_far(void **state) {
  (void)state;
  Ran r = run("run --json " TOY "base.lua");
  double first = json_number_at(r.out, "indicators/output_total/values/0");
  for (int i = 1; i <= 5; i++) {
    char path[64];
    snprintf(path, sizeof path, "indicators/output_total/values/%d", i);
    double mean = (pow(json_number_at(r.out, path) / first, 1.0 / i) - 1) * 100;
    snprintf(path, sizeof path, "targets/4/schedule/%d/projected", i - 1);
    assert_near(json_number_at(r.out, path), mean, 1e-12);
  }
  done(&r);
}

static void a_target_may_name_an_outcome(void **state) {
  (void)state;
  Ran r = run("run --json " TOY "base.lua");
  double first = json_number_at(r.out, "indicators/output_total/values/0");
  for (int i = 0; i <= 10; i++) {
    char path[64];
    snprintf(path, sizeof path, "indicators/output_total/values/%d", i);
    double times = json_number_at(r.out, path) / first;
    snprintf(path, sizeof path, "targets/5/schedule/%d/projected", i);
    assert_near(json_number_at(r.out, path), times, 1e-14);
    snprintf(path, sizeof path, "targets/5/schedule/%d/line", i);
    assert_near(json_number_at(r.out, path), 1 + i / 10.0, 1e-15);
  }
  done(&r);
  r = run("run --json " TOY "short.lua");
  assert_exit(r, 0);
  assert_json_text(r.out, "targets/5/status", "beyond_horizon");
  done(&r);
}

static void all_adds_what_show_leaves_out(void **state) {
  (void)state;
  Ran r = run("run --json --all " TOY "base.lua");
  assert_exit(r, 0);
  assert_near(json_number_at(r.out, "indicators/people/values/0"), 1e6, 1e-15);
  assert_same_double(json_number_at(r.out, "indicators/birth_rate/values/3"), 10);
  done(&r);
}

static void set_changes_a_lever_after_the_start(void **state) {
  (void)state;
  Ran r = run("run --json " TOY "base.lua --set birth_rate=16");
  assert_exit(r, 0);
  assert_near(json_number_at(r.out, "indicators/population/values/1"), 101, 1e-14);
  assert_near(json_number_at(r.out, "indicators/births/values/0"), 1.1, 1e-15);
  done(&r);
  r = run("run " TOY "base.lua --set brith_rate=16");
  assert_exit(r, 2);
  assert_string_equal(r.out, "");
  assert_has(r.err, "did you mean 'birth_rate'?");
  done(&r);
}

static void fail_on_miss_is_asked_for(void **state) {
  (void)state;
  Ran r = run("run --quiet " TOY "base.lua");
  assert_exit(r, 0);
  assert_string_equal(r.out, "");
  done(&r);
  r = run("run --quiet --fail-on-miss " TOY "base.lua");
  assert_exit(r, 1);
  done(&r);
  r = run("run --quiet --fail-on-miss " TOY "short.lua --set birth_rate=20");
  assert_exit(r, 0);                                     /* what lies beyond the horizon is not missed */
  done(&r);
}

static void a_failed_check_tells_its_story(void **state) {
  (void)state;
  Ran r = run("run " TOY "broken.lua");
  assert_exit(r, 1);
  assert_has(r.out, "✗ 死亡人口  " TOY "town.lua:25\n");
  assert_has(r.out, "共 7 步不成立，首次在 2024： deaths = 1.21445767");
  assert_has(r.out, "death_rate * people = 0.607228838");
  done(&r);
  r = run("run --json " TOY "broken.lua");
  assert_exit(r, 1);
  assert_true(json_is_one_object(r.out));
  assert_same_double(json_number_at(r.out, "checks/failed"), 1);
  assert_same_double(json_number_at(r.out, "checks/failures/0/year"), 2024);
  assert_near(json_number_at(r.out, "checks/failures/0/left"), 2 * json_number_at(r.out, "checks/failures/0/right"), 1e-14);
  done(&r);
}

static void what_is_not_finite_is_named(void **state) {
  (void)state;
  Ran r = run("run --json " TOY "infinite.lua");
  assert_exit(r, 3);
  assert_string_equal(r.out, "");
  assert_has(r.err, TOY "infinite.lua:3:");
  assert_has(r.err, "'output_growth' is infinite in 2021, where output_total = 210; guard its equation, for instance with max or where (E701)\n");
  done(&r);
}

static void what_lies_beyond_the_horizon_is_said(void **state) {
  (void)state;
  Ran r = run("run --json " TOY "short.lua");
  assert_exit(r, 0);
  assert_json_text(r.out, "targets/0/status", "early");
  assert_json_text(r.out, "targets/1/status", "beyond_horizon");
  assert_null(json_at(r.out, "outcomes/output_doubles"));
  done(&r);
  r = run("run --json " TOY "long.lua");
  assert_same_double(json_number_at(r.out, "years/20"), 2040);
  done(&r);
}

/* ---- files -------------------------------------------------------------------------------------------------------- */

static void out_is_data_that_can_be_read(void **state) {
  (void)state;
  Ran r = run("run --quiet " TOY "base.lua --out %s/base.csv");
  assert_exit(r, 0);
  assert_string_equal(r.out, "");
  char *text = read_whole(scratch_path("base.csv"));
  assert_non_null(text);
  assert_int_equal(strncmp(text, "series,year,value,unit,source,confidence\n", 41), 0);
  assert_has(text, "\npopulation,2020,100,万人,yuanjing toy: base,projected\n");
  assert_has(text, "\noutput.works,2020,80,亿元2020/a,yuanjing toy: base,projected\n");
  assert_has(text, "\ncrude_rate,2021,");
  assert_null(strstr(text, "\ncrude_rate,2020,"));
  free(text);
  done(&r);
}

static void iamc_is_wide(void **state) {
  (void)state;
  Ran r = run("run --quiet " TOY "short.lua --iamc %s/iamc.csv");
  assert_exit(r, 0);
  char *text = read_whole(scratch_path("iamc.csv"));
  assert_non_null(text);
  assert_int_equal(strncmp(text, "Model,Scenario,Region,Variable,Unit,2020,2021,2022,2023,2024,2025\n", 66), 0);
  assert_has(text, "\nYuanjing toy,short,Small town,Population,million,1,1.004,");
  assert_has(text, "\nYuanjing toy,short,Small town,GDP|Works,billion CNY_2020/yr,8,8.4");
  free(text);
  done(&r);
}

static void a_disk_that_is_full_is_said(void **state) {
  (void)state;
  static const char *const lines[] = {"run " TOY "base.lua --out /dev/full", "run --quiet " TOY "base.lua --iamc /dev/full",
                                      "run " TOY "base.lua --out /no/such/folder/x.csv"};
  for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
    Ran r = run(lines[i]);
    assert_exit(r, 4);
    assert_string_equal(r.out, "");
    assert_has(r.err, "cannot write /");
    assert_has(r.err, "(E811)");
    done(&r);
  }
  char command[1024];
  const char *build = getenv("BUILD");
  static const char *const shells[] = {
    "%s/yuanjing run " TOY "base.lua >/dev/full 2>%s/stderr", "%s/yuanjing run --json " TOY "base.lua >/dev/full 2>%s/stderr",
    "%s/yuanjing --help >/dev/full 2>%s/stderr", "(ulimit -f 1; %s/yuanjing run " TOY "base.lua --all --lang en >%s/big)"};
  for (size_t i = 0; i < sizeof shells / sizeof *shells; i++) {
    snprintf(command, sizeof command, shells[i], build ? build : "build", scratch);
    int status = system(command);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 4);
  }
}

static void a_reader_that_leaves_early_is_no_matter(void **state) {
  (void)state;
  char command[1024];
  const char *build = getenv("BUILD");
  snprintf(command, sizeof command, "bash -c 'set -o pipefail; (sleep 0.2; exec %s/yuanjing run --json " TOY "long.lua) | true' 2>%s/stderr",
           build ? build : "build", scratch);
  assert_int_equal(system(command), 0);
  char *err = read_whole(scratch_path("stderr"));
  assert_string_equal(err, "");
  free(err);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(run_shows_table_scorecard_and_checks),
    cmocka_unit_test(run_speaks_english),
    cmocka_unit_test(what_has_no_english_label_is_its_name),
    cmocka_unit_test(run_json_has_every_number),
    cmocka_unit_test(run_json_scores_targets),
    cmocka_unit_test(the_path_of_a_mean_is_the_mean_so_far),
    cmocka_unit_test(a_target_may_name_an_outcome),
    cmocka_unit_test(all_adds_what_show_leaves_out),
    cmocka_unit_test(set_changes_a_lever_after_the_start),
    cmocka_unit_test(fail_on_miss_is_asked_for),
    cmocka_unit_test(a_failed_check_tells_its_story),
    cmocka_unit_test(what_is_not_finite_is_named),
    cmocka_unit_test(what_lies_beyond_the_horizon_is_said),
    cmocka_unit_test(out_is_data_that_can_be_read),
    cmocka_unit_test(iamc_is_wide),
    cmocka_unit_test(a_disk_that_is_full_is_said),
    cmocka_unit_test(a_reader_that_leaves_early_is_no_matter),
  };
  return cmocka_run_group_tests(tests, make_scratch, remove_scratch);
}
