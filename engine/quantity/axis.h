/* Axes: named dimensions with elements. */
#ifndef YUANJING_QUANTITY_AXIS_H
#define YUANJING_QUANTITY_AXIS_H

#include "base/arena.h"
#include "base/fail.h"

#include <stdbool.h>

enum { AXIS_ELEMENTS = 10000 }; /* the most an axis may have */

/* Owned by an arena, constant once made. The pointers of elements are not interned. */
typedef struct Axis {
  const char *name;
  unsigned n;
  const char **elements;  /* [n] */
  double *values;         /* [n] of a numeric axis, or positions given with "at"; NULL when there are none */
  double *lower, *upper;  /* [n] bounds, lower <= x < upper, of whole numbers and of groups (0, 1_4, 85plus, or given);
                             the open end's upper is infinite; NULL when there are none */
  bool numeric;           /* from..to: element i is the number from + i */
  bool open;              /* the last element is "and over" */
  double from;            /* of a numeric axis */
  struct Axis *twin;      /* the axis it was made from, else NULL */
  Place place;
} Axis;

/* {"urban", "rural"}. Bounds are read from the names when every name has them. Elements and name are copied. */
int axis_named(Arena *, const char *name, const char *const *elements, unsigned n, Place, Axis **out, Fail *);
/* {from = 0, to = 100, open = true}: whole numbers. */
int axis_numeric(Arena *, const char *name, double from, double to, bool open, Place, Axis **out, Fail *);
/* axis(area): the same elements under another name. */
int axis_twin(Arena *, const char *name, Axis *of, Place, Axis **out, Fail *);
/* at = {...}: positions, one per element, rising. */
int axis_set_positions(Arena *, Axis *, const double *at, unsigned n, Fail *);
/* from = {...}, to = {...}: bounds, one per element, the upper one excluded; an infinite last upper makes it open. */
int axis_set_bounds(Arena *, Axis *, const double *from, const double *to, unsigned n, Fail *);

/* Index, or -1. */
int axis_find(const Axis *, const char *element);
int axis_find_number(const Axis *, double number);
/* As above, but a missing element is E301 with the nearest name. */
int axis_element(const Axis *, const char *element, unsigned *out, Fail *, Place);
int axis_number(const Axis *, double number, unsigned *out, Fail *, Place);
/* The closed range a..b of a numeric axis (or of one with bounds: whole groups only) as first and last index. */
int axis_range(const Axis *, double a, double b, unsigned *first, unsigned *last, Fail *, Place);

/* "0" "1_4" "1-4" "85plus" "85+" into lower and upper; upper is infinite for the open ones and lower + 1 for a lone
 * number. False when the name is none of these. */
bool axis_bounds_of_name(const char *, double *lower, double *upper);

#endif
