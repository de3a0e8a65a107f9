/* The scenarios that ship: persons, money and energy balance in every year, also to 2060, by sums made here and not by the
 * model's own checks; they stand in the order their stories tell; one that changes nothing is its parent bit for bit. */
#define _XOPEN_SOURCE 700
#include "cli/program.h"

#include "model/link.h"
#include "script/script.h"
#include "study/point.h"

static const char *const scenarios[] = {"baseline", "plan", "high_quality", "green", "ageing", "stagnation", "twin_city", "closed_trade"};
enum { SCENARIOS = sizeof scenarios / sizeof *scenarios, BASELINE = 0, PLAN, HIGH_QUALITY, GREEN, AGEING, STAGNATION };

typedef struct { Loaded *loaded; Linked *linked; Point *point; Arena *arena; int years; } World;

static World world(const char *scenario, double horizon) {
  char path[128];
  Fail fail = {0};
  World w = {.arena = arena_new()};
  const Layer *layers = NULL;
  snprintf(path, sizeof path, "scripts/%s.lua", scenario);
  assert_done(script_load(path, &(LoadOptions){.models = "models"}, &w.loaded, &fail), &fail);
  unsigned n = scenario_layers(w.arena, w.loaded->scenario, &layers);
  assert_done(link_model(w.loaded->model, &(LinkOptions){.layers = layers, .n_layers = n, .horizon = horizon}, point_median, &w.linked, &fail), &fail);
  assert_done(point_run(w.linked, &w.point, &fail), &fail);
  w.years = (int)w.linked->graph->n_steps;
  return w;
}

static void drop(World *w) {
  point_free(w->point);
  link_free(w->linked);
  script_free(w->loaded);
  arena_free(w->arena);
}

static const Symbol *symbol(const World *w, const char *name) {
  const Symbol *s = link_symbol(w->linked, name);
  if (!s) print_error("no %s\n", name);
  assert_non_null(s);
  return s;
}

static const double *cells(const World *w, const char *name, int year) { return point_output(w->point, symbol(w, name)->output, (uint32_t)year); }

/* The sum over all cells, or over those of one element of the first axis, in base units. */
static double all(const World *w, const char *name, int year) {
  double sum = 0;
  for (uint32_t i = 0; i < symbol(w, name)->size; i++) sum += cells(w, name, year)[i];
  return sum;
}

static double part(const World *w, const char *name, unsigned element, unsigned elements, int year) {
  double sum = 0;
  uint32_t n = symbol(w, name)->size / elements;
  for (uint32_t i = 0; i < n; i++) sum += cells(w, name, year)[element * n + i];
  return sum;
}

static void balances(const char *what, int year, double left, double right, double scale) {
  if (fabs(left - right) <= 1e-9 * scale) return;
  print_error("%s in %d: %.17g against %.17g\n", what, 2020 + year, left, right);
  assert_true(0);
}

static void persons(const World *w, int year) {
  double before = all(w, "population", year - 1), after = all(w, "population", year);
  balances("persons", year, after - before, all(w, "births", year) - all(w, "deaths", year) + all(w, "net_migration", year), after);
  for (unsigned area = 0; area < 2; area++) {
    double moved = all(w, "rural_leavers", year) * (area == 0 ? 1 : -1);
    double born = part(w, "births_by_area", area, 2, year) - part(w, "deaths_of_newborn", area, 2, year);
    balances(area ? "rural persons" : "urban persons", year, part(w, "people", area, 2, year) - part(w, "people", area, 2, year - 1),
             born - part(w, "deaths_of_residents", area, 2, year) + part(w, "arrivals", area, 2, year) - part(w, "departures", area, 2, year) + moved, after);
  }
}

static void money(const World *w, int year) {
  double gdp = all(w, "gdp", year), worn = all(w, "depreciation", year) * all(w, "capital", year - 1);
  balances("sectors", year, all(w, "value_added", year), gdp, gdp);
  balances("use of output", year, all(w, "consumption", year) + all(w, "investment", year) + all(w, "net_outflow", year), gdp, gdp);
  balances("parts of the region", year, all(w, "cluster_gdp", year), gdp, gdp);
  balances("capital", year, all(w, "capital", year) - all(w, "capital", year - 1), all(w, "investment", year) - worn, all(w, "capital", year));
}

static void energy(const World *w, int year) {
  enum { USERS = 7, CARRIERS = 6, FUELS = 3 };
  double total = all(w, "energy_total", year), primary = all(w, "primary_power", year);
  for (int c = 0; c < FUELS; c++) {
    double used = cells(w, "heat_fuel", year)[c] + cells(w, "power_fuel", year)[c] + cells(w, "transformation", year)[c] + cells(w, "nonenergy", year)[c];
    for (int u = 0; u < USERS; u++) used += cells(w, "final_energy", year)[u * CARRIERS + c];
    balances("fuel", year, cells(w, "fuel_production", year)[c] + cells(w, "fuel_inflow", year)[c], used, total);
    primary += used;
  }
  balances("energy", year, total, primary, total);
  double power = all(w, "electricity", year), loss = all(w, "grid_loss", year);
  balances("electricity", year, all(w, "generation", year), all(w, "electricity_final", year) + power * loss + all(w, "storage_loss", year) * (1 - loss), power);
  balances("carbon by fuel", year, all(w, "co2_by_fuel", year), all(w, "co2", year), all(w, "co2", year));
  balances("carbon by emitter", year, all(w, "co2_by_emitter", year), all(w, "co2", year), all(w, "co2", year));
}

static void everything_balances(void **state) {
  (void)state;
  for (int s = 0; s < SCENARIOS; s++)
    for (int horizon = 2035; horizon <= 2060; horizon += 25) {
      World w = world(scenarios[s], horizon);
      assert_int_equal(w.years, horizon - 2020);
      assert_true(point_end(w.point, w.linked->graph->finite) == 1);
      for (uint32_t i = 0; i < w.linked->graph->n_checks; i++)
        if (point_end(w.point, w.linked->graph->checks[i].failed) != 0) fail_msg("%s to %d: check %s fails", scenarios[s], horizon, w.linked->graph->checks[i].name);
      for (int year = 1; year <= w.years; year++) persons(&w, year), money(&w, year), energy(&w, year);
      drop(&w);
    }
}

/* ---- the order that the stories tell ------------------------------------------------------------------------------------- */

static void stories_and_numbers_agree(void **state) {
  (void)state;
  double gdp[SCENARIOS], co2[SCENARIOS], people[SCENARIOS], old[SCENARIOS];
  for (int s = 0; s < SCENARIOS; s++) {
    World w = world(scenarios[s], 2035);
    gdp[s] = all(&w, "gdp", 15), co2[s] = all(&w, "co2", 15), people[s] = all(&w, "population", 15), old[s] = all(&w, "share_65_plus", 15);
    drop(&w);
  }
  assert_true(gdp[HIGH_QUALITY] > gdp[PLAN] && gdp[PLAN] > gdp[BASELINE] && gdp[BASELINE] > gdp[STAGNATION]);
  assert_true(co2[GREEN] < co2[PLAN] && co2[PLAN] < co2[BASELINE]);
  for (int s = 0; s < SCENARIOS; s++) assert_true(s == AGEING || (people[AGEING] < people[s] && old[AGEING] > old[s]));
  for (int s = 0; s < SCENARIOS; s++) assert_true(s == GREEN || co2[GREEN] < co2[s]);
}

/* A title and a story of two sentences in both languages. */
static void stories_have_two_sentences(void **state) {
  (void)state;
  for (int s = 0; s < SCENARIOS; s++) {
    World w = world(scenarios[s], 2035);
    const Scenario *it = w.loaded->scenario;
    int zh = 0, en = 0;
    assert_true(it->title.zh && it->title.en && it->story && it->story_en);
    for (const char *p = it->story; (p = strstr(p, "。")); p++) zh++;
    for (const char *p = it->story_en; *p; p++) en += *p == '.' && (p[1] == ' ' || !p[1]);
    if (zh != 2 || en != 2) fail_msg("%s: %d and %d sentences", scenarios[s], zh, en);
    drop(&w);
  }
}

/* ---- a scenario that changes nothing ------------------------------------------------------------------------------------- */

static void an_empty_scenario_is_its_parent(void **state) {
  (void)state;
  char command[256];
  snprintf(command, sizeof command, "cp scripts/*.lua %s/", scratch);
  assert_int_equal(system(command), 0);
  for (int s = 0; s < SCENARIOS; s++) {
    FILE *file = fopen(scratch_path("same.lua"), "w");
    fprintf(file, "return scenario \"same\" { title = {zh = \"相同\", en = \"Same\"}, story = \"什么也不改。\", based_on = \"%s\" }\n", scenarios[s]);
    fclose(file);
    char line[128];
    snprintf(line, sizeof line, "run --json --all --models models scripts/%s.lua", scenarios[s]);
    Ran parent = run(line), child = run("run --json --all --models models %s/same.lua");
    assert_exit(parent, 0);
    assert_exit(child, 0);
    const char *a = strstr(parent.out, "\"indicators\""), *b = strstr(child.out, "\"indicators\"");
    assert_true(a && b && strlen(a) > 10000);
    assert_string_equal(a, b);
    done(&parent);
    done(&child);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(everything_balances), cmocka_unit_test(stories_and_numbers_agree),
    cmocka_unit_test(stories_have_two_sentences), cmocka_unit_test(an_empty_scenario_is_its_parent)};
  return cmocka_run_group_tests(tests, make_scratch, remove_scratch);
}
