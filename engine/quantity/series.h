/* A path over years: numbers at some years, and what is between, before and after them.
 *
 * A hand-written path is linear between its years and constant outside them; stairs and hold = true jump; extend = true
 * goes on with the last slope. A series of a data file is refused outside its years unless it says hold or extend, and
 * inside gaps unless it says fill = "linear". Values are in whatever unit the owner says. */
#ifndef YUANJING_QUANTITY_SERIES_H
#define YUANJING_QUANTITY_SERIES_H

#include "base/arena.h"
#include "base/fail.h"

typedef enum {
  SERIES_LINEAR,  /* straight between neighbours */
  SERIES_STAIRS,  /* the value of the last given year that is not later */
  SERIES_SMOOTH   /* v0 + (v1 - v0)(3u^2 - 2u^3) between neighbours: the s-curve */
} SeriesJoin;

typedef enum {
  SERIES_CONSTANT, /* the end value */
  SERIES_EXTEND,   /* the slope of the last (first) two values goes on */
  SERIES_REFUSE    /* an error */
} SeriesOutside;

typedef struct {
  const char *name;   /* for messages: the file's key, or the name of the model; may be NULL */
  unsigned n;
  const double *years;  /* [n], strictly rising */
  const double *values; /* [n] */
  SeriesJoin join;
  SeriesOutside before, after;
  double gap;           /* the widest step between neighbours that is joined: 1 for data, infinite for paths */
  Place place;
} Series;

/* A path with the defaults of hand-written ones. Copies; sorts by year; E403 for two values of one year, E404 for none or for
 * a year or value that is not finite. */
int series_path(Arena *, const char *name, const double *years, const double *values, unsigned n, SeriesJoin, Place,
                Series *out, Fail *);
/* The same with the defaults of data: refused outside and in gaps. */
int series_data(Arena *, const char *name, const double *years, const double *values, unsigned n, Place, Series *out, Fail *);

/* The value at a time. E401 outside, E402 in a gap, both naming the series and its years; the place is the reader's. */
int series_at(const Series *, double year, double *out, Fail *, Place);

/* For paths whose values are not numbers yet (parameters, expressions): which two values and which share of the second.
 * value = v[i] + (v[j] - v[i]) * weight, and v[i] itself when weight is 0. weight leaves 0..1 only when extending. */
typedef struct { unsigned i, j; double weight; } SeriesSpot;
int series_spot(const Series *, double year, SeriesSpot *out, Fail *, Place);

/* What it covers, for messages: "2010-2023". */
const char *series_span(const Series *, char out[64]);

#endif
