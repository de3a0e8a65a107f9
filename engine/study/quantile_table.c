/* quantile_table.c : building and checking octave tables. */
#include "study/quantile_table.h"
#include "study/special.h"
#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdbool.h>

enum { NODES = TABLE_DEGREE + 1, LEAST_BITS = 3, MOST_BITS = 6 };
#define TOLERANCE 1e-9
#define GSL_LEAST_P 0x1p-31                     /* GSL's own tails are trusted to here */

typedef struct Entry { QuantileTable table; struct Entry *next; } Entry;
struct QuantileTables { Arena *arena; Entry *first; };

QuantileTables *quantile_tables(Arena *arena) {
  QuantileTables *set = arena_alloc(arena, sizeof *set);
  if (set) *set = (QuantileTables){.arena = arena};
  return set;
}

/* ---- the families --------------------------------------------------------------------------------------------- */

/* A truncated normal [a, b] is seen from the side where its numbers are small: mass below a, within, above b. */
typedef struct { double below, within, above; bool mirrored; } Truncation;

/* A family with its shape, and what a truncation needs computed once. */
typedef struct { Family family; double shape[2]; Truncation cut; } Shape;

static Truncation truncation(const double shape[2]) {
  bool mirrored = shape[0] > 0.0;               /* all on the right: mirror, so that `below` keeps its digits */
  double a = mirrored ? -shape[1] : shape[0], b = mirrored ? -shape[0] : shape[1];
  Tails at_a = special_normal(a), at_b = special_normal(b);
  double within = b <= 0.0 ? at_b.lower - at_a.lower : (1.0 - at_a.lower) - at_b.upper;
  return (Truncation){at_a.lower, within, at_b.upper, mirrored};
}

static Shape shape_of(Family family, const double shape[2]) {
  Shape s = {.family = family, .shape = {shape[0], shape[1]}};
  if (family == FAMILY_TRUNCATED) s.cut = truncation(shape);
  return s;
}

static double truncated_quantile(const Truncation *t, TailSide side, double p) {
  if (t->mirrored) side = side == TAIL_LOWER ? TAIL_UPPER : TAIL_LOWER;
  double near = (side == TAIL_LOWER ? t->below : t->above) + p * t->within;
  double far = (side == TAIL_LOWER ? t->above : t->below) + (1.0 - p) * t->within;
  TailSide other = side == TAIL_LOWER ? TAIL_UPPER : TAIL_LOWER;
  double z = near <= 0.5 ? special_normal_inverse(side, near, NULL) : special_normal_inverse(other, far < 0.5 ? far : 0.5, NULL);
  return t->mirrored ? -z : z;
}

static Tails truncated_tails(const Truncation *t, double z) {
  Tails whole = special_normal(t->mirrored ? -z : z);
  double lower = (whole.lower - t->below) / t->within, upper = (whole.upper - t->above) / t->within;
  return (Tails){t->mirrored ? upper : lower, t->mirrored ? lower : upper, whole.density / t->within};
}

static double tail_quantile(const Shape *s, TailSide side, double p, double *warm) {
  switch (s->family) {
    case FAMILY_NORMAL: return special_normal_inverse(side, p, warm);
    case FAMILY_STUDENT: return special_student_inverse(s->shape[0], side, p, warm);
    case FAMILY_GAMMA: return special_gamma_inverse(s->shape[0], side, p, warm);
    case FAMILY_BETA: return special_beta_inverse(s->shape[0], s->shape[1], side, p, warm).x;
    case FAMILY_TRUNCATED: return truncated_quantile(&s->cut, side, p);
  }
  return NAN;
}

static Tails tails_of(const Shape *s, double x) {
  switch (s->family) {
    case FAMILY_NORMAL: return special_normal(x);
    case FAMILY_STUDENT: return special_student(s->shape[0], x);
    case FAMILY_GAMMA: return special_gamma(s->shape[0], x);
    case FAMILY_BETA: return special_beta(s->shape[0], s->shape[1], (UnitPoint){x, 1.0 - x});
    case FAMILY_TRUNCATED: return truncated_tails(&s->cut, x);
  }
  return (Tails){NAN, NAN, NAN};
}

double family_quantile(Family family, const double shape[2], double u) {
  Shape s = shape_of(family, shape);
  TailSide side = u <= 0.5 ? TAIL_LOWER : TAIL_UPPER;
  double p = side == TAIL_LOWER ? u : 1.0 - u;
  return tail_quantile(&s, side, p > TABLE_LEAST_P ? p : TABLE_LEAST_P, NULL);
}

/* GSL's tail of the same family; NaN where it has none of its own (truncated: the normal's, scaled). */
static double gsl_tail(Family family, const double shape[2], TailSide side, double x) {
  bool lower = side == TAIL_LOWER;
  switch (family) {
    case FAMILY_NORMAL: return lower ? gsl_cdf_ugaussian_P(x) : gsl_cdf_ugaussian_Q(x);
    case FAMILY_STUDENT: return lower ? gsl_cdf_tdist_P(x, shape[0]) : gsl_cdf_tdist_Q(x, shape[0]);
    case FAMILY_GAMMA: return lower ? gsl_cdf_gamma_P(x, shape[0], 1.0) : gsl_cdf_gamma_Q(x, shape[0], 1.0);
    case FAMILY_BETA: return lower ? gsl_cdf_beta_P(x, shape[0], shape[1]) : gsl_cdf_beta_Q(x, shape[0], shape[1]);
    case FAMILY_TRUNCATED: {
      double sign = shape[0] > 0.0 ? -1.0 : 1.0;                   /* on the side where the masses are small */
      double a = sign > 0 ? shape[0] : -shape[1], b = sign > 0 ? shape[1] : -shape[0];
      double within = gsl_cdf_ugaussian_P(b) - gsl_cdf_ugaussian_P(a);
      double from_a = gsl_cdf_ugaussian_P(sign * x) - gsl_cdf_ugaussian_P(a);
      double to_b = gsl_cdf_ugaussian_P(b) - gsl_cdf_ugaussian_P(sign * x);
      return (lower == (sign > 0) ? from_a : to_b) / within;
    }
  }
  return NAN;
}

/* ---- building ------------------------------------------------------------------------------------------------- */

/* p at position w of a segment; the last segment is the point 1/2 alone. */
static double segment_p(unsigned bits, unsigned segment, double w) {
  double octave = ldexp(1.0, (int)(segment >> bits) - 53);
  double part = (double)(segment & ((1u << bits) - 1)) + 0.5 + w;
  return octave * (1.0 + part / (double)(1u << bits));
}

/* Chebyshev points of degree 5 on [-1/2, 1/2]. */
static const double node_at[NODES] = {-0.48296291314453414, -0.35355339059327376, -0.12940952255126037,
                                       0.12940952255126037,  0.35355339059327376,  0.48296291314453414};

/* The polynomial through the nodes: Newton's divided differences, then multiplied out. */
static void interpolate(const double y[NODES], double c[NODES]) {
  double d[NODES];
  for (int i = 0; i < NODES; i++) d[i] = y[i];
  for (int order = 1; order < NODES; order++)
    for (int i = NODES - 1; i >= order; i--) d[i] = (d[i] - d[i - 1]) / (node_at[i] - node_at[i - order]);
  for (int i = 0; i < NODES; i++) c[i] = 0.0;
  for (int i = NODES - 1; i >= 0; i--) {        /* c := c * (w - node i) + d[i] */
    for (int k = NODES - 1; k > 0; k--) c[k] = c[k - 1] - node_at[i] * c[k];
    c[0] = d[i] - node_at[i] * c[0];
  }
}

/* From the far tail inwards: each point is a good start for the next. The middle is computed afresh, as a median is. */
static void build_side(const QuantileTable *table, const Shape *shape, TailSide side, double *rows) {
  double warm = NAN;
  for (unsigned segment = 0; segment + 1 < table->segments; segment++) {
    double y[NODES];
    for (int i = 0; i < NODES; i++) y[i] = tail_quantile(shape, side, segment_p(table->bits, segment, node_at[i]), &warm);
    interpolate(y, rows + (size_t)segment * NODES);
  }
  rows[(size_t)(table->segments - 1) * NODES] = tail_quantile(shape, TAIL_LOWER, 0.5, NULL);
}

/* Symmetric families need one side only: the upper quantile is minus the lower. */
static void mirror_side(const QuantileTable *table, const double *lower, double *upper) {
  for (size_t i = 0; i < (size_t)table->segments * NODES; i++) upper[i] = 0.0 - lower[i];
}

static double pick(Tails tails, int side) { return side ? tails.upper : tails.lower; }

/* How far F moves, in units of p, over two last places of x either way (and of a truncation's masses): beta close to 1
 * and cut tails have no double that would do better. */
static double unavoidable(const Shape *shape, int side, double x, double p) {
  double step = 4.5e-16 * fabs(x), high = x + step;
  if (shape->family == FAMILY_BETA && high > 1.0) high = 1.0;
  double span = fabs(pick(tails_of(shape, x - step), side) - pick(tails_of(shape, high), side));
  double mass = shape->family == FAMILY_TRUNCATED ? 4e-16 / shape->cut.within : 0.0;
  return (span + mass) / p;
}

/* The back-substitution error at one point, by our own tails and, where asked, by GSL's. */
static double point_error(const QuantileTable *table, const Shape *shape, int side, double p, bool ask_gsl) {
  double x = quantile_table_tail(table, (unsigned)side, p);
  double error = fabs(pick(tails_of(shape, x), side) - p) / p;
  if (ask_gsl) {
    double other = fabs(gsl_tail(table->family, table->shape, (TailSide)side, x) - p) / p;
    if (!(other <= error)) error = other;
  }
  return error <= TOLERANCE ? error : error - unavoidable(shape, side, x, p);
}

/* The worst over all segments, at the extremes of the interpolation error. */
static double worst_error(const QuantileTable *table, const Shape *shape) {
  static const double extreme[] = {-0.5, 0.0, 0.4330127018922193};
  double worst = 0.0;
  for (int side = 0; side < 2; side++)
    for (unsigned segment = 0; segment + 1 < table->segments; segment++)
      for (int i = 0; i < 3; i++) {
        double p = segment_p(table->bits, segment, extreme[i]);
        double error = point_error(table, shape, side, p, i == 0 && p >= GSL_LEAST_P);
        if (!(error <= worst)) worst = error;   /* a NaN stays */
      }
  return isnan(worst) ? INFINITY : worst;
}

static bool build(Arena *arena, QuantileTable *table) {
  table->segments = ((unsigned)TABLE_OCTAVES << table->bits) + 1;
  size_t side = (size_t)table->segments * NODES;
  double *rows = arena_array(arena, 2 * side, sizeof *rows);
  if (!rows) return false;
  Shape shape = shape_of(table->family, table->shape);
  table->rows = rows;
  build_side(table, &shape, TAIL_LOWER, rows);
  if (table->family == FAMILY_NORMAL || table->family == FAMILY_STUDENT) mirror_side(table, rows, rows + side);
  else build_side(table, &shape, TAIL_UPPER, rows + side);
  table->error = worst_error(table, &shape);
  return true;
}

const QuantileTable *quantile_table(QuantileTables *set, Family family, double shape0, double shape1, double *error) {
  for (Entry *entry = set->first; entry; entry = entry->next)
    if (entry->table.family == family && entry->table.shape[0] == shape0 && entry->table.shape[1] == shape1)
      return &entry->table;
  *error = 0.0;
  Entry *entry = arena_alloc(set->arena, sizeof *entry);
  if (!entry) return NULL;
  entry->table = (QuantileTable){.family = family, .shape = {shape0, shape1}, .bits = LEAST_BITS, .error = INFINITY};
  for (; entry->table.bits <= MOST_BITS; entry->table.bits++) {
    if (!build(set->arena, &entry->table)) return NULL;
    if (entry->table.error <= TOLERANCE) {
      entry->next = set->first;
      set->first = entry;
      return &entry->table;
    }
  }
  *error = entry->table.error;
  return NULL;
}
