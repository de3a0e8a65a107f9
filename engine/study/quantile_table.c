/* quantile_table.c : building and checking octave tables. */
#include "study/quantile_table.h"
#include "study/special.h"
#include "study/vectors.h"
#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdbool.h>

enum { NODES = TABLE_DEGREE + 1, LEAST_BITS = 3, MOST_BITS = 6 };
enum { TOGETHER = 1 << LEAST_BITS, PLACES = TOGETHER * NODES };      /* segments that are built at once: an octave at most */
enum { EXTREMES = 3, CHECKS = TOGETHER * EXTREMES };
#define TOLERANCE 1e-9
#define GSL_LEAST_P 0x1p-31                     /* GSL's own tails are trusted to here */

typedef struct Known { QuantileTable table; struct Known *next; } Known;
struct QuantileTables { Arena *arena; Known *first; };

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

/* Where the normal is to be cut for place p: its tail there, at most 1/2, and on which side. */
static double truncated_place(const Truncation *t, TailSide side, double p, TailSide *of) {
  if (t->mirrored) side = side == TAIL_LOWER ? TAIL_UPPER : TAIL_LOWER;
  double near = (side == TAIL_LOWER ? t->below : t->above) + p * t->within;
  double far = (side == TAIL_LOWER ? t->above : t->below) + (1.0 - p) * t->within;
  *of = (near <= 0.5) == (side == TAIL_LOWER) ? TAIL_LOWER : TAIL_UPPER;
  return near <= 0.5 ? near : far < 0.5 ? far : 0.5;
}

/* The z above which `place` lies becomes the quantile. */
static double truncated_value(const Truncation *t, TailSide of, double place, double z) {
  if (place < 0.5 && of == TAIL_LOWER) z = -z;
  return t->mirrored ? -z : z;
}

static double truncated_quantile(const Truncation *t, TailSide side, double p) {
  double place = truncated_place(t, side, p, &side);
  return truncated_value(t, side, place, special_normal_inverse(TAIL_UPPER, place, NULL));
}

/* Those of a cut normal from those of the whole one, which is looked at from the other side when it is mirrored. */
static Tails cut_tails(const Truncation *t, Tails whole) {
  double lower = (whole.lower - t->below) / t->within, upper = (whole.upper - t->above) / t->within;
  return (Tails){t->mirrored ? upper : lower, t->mirrored ? lower : upper, whole.density / t->within};
}

static Tails truncated_tails(const Truncation *t, double z) { return cut_tails(t, special_normal(t->mirrored ? -z : z)); }

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

/* Many places of a cut normal at once; each is found alone. */
static void truncated_quantiles(const Truncation *t, TailSide side, size_t n, double *p) {
  TailSide of[PLACES];
  double z[PLACES];
  for (size_t i = 0; i < n; i++) p[i] = truncated_place(t, side, p[i], &of[i]);
  vectors()->normal_inverse(n, p, z);
  for (size_t i = 0; i < n; i++) p[i] = truncated_value(t, of[i], p[i], z[i]);
}

/* From the far tail inwards: each point is a good start for the next, but for the cut normal. */
static void tail_quantiles(const Shape *shape, TailSide side, size_t n, double *p, double *warm) {
  if (shape->family == FAMILY_TRUNCATED) truncated_quantiles(&shape->cut, side, n, p);
  else for (size_t i = 0; i < n; i++) p[i] = tail_quantile(shape, side, p[i], warm);
}

/* The middle is computed afresh, as a median is. */
static void build_side(const QuantileTable *table, const Shape *shape, TailSide side, double *rows) {
  double warm = NAN, y[PLACES];
  for (unsigned segment = 0; segment + 1 < table->segments; segment += TOGETHER) {
    for (unsigned i = 0; i < PLACES; i++) y[i] = segment_p(table->bits, segment + i / NODES, node_at[i % NODES]);
    tail_quantiles(shape, side, PLACES, y, &warm);
    for (unsigned k = 0; k < TOGETHER; k++) interpolate(y + (size_t)k * NODES, rows + (size_t)(segment + k) * NODES);
  }
  rows[(size_t)(table->segments - 1) * NODES] = tail_quantile(shape, TAIL_LOWER, 0.5, NULL);
}

/* Symmetric families need one side only: the upper quantile is minus the lower, but for the middle itself. */
static bool symmetric(const Shape *shape) {
  return shape->family == FAMILY_NORMAL || shape->family == FAMILY_STUDENT ||
         (shape->family == FAMILY_TRUNCATED && shape->shape[0] == -shape->shape[1]);
}

static void mirror_side(const QuantileTable *table, const double *lower, double *upper) {
  size_t middle = (size_t)(table->segments - 1) * NODES;
  for (size_t i = 0; i < middle; i++) upper[i] = 0.0 - lower[i];
  upper[middle] = lower[middle];
}

static double pick(Tails tails, int side) { return side ? tails.upper : tails.lower; }

/* The tail on that side at CHECKS points. */
static void side_tails(const Shape *shape, int side, const double x[CHECKS], double tail[CHECKS]) {
  double z[CHECKS], lower[CHECKS], upper[CHECKS];
  bool cut = shape->family == FAMILY_TRUNCATED, bell = cut || shape->family == FAMILY_NORMAL;
  for (unsigned i = 0; i < CHECKS; i++) z[i] = cut && shape->cut.mirrored ? -x[i] : x[i];
  if (bell) vectors()->normal_tails(CHECKS, z, lower, upper);
  for (unsigned i = 0; i < CHECKS; i++) {
    Tails whole = bell ? (Tails){lower[i], upper[i], 0.0} : tails_of(shape, x[i]);
    tail[i] = pick(cut ? cut_tails(&shape->cut, whole) : whole, side);
  }
}

/* How far F moves, in units of p, over two last places of x either way (and of a truncation's masses): beta close to 1
 * and cut tails have no double that would do better. */
static void unavoidable(const Shape *shape, int side, const double *x, const double *p, double *moved) {
  double low[CHECKS], high[CHECKS], to[CHECKS];
  double mass = shape->family == FAMILY_TRUNCATED ? 4e-16 / shape->cut.within : 0.0;
  for (unsigned i = 0; i < CHECKS; i++) {
    double step = 4.5e-16 * fabs(x[i]);
    low[i] = x[i] - step, high[i] = x[i] + step;
    if (shape->family == FAMILY_BETA && high[i] > 1.0) high[i] = 1.0;
  }
  side_tails(shape, side, low, moved);
  side_tails(shape, side, high, to);
  for (unsigned i = 0; i < CHECKS; i++) moved[i] = (fabs(moved[i] - to[i]) + mass) / p[i];
}

/* The back-substitution error at one point, by our own tail and, where asked, by GSL's. */
static double point_error(const QuantileTable *table, int side, double p, double x, double tail, bool ask_gsl) {
  double error = fabs(tail - p) / p;
  if (!ask_gsl) return error;
  double other = fabs(gsl_tail(table->family, table->shape, (TailSide)side, x) - p) / p;
  return other <= error ? error : other;
}

/* The worst of some segments, at the extremes of the interpolation error. */
static double check_segments(const QuantileTable *table, const Shape *shape, int side, unsigned segment, double worst) {
  static const double extreme[EXTREMES] = {-0.5, 0.0, 0.4330127018922193};
  double p[CHECKS], x[CHECKS], tail[CHECKS], error[CHECKS], moved[CHECKS];
  bool missed = false;
  for (unsigned i = 0; i < CHECKS; i++) {
    p[i] = segment_p(table->bits, segment + i / EXTREMES, extreme[i % EXTREMES]);
    x[i] = quantile_table_tail(table, (unsigned)side, p[i]);
  }
  side_tails(shape, side, x, tail);
  for (unsigned i = 0; i < CHECKS; i++) {
    error[i] = point_error(table, side, p[i], x[i], tail[i], i % EXTREMES == 0 && p[i] >= GSL_LEAST_P);
    missed |= !(error[i] <= TOLERANCE);
  }
  if (missed) unavoidable(shape, side, x, p, moved);
  for (unsigned i = 0; i < CHECKS; i++) {
    double left = error[i] <= TOLERANCE ? error[i] : error[i] - moved[i];
    if (!isnan(worst) && !(left <= worst)) worst = left;   /* a NaN stays */
  }
  return worst;
}

static double worst_error(const QuantileTable *table, const Shape *shape) {
  double worst = 0.0;
  for (int side = 0; side < 2; side++)
    for (unsigned segment = 0; segment + 1 < table->segments; segment += TOGETHER)
      worst = check_segments(table, shape, side, segment, worst);
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
  if (symmetric(&shape)) mirror_side(table, rows, rows + side);
  else build_side(table, &shape, TAIL_UPPER, rows + side);
  table->error = worst_error(table, &shape);
  return true;
}

const QuantileTable *quantile_table(QuantileTables *set, Family family, double shape0, double shape1, double *error) {
  for (Known *entry = set->first; entry; entry = entry->next)
    if (entry->table.family == family && entry->table.shape[0] == shape0 && entry->table.shape[1] == shape1)
      return &entry->table;
  *error = 0.0;
  Known *entry = arena_alloc(set->arena, sizeof *entry);
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
