#include "quantity/series.h"

#include "base/text.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct { double year, value; } Point;

static int by_year(const void *a, const void *b) {
  double x = ((const Point *)a)->year, y = ((const Point *)b)->year;
  return (x > y) - (x < y);
}

static const char *shown_name(const char *name) { return name ? name : "path"; }

/* Fills years and values of a series from the points given in any order. */
static int series_fill(Arena *arena, const double *years, const double *values, unsigned n, Series *series, Fail *fail) {
  Point *points = arena_array(arena, n, sizeof *points);
  double *sorted_years = arena_array(arena, n, sizeof *sorted_years);
  double *sorted_values = arena_array(arena, n, sizeof *sorted_values);
  const char *name = shown_name(series->name);
  if (!points || !sorted_years || !sorted_values) return fail_set(fail, E801, series->place, "a path");
  for (unsigned i = 0; i < n; i++) {
    if (!isfinite(years[i]) || !isfinite(values[i])) return fail_set(fail, E405, series->place, name);
    points[i] = (Point){years[i], values[i]};
  }
  qsort(points, n, sizeof *points, by_year);
  for (unsigned i = 0; i < n; i++) {
    char year[32];
    text_double(year, points[i].year);
    if (i && points[i].year == points[i - 1].year) return fail_set(fail, E403, series->place, name, year);
    sorted_years[i] = points[i].year;
    sorted_values[i] = points[i].value;
  }
  series->years = sorted_years;
  series->values = sorted_values;
  return 0;
}

static int series_make(Arena *arena, const double *years, const double *values, unsigned n, Series series, Series *out, Fail *fail) {
  if (n == 0) return fail_set(fail, E404, series.place, shown_name(series.name));
  if (series.name && !(series.name = arena_copy(arena, series.name, strlen(series.name))))
    return fail_set(fail, E801, series.place, "a path");
  series.n = n;
  int wrong = series_fill(arena, years, values, n, &series, fail);
  if (!wrong) *out = series;
  return wrong;
}

int series_path(Arena *arena, const char *name, const double *years, const double *values, unsigned n, SeriesJoin join,
                Place place, Series *out, Fail *fail) {
  Series series = {.name = name, .join = join, .before = SERIES_CONSTANT, .after = SERIES_CONSTANT, .gap = INFINITY, .place = place};
  return series_make(arena, years, values, n, series, out, fail);
}

int series_data(Arena *arena, const char *name, const double *years, const double *values, unsigned n, Place place,
                Series *out, Fail *fail) {
  Series series = {.name = name, .join = SERIES_LINEAR, .before = SERIES_REFUSE, .after = SERIES_REFUSE, .gap = 1, .place = place};
  return series_make(arena, years, values, n, series, out, fail);
}

/* ---- reading ---- */

/* Times are start + n * step: with a step like 0.1 they miss a year by an ulp or two. */
static double nearest_node(const Series *series, unsigned i, double year) {
  double slack = 1e-12 * fmax(1, fabs(year));
  if (fabs(year - series->years[i]) <= slack) return series->years[i];
  if (i + 1 < series->n && fabs(year - series->years[i + 1]) <= slack) return series->years[i + 1];
  return year;
}

/* The last node that is not later than the year; 0 when all are later. */
static unsigned node_before(const Series *series, double year) {
  unsigned low = 0, high = series->n;
  while (high - low > 1) {
    unsigned middle = low + (high - low) / 2;
    if (series->years[middle] <= year) low = middle;
    else high = middle;
  }
  return low;
}

static int outside(const Series *series, SeriesOutside rule, unsigned end, unsigned i, double year, SeriesSpot *out,
                   Fail *fail, Place place) {
  char span[64], at[32];
  text_double(at, year);
  if (rule == SERIES_REFUSE) return fail_set(fail, E401, place, shown_name(series->name), at, series_span(series, span));
  *out = (SeriesSpot){end, end, 0};
  if (rule == SERIES_EXTEND && series->n > 1)
    *out = (SeriesSpot){i, i + 1, (year - series->years[i]) / (series->years[i + 1] - series->years[i])};
  return 0;
}

static int in_gap(const Series *series, unsigned i, double year, Fail *fail, Place place) {
  char at[32], from[32], to[32];
  text_double(at, year);
  text_double(from, series->years[i]);
  text_double(to, series->years[i + 1]);
  return fail_set(fail, E402, place, shown_name(series->name), at, from, to);
}

static double joined(SeriesJoin join, double share) {
  return join == SERIES_SMOOTH ? share * share * (3 - 2 * share) : share;
}

int series_spot(const Series *series, double year, SeriesSpot *out, Fail *fail, Place place) {
  unsigned last = series->n - 1, i = node_before(series, year);
  year = nearest_node(series, i, year);
  i = node_before(series, year);
  if (year < series->years[0]) return outside(series, series->before, 0, 0, year, out, fail, place);
  if (year > series->years[last]) return outside(series, series->after, last, last ? last - 1 : 0, year, out, fail, place);
  *out = (SeriesSpot){i, i, 0};
  if (year == series->years[i] || series->join == SERIES_STAIRS) return 0;
  double width = series->years[i + 1] - series->years[i];
  if (width > series->gap) return in_gap(series, i, year, fail, place);
  *out = (SeriesSpot){i, i + 1, joined(series->join, (year - series->years[i]) / width)};
  return 0;
}

int series_at(const Series *series, double year, double *out, Fail *fail, Place place) {
  SeriesSpot spot;
  int wrong = series_spot(series, year, &spot, fail, place);
  if (wrong) return wrong;
  double v = series->values[spot.i];
  *out = spot.weight == 0 ? v : v + (series->values[spot.j] - v) * spot.weight;
  return 0;
}

const char *series_span(const Series *series, char out[64]) {
  char first[32], last[32];
  text_double(first, series->years[0]);
  text_double(last, series->years[series->n - 1]);
  if (series->n == 1) snprintf(out, 64, "%s", first);
  else snprintf(out, 64, "%s-%s", first, last);
  return out;
}
