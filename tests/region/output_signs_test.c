/* Persons, towns and output: the published start, the signs of policy in every scenario that ships, and the other regions
 * and starts that run from numbers alone. */
#define _POSIX_C_SOURCE 200809L
#include "support/check.h"

#include "model/link.h"
#include "script/script.h"
#include "study/point.h"

#include <stdlib.h>

enum { YEARS = 16 };
typedef struct { Loaded *loaded; Linked *linked; Point *point; Arena *arena; } Run;

static Run run(const char *path, const char *change) {
  Fail fail = {0};
  Run r = {.arena = arena_new()};
  const Layer *layers = NULL;
  const LoadOptions options = {.models = "models", .sets = &change, .n_sets = change != NULL};
  assert_done(script_load(path, &options, &r.loaded, &fail), &fail);
  unsigned n = r.loaded->scenario ? scenario_layers(r.arena, r.loaded->scenario, &layers) : 0;
  assert_done(link_model(r.loaded->model, &(LinkOptions){.layers = layers, .n_layers = n}, point_median, &r.linked, &fail), &fail);
  assert_done(point_run(r.linked, &r.point, &fail), &fail);
  for (uint32_t i = 0; i < r.linked->graph->n_checks; i++) {
    double failed = point_end(r.point, r.linked->graph->checks[i].failed);
    if (failed != 0) print_error("%s %s: check %s fails in %g years\n", path, change ? change : "", r.linked->graph->checks[i].name, failed);
    assert_true(failed == 0);
  }
  assert_true(point_end(r.point, r.linked->graph->finite) == 1);
  return r;
}

static void drop(Run *r) {
  point_free(r->point);
  link_free(r->linked);
  script_free(r->loaded);
  arena_free(r->arena);
}

/* In the unit it is declared in; years counted from the start. */
static double value(const Run *r, const char *name, int years_on) {
  const Symbol *symbol = link_symbol(r->linked, name);
  if (!symbol) print_error("no %s\n", name);
  assert_non_null(symbol);
  return unit_out(symbol->unit, point_output(r->point, symbol->output, (uint32_t)years_on)[0]);
}

/* ---- the start year is what was published ------------------------------------------------------------------------------- */

static void start_year(void **state) {
  (void)state;
  Run r = run("scripts/baseline.lua", NULL);
  assert_near(value(&r, "population", 0), 3208.93, 1e-9);
  assert_near(value(&r, "urbanization_rate", 0), 69.46, 1e-9);
  assert_near(value(&r, "gdp", 0), 25041.4, 1e-9);
  assert_within(value(&r, "share_0_14", 0), 15.91, 0.01);
  assert_within(value(&r, "share_15_59", 0), 62.22, 0.01);
  assert_within(value(&r, "share_60_plus", 0), 21.87, 0.01);
  assert_within(value(&r, "share_65_plus", 0), 17.08, 0.01);
  assert_near(value(&r, "births", 0), 23.88, 1e-9);
  assert_near(value(&r, "deaths_registered", 0), 24.63, 1e-9);
  assert_near(value(&r, "investment", 0), 0.54 * 25041.4, 1e-6);
  assert_near(value(&r, "science_contribution", 0), 58.6, 1e-9);
  assert_within(value(&r, "metro_ratio", 0), 1.84, 0.001);
  drop(&r);
}

static void promised_names(void **state) {
  (void)state;
  static const char *const indicators[] = {"population", "urban_population", "rural_population", "urbanization_rate", "births", "deaths",
    "net_migration", "share_0_14", "share_15_59", "share_60_plus", "share_65_plus", "labour_force", "gdp", "gdp_growth", "gdp_per_capita",
    "capital", "tfp", "employment", "value_added_primary", "value_added_secondary", "value_added_tertiary", "hukou_urbanization_rate",
    "median_age", "old_dependency", "life_expectancy_read", "income", "consumption", "retail_sales", "trade", "fdi", "science_contribution"};
  static const char *const levers[] = {"rd_intensity", "investment_rate", "digital_share", "manufacturing_share", "openness",
    "fertility_support", "life_expectancy", "hukou_reform", "people_land_link", "county_towns", "land_supply", "modern_services"};
  Run r = run("scripts/baseline.lua", NULL);
  for (size_t i = 0; i < sizeof indicators / sizeof *indicators; i++) {
    const Symbol *symbol = link_symbol(r.linked, indicators[i]);
    if (!symbol || !symbol->decl->label.zh || !symbol->decl->label.en) print_error("%s has no label\n", indicators[i]);
    assert_true(symbol && symbol->decl->label.zh && symbol->decl->label.en);
  }
  for (size_t i = 0; i < sizeof levers / sizeof *levers; i++) {
    const Symbol *symbol = link_symbol(r.linked, levers[i]);
    if (!symbol || symbol->decl->kind != DECL_LEVER) print_error("%s is no lever\n", levers[i]);
    assert_true(symbol && symbol->decl->kind == DECL_LEVER && symbol->decl->chapter);
  }
  drop(&r);
}

/* ---- signs --------------------------------------------------------------------------------------------------------------- */

static const struct { const char *change, *raises; } policies[] = {
  {"rd_intensity=default*1.2", "gdp"}, {"investment_rate=default+3", "gdp"}, {"digital_share=default+4", "gdp"}, {"openness=default+4", "gdp"},
  {"modern_services=default+0.3", "gdp"}, {"schooling_effort=default+0.3", "gdp"}, {"retirement_delay=default+1", "gdp"},
  {"fertility_support=default+0.2", "births"}, {"childcare_places=default*1.2", "births"}, {"life_expectancy=default+1", "population"},
  {"hukou_reform=default+0.2", "urbanization_rate"}, {"county_towns=default+0.2", "urbanization_rate"}, {"land_supply=default+1", "urbanization_rate"},
  {"manufacturing_share=default+2", "value_added_secondary"}, {"household_share=default+2", "income"},
};
enum { POLICIES = sizeof policies / sizeof *policies };
static const char *const scenarios[] = {"baseline", "plan", "high_quality", "green", "ageing", "stagnation", "twin_city", "closed_trade"};
enum { SCENARIOS = sizeof scenarios / sizeof *scenarios };

/* In no year less, by the last year more. */
static void signs(void **state) {
  (void)state;
  for (int s = 0; s < SCENARIOS; s++) {
    char path[64];
    snprintf(path, sizeof path, "scripts/%s.lua", scenarios[s]);
    Run before = run(path, NULL);
    for (int p = 0; p < POLICIES; p++) {
      Run after = run(path, policies[p].change);
      for (int y = 0; y < YEARS; y++) {
        double now = value(&after, policies[p].raises, y), then = value(&before, policies[p].raises, y);
        bool less = now < then * (1 - 1e-12), nothing = y == YEARS - 1 && !(now > then);
        if (less || nothing) print_error("%s, %s: %s is %.9g in %d, was %.9g\n", path, policies[p].change, policies[p].raises, now, 2020 + y, then);
        assert_true(!less && !nothing);
      }
      drop(&after);
    }
    drop(&before);
  }
}

/* ---- other regions, other starts ----------------------------------------------------------------------------------------- */

/* The nation from numbers alone. Its cohorts lose about as many as the medium projection of WPP 2024 (3.9 %). */
static void china(void **state) {
  (void)state;
  Run r = run("models/china/model.lua", NULL);
  assert_near(value(&r, "population", 0), 141212, 1e-9);
  assert_within(value(&r, "population", 15) / value(&r, "population", 0), 1 - 0.039, 0.01);
  assert_true(value(&r, "urbanization_rate", 15) > value(&r, "urbanization_rate", 0));
  assert_true(value(&r, "gdp", 15) > 1.4 * value(&r, "gdp", 0));
  drop(&r);
}

/* From 2010 with what was known then: closer to what came in 2020 than the last value, for persons and for output. */
static void from_2010(void **state) {
  (void)state;
  Run r = run("models/chongqing/model_2010.lua", NULL);
  assert_near(value(&r, "population", 0), 2885, 1e-9);
  assert_near(value(&r, "gdp", 0), 9671, 1e-3);
  assert_true(fabs(value(&r, "population", 10) - 3208.93) < fabs(2885 - 3208.93));
  assert_true(fabs(value(&r, "gdp", 10) / 25041.4 - 1) < 0.12);
  assert_within(value(&r, "urbanization_rate", 10), 69.46, 3.5);        /* saturation of 76 %, as 1996-2010 had it, was too low */
  drop(&r);
}

/* From 2020 with what was known then, against 2025. */
static void from_2020(void **state) {
  (void)state;
  Run r = run("models/chongqing/model_2020.lua", NULL);
  assert_within(value(&r, "gdp", 5) / 32858.9, 1, 0.03);
  assert_within(value(&r, "population", 5) / 3187.26, 1, 0.03);
  assert_within(value(&r, "urbanization_rate", 5), 73.02, 2.5);
  drop(&r);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(start_year), cmocka_unit_test(promised_names), cmocka_unit_test(signs),
    cmocka_unit_test(china), cmocka_unit_test(from_2010), cmocka_unit_test(from_2020)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
