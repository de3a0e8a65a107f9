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

static bool alike(const char *a, const char *b) { return unit_same_dimension(parsed(a), parsed(b)); }

static void dimensions(void **state) {
  (void)state;
  assert_true(alike("万人", "人"));
  assert_true(alike("kW", "kWh/h"));
  assert_true(alike("kW", "亿kWh/a"));
  assert_true(alike("岁", "a"));
  assert_true(alike("tCO2/tce", "kgCO2/kgce"));
  assert_true(alike("h/a", "%"));
  assert_true(alike("ha", "m2"));
  assert_true(alike("1/a", "‰/a"));
  assert_false(alike("tce", "kWh"));
  assert_false(alike("tce", "t"));
  assert_false(alike("t", "tCO2"));
  assert_false(alike("元2020", "元当年"));
  assert_false(alike("元2020", "元2015"));
  assert_false(alike("元2020", "USD"));
  assert_false(alike("人", "户"));
  assert_false(alike("人", "人/a"));
  assert_false(alike("m2", "m3"));
}

static void products_and_per_year(void **state) {
  (void)state;
  assert_int_equal(unit_per_year(parsed("万元2020/a/人")), -1);
  assert_int_equal(unit_per_year(parsed("kW")), -1);
  assert_int_equal(unit_per_year(parsed("h/a")), 0);
  assert_true(unit_same(parsed("人·a"), parsed("a·人")));
  assert_true(unit_same(parsed("m3·人"), parsed("人·m3")));
  assert_true(unit_is_pure(parsed("元2020/元2020")));
  assert_true(unit_is_one(parsed("万元2020/万元2020")));
  assert_false(unit_is_one(parsed("%")));
  Unit energy, expected = parsed("kWh");
  assert_true(unit_mul(parsed("万kW"), parsed("h"), &energy));
  assert_same_double(energy.scale, 1e4);
  assert_true(unit_same_dimension(energy, expected));
  assert_true(unit_div(energy, parsed("kWh"), &energy));
  assert_true(unit_is_pure(energy));
}

static void powers(void **state) {
  (void)state;
  Unit unit;
  assert_true(unit_pow(parsed("m2"), 1, 2, &unit));
  assert_true(unit_same(unit, parsed("m")));
  assert_true(unit_pow(parsed("m"), -3, 1, &unit));
  assert_true(unit_same(unit, parsed("1/m3")));
  assert_false(unit_pow(parsed("m3"), 1, 2, &unit));
  assert_false(unit_pow(parsed("m"), 1, 0, &unit));
  assert_true(unit_pow(parsed("人·m"), 2, 1, &unit));
  assert_true(unit_same(unit, parsed("人2·m2")));
  assert_true(unit_pow(parsed("m"), 100, 1, &unit));
  assert_false(unit_pow(parsed("m"), -101, 1, &unit));
  assert_false(unit_pow(parsed("m3"), 100, 1, &unit));
  assert_true(unit_power(parsed("m3"), 1.0 / 3, &unit));
  assert_true(unit_same(unit, parsed("m")));
  assert_true(unit_power(parsed("ha"), 1.5, &unit));
  assert_same_double(unit.scale, 1e6);
  assert_true(unit_same_dimension(unit, parsed("m3")));
  assert_false(unit_power(parsed("元2020"), 0.45, &unit));
  assert_false(unit_power(parsed("元2020"), NAN, &unit));
  assert_false(unit_power(parsed("元2020"), 1e300, &unit));
  assert_true(unit_power(parsed("1"), 0.45, &unit));
  assert_true(unit_is_one(unit));
  Unit high = parsed("m");
  for (int i = 0; i < 99; i++) assert_true(unit_mul(high, parsed("m"), &high));
  assert_false(unit_mul(high, parsed("m"), &high));
}

static void values_in_and_out(void **state) {
  (void)state;
  assert_same_double(unit_in(parsed("%"), 69.46), 69.46 / 100);
  assert_same_double(unit_in(parsed("万人"), 3208.93), 32089300);
  assert_same_double(unit_out(parsed("万人"), 32089300), 3208.93);
  assert_same_double(unit_in(parsed("kgce/kWh"), 0.305), 0.000305);
  assert_same_double(unit_in(parsed("h/a"), 8760), 1);
  /* What was written in a declared unit is shown as written, at the 15 digits people write at most. */
  static const char *const declared[] = {"%", "‰", "万人", "亿元2020", "kgce/kWh", "tCO2/万元2020", "h/a", "万kW", "d", "2015=100"};
  for (size_t i = 0; i < sizeof declared / sizeof *declared; i++) {
    Unit unit = parsed(declared[i]);
    for (int tenths = -50000; tenths <= 50000; tenths += 7) {
      double written = tenths / 10.0;
      assert_ulps(unit_out(unit, unit_in(unit, written)), written, 1);
    }
  }
}

static void texts(void **state) {
  (void)state;
  char out[UNIT_TEXT];
  assert_string_equal(unit_text(units, parsed("万元2020/a/人"), out), "万元2020/a/人");
  static const struct { const char *left, *right; char operation; const char *text; } cases[] = {
    {"万人", "a", '/', "万人/a"}, {"tce", "万元2020", '/', "tce/万元2020"}, {"万kW", "1", '*', "万kW"}, {"万kW", "h", '*', "万kWh"},
    {"%", "%", '/', "1"}, {"%", "1", '*', "%"}, {"‰", "1", '*', "‰"}, {"m2", "m", '*', "m3"}, {"1", "元2020", '/', "1/元2020"},
    {"人", "m2", '/', "人/m2"}, {"元2020", "元2020", '*', "元2020·元2020"}, {"kgce", "kWh", '/', "tce/千kWh"}, {"1", "a", '/', "1/a"},
    {"万元2020", "1", '*', "万元2020"}, {"%", "a", '/', "0.01/a"}, {"人", "month", '/', "12·人/a"}, {"亿", "万", '*', "万亿"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    Unit unit, left = parsed(cases[i].left), right = parsed(cases[i].right);
    assert_true(cases[i].operation == '*' ? unit_mul(left, right, &unit) : unit_div(left, right, &unit));
    assert_null(unit.text);
    assert_string_equal(unit_text(units, unit, out), cases[i].text);
  }
}

/* Every unit's canonical text without a bare factor reads back as the same unit. */
static void texts_read_back(void **state) {
  (void)state;
  static const char *const all[] = {"人/a", "万人/a", "亿元2020/a", "万元2020/a/人", "tCO2/万元2020", "kWh", "万kW", "千m", "m3", "1/a2",
                                    "元当年/元2020", "元当年/USD", "人·a", "tce/kWh", "%", "‰", "亿", "1/万人", "万亿元2020/a"};
  for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
    char out[UNIT_TEXT];
    Unit unit = parsed(all[i]);
    unit.text = NULL;
    assert_true(unit_same(parsed(unit_text(units, unit, out)), unit));
  }
}

static void a_long_text_stays_in_its_buffer(void **state) {
  (void)state;
  struct { char out[UNIT_TEXT]; char after[8]; } guarded = {"", "guard"};
  Unit unit = {.scale = 3};
  for (unsigned i = 0; i < UNIT_BASES; i++) unit.power[i] = 9;
  parsed("元2020");
  unit_text(units, unit, guarded.out);
  assert_string_equal(guarded.after, "guard");
  assert_int_equal(strlen(guarded.out), UNIT_TEXT - 1);
}

static void what_is_no_unit(void **state) {
  (void)state;
  static const struct { const char *text; int code; const char *part; } cases[] = {
    {"", E206, "write 1 for a pure number"},
    {"元", E205, "write 元2020"}, {"万元", E205, "write 元2020"}, {"亿元/a", E205, "元当年"},
    {"tec", E204, "did you mean 'tce'"}, {"万吨", E204, "did you mean 't'"}, {"tCO", E204, "did you mean 'tCO2'"},
    {"KWh", E204, "did you mean"}, {"year", E204, "did you mean 'a'"}, {"％", E204, "did you mean '%'"}, {"千瓦时", E204, "'kWh'"},
    {"banana", E201, "'banana'"}, {"人/", E201, "'人/'"}, {"/a", E201, "'/a'"}, {"人//a", E201, ""}, {"人·", E201, ""},
    {" 人", E204, "'人'"}, {"人 /a", E204, "'人'"}, {"2", E201, "'2'"}, {"1·人", E201, ""}, {"人·1", E201, ""}, {"人*a", E201, ""},
    {"2015=10", E201, ""}, {"215=100", E201, ""}, {"20x5=100", E201, ""}, {"元20x0", E201, ""}, {"m29", E201, ""}, {"元20", E201, ""}, {"元0020", E201, ""}, {"m1", E204, ""}, {"m10", E201, ""},
    {"km", 0, ""}, {"Mm", E204, ""}, {"ka", E204, ""}, {"tCO22", E204, ""}, {"人\x01", E204, ""}, {"\xFF", E201, "\uFFFD"},
    {"亿kWh", 0, ""}, {"万千百人", E204, "百人"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    Unit unit;
    fail = (Fail){0};
    int got = unit_parse(units, cases[i].text, &unit, &fail, place_at("m.lua", 3, 0));
    if (!cases[i].code) assert_done(got, &fail);
    else {
      if (got != cases[i].code) print_error("'%s': %s\n", cases[i].text, fail.sentence);
      assert_fails(got, cases[i].code, &fail, cases[i].part);
      assert_int_equal(fail.place.line, 3);
    }
  }
}

static void long_units_are_refused(void **state) {
  (void)state;
  char text[300] = "人";
  Unit unit;
  while (strlen(text) < 200) strcat(text, "·人");
  assert_fails(unit_parse(units, text, &unit, &fail, place_at("m.lua", 1, 0)), E207, &fail, "too long");
  assert_fails(unit_parse(units, "m9·m9·m9·m9·m9·m9·m9·m9·m9·m9·m9·m9", &unit, &fail, place_at("m.lua", 1, 0)), E207, &fail, "powers");
}

static void dimensions_of_a_model(void **state) {
  (void)state;
  Place place = place_at("m.lua", 1, 0);
  Unit unit;
  assert_fails(unit_parse(units, "RU", &unit, &fail, place), E201, &fail, "RU");
  assert_done(unit_dimension(units, "RU", &fail, place), &fail);
  assert_done(unit_dimension(units, "tC", &fail, place), &fail);
  assert_done(unit_dimension(units, "USD2005", &fail, place), &fail);
  assert_done(unit_dimension(units, "蔬菜当量", &fail, place), &fail);
  assert_same_double(parsed("GtC").scale, 1e9);
  assert_same_double(parsed("万亿USD2005").scale, 1e12);
  assert_int_equal(unit_per_year(parsed("RU/a")), -1);
  static const struct { const char *name; int code; } cases[] = {
    {"RU", E209}, {"人", E209}, {"kWh", E209}, {"元2019", E209}, {"元", E209}, {"万人", E209}, {"m3", E209}, {"万", E209}, {"%", E210},
    {"", E210}, {"2x", E210}, {"a/b", E210}, {"x y", E210}, {"\xFF", E210}, {"averylongnameofadimensionindeedsolong", E210},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
    assert_fails(unit_dimension(units, cases[i].name, &fail, place), cases[i].code, &fail, "");
}

static void the_table_of_bases_has_an_end(void **state) {
  (void)state;
  Unit unit;
  char text[32];
  int year = 1990, got = 0;
  while (!got && year < 2100) {
    snprintf(text, sizeof text, "元%d", year++);
    got = unit_parse(units, text, &unit, &fail, place_at("m.lua", 1, 0));
  }
  assert_fails(got, E208, &fail, "元2010");
  assert_int_equal(unit_parse(units, text, &unit, NULL, place_at("m.lua", 1, 0)), E208);
  assert_string_equal(unit_base(units, UNIT_YEAR), "a");
  assert_string_equal(unit_base(units, UNIT_PERSON), "人");
  assert_null(unit_base(units, UNIT_BASES));
}

static void sums(void **state) {
  (void)state;
  Place place = place_at("economy.lua", 41, 0);
  assert_done(unit_must_match(units, parsed("万人"), parsed("人"), &fail, place), &fail);
  assert_fails(unit_must_match(units, parsed("人"), parsed("人/a"), &fail, place), E203, &fail,
               "cannot add 人 and 人/a: one of them is per year; multiply it by period");
  assert_fails(unit_must_match(units, parsed("亿元2020/a"), parsed("亿元2020"), &fail, place), E203, &fail, "亿元2020/a and 亿元2020");
  assert_fails(unit_must_match(units, parsed("tce"), parsed("kWh"), &fail, place), E202, &fail, "cannot add tce and kWh");
  assert_fails(unit_must_match(units, parsed("人"), parsed("人/a2"), &fail, place), E202, &fail, "");
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test_setup_teardown(scales, set_up, tear_down),
    cmocka_unit_test_setup_teardown(dimensions, set_up, tear_down),
    cmocka_unit_test_setup_teardown(products_and_per_year, set_up, tear_down),
    cmocka_unit_test_setup_teardown(powers, set_up, tear_down),
    cmocka_unit_test_setup_teardown(values_in_and_out, set_up, tear_down),
    cmocka_unit_test_setup_teardown(texts, set_up, tear_down),
    cmocka_unit_test_setup_teardown(texts_read_back, set_up, tear_down),
    cmocka_unit_test_setup_teardown(a_long_text_stays_in_its_buffer, set_up, tear_down),
    cmocka_unit_test_setup_teardown(what_is_no_unit, set_up, tear_down),
    cmocka_unit_test_setup_teardown(long_units_are_refused, set_up, tear_down),
    cmocka_unit_test_setup_teardown(dimensions_of_a_model, set_up, tear_down),
    cmocka_unit_test_setup_teardown(the_table_of_bases_has_an_end, set_up, tear_down),
    cmocka_unit_test_setup_teardown(sums, set_up, tear_down),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
