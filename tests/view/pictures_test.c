/* Sparklines, charts and the progress line. */
#include "view/chart.h"
#include "view/progress.h"
#include "view/spark.h"
#include "view/words.h"
#include "base/text.h"
#include "support/check.h"

/* ---- sparklines ---- */

static void spark_rises_and_falls(void **state) {
  (void)state;
  char out[SPARK_BYTES];
  const double up[] = {0, 1, 2, 3, 4, 5, 6, 7}, down[] = {1, 0.5, 0};
  assert_string_equal(spark_of(up, 8, 8, out), "▁▂▃▄▅▆▇█");
  assert_string_equal(spark_of(down, 3, 16, out), "█▅▁");
}

static void spark_of_many_averages_neighbours(void **state) {
  (void)state;
  char out[SPARK_BYTES];
  double steps[100];
  for (int i = 0; i < 100; i++) steps[i] = i < 50 ? 0 : 1;
  assert_string_equal(spark_of(steps, 100, 4, out), "▁▁██");
}

static void spark_of_flat_and_missing(void **state) {
  (void)state;
  char out[SPARK_BYTES];
  const double flat[] = {5, 5 + 1e-12, 5}, gap[] = {0, NAN, 1}, none[] = {NAN, INFINITY}, tall[] = {0, 1, INFINITY};
  assert_string_equal(spark_of(flat, 3, 16, out), "▄▄▄");
  assert_string_equal(spark_of(gap, 3, 16, out), "▁ █");
  assert_string_equal(spark_of(none, 2, 16, out), "  ");
  assert_string_equal(spark_of(tall, 3, 16, out), "▁█ ");
  assert_string_equal(spark_of(none, 0, 16, out), "");
}

/* ---- charts ---- */

static const char *line_of(const char *text, unsigned n, char out[1024]) {
  while (n--) text = strchr(text, '\n') + 1;
  snprintf(out, 1024, "%.*s", (int)strcspn(text, "\n"), text);
  return out;
}

static void chart_draws_a_straight_line_from_corner_to_corner(void **state) {
  (void)state;
  const double times[] = {2020, 2030}, values[] = {0, 10};
  ChartSeries series = {"x", "t", values, NULL};
  ChartLook look = {.width = 20, .height = 4};
  Buffer out = {0};
  char line[1024];
  assert_int_equal(chart_draw(&series, 1, times, 2, look, &out, NULL), 0);
  assert_string_equal(line_of(out.text, 0, line), "     10.00 ┤               ⣀⡠⠤A⠉");
  assert_string_equal(line_of(out.text, 3, line), "      0.00 ┤⣀⠤⠒⠊⠉");
  assert_has(out.text, "A x (t)\n");
  assert_has(out.text, "2020");
  assert_has(out.text, "2030");
  buffer_free(&out);
}

static void chart_of_unlike_units_gives_each_its_scale(void **state) {
  (void)state;
  const double times[] = {0, 1, 2}, a[] = {0, 5, 9.5}, b[] = {1e9, 3e9, 2e9};
  ChartSeries series[] = {{"a", "t", a, NULL}, {"b", "人", b, NULL}};
  Buffer out = {0};
  chart_draw(series, 2, times, 3, (ChartLook){0}, &out, NULL);
  assert_has(out.text, "A a (t)  0.00 … 10.00\n");
  assert_has(out.text, "B b (人)  0 … 3e9\n");
  assert_null(strstr(out.text, "┤"));
  buffer_free(&out);
}

static void chart_has_no_escapes_without_colour(void **state) {
  (void)state;
  const double times[] = {0, 1, 2}, a[] = {0, NAN, 9.5};
  ChartSeries series = {"a", "t", a, NULL};
  Buffer plain = {0}, coloured = {0};
  chart_draw(&series, 1, times, 3, (ChartLook){0}, &plain, NULL);
  chart_draw(&series, 1, times, 3, (ChartLook){.colour = true}, &coloured, NULL);
  assert_null(strchr(plain.text, '\033'));
  assert_non_null(strchr(coloured.text, '\033'));
  buffer_free(&plain);
  buffer_free(&coloured);
}

static void chart_lines_are_as_wide_as_asked(void **state) {
  (void)state;
  double times[300], a[300];
  for (int i = 0; i < 300; i++) times[i] = i, a[i] = sin(i / 20.0);
  ChartSeries series = {"a", "t", a, NULL};
  ChartLook look = {.width = 40, .height = 10, .indent = "  "};
  Buffer out = {0};
  char line[1024];
  chart_draw(&series, 1, times, 300, look, &out, NULL);
  for (unsigned i = 0; i < 12; i++) assert_true(text_width(line_of(out.text, i, line)) <= 2 + 12 + 40);
  buffer_free(&out);
}

/* ---- progress ---- */

static void progress_tells_rate_and_time_left(void **state) {
  (void)state;
  Progress p = progress_start(NULL, "runs", 1000, LANG_EN);
  char out[160];
  assert_string_equal(progress_line(&p, 250, 5, out), "runs  25%  250/1000  50/s  15 s left");
  assert_string_equal(progress_line(&p, 1000, 20, out), "runs 100%  1000/1000  50/s  0 s left");
  p.total = 1e6;
  assert_string_equal(progress_line(&p, 1000, 20, out), "runs   0%  1000/1000000  50/s  5 h 33 min left");
}

static void progress_off_a_terminal_is_a_line_a_tenth(void **state) {
  (void)state;
  FILE *file = tmpfile();
  Progress p = progress_start(file, "runs", 100, LANG_EN);
  p.begun -= 10;                                     /* as if it had taken ten seconds so far */
  for (int i = 1; i <= 100; i++) progress_step(&p, i);
  progress_end(&p);
  rewind(file);
  char line[200];
  int lines = 0;
  while (fgets(line, sizeof line, file)) lines++, assert_null(strpbrk(line, "\r\033"));
  assert_int_equal(lines, 10);
  fclose(file);
}

static void progress_of_short_work_is_silent(void **state) {
  (void)state;
  FILE *file = tmpfile();
  Progress p = progress_start(file, "runs", 100, LANG_EN);
  for (int i = 1; i <= 100; i++) progress_step(&p, i);
  progress_end(&p);
  assert_int_equal(ftell(file), 0);
  fclose(file);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(spark_rises_and_falls),
    cmocka_unit_test(spark_of_many_averages_neighbours),
    cmocka_unit_test(spark_of_flat_and_missing),
    cmocka_unit_test(chart_draws_a_straight_line_from_corner_to_corner),
    cmocka_unit_test(chart_of_unlike_units_gives_each_its_scale),
    cmocka_unit_test(chart_has_no_escapes_without_colour),
    cmocka_unit_test(chart_lines_are_as_wide_as_asked),
    cmocka_unit_test(progress_tells_rate_and_time_left),
    cmocka_unit_test(progress_off_a_terminal_is_a_line_a_tenth),
    cmocka_unit_test(progress_of_short_work_is_silent),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
