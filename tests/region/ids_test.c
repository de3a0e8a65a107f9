/* The names and units that others build on: what `run --json` and `check --json` of the baseline must hold. */
#define _XOPEN_SOURCE 700
#include "cli/program.h"

typedef struct { const char *id, *unit; } Promise;

static const Promise indicators[] = {
  {"population", "万人"}, {"urban_population", "万人"}, {"urbanization_rate", "%"}, {"births", "万人/a"}, {"deaths", "万人/a"},
  {"net_migration", "万人/a"}, {"share_0_14", "%"}, {"share_15_59", "%"}, {"share_60_plus", "%"}, {"share_65_plus", "%"},
  {"labour_force", "万人"}, {"gdp", "亿元2020/a"}, {"gdp_growth", "%"}, {"gdp_per_capita", "万元2020/a/人"}, {"capital", "亿元2020"},
  {"tfp", "1"}, {"employment", "万人"}, {"value_added_primary", "亿元2020/a"}, {"value_added_secondary", "亿元2020/a"},
  {"value_added_tertiary", "亿元2020/a"}, {"energy_total", "万tce/a"}, {"energy_intensity", "tce/万元2020"}, {"electricity", "亿kWh/a"},
  {"co2", "MtCO2/a"}, {"co2_intensity", "tCO2/万元2020"}, {"non_fossil_share", "%"}};

static const Promise levers[] = {
  {"carbon_price", "元2020/tCO2"}, {"coal_retired", "%"}, {"import_power", "亿kWh/a"}, {"electrification", "%/a"}, {"ev_share", "%"},
  {"rd_intensity", "%"}, {"investment_rate", "%"}, {"digital_share", "%"}, {"manufacturing_share", "%"}, {"openness", "%"},
  {"fertility_support", "1"}, {"life_expectancy", "岁"}, {"hukou_reform", "1"}, {"forest_cover", "%"}};

enum { INDICATORS = sizeof indicators / sizeof *indicators, LEVERS = sizeof levers / sizeof *levers };

static void has_text(const char *json, const char *path, const char *text) {
  const char *at = json_at(json, path);
  if (!at || *at != '"' || strncmp(at + 1, text, strlen(text)) || at[1 + strlen(text)] != '"')
    fail_msg("%s is %.40s, promised \"%s\"", path, at ? at : "missing", text);
}

/* format: where the label stands, with %s for the id and the language. */
static void has_label(const char *json, const char *format, const char *id) {
  static const char *const languages[] = {"zh", "en"};
  for (int l = 0; l < 2; l++) {
    char path[96];
    snprintf(path, sizeof path, format, id, languages[l]);
    const char *at = json_at(json, path);
    if (!at || at[0] != '"' || at[1] == '"') fail_msg("%s is missing", path);
  }
}

static void run_tells_every_indicator(void **state) {
  (void)state;
  Ran r = run("run --json scripts/baseline.lua");
  assert_exit(r, 0);
  for (int i = 0; i < INDICATORS; i++) {
    char path[96];
    snprintf(path, sizeof path, "indicators/%s/unit", indicators[i].id);
    has_text(r.out, path, indicators[i].unit);
    has_label(r.out, "indicators/%s/label/%s", indicators[i].id);
    for (int year = 0; year <= 15; year++) {
      snprintf(path, sizeof path, "indicators/%s/values/%d", indicators[i].id, year);
      if (!isfinite(json_number_at(r.out, path))) fail_msg("%s is no number", path);
    }
    snprintf(path, sizeof path, "indicators/%s/values/16", indicators[i].id);
    assert_null(json_at(r.out, path));
  }
  done(&r);
}

static void check_tells_every_lever(void **state) {
  (void)state;
  Ran r = run("check --json scripts/baseline.lua");
  assert_exit(r, 0);
  for (int i = 0; i < LEVERS; i++) {
    char path[96];
    snprintf(path, sizeof path, "levers/%s/unit", levers[i].id);
    has_text(r.out, path, levers[i].unit);
    has_label(r.out, "levers/%s/%s", levers[i].id);
  }
  done(&r);
}

/* Nothing that the region or the place says stands without a source or an estimate. */
static void every_number_has_an_origin(void **state) {
  (void)state;
  static const char *const files[] = {"scripts/baseline.lua", "models/china/model.lua", "models/chongqing/model_2010.lua", "models/chongqing/model_2020.lua"};
  for (int f = 0; f < 4; f++) {
    char line[128];
    snprintf(line, sizeof line, "check --lang en %s", files[f]);
    Ran r = run(line);
    assert_exit(r, 0);
    char *bare = strstr(r.out, "(no source)");
    if (bare) {
      *bare = 0;
      char *start = strrchr(r.out, '\n');
      fail_msg("%s: no source for %.60s", files[f], start ? start + 1 : r.out);
    }
    done(&r);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(run_tells_every_indicator), cmocka_unit_test(check_tells_every_lever),
    cmocka_unit_test(every_number_has_an_origin)};
  return cmocka_run_group_tests(tests, make_scratch, remove_scratch);
}
