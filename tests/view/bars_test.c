/* Tornado diagrams and heat maps: what is drawn where, and columns that stay in line beside Chinese labels. */
#include "support/check.h"
#include "base/text.h"
#include "view/bars.h"

#include <math.h>
#include <stdlib.h>

static const char *line_of(const char *text, unsigned n, char out[256]) {
  while (n-- > 0) text = strchr(text, '\n') + 1;
  size_t length = strcspn(text, "\n");
  memcpy(out, text, length);
  out[length] = 0;
  return out;
}

/* Columns before the middle line. */
static unsigned middle(const char *line) {
  char before[256];
  size_t n = (size_t)(strstr(line, "│") - line);
  memcpy(before, line, n);
  before[n] = 0;
  return text_width(before);
}

static void tornado_is_drawn_to_scale(void **state) {
  (void)state;
  const TornadoRow rows[] = {{"碳价", 0.0, 8.0, "0", "8"}, {"growth", 6.0, 2.0, "6", "2"}, {"flat", 4.0, 4.0, "4", "4"}};
  Buffer out = {0};
  char line[256];
  tornado_draw(rows, 3, 4.0, 8, &out);
  assert_string_equal(line_of(buffer_text(&out), 0, line), "碳价    0 ▒▒▒▒▒▒▒▒│████████ 8");
  assert_string_equal(line_of(buffer_text(&out), 1, line), "growth  6     ████│▒▒▒▒     2");
  assert_string_equal(line_of(buffer_text(&out), 2, line), "flat    4         │         4");
  buffer_free(&out);
}

/* Both ends on one side: the shorter lies over the longer. */
static void tornado_on_one_side(void **state) {
  (void)state;
  const TornadoRow rows[] = {{"a", 2.0, 4.0, "", ""}, {"碳", NAN, -1.0, "", ""}};
  Buffer out = {0};
  char line[256];
  tornado_draw(rows, 2, 0.0, 4, &out);
  assert_string_equal(line_of(buffer_text(&out), 0, line), "a        │▒▒██ ");
  assert_int_equal(middle(line_of(buffer_text(&out), 0, line)), middle(line_of(buffer_text(&out), 1, line)));
  buffer_free(&out);
}

static void nothing_moves(void **state) {
  (void)state;
  const TornadoRow rows[] = {{"a", 1.0, 1.0, "1", "1"}};
  Buffer out = {0};
  tornado_draw(rows, 1, 1.0, 4, &out);
  assert_string_equal(buffer_text(&out), "a  1  1\n");
  tornado_draw(rows, 0, 1.0, 4, &out);
  assert_string_equal(buffer_text(&out), "a  1  1\n");
  buffer_free(&out);
}

static void heat_has_even_columns(void **state) {
  (void)state;
  const char *const labels[] = {"全要素生产率", "price"}, *const heads[] = {"21", "22", "35"};
  const double value[] = {0.005, 0.02, 0.6, NAN, 0.1, 0.3};
  Buffer out = {0};
  char line[256];
  heat_draw(labels, 2, heads, 3, value, &out);
  assert_string_equal(line_of(buffer_text(&out), 0, line), "             21 22 35");
  assert_string_equal(line_of(buffer_text(&out), 1, line), "全要素生产率  · ░░ ██");
  assert_string_equal(line_of(buffer_text(&out), 2, line), "price           ▒▒ ▓▓");
  for (unsigned i = 0; i < 3; i++) assert_int_equal(text_width(line_of(buffer_text(&out), i, line)), 21);
  buffer_free(&out);
}

static void shades_rise_with_the_share(void **state) {
  (void)state;
  for (unsigned i = 0; i < HEAT_SHADES; i++) {
    assert_int_equal(heat_shade(heat_limits[i]), i);
    if (i) assert_int_equal(heat_shade(nextafter(heat_limits[i], 0)), i - 1);
    assert_int_equal(text_width(heat_marks[i]), 2);
  }
  assert_int_equal(heat_shade(-0.1), 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(tornado_is_drawn_to_scale), cmocka_unit_test(tornado_on_one_side), cmocka_unit_test(nothing_moves),
    cmocka_unit_test(heat_has_even_columns), cmocka_unit_test(shades_rise_with_the_share),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
