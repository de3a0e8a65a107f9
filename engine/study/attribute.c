/* attribute.c : see attribute.h. */
#include "study/attribute.h"
#include "base/name.h"
#include "base/text.h"
#include <math.h>
#include <string.h>

enum { NAMES_MOST = 16, FACTORS_MOST = 32 };

/* One factor: symbols, each multiplied or divided by. */
typedef struct { const Symbol *symbols[NAMES_MOST]; bool divides[NAMES_MOST]; unsigned n; } Factor;

typedef struct {
  const Result *result;
  Arena *arena;
  Fail *fail;
  Factor factors[FACTORS_MOST]; unsigned n_factors;
  bool over[256];                /* axes that occur */
  uint8_t axes[AXES_MAX]; unsigned n_axes; unsigned n_parts;
} Reading;

static const Place nowhere = {NULL, 0, 0};

/* ---- names -------------------------------------------------------------------------------------------------------- */

static int find_symbol(Reading *r, const char *name, const Symbol **out) {
  const Linked *linked = r->result->linked;
  *out = link_symbol(linked, name);
  if (*out) return 0;
  const char **names = arena_array(r->arena, linked->n_symbols + 1u, sizeof *names);
  if (!names) return fail_set(r->fail, E801, nowhere, "an identity");
  for (unsigned i = 0; i < linked->n_symbols; i++) names[i] = linked->symbols[i].name;
  const char *near = name_nearest(name, names, linked->n_symbols);
  return fail_set(r->fail, E908, nowhere, name, near ? arena_printf(r->arena, "; did you mean '%s'?", near) : "");
}

static int bad_factor(Reading *r, const char *text) {
  return fail_set(r->fail, E904, nowhere, text, "--factors", "names joined by / and *, like population,gdp/population,co2/gdp");
}

static int read_factor(Reading *r, const char *text, Factor *out) {
  bool divides = false;
  for (const char *p = text;; p++) {
    size_t n = strcspn(p, "*/");
    const char *name = arena_copy(r->arena, p, n);
    if (!name) return fail_set(r->fail, E801, nowhere, "an identity");
    if (n == 0 || out->n == NAMES_MOST) return bad_factor(r, text);
    int code = find_symbol(r, name, &out->symbols[out->n]);
    if (code) return code;
    out->divides[out->n++] = divides;
    p += n;
    if (!*p) return 0;
    divides = *p == '/';
  }
}

/* ---- parts: the elements of all axes that occur ----------------------------------------------------------------------- */

static void take_axes(Reading *r, const Symbol *s) {
  for (unsigned i = 0; i < s->n_axes; i++) r->over[s->axes[i]] = true;
}

static int count_parts(Reading *r) {
  const Graph *g = r->result->linked->graph;
  r->n_parts = 1;
  for (unsigned axis = 0; axis < g->n_axes && axis < 256; axis++) {
    if (!r->over[axis]) continue;
    if (r->n_axes == AXES_MAX) return fail_set(r->fail, E646, nowhere, (unsigned)AXES_MAX);
    r->axes[r->n_axes++] = (uint8_t)axis;
    r->n_parts *= g->axes[axis]->n;
  }
  return 0;
}

/* The element of a symbol that belongs to a part: its index along the symbol's own axes. */
static uint32_t element_of(const Reading *r, const Symbol *s, unsigned part) {
  const Graph *g = r->result->linked->graph;
  uint32_t at[256] = {0}, element = 0;
  for (unsigned i = r->n_axes; i-- > 0; part /= g->axes[r->axes[i]]->n) at[r->axes[i]] = part % g->axes[r->axes[i]]->n;
  for (unsigned i = 0; i < s->n_axes; i++) element = element * g->axes[s->axes[i]]->n + at[s->axes[i]];
  return element;
}

static double factor_value(const Reading *r, const Factor *f, unsigned part, unsigned point) {
  double value = 1.0;
  for (unsigned i = 0; i < f->n; i++) {
    const Symbol *s = f->symbols[i];
    double x = r->result->values[s->output][(size_t)point * s->size + element_of(r, s, part)];
    value = f->divides[i] ? value / x : i == 0 ? x : value * x;
  }
  return value;
}

/* ---- the identity -------------------------------------------------------------------------------------------------------- */

static double sum_of_parts(const LmdiData *data, unsigned point) {
  double sum = 0.0;
  for (unsigned part = 0; part < data->n_parts; part++) {
    double v = 1.0;
    for (unsigned k = 0; k < data->n_factors; k++) v *= data->values[((size_t)point * data->n_parts + part) * data->n_factors + k];
    sum += v;
  }
  return sum;
}

static int must_make_target(Reading *r, const LmdiData *data, const Symbol *target, unsigned first, unsigned last) {
  for (unsigned t = first; t <= last; t++) {
    double made = sum_of_parts(data, t), is = 0.0;
    for (uint32_t e = 0; e < target->size; e++) is += r->result->values[target->output][(size_t)t * target->size + e];
    if (fabs(made - is) <= 1e-9 * fabs(is)) continue;
    char a[32], b[32], year[32];
    text_double(a, unit_out(target->unit, made));
    text_double(b, unit_out(target->unit, is));
    text_double(year, r->result->times[t]);
    return fail_set(r->fail, E645, nowhere, target->name, a, year, b);
  }
  return 0;
}

static int fill_values(Reading *r, LmdiData *data) {
  double *values = arena_array(r->arena, (size_t)data->n_times * data->n_parts, data->n_factors * sizeof *values);
  if (!values) return fail_set(r->fail, E801, nowhere, "an identity");
  double *next = values;
  for (unsigned t = 0; t < data->n_times; t++)
    for (unsigned part = 0; part < data->n_parts; part++)
      for (unsigned k = 0; k < data->n_factors; k++) *next++ = factor_value(r, &r->factors[k], part, t);
  data->values = values;
  return 0;
}

static int point_of(const Result *result, double time, unsigned *out, Fail *fail) {
  int point = result_point(result, time);
  char a[32], b[32], c[32], d[32];
  text_double(a, time);
  text_double(b, result->times[0]);
  text_double(c, result->times[result->n_times - 1]);
  text_double(d, result->model->step);
  if (point < 0) return fail_set(fail, E907, nowhere, a, b, c, d);
  *out = (unsigned)point;
  return 0;
}

static int read_all(Reading *r, const char *const *factors, unsigned n) {
  if (n == 0 || n > FACTORS_MOST) return bad_factor(r, n ? factors[FACTORS_MOST] : "");
  for (unsigned k = 0; k < n; k++) {
    int code = read_factor(r, factors[k], &r->factors[k]);
    if (code) return code;
    for (unsigned i = 0; i < r->factors[k].n; i++) take_axes(r, r->factors[k].symbols[i]);
  }
  r->n_factors = n;
  return count_parts(r);
}

int attribute_identity(const Result *result, const char *target, const char *const *factors, unsigned n_factors, double from, double to,
                       Arena *arena, const Identity **out, Fail *fail) {
  Identity *identity = arena_alloc(arena, sizeof *identity);
  Reading *r = arena_alloc(arena, sizeof *r);
  const Symbol *symbol;
  unsigned first, last;
  *out = NULL;
  if (!identity || !r) return fail_set(fail, E801, nowhere, "an identity");
  *r = (Reading){.result = result, .arena = arena, .fail = fail};
  int code = find_symbol(r, target, &symbol);
  if (!code) code = point_of(result, from, &first, fail);
  if (!code) code = point_of(result, to, &last, fail);
  if (!code) code = read_all(r, factors, n_factors);
  if (code) return code;
  *identity = (Identity){.data = {result->n_times, r->n_parts, n_factors, NULL}, .times = result->times, .factors = factors, .target = symbol->name, .unit = symbol->unit};
  code = fill_values(r, &identity->data);
  if (!code) code = must_make_target(r, &identity->data, symbol, first < last ? first : last, first < last ? last : first);
  if (!code) *out = identity;
  return code;
}

/* ---- effects --------------------------------------------------------------------------------------------------------------- */

static int refused(const Identity *identity, LmdiStatus status, const LmdiPlace *place, Fail *fail) {
  char year[32];
  text_double(year, identity->times[place->time]);
  if (status == LMDI_RANGE) return fail_set(fail, E904, nowhere, "the years", "--from and --to", "an earlier and a later year of the run");
  return fail_set(fail, E647, nowhere, identity->target, identity->factors[place->factor],
                  status == LMDI_SIGN ? "changes its sign" : "is not finite", year);
}

int attribute_effects(const Result *result, const Identity *identity, double from, double to, bool chained, double *additive,
                      double *multiplicative, LmdiTotal *total, Fail *fail) {
  unsigned first, last;
  LmdiPlace place = {0};
  int code = point_of(result, from, &first, fail);
  if (!code) code = point_of(result, to, &last, fail);
  if (code) return code;
  LmdiStatus status = (chained ? lmdi_chained : lmdi_between)(&identity->data, first, last, additive, multiplicative, total, &place);
  if (status != LMDI_DONE) return refused(identity, status, &place, fail);
  for (unsigned k = 0; additive && k < identity->data.n_factors; k++) additive[k] = unit_out(identity->unit, additive[k]);
  total->start = unit_out(identity->unit, total->start);
  total->end = unit_out(identity->unit, total->end);
  total->change = unit_out(identity->unit, total->change);
  total->residual = unit_out(identity->unit, total->residual);
  return 0;
}
