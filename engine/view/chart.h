/* chart.h : several series over time as a line chart for the terminal, drawn in braille dots.
 *
 * Series of one unit share one scale, shown at the left; otherwise each has its own scale, given in the legend. Every
 * line carries its letter, so that the chart reads without colour. Bands (fan charts) are pairs of series filled
 * between, the last of them more densely than those before. Times ascend. */
#ifndef YJ_VIEW_CHART_H
#define YJ_VIEW_CHART_H
#include "record/buffer.h"
#include <stdint.h>

enum { CHART_SERIES = 26 };

typedef struct {
  const char *name, *unit;       /* as shown in the legend */
  const double *values;          /* [n_times]; NaN leaves a gap */
  const double *band;            /* [n_times] the other edge of a filled band, or NULL for a line */
} ChartSeries;

typedef struct {
  unsigned width, height;        /* of the plot in characters; 0: 72 x 16 */
  bool colour;
  const char *indent;            /* NULL: none */
} ChartLook;

/* Returns 0, or E801 when memory is short. Series beyond CHART_SERIES are left out. */
int chart_draw(const ChartSeries *, unsigned n, const double *times, unsigned n_times, ChartLook, Buffer *, Fail *);
#endif
