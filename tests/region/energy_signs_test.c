/* What must hold in every scenario that ships: energy balances, and the signs of policy. More carbon price, more coal
 * retired, more efficiency: in no year more CO2, and by the last year less. The naive electricity sector got this wrong. */
#define _POSIX_C_SOURCE 200809L
#include "support/check.h"

#include "model/link.h"
#include "script/script.h"
#include "study/point.h"

#include <stdlib.h>

enum { YEARS = 16 };
typedef struct { double co2[YEARS], with_imports[YEARS], energy[YEARS], electricity[YEARS]; } Carbon;

static const char *const scenarios[] = {"baseline", "plan", "high_quality", "green", "ageing", "stagnation", "twin_city", "closed_trade"};
enum { SCENARIOS = sizeof scenarios / sizeof *scenarios };
static Carbon before[SCENARIOS];

static void series(const Linked *linked, const Point *point, const char *name, double out[YEARS]) {
  const Symbol *symbol = link_symbol(linked, name);
  assert_non_null(symbol);
  for (uint32_t g = 0; g < YEARS; g++) out[g] = point_output(point, symbol->output, g)[0] / symbol->unit.scale;
}

/* Every check of the model must hold in the run, whatever the levers. */
static void checks_hold(const Linked *linked, const Point *point, const char *what) {
  for (uint32_t i = 0; i < linked->graph->n_checks; i++) {
    if (point_end(point, linked->graph->checks[i].failed) == 0) continue;
    print_error("%s: check %s fails in %g years\n", what, linked->graph->checks[i].name, point_end(point, linked->graph->checks[i].failed));
    assert_true(0);
  }
  assert_true(point_end(point, linked->graph->finite) == 1);
}

static Carbon run(const char *scenario, const char *change) {
  char path[128], what[256];
  Fail fail = {0};
  Loaded *loaded = NULL;
  Linked *linked = NULL;
  Point *point = NULL;
  Arena *arena = arena_new();
  const Layer *layers = NULL;
  Carbon carbon;
  snprintf(path, sizeof path, "scripts/%s.lua", scenario);
  snprintf(what, sizeof what, "%s %s", scenario, change ? change : "");
  assert_done(script_load(path, &(LoadOptions){.models = "models", .sets = &change, .n_sets = change != NULL}, &loaded, &fail), &fail);
  unsigned n = scenario_layers(arena, loaded->scenario, &layers);
  assert_done(link_model(loaded->model, &(LinkOptions){.layers = layers, .n_layers = n}, point_median, &linked, &fail), &fail);
  assert_done(point_run(linked, &point, &fail), &fail);
  checks_hold(linked, point, what);
  series(linked, point, "co2", carbon.co2);
  series(linked, point, "co2_with_imports", carbon.with_imports);
  series(linked, point, "energy_total", carbon.energy);
  series(linked, point, "electricity", carbon.electricity);
  point_free(point);
  link_free(linked);
  script_free(loaded);
  arena_free(arena);
  return carbon;
}

/* In no year more, at the end less; the tolerance is rounding. */
static void falls(const double *now, const double *then, const char *what) {
  for (int y = 0; y < YEARS; y++) {
    if (now[y] <= then[y] * (1 + 1e-12)) continue;
    print_error("%s: %.9g Mt in %d, was %.9g\n", what, now[y], 2020 + y, then[y]);
    assert_true(0);
  }
  if (!(now[YEARS - 1] < then[YEARS - 1])) print_error("%s: no effect in the last year\n", what);
  assert_true(now[YEARS - 1] < then[YEARS - 1]);
}

static void lowers_co2(const char *change) {
  for (int s = 0; s < SCENARIOS; s++) {
    char what[256];
    Carbon after = run(scenarios[s], change);
    snprintf(what, sizeof what, "%s, %s", scenarios[s], change);
    falls(after.co2, before[s].co2, what);
    falls(after.with_imports, before[s].with_imports, what);
  }
}

static int run_all(void **state) {
  (void)state;
  for (int s = 0; s < SCENARIOS; s++) before[s] = run(scenarios[s], NULL);
  return 0;
}

static void a_little_more_carbon_price(void **state) { (void)state; lowers_co2("carbon_price=default+5"); }
static void much_more_carbon_price(void **state) { (void)state; lowers_co2("carbon_price=default+150"); }
static void coal_retired(void **state) { (void)state; lowers_co2("coal_retired=default+10"); }
static void industry_upgraded(void **state) { (void)state; lowers_co2("industrial_upgrading=default+0.5"); }
static void buildings_improved(void **state) { (void)state; lowers_co2("building_standard=default+0.5"); }
static void transport_improved(void **state) { (void)state; lowers_co2("transport_efficiency=default+0.5"); }
static void progress_faster(void **state) { (void)state; lowers_co2("energy_progress=default+0.3"); }
static void more_sun(void **state) { (void)state; lowers_co2("solar_capacity=default*1.2"); }

static void the_start_year_is_the_published_one(void **state) {
  (void)state;
  for (int s = 0; s < SCENARIOS; s++) {
    assert_near(before[s].co2[0], 158.8696, 1e-9);
    assert_near(before[s].energy[0], 8874.54, 1e-9);
  }
}

/* A line that comes later, or never, leaves more to burn here. */
static void lines_matter(void **state) {
  (void)state;
  Carbon late = run("baseline", "uhv_dc_line=stairs {[2031] = 800}"), never = run("baseline", "uhv_dc_line=0");
  for (int y = 0; y < YEARS; y++) assert_true(never.co2[y] >= before[0].co2[y] * (1 - 1e-12));
  for (int y = 0; y <= 10; y++) assert_near(late.co2[y], never.co2[y], 1e-12);            /* until 2030 they are one */
  assert_true(never.co2[8] > before[0].co2[8] * 1.02 && never.co2[15] > late.co2[15] * 1.02);
}

/* The pace of electrification of 2021-2024 was read from the use of those years: it must lead there. Energy of 2021 was not. */
static void the_outlook_meets_what_was_seen(void **state) {
  (void)state;
  assert_near(before[0].electricity[4], 1612.63, 0.02);
  assert_near(before[0].energy[1], 9271, 0.03);
}

/* At the start year a flow with history reads it; the equations must lead to the same place. */
static void the_equations_close_the_start_year(void **state) {
  (void)state;
  Fail fail = {0};
  Loaded *loaded = NULL;
  Linked *linked = NULL;
  Point *point = NULL;
  assert_done(script_load("models/chongqing/model.lua", &(LoadOptions){.models = "models"}, &loaded, &fail), &fail);
  assert_done(link_model(loaded->model, &(LinkOptions){0}, point_median, &linked, &fail), &fail);
  assert_done(point_run(linked, &point, &fail), &fail);
  double fuel = 0, co2 = 0, generated = 0, final[YEARS], primary[YEARS], coal[YEARS], renewable[YEARS], loss[YEARS];
  const Symbol *fuels = link_symbol(linked, "primary_fuel"), *carbon = link_symbol(linked, "co2_by_fuel"), *plants = link_symbol(linked, "generation");
  for (uint32_t i = 0; i < fuels->size; i++) fuel += point_output(point, fuels->output, 0)[i] / fuels->unit.scale;
  for (uint32_t i = 0; i < carbon->size; i++) co2 += point_output(point, carbon->output, 0)[i] / carbon->unit.scale;
  for (uint32_t i = 0; i < plants->size; i++) generated += point_output(point, plants->output, 0)[i] / plants->unit.scale;
  series(linked, point, "primary_power", primary), series(linked, point, "coal_energy_share", coal);
  series(linked, point, "electricity_final", final), series(linked, point, "grid_loss", loss), series(linked, point, "renewable_power_share", renewable);
  assert_near(fuel + primary[0], 8874.54, 1e-7);
  assert_near(co2, 158.8696, 1e-12);
  assert_near(generated, 1186.5, 1e-12);
  assert_near(final[0] / (1 - loss[0] / 100), 1186.5, 1e-5);
  assert_within(coal[0], 44.3, 1e-5);
  assert_within(renewable[0], 51.4, 0.01);
  point_free(point);
  link_free(linked);
  script_free(loaded);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(the_start_year_is_the_published_one), cmocka_unit_test(the_equations_close_the_start_year),
    cmocka_unit_test(a_little_more_carbon_price), cmocka_unit_test(much_more_carbon_price),
    cmocka_unit_test(coal_retired), cmocka_unit_test(industry_upgraded), cmocka_unit_test(buildings_improved), cmocka_unit_test(transport_improved),
    cmocka_unit_test(progress_faster), cmocka_unit_test(more_sun), cmocka_unit_test(lines_matter), cmocka_unit_test(the_outlook_meets_what_was_seen)};
  return cmocka_run_group_tests(tests, run_all, NULL);
}
