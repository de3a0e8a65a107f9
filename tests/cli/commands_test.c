/* The program as people use it, on a town of made-up numbers (tests/cli/toy). */
#define _XOPEN_SOURCE 700
#include "cli/program.h"

#define TOY "tests/cli/toy/"

static void help_stands_at_every_command(void **state) {
  (void)state;
  static const char *const commands[] = {"run", "compare", "diff", "check", "why", "new", "vocabulary"};
  Ran r = run("--help");
  assert_exit(r, 0);
  for (size_t i = 0; i < sizeof commands / sizeof *commands; i++) {
    char line[64];
    assert_has(r.out, commands[i]);
    snprintf(line, sizeof line, "%s --help --lang en", commands[i]);
    Ran one = run(line), other;
    snprintf(line, sizeof line, "help %s --lang en", commands[i]);
    other = run(line);
    assert_exit(other, 0);
    assert_string_equal(one.out, other.out);
    done(&other);
    assert_exit(one, 0);
    assert_has(one.out, "Usage: yuanjing ");
    assert_has(one.out, "Examples:");
    assert_has(one.out, "--json");
    assert_has(one.out, "--quiet");
    assert_string_equal(one.err, "");
    done(&one);
  }
  done(&r);
}

/* ---- run --------------------------------------------------------------------------------------------------------- */

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

/* ---- files ------------------------------------------------------------------------------------------------------- */

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

/* ---- compare and diff -------------------------------------------------------------------------------------------- */

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

/* ---- check ------------------------------------------------------------------------------------------------------- */

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

/* ---- why --------------------------------------------------------------------------------------------------------- */

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

/* ---- new --------------------------------------------------------------------------------------------------------- */

static void new_writes_a_scenario_that_runs(void **state) {
  (void)state;
  char command[1024];
  snprintf(command, sizeof command, "cp " TOY "*.lua %s/ && mv %s/base.lua %s/baseline.lua && sed -i 's/\"base\"/\"baseline\"/' %s/baseline.lua",
           scratch, scratch, scratch, scratch);
  assert_int_equal(system(command), 0);
  Ran r = run("new %s/mine.lua --json");
  assert_exit(r, 0);
  assert_true(json_is_one_object(r.out));
  assert_json_text(r.out, "based_on", "baseline");
  done(&r);
  char *text = read_whole(scratch_path("mine.lua"));
  assert_has(text, "return scenario \"mine\" {");
  assert_has(text, "-- birth_rate = 10.00,  -- 出生率, ‰/a, 0 … 30; 10.00 → 10.00; 第一章\n");
  free(text);
  r = run("compare --json %s/baseline.lua %s/mine.lua --years 2030");
  assert_exit(r, 0);
  assert_same_double(json_number_at(r.out, "indicators/population/differences/0/0"), 0);
  done(&r);
  r = run("new %s/mine");
  assert_exit(r, 2);
  assert_has(r.err, "mine.lua' is there already");
  done(&r);
}

static void new_refuses_what_is_no_name(void **state) {
  (void)state;
  Ran r = run("new %s/no-name");
  assert_exit(r, 2);
  assert_has(r.err, "is no value for NAME; write letters, digits and _");
  done(&r);
}

/* ---- vocabulary -------------------------------------------------------------------------------------------------- */

static void vocabulary_lists_words_and_names(void **state) {
  (void)state;
  Ran r = run("vocabulary --lang en");
  assert_exit(r, 0);
  assert_has(r.out, "\nclosing(x) ");
  done(&r);
  r = run("vocabulary --json " TOY "model.lua");
  assert_exit(r, 0);
  assert_true(json_is_one_object(r.out));
  assert_has(r.out, "{\"name\":\"birth_rate\",\"kind\":\"lever\",\"unit\":\"‰/a\",\"label\":\"出生率\"}");
  done(&r);
}

static void vocabulary_writes_for_editors(void **state) {
  (void)state;
  Ran r = run("vocabulary " TOY "model.lua --quiet --out %s");
  assert_exit(r, 0);
  char *words = read_whole(scratch_path(".luals/yuanjing.lua")), *luarc = read_whole(scratch_path(".luarc.json"));
  char *check = read_whole(scratch_path(".luacheckrc"));
  assert_non_null(words);
  assert_non_null(check);
  assert_int_equal(strncmp(words, "---@meta\n", 9), 0);
  assert_has(words, "birth_rate");
  assert_has(check, "\"birth_rate\"");
  assert_true(json_is_one_object(luarc));
  assert_has(luarc, ".luals/yuanjing.lua");
  free(words);
  free(luarc);
  free(check);
  done(&r);
  r = run("vocabulary --out /dev/null");
  assert_exit(r, 4);
  assert_has(r.err, "cannot write /dev/null/.luals");
  done(&r);
}

/* ---- usage and mistakes ------------------------------------------------------------------------------------------ */

static void usage_is_a_sentence_and_two(void **state) {
  (void)state;
  static const char *const lines[][2] = {
    {"", "yuanjing needs a command"},
    {"rnu x.lua", "there is no command 'rnu' (did you mean 'run'?); 'yuanjing --help' lists the commands"},
    {"run", "run needs a scenario or model file; 'yuanjing run --help' shows examples (E905)"},
    {"run a.lua b.lua", "'b.lua' is one argument too many for run"},
    {"run --yaers 2030 x.lua", "run has no option '--yaers' (did you mean '--years'?); 'yuanjing run --help' lists them"},
    {"run x.lua --years", "the option --years needs a value: 2025,2030-2035"},
    {"run x.lua --years 2030-", "'2030-' is no value for --years; write up to 24 years like 2025,2030-2035"},
    {"run x.lua --years 2000-2035", "'2000-2035' is no value for --years"},
    {"run x.lua --lang fr", "'fr' is no value for --lang; write zh or en"},
    {"run x.lua --set carbon_price", "is no value for --set; write a name, = and a value"},
    {"run x.lua --json=1", "'1' is no value for --json; write it alone"},
    {"run x.lua -x", "run has no option '-x'"},
    {"compare x.lua", "compare needs two scenario files or more"},
    {"check x.lua --out y", "check has no option '--out'"},
    {"run " TOY "base.lua --years 2019", "'2019' is no time of this run; it goes from 2020 to 2030 in steps of 1"},
  };
  for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
    Ran r = run(lines[i][0]);
    assert_exit(r, 2);
    assert_string_equal(r.out, "");
    assert_has(r.err, lines[i][1]);
    assert_int_equal(strchr(r.err, '\n') - r.err, (long)strlen(r.err) - 1);      /* one line */
    done(&r);
  }
}

static void a_wrong_script_is_three_with_its_line(void **state) {
  (void)state;
  char command[1024];
  snprintf(command, sizeof command, "cp " TOY "*.lua %s/ && echo 'wrong = flow \"人\" { births }' >>%s/town.lua", scratch, scratch);
  assert_int_equal(system(command), 0);
  static const char *const lines[] = {"run --json %s/base.lua", "check --json %s/base.lua", "why births --json %s/base.lua",
                                      "compare --json %s/base.lua %s/more.lua", "diff --json %s/base.lua %s/more.lua"};
  for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
    Ran r = run(lines[i]);
    assert_exit(r, 3);
    assert_string_equal(r.out, "");
    assert_has(r.err, "/town.lua:");
    done(&r);
  }
  Ran r = run("run no/such/file.lua");
  assert_true(r.exit == 3 || r.exit == 4);
  assert_has(r.err, "no/such/file.lua");
  done(&r);
}

static void json_comes_out_the_same_twice(void **state) {
  (void)state;
  Ran a = run("run --json --all " TOY "more.lua"), b = run("run --all --json " TOY "more.lua");
  assert_string_equal(a.out, b.out);
  done(&a);
  done(&b);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(help_stands_at_every_command),
    cmocka_unit_test(run_shows_table_scorecard_and_checks),
    cmocka_unit_test(run_speaks_english),
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
    cmocka_unit_test(compare_shows_differences),
    cmocka_unit_test(compare_json_is_an_object),
    cmocka_unit_test(a_scenario_that_changes_nothing_is_its_parent),
    cmocka_unit_test(diff_points_at_lines),
    cmocka_unit_test(check_finds_dead_levers_and_sources),
    cmocka_unit_test(why_shows_the_equation_and_what_it_read),
    cmocka_unit_test(why_json_nests_to_the_depth),
    cmocka_unit_test(why_tells_each_value_once),
    cmocka_unit_test(why_of_the_start_year_is_its_data),
    cmocka_unit_test(why_of_an_outcome_or_target_walks_its_years),
    cmocka_unit_test(why_of_an_unknown_name_is_usage),
    cmocka_unit_test(new_writes_a_scenario_that_runs),
    cmocka_unit_test(new_refuses_what_is_no_name),
    cmocka_unit_test(vocabulary_lists_words_and_names),
    cmocka_unit_test(vocabulary_writes_for_editors),
    cmocka_unit_test(usage_is_a_sentence_and_two),
    cmocka_unit_test(a_wrong_script_is_three_with_its_line),
    cmocka_unit_test(json_comes_out_the_same_twice),
  };
  return cmocka_run_group_tests(tests, make_scratch, remove_scratch);
}
