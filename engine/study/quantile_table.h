/* quantile_table.h : a quantile function as polynomials over octaves of the tail probability.
 *
 * For p = min(u, 1 - u) the segment is read off p's exponent and its top `bits` mantissa bits; inside it stands a
 * polynomial of degree 5 through the Chebyshev points. So relative precision is the same at p = 0.4 and at 2^-53,
 * and a value costs one load of six coefficients and ten operations, whatever the distribution. 3 bits: 40 KB.
 *
 * Same bits everywhere: the table is built by special.h (no C library, no GSL) and evaluated with + and * only.
 * Trust: at three points a segment, the extremes of the interpolation error, |F(x) - u| <= 1e-9 p, else the next finer
 * grid is tried (3 to 6 bits); then GSL's own distribution functions must say the same (for p >= 2^-31). The
 * bound is widened by what a double can hold where x itself has no finer neighbour (beta near 1, truncation points).
 *
 * Ownership: a table set's arena. One thread asks for tables; any thread may evaluate them. The GSL error handler must
 * be off. */
#ifndef YJ_STUDY_QUANTILE_TABLE_H
#define YJ_STUDY_QUANTILE_TABLE_H
#include "base/arena.h"
#include <stdint.h>
#include <string.h>

typedef enum {            /* shape[0], shape[1] */
  FAMILY_NORMAL,          /* none; standard normal */
  FAMILY_STUDENT,         /* degrees of freedom; standard */
  FAMILY_GAMMA,           /* shape; scale 1 */
  FAMILY_BETA,            /* a, b; on (0, 1) */
  FAMILY_TRUNCATED        /* a, b: standard normal kept in [a, b] */
} Family;

enum { TABLE_OCTAVES = 52, TABLE_DEGREE = 5 };
#define TABLE_LEAST_P 0x1p-53

typedef struct {
  Family family;
  double shape[2];
  unsigned bits;          /* mantissa bits: segments per octave = 2^bits */
  unsigned segments;      /* per side: TABLE_OCTAVES * 2^bits + 1, the last for p = 1/2 alone */
  const double *rows;     /* [side][segment][6]: coefficients of w^0 .. w^5, w in [-1/2, 1/2) */
  double error;           /* worst |F(x) - u| / p found by back-substitution */
} QuantileTable;

typedef struct QuantileTables QuantileTables;

QuantileTables *quantile_tables(Arena *);          /* an empty set; NULL: no memory */

/* The table of that family, built on first use and shared afterwards. NULL: no memory, or *error > 1e-9 (the worst
 * error found, also when GSL disagrees; 0 when memory is short). */
const QuantileTable *quantile_table(QuantileTables *, Family, double shape0, double shape1, double *error);

/* The quantile and the two tails by special.h: what the table stands for. */
double family_quantile(Family, const double shape[2], double u);

/* The quantile at probability p from below, or from above when upper is 1; 0 < p <= 1/2; below 2^-53 it counts as that. */
static inline double quantile_table_tail(const QuantileTable *table, unsigned upper, double p) {
  p = p > TABLE_LEAST_P ? p : TABLE_LEAST_P;
  uint64_t word;
  memcpy(&word, &p, sizeof word);
  unsigned bits = table->bits;
  uint64_t segment = (word >> (52 - bits)) - ((uint64_t)(1023 - 53) << bits);
  const double *c = table->rows + (upper * table->segments + segment) * (TABLE_DEGREE + 1);
  uint64_t inside = (word << bits & 0x000FFFFFFFFFFFFFu) | 0x3FF0000000000000u;      /* position as 1 .. 2 */
  double w;
  memcpy(&w, &inside, sizeof w);
  w -= 1.5;
  return ((((c[5] * w + c[4]) * w + c[3]) * w + c[2]) * w + c[1]) * w + c[0];
}

/* u in (0, 1). */
static inline double quantile_table_value(const QuantileTable *table, double u) {
  double v = 1.0 - u;
  return quantile_table_tail(table, u > 0.5, u < v ? u : v);
}

#endif
