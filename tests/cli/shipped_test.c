/* Every scenario and model that is shipped, through the program. */
#define _XOPEN_SOURCE 700
#include "cli/program.h"

#include <glob.h>

static const char *const indicators[] = {
  "population", "urban_population", "urbanization_rate", "births", "deaths", "net_migration", "share_0_14", "share_15_59",
  "share_60_plus", "share_65_plus", "labour_force", "gdp", "gdp_growth", "gdp_per_capita", "capital", "tfp", "employment",
  "value_added_primary", "value_added_secondary", "value_added_tertiary", "energy_total", "energy_intensity", "electricity",
  "co2", "co2_intensity", "non_fossil_share"};
static const char *const levers[] = {
  "carbon_price", "coal_retired", "import_power", "electrification", "ev_share", "rd_intensity", "investment_rate",
  "digital_share", "manufacturing_share", "openness", "fertility_support", "life_expectancy", "hukou_reform", "forest_cover"};

static void the_baseline_has_every_promised_indicator(void **state) {
  (void)state;
  Ran r = run("run --json scripts/baseline.lua");
  assert_exit(r, 0);
  assert_true(json_is_one_object(r.out));
  assert_same_double(json_number_at(r.out, "years/0"), 2020);
  assert_same_double(json_number_at(r.out, "years/15"), 2035);
  for (size_t i = 0; i < sizeof indicators / sizeof *indicators; i++)
    for (int year = 0; year <= 15; year++) {
      char path[96];
      snprintf(path, sizeof path, "indicators/%s/values/%d", indicators[i], year);
      if (!isfinite(json_number_at(r.out, path))) fail_msg("%s is not finite", path);
    }
  assert_same_double(json_number_at(r.out, "checks/failed"), 0);
  done(&r);
}

static void the_base_year_is_the_published_one(void **state) {
  (void)state;
  Ran r = run("run --json scripts/baseline.lua");
  assert_near(json_number_at(r.out, "indicators/population/values/0"), 3208.93, 1e-3);
  assert_within(json_number_at(r.out, "indicators/urbanization_rate/values/0"), 69.46, 0.05);
  assert_near(json_number_at(r.out, "indicators/gdp/values/0"), 25041, 1e-3);
  assert_near(json_number_at(r.out, "indicators/energy_total/values/0"), 8874.5, 1e-3);
  done(&r);
}

static void every_promised_lever_is_there_and_alive(void **state) {
  (void)state;
  Ran r = run("check --json scripts/baseline.lua");
  assert_exit(r, 0);
  assert_true(json_is_one_object(r.out));
  for (size_t i = 0; i < sizeof levers / sizeof *levers; i++) {
    char path[64];
    snprintf(path, sizeof path, "levers/%s/unit", levers[i]);
    if (!json_at(r.out, path)) fail_msg("no lever %s", levers[i]);
    for (int k = 0;; k++) {
      snprintf(path, sizeof path, "dead_levers/%d", k);
      const char *dead = json_at(r.out, path);
      if (!dead) break;
      if (!strncmp(dead + 1, levers[i], strlen(levers[i])) && dead[1 + strlen(levers[i])] == '"') fail_msg("%s has no effect", levers[i]);
    }
  }
  done(&r);
}

static void runs_clean(const char *pattern, const char *command) {
  glob_t found;
  assert_int_equal(glob(pattern, 0, NULL, &found), 0);
  for (size_t i = 0; i < found.gl_pathc; i++) {
    char line[256];
    snprintf(line, sizeof line, "%s --json --all %s", command, found.gl_pathv[i]);
    Ran r = run(line);
    assert_exit(r, 0);
    assert_true(json_is_one_object(r.out));
    assert_string_equal(r.err, "");
    done(&r);
  }
  globfree(&found);
}

static void every_scenario_runs_and_balances(void **state) {
  (void)state;
  runs_clean("scripts/*.lua", "run");
}

static void every_model_runs(void **state) {
  (void)state;
  runs_clean("models/*/model.lua", "run");
  runs_clean("models/gallery/*/model.lua", "run");
}

static void every_scenario_compares_with_the_baseline(void **state) {
  (void)state;
  runs_clean("scripts/*.lua", "compare scripts/baseline.lua");
}

static void a_gallery_model_is_drawn(void **state) {
  (void)state;
  Ran r = run("run models/gallery/world3/standard.lua --lang en");
  assert_exit(r, 0);
  assert_has(r.out, "  A population (persons)  0 … 8e9\n");
  assert_has(r.out, "  B nonrenewable resources");
  assert_has(r.out, "⠉⠉⠉");
  done(&r);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(the_baseline_has_every_promised_indicator),
    cmocka_unit_test(the_base_year_is_the_published_one),
    cmocka_unit_test(every_promised_lever_is_there_and_alive),
    cmocka_unit_test(every_scenario_runs_and_balances),
    cmocka_unit_test(every_model_runs),
    cmocka_unit_test(every_scenario_compares_with_the_baseline),
    cmocka_unit_test(a_gallery_model_is_drawn),
  };
  return cmocka_run_group_tests(tests, make_scratch, remove_scratch);
}
