#include "quantity/axis.h"

#include "base/name.h"
#include "base/text.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { LONGEST_ELEMENT = 200, SHOWN = 80 };

/* ---- making ---- */

static int no_memory(Fail *fail, Place place) { return fail_set(fail, E801, place, "an axis"); }

static Axis *axis_new(Arena *arena, const char *name, unsigned n, Place place) {
  Axis *axis = arena_alloc(arena, sizeof *axis);
  const char *copy = arena_copy(arena, name, strlen(name));
  const char **elements = arena_array(arena, n, sizeof *elements);
  if (!axis || !copy || !elements) return NULL;
  *axis = (Axis){.name = copy, .n = n, .elements = elements, .place = place};
  return axis;
}

static int size_allowed(const char *name, double n, Fail *fail, Place place) {
  if (n < 1) return fail_set(fail, E304, place, name);
  if (n > AXIS_ELEMENTS) return fail_set(fail, E305, place, name, n, AXIS_ELEMENTS);
  return 0;
}

/* The number at the start of text; *end is after it. */
static bool read_whole(const char *text, double *out, const char **end) {
  double value = 0;
  const char *c = text;
  for (; *c >= '0' && *c <= '9' && c - text < 9; c++) value = value * 10 + (*c - '0');
  *out = value;
  *end = c;
  return c > text;
}

bool axis_bounds_of_name(const char *name, double *lower, double *upper) {
  const char *rest;
  double last;
  if (!read_whole(name, lower, &rest)) return false;
  *upper = *lower + 1;
  if (*rest == 0) return true;
  *upper = INFINITY;
  if (strcmp(rest, "plus") == 0 || strcmp(rest, "+") == 0) return true;
  if ((*rest != '_' && *rest != '-') || !read_whole(rest + 1, &last, &rest) || *rest || last < *lower) return false;
  *upper = last + 1;
  return true;
}

/* Whether a name is a lone number: in an abridged axis (0, 1, 5, 10, ...) its group reaches to the next name. */
static bool is_lone(const char *name) {
  double ignored;
  const char *rest;
  return read_whole(name, &ignored, &rest) && *rest == 0;
}

/* Bounds when every name has them and they rise without overlap; an axis without is no mistake. */
static int bounds_from_names(Arena *arena, Axis *axis, Fail *fail) {
  double *lower = arena_array(arena, axis->n, sizeof *lower), *upper = arena_array(arena, axis->n, sizeof *upper);
  if (!lower || !upper) return no_memory(fail, axis->place);
  for (unsigned i = 0; i < axis->n; i++) {
    if (!axis_bounds_of_name(axis->elements[i], &lower[i], &upper[i])) return 0;
    if (i == 0) continue;
    if (is_lone(axis->elements[i - 1]) && lower[i] > lower[i - 1]) upper[i - 1] = lower[i];
    if (!(lower[i] >= upper[i - 1])) return 0;
  }
  axis->lower = lower;
  axis->upper = upper;
  axis->open = isinf(upper[axis->n - 1]);
  return 0;
}

static int add_elements(Arena *arena, Axis *axis, const char *const *elements, Fail *fail) {
  NameTable *seen = name_table_new(arena);
  if (!seen) return no_memory(fail, axis->place);
  for (unsigned i = 0; i < axis->n; i++) {
    size_t length = elements[i] ? strlen(elements[i]) : 0;
    if (length == 0 || length > LONGEST_ELEMENT) return fail_set(fail, E313, axis->place, axis->name, LONGEST_ELEMENT);
    if (name_find(seen, elements[i], length)) return fail_set(fail, E306, axis->place, axis->name, elements[i]);
    axis->elements[i] = name_intern(seen, elements[i], length);
    if (!axis->elements[i]) return no_memory(fail, axis->place);
  }
  return 0;
}

int axis_named(Arena *arena, const char *name, const char *const *elements, unsigned n, Place place, Axis **out, Fail *fail) {
  int wrong = size_allowed(name, n, fail, place);
  if (wrong) return wrong;
  Axis *axis = axis_new(arena, name, n, place);
  if (!axis) return no_memory(fail, place);
  if ((wrong = add_elements(arena, axis, elements, fail)) || (wrong = bounds_from_names(arena, axis, fail))) return wrong;
  *out = axis;
  return 0;
}

static bool is_whole(double x) { return fabs(x) <= 1e9 && x == floor(x); }

int axis_numeric(Arena *arena, const char *name, double from, double to, bool open, Place place, Axis **out, Fail *fail) {
  char first[32], last[32];
  text_double(first, from);
  text_double(last, to);
  if (!is_whole(from) || !is_whole(to) || to < from) return fail_set(fail, E307, place, name, first, last);
  int wrong = size_allowed(name, to - from + 1, fail, place);
  if (wrong) return wrong;
  unsigned n = (unsigned)(to - from) + 1;
  Axis *axis = axis_new(arena, name, n, place);
  double *values = arena_array(arena, n, sizeof *values);
  double *lower = arena_array(arena, n, sizeof *lower), *upper = arena_array(arena, n, sizeof *upper);
  if (!axis || !values || !lower || !upper) return no_memory(fail, place);
  for (unsigned i = 0; i < n; i++) {
    values[i] = lower[i] = from + i;
    upper[i] = from + i + 1;
    if (!(axis->elements[i] = arena_printf(arena, "%.0f", values[i]))) return no_memory(fail, place);
  }
  if (open) upper[n - 1] = INFINITY;
  *axis = (Axis){axis->name, n, axis->elements, values, lower, upper, true, open, from, NULL, place};
  *out = axis;
  return 0;
}

int axis_twin(Arena *arena, const char *name, Axis *of, Place place, Axis **out, Fail *fail) {
  Axis *axis = axis_new(arena, name, 0, place);
  if (!axis) return no_memory(fail, place);
  const char *own = axis->name;
  *axis = *of;
  axis->name = own;
  axis->place = place;
  axis->twin = of;
  *out = axis;
  return 0;
}

int axis_set_positions(Arena *arena, Axis *axis, const double *at, unsigned n, Fail *fail) {
  if (n != axis->n) return fail_set(fail, E308, axis->place, axis->name, axis->n, "at", n);
  double *values = arena_array(arena, n, sizeof *values);
  if (!values) return no_memory(fail, axis->place);
  for (unsigned i = 0; i < n; i++) {
    bool rises = isfinite(at[i]) && (i == 0 || at[i] > at[i - 1]);
    if (!rises) return fail_set(fail, E309, axis->place, axis->name, "at", axis->elements[i]);
    values[i] = at[i];
  }
  axis->values = values;
  return 0;
}

int axis_set_bounds(Arena *arena, Axis *axis, const double *from, const double *to, unsigned n, Fail *fail) {
  if (n != axis->n) return fail_set(fail, E308, axis->place, axis->name, axis->n, "from or to", n);
  double *lower = arena_array(arena, n, sizeof *lower), *upper = arena_array(arena, n, sizeof *upper);
  if (!lower || !upper) return no_memory(fail, axis->place);
  for (unsigned i = 0; i < n; i++) {
    bool last = i + 1 == n;
    bool right = isfinite(from[i]) && to[i] > from[i] && (last || isfinite(to[i])) && (i == 0 || from[i] >= to[i - 1]);
    char a[32], b[32];
    text_double(a, from[i]);
    text_double(b, to[i]);
    if (!right) return fail_set(fail, E310, axis->place, axis->name, axis->elements[i], a, b);
    lower[i] = from[i];
    upper[i] = to[i];
  }
  axis->lower = lower;
  axis->upper = upper;
  axis->open = isinf(upper[n - 1]);
  return 0;
}

/* ---- asking ---- */

int axis_find(const Axis *axis, const char *element) {
  for (unsigned i = 0; i < axis->n; i++)
    if (strcmp(axis->elements[i], element) == 0) return (int)i;
  return -1;
}

int axis_find_number(const Axis *axis, double number) {
  if (axis->numeric) {
    double i = number - axis->from;
    return i >= 0 && i < axis->n && i == floor(i) ? (int)i : -1;
  }
  char text[32];
  text_double(text, number);
  return axis_find(axis, text);
}

/* "urban, rural" or "a, b, c and 12 more". */
static void list_elements(const Axis *axis, char out[SHOWN * 3]) {
  enum { MOST = 8 };
  size_t used = 0;
  out[0] = 0;
  for (unsigned i = 0; i < axis->n && i < MOST; i++) {
    char element[20];
    text_clean(element, sizeof element, axis->elements[i], strlen(axis->elements[i]));
    used += (size_t)snprintf(out + used, SHOWN * 3 - used, "%s%s", i ? ", " : "", element);
  }
  if (axis->n > MOST) snprintf(out + used, SHOWN * 3 - used, " and %u more", axis->n - MOST);
}

static int no_number(const Axis *axis, const char *shown, Fail *fail, Place place) {
  return fail_set(fail, E303, place, axis->name, shown, axis->elements[0], axis->elements[axis->n - 1]);
}

int axis_element(const Axis *axis, const char *element, unsigned *out, Fail *fail, Place place) {
  int i = axis_find(axis, element);
  if (i >= 0) {
    *out = (unsigned)i;
    return 0;
  }
  char shown[SHOWN], list[SHOWN * 3];
  text_clean(shown, sizeof shown, element, strlen(element));
  if (axis->numeric) return no_number(axis, shown, fail, place);
  const char *nearest = name_nearest(element, axis->elements, axis->n);
  if (nearest) return fail_set(fail, E301, place, axis->name, shown, nearest);
  list_elements(axis, list);
  return fail_set(fail, E302, place, axis->name, shown, list);
}

int axis_number(const Axis *axis, double number, unsigned *out, Fail *fail, Place place) {
  int i = axis_find_number(axis, number);
  char shown[32];
  text_double(shown, number);
  if (i < 0) return axis->numeric ? no_number(axis, shown, fail, place) : axis_element(axis, shown, out, fail, place);
  *out = (unsigned)i;
  return 0;
}

/* The first element that begins at a, the last one that ends at b (both in whole numbers, b included). */
static bool range_find(const Axis *axis, double a, double b, unsigned *first, unsigned *last) {
  bool begins = false, ends = false;
  for (unsigned i = 0; i < axis->n; i++) {
    if (axis->lower[i] == a) *first = i, begins = true;
    bool open_end = isinf(axis->upper[i]) && b >= axis->lower[i];
    if (axis->upper[i] == b + 1 || open_end) *last = i, ends = true;
  }
  return begins && ends && *first <= *last;
}

int axis_range(const Axis *axis, double a, double b, unsigned *first, unsigned *last, Fail *fail, Place place) {
  if (!axis->lower) return fail_set(fail, E311, place, axis->name);
  if (range_find(axis, a, b, first, last)) return 0;
  char from[32], to[32], why[SHOWN * 3];
  text_double(from, a);
  text_double(to, b);
  char ends[2][32];
  text_double(ends[0], axis->lower[0]);
  text_double(ends[1], axis->numeric ? axis->values[axis->n - 1] : axis->lower[axis->n - 1]);
  const char *cure = a > b ? "write the smaller number first"
                   : axis->numeric ? "choose whole numbers it has" : "choose bounds of its groups";
  snprintf(why, sizeof why, "it goes from %s to %s; %s", ends[0], ends[1], cure);
  return fail_set(fail, E312, place, axis->name, from, to, why);
}
