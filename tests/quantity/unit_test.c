#include "support/check.h"

#include "quantity/unit.h"

static Arena *arena;
static UnitTable *units;
static Fail fail;

static int set_up(void **state) {
  (void)state;
  arena = arena_new();
  units = unit_table_new(arena);
  return 0;
}

static int tear_down(void **state) {
  (void)state;
  arena_free(arena);
  return 0;
}

static Unit parsed(const char *text) {
  Unit unit;
  assert_done(unit_parse(units, text, &unit, &fail, place_at("m.lua", 1, 0)), &fail);
  return unit;
}

static void scales(void **state) {
  (void)state;
  static const struct { const char *text; double scale; } cases[] = {
    {"1", 1}, {"%", 0.01}, {"‰", 0.001}, {"百分点", 0.01}, {"1/百分点", 100}, {"2015=100", 0.01}, {"h/a", 1.0 / 8760},
    {"万元2020/a/人", 1e4}, {"tCO2/万元2020", 1e-4}, {"kgce/kWh", 1e-3}, {"MtCO2/a", 1e6}, {"万kW", 87600000},
    {"亿kWh/a", 1e8}, {"元当年/元2020", 1}, {"万亿元2020", 1e12}, {"km2", 1e6}, {"ha", 1e4}, {"GtCO2", 1e9}, {"gce/kWh", 1e-6},
    {"%/a", 0.01}, {"month", 1.0 / 12}, {"min", 1.0 / 525600}, {"亿", 1e8}, {"人/km2", 1e-6},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) assert_same_double(parsed(cases[i].text).scale, cases[i].scale);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test_setup_teardown(scales, set_up, tear_down),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
