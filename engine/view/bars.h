/* bars.h : tornado diagrams and heat maps for the terminal, in block characters.
 *
 * Labels are padded by their width on a terminal (wide characters count two), so that the pictures stay in line. */
#ifndef YJ_VIEW_BARS_H
#define YJ_VIEW_BARS_H
#include "record/buffer.h"
#include <stdbool.h>

typedef struct {
  const char *label;
  double low, high;              /* where the bar ends for a low and for a high input; NaN: no bar */
  const char *low_text, *high_text;
} TornadoRow;

/* Bars about a middle line at `centre`: ▒ on the side of the low input, █ on that of the high one. */
void tornado_draw(const TornadoRow *, unsigned n, double centre, unsigned half_width, Buffer *);

enum { HEAT_SHADES = 5 };
/* The shade of a share from 0 to 1: below 0.01 "·", from 0.01 "░", 0.05 "▒", 0.2 "▓", 0.5 "█". NaN: blank. */
unsigned heat_shade(double share);
extern const char *const heat_marks[HEAT_SHADES];      /* two columns each */
extern const double heat_limits[HEAT_SHADES];          /* the least share of each */

/* Rows of two-column cells under two-column heads; value[row * columns + column] in 0..1 (or NaN). */
void heat_draw(const char *const *labels, unsigned rows, const char *const *heads, unsigned columns, const double *value, Buffer *);
#endif
