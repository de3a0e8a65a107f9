/* What `attribute lmdi` prints. */
#include "gallery/gallery.h"
#include "view/report_attribute.h"

static const char *factors[] = {"population", "gdp/population", "energy/gdp", "co2/energy"};
static const AttributeAsk ask = {"co2", factors, 4, false};

static void prints_a_table(void **state) {
  (void)state;
  Run run = run_of(GALLERY "kaya/model.lua");
  const double years[] = {2005, 2010, 2020};
  ReportLook look = {.lang = LANG_EN, .years = years, .n_years = 3};
  Buffer out = {0};
  Fail fail = {0};
  char line[128];
  assert_done(report_attribute(run.result, &ask, &look, &out, &fail), &fail);
  assert_has(buffer_text(&out), "2005–2010");
  assert_has(buffer_text(&out), "gdp / population");
  snprintf(line, sizeof line, "%+.1f", run_value(run, "change", 0, 2010));
  assert_has(buffer_text(&out), line);
  assert_has(buffer_text(&out), "+100.0%");
  buffer_free(&out);
  run_free(run);
}

static void writes_json(void **state) {
  (void)state;
  Run run = run_of(GALLERY "kaya/model.lua");
  ReportLook look = {.lang = LANG_ZH};
  Buffer out = {0};
  Fail fail = {0};
  char number[64];
  AttributeAsk chained = ask;
  chained.chained = true;
  assert_done(report_attribute_json(run.result, &chained, &look, &out, &fail), &fail);
  assert_has(buffer_text(&out), "\"chained\":true");
  snprintf(number, sizeof number, "\"end\":%.17g", run_value(run, "co2", 0, 2020));
  assert_has(buffer_text(&out), number);
  buffer_free(&out);
  run_free(run);
}

static void refuses_years_that_are_no_periods(void **state) {
  (void)state;
  Run run = run_of(GALLERY "kaya/model.lua");
  const double years[] = {2010, 2005};
  Buffer out = {0};
  Fail fail = {0};
  ReportLook one = {.years = years, .n_years = 1}, falling = {.years = years, .n_years = 2};
  assert_fails(report_attribute(run.result, &ask, &one, &out, &fail), E904, &fail, "two years or more");
  assert_fails(report_attribute(run.result, &ask, &falling, &out, &fail), E904, &fail, "years that rise");
  assert_int_equal(out.length, 0);
  buffer_free(&out);
  run_free(run);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(prints_a_table), cmocka_unit_test(writes_json), cmocka_unit_test(refuses_years_that_are_no_periods)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
