#define _POSIX_C_SOURCE 200809L
#include "view/chart.h"

#include "base/text.h"
#include "view/words.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A braille character has two dots across and four down. */
enum { ACROSS = 2, DOWN = 4, LABEL = 10 };

typedef struct { uint8_t dots, owner; char letter; } Cell;
typedef struct { double low, high; } Scale;

typedef struct {
  unsigned width, height;
  Cell *cells;                   /* [height x width] */
  const double *times;
  unsigned n_times;
} Canvas;

/* ---- scales --------------------------------------------------------------------------------------------------- */

static void stretch(Scale *scale, const double *values, unsigned n) {
  for (unsigned i = 0; values && i < n; i++) {
    if (!isfinite(values[i])) continue;
    scale->low = fmin(scale->low, values[i]);
    scale->high = fmax(scale->high, values[i]);
  }
}

/* The next of 1, 1.5, 2, 2.5, 3, 4, 5, 6, 8 x 10^k at or above x > 0. */
static double round_up(double x) {
  static const double nice[] = {1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10};
  double power = pow(10, floor(log10(x)));
  for (unsigned i = 0; i < sizeof nice / sizeof *nice; i++)
    if (nice[i] * power >= x * (1 - 1e-12)) return nice[i] * power;
  return 10 * power;
}

/* From zero when the values are positive and vary much, else a little beyond them. */
static Scale settle(Scale s) {
  if (!(s.low <= s.high)) return (Scale){0, 1};
  double span = s.high - s.low, size = fmax(fabs(s.low), fabs(s.high));
  if (size == 0) return (Scale){0, 1};
  if (span <= 1e-9 * size) return (Scale){s.low - size * 0.5, s.high + size * 0.5};
  if (s.low >= 0 && s.low < 0.6 * s.high) return (Scale){0, round_up(s.high)};
  if (s.high <= 0) return (Scale){-round_up(-s.low), 0};
  double step = round_up(span / 8);
  return (Scale){floor(s.low / step) * step, ceil(s.high / step) * step};
}

static bool one_unit(const ChartSeries *series, unsigned n) {
  for (unsigned i = 1; i < n; i++)
    if (strcmp(series[i].unit, series[0].unit)) return false;
  return true;
}

static bool fit(const ChartSeries *series, unsigned n, unsigned n_times, Scale scales[]) {
  Scale none = {INFINITY, -INFINITY}, all = none;
  bool shared = one_unit(series, n);
  for (unsigned i = 0; i < n; i++) {
    scales[i] = none;
    Scale *scale = shared ? &all : &scales[i];
    stretch(scale, series[i].values, n_times);
    stretch(scale, series[i].band, n_times);
  }
  for (unsigned i = 0; i < n; i++) scales[i] = settle(shared ? all : scales[i]);
  return shared;
}

/* ---- dots ----------------------------------------------------------------------------------------------------- */

static void dot(Canvas *c, int x, int y, uint8_t owner) {
  static const uint8_t bits[DOWN][ACROSS] = {{0x01, 0x08}, {0x02, 0x10}, {0x04, 0x20}, {0x40, 0x80}};
  if (x < 0 || y < 0 || x >= (int)c->width * ACROSS || y >= (int)c->height * DOWN) return;
  Cell *cell = &c->cells[(unsigned)y / DOWN * c->width + (unsigned)x / ACROSS];
  cell->dots |= bits[y % DOWN][x % ACROSS];
  cell->owner = owner;
}

static int column_of(const Canvas *c, unsigned i) {
  double first = c->times[0], last = c->times[c->n_times - 1];
  double share = last > first ? (c->times[i] - first) / (last - first) : 0;
  return (int)lround(share * (c->width * ACROSS - 1));
}

static int row_of(const Canvas *c, double value, Scale s) {
  return (int)lround((s.high - value) / (s.high - s.low) * (c->height * DOWN - 1));
}

static void segment(Canvas *c, int x0, int y0, int x1, int y1, uint8_t owner) {
  int steps = abs(x1 - x0) > abs(y1 - y0) ? abs(x1 - x0) : abs(y1 - y0);
  for (int i = 0; i <= steps; i++) {
    double share = steps ? (double)i / steps : 0;
    dot(c, x0 + (int)lround(share * (x1 - x0)), y0 + (int)lround(share * (y1 - y0)), owner);
  }
}

static void line(Canvas *c, const double *values, Scale s, uint8_t owner) {
  for (unsigned i = 0; i < c->n_times; i++) {
    if (!isfinite(values[i])) continue;
    unsigned j = i && isfinite(values[i - 1]) ? i - 1 : i;
    segment(c, column_of(c, j), row_of(c, values[j], s), column_of(c, i), row_of(c, values[i], s), owner);
  }
}

/* Every second dot between the edges, so that lines stand out; every fourth of a band that another is to be told from. */
static bool in_pattern(int x, int y, bool sparse) { return sparse ? x % 2 == 0 && y % 2 == 0 : (x + y) % 2 == 0; }

static void band(Canvas *c, const double *edge, const double *other, Scale s, bool sparse, uint8_t owner) {
  for (unsigned i = 1; i < c->n_times; i++) {
    if (!isfinite(edge[i - 1] + edge[i] + other[i - 1] + other[i])) continue;
    int from = column_of(c, i - 1), to = column_of(c, i);
    for (int x = from; x <= to; x++) {
      double share = to > from ? (double)(x - from) / (to - from) : 0;
      int a = row_of(c, edge[i - 1] + share * (edge[i] - edge[i - 1]), s);
      int b = row_of(c, other[i - 1] + share * (other[i] - other[i - 1]), s);
      for (int y = a < b ? a : b; y <= (a < b ? b : a); y++)
        if (in_pattern(x, y, sparse)) dot(c, x, y, owner);
    }
  }
}

/* The value at a dot column, between neighbouring times; NaN in a gap. */
static double value_near(const Canvas *c, const double *values, int x) {
  for (unsigned i = 0; i < c->n_times; i++) {
    int at = column_of(c, i);
    if (at < x) continue;
    if (at == x || i == 0) return values[i];
    double share = (double)(x - column_of(c, i - 1)) / (at - column_of(c, i - 1));
    return values[i - 1] + share * (values[i] - values[i - 1]);
  }
  return NAN;
}

/* A line's letter every so often, each line at its own places; a place that is taken is passed over. */
static void letters(Canvas *c, const ChartSeries *series, unsigned i, unsigned n, Scale s) {
  unsigned every = n < 4 ? c->width / 3 : c->width / 2;
  if (every < 12) every = 12;
  for (unsigned column = (unsigned)((i + 0.5) / n * every); column < c->width; column += every) {
    double value = value_near(c, series[i].values, (int)column * ACROSS);
    if (!isfinite(value)) continue;
    int y = row_of(c, value, s) / DOWN;
    if (y < 0 || y >= (int)c->height) continue;
    Cell *cell = &c->cells[(unsigned)y * c->width + column];
    if (!cell->letter) cell->letter = (char)('A' + i), cell->owner = (uint8_t)i;
  }
}

/* ---- printing ------------------------------------------------------------------------------------------------- */

static const int colours[] = {36, 33, 35, 32, 34, 31};

static void put_cell(const Cell *cell, bool colour, Buffer *out) {
  if (!cell->dots && !cell->letter) {
    buffer_char(out, ' ');
    return;
  }
  if (colour) buffer_format(out, "\033[%dm", colours[cell->owner % 6]);
  int code = 0x2800 + cell->dots;
  if (cell->letter) buffer_char(out, cell->letter);
  else buffer_format(out, "%c%c%c", 0xE0 | code >> 12, 0x80 | (code >> 6 & 0x3F), 0x80 | (code & 0x3F));
  if (colour) buffer_put(out, "\033[0m");
}

/* The number at the left of a row: top, middle and bottom of a shared scale. */
static void put_scale(const Canvas *c, unsigned row, Scale s, bool shared, Buffer *out) {
  char number[32] = "", cell[64];
  double ends[2] = {s.low, s.high};
  bool marked = row == 0 || row == c->height - 1 || row == c->height / 2;
  double value = row == 0 ? s.high : row == c->height - 1 ? s.low : (s.low + s.high) / 2;
  if (shared && marked) number_shown(value, number_decimals(ends, 2), number);
  text_pad(cell, sizeof cell, number, LABEL, TEXT_RIGHT);
  buffer_put(out, shared ? cell : " ");
  buffer_put(out, shared && marked ? " ┤" : " │");
}

static void put_times(const Canvas *c, bool shared, const char *indent, Buffer *out) {
  buffer_put(out, indent);
  buffer_repeat(out, " ", shared ? LABEL : 1);
  buffer_put(out, " └");
  buffer_repeat(out, "─", c->width);
  buffer_char(out, '\n');
  buffer_put(out, indent);
  buffer_repeat(out, " ", (shared ? LABEL : 1) + 2);
  double first = c->times[0], last = c->times[c->n_times - 1];
  int parts = 4, used = 0, width = (int)c->width;
  for (int i = 0; i <= parts; i++) {
    char text[32];
    int wide = (int)strlen(time_shown(first + (last - first) * i / parts, text));
    int at = (int)lround((double)(width - 1) * i / parts);
    int from = i == 0 ? 0 : i == parts ? width - wide : at - wide / 2;
    if (from < used + (i > 0) || (i < parts && from + wide >= width)) continue;
    buffer_repeat(out, " ", (unsigned)(from - used));
    buffer_put(out, text);
    used = from + wide;
  }
  buffer_char(out, '\n');
}

/* All bands but the last one. */
static bool is_sparse(const ChartSeries *series, unsigned n, unsigned i) {
  for (unsigned k = i + 1; k < n; k++)
    if (series[k].band) return true;
  return false;
}

static void put_legend(const ChartSeries *series, unsigned n, const Scale scales[], bool shared, ChartLook look, Buffer *out) {
  for (unsigned i = 0; i < n; i++) {
    char low[32], high[32];
    double ends[2] = {scales[i].low, scales[i].high};
    int decimals = number_decimals(ends, 2);
    buffer_put(out, look.indent);
    if (look.colour) buffer_format(out, "\033[%dm", colours[i % 6]);
    buffer_format(out, "  %c", (char)('A' + i));
    if (look.colour) buffer_put(out, "\033[0m");
    if (series[i].band) buffer_format(out, " %s", is_sparse(series, n, i) ? "⠅⠅" : "⢕⢕");
    buffer_format(out, " %s", series[i].name);
    if (*series[i].unit) buffer_format(out, " (%s)", series[i].unit);
    if (!shared) buffer_format(out, "  %s … %s", number_shown(ends[0], decimals, low), number_shown(ends[1], decimals, high));
    buffer_char(out, '\n');
  }
}

static void print(const Canvas *c, const Scale scales[], bool shared, ChartLook look, Buffer *out) {
  for (unsigned row = 0; row < c->height; row++) {
    buffer_put(out, look.indent);
    put_scale(c, row, scales[0], shared, out);
    for (unsigned x = 0; x < c->width; x++) put_cell(&c->cells[row * c->width + x], look.colour, out);
    while (out->length && out->text[out->length - 1] == ' ') out->text[--out->length] = 0;
    buffer_char(out, '\n');
  }
  put_times(c, shared, look.indent, out);
}

int chart_draw(const ChartSeries *series, unsigned n, const double *times, unsigned n_times, ChartLook look, Buffer *out,
               Fail *fail) {
  if (n > CHART_SERIES) n = CHART_SERIES;
  if (!n || !n_times) return 0;
  Canvas c = {look.width ? look.width : 72, look.height ? look.height : 16, NULL, times, n_times};
  if (!look.indent) look.indent = "";
  Scale scales[CHART_SERIES];
  bool shared = fit(series, n, n_times, scales);
  c.cells = calloc((size_t)c.width * c.height, sizeof *c.cells);
  if (!c.cells) return fail_set(fail, E801, place_at(NULL, 0, 0), "a chart");
  for (unsigned i = 0; i < n; i++)
    if (series[i].band) band(&c, series[i].values, series[i].band, scales[i], is_sparse(series, n, i), (uint8_t)i);
  for (unsigned i = 0; i < n; i++)
    if (!series[i].band) line(&c, series[i].values, scales[i], (uint8_t)i);
  for (unsigned i = 0; i < n; i++) letters(&c, series, i, n, scales[i]);
  print(&c, scales, shared, look, out);
  put_legend(series, n, scales, shared, look, out);
  free(c.cells);
  return 0;
}
