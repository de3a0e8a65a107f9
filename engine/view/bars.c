/* bars.c : bars to either side of a line, and shades in a grid. */
#include "view/bars.h"
#include "base/text.h"

#include <math.h>
#include <string.h>

static unsigned widest(const char *const *texts, size_t stride, unsigned n) {
  unsigned width = 0;
  for (unsigned i = 0; i < n; i++) {
    unsigned own = text_width(*(const char *const *)((const char *)texts + i * stride));
    if (own > width) width = own;
  }
  return width;
}

static void put_padded(const char *text, unsigned width, TextAlign align, Buffer *out) {
  char padded[512];
  text_pad(padded, sizeof padded, text, width, align);
  buffer_put(out, padded);
}

/* ---- tornado ------------------------------------------------------------------------------------------------------- */

static double reach_of(const TornadoRow *rows, unsigned n, double centre) {
  double reach = 0.0;
  for (unsigned i = 0; i < n; i++)
    for (int side = 0; side < 2; side++) {
      double far = fabs((side ? rows[i].high : rows[i].low) - centre);
      if (far > reach) reach = far;
    }
  return reach;
}

/* Columns of the half at the left (sign -1) or right (sign 1) that an end fills. */
static unsigned filled(double end, double centre, double sign, double reach, unsigned half) {
  double part = sign * (end - centre) / reach * half;
  return !(part > 0.0) ? 0 : part >= half ? half : (unsigned)(part + 0.5);
}

/* From the middle outwards; what reaches less far is drawn over what reaches farther. */
static const char *mark_at(unsigned distance, unsigned low, unsigned high) {
  bool in_low = distance < low, in_high = distance < high;
  if (in_low && in_high) return low < high ? "▒" : "█";
  return in_low ? "▒" : in_high ? "█" : " ";
}

static void tornado_row(const TornadoRow *row, double centre, double reach, unsigned half, Buffer *out) {
  unsigned left_low = filled(row->low, centre, -1, reach, half), left_high = filled(row->high, centre, -1, reach, half);
  unsigned right_low = filled(row->low, centre, 1, reach, half), right_high = filled(row->high, centre, 1, reach, half);
  for (unsigned i = half; i-- > 0;) buffer_put(out, mark_at(i, left_low, left_high));
  buffer_put(out, "│");
  for (unsigned i = 0; i < half; i++) buffer_put(out, mark_at(i, right_low, right_high));
}

void tornado_draw(const TornadoRow *rows, unsigned n, double centre, unsigned half, Buffer *out) {
  if (n == 0) return;
  unsigned label = widest(&rows->label, sizeof *rows, n), low = widest(&rows->low_text, sizeof *rows, n), high = widest(&rows->high_text, sizeof *rows, n);
  double reach = reach_of(rows, n, centre);
  for (unsigned i = 0; i < n; i++) {
    put_padded(rows[i].label, label, TEXT_LEFT, out);
    buffer_put(out, "  ");
    put_padded(rows[i].low_text, low, TEXT_RIGHT, out);
    buffer_char(out, ' ');
    if (reach > 0.0) tornado_row(&rows[i], centre, reach, half, out);
    buffer_char(out, ' ');
    put_padded(rows[i].high_text, high, TEXT_RIGHT, out);
    buffer_char(out, '\n');
  }
}

/* ---- heat map ------------------------------------------------------------------------------------------------------- */

const char *const heat_marks[HEAT_SHADES] = {" ·", "░░", "▒▒", "▓▓", "██"};
const double heat_limits[HEAT_SHADES] = {0.0, 0.01, 0.05, 0.2, 0.5};

unsigned heat_shade(double share) {
  unsigned shade = 0;
  while (shade + 1 < HEAT_SHADES && share >= heat_limits[shade + 1]) shade++;
  return shade;
}

void heat_draw(const char *const *labels, unsigned rows, const char *const *heads, unsigned columns, const double *value, Buffer *out) {
  unsigned label = widest(labels, sizeof *labels, rows);
  put_padded("", label, TEXT_LEFT, out);
  for (unsigned c = 0; c < columns; c++) {
    buffer_char(out, ' ');
    put_padded(heads[c], 2, TEXT_RIGHT, out);
  }
  buffer_char(out, '\n');
  for (unsigned r = 0; r < rows; r++) {
    put_padded(labels[r], label, TEXT_LEFT, out);
    for (unsigned c = 0; c < columns; c++) {
      double share = value[(size_t)r * columns + c];
      buffer_char(out, ' ');
      buffer_put(out, isnan(share) ? "  " : heat_marks[heat_shade(share)]);
    }
    buffer_char(out, '\n');
  }
}
