/* distribution.h : an uncertain number: what was said, whether it makes sense, and its quantile function.
 *
 *   kind               p[0]      p[1]    p[2]   p[3]     also
 *   uniform            low       high
 *   loguniform         low       high                    low > 0
 *   normal             mean      sd
 *   lognormal          m         s                       mean and sd of the logarithm
 *   truncated_normal   mean      sd      low    high     of the normal before it was cut
 *   triangular         low       mode    high
 *   beta               a         b       low    high     0 and 1 when not said (the caller fills them in)
 *   pert               low       mode    high            beta with a = 1 + 4 (mode - low) / (high - low)
 *   gamma              shape     scale
 *   student_t          df        location scale          0 and 1 when not said
 *   choice             -                                 values[n], weights[n] or NULL for equal ones
 *   empirical          -                                 values[n], each as likely; draws are observed values
 *
 * Draws go through a Sampler: same bits on every machine (exact formulas, the engine's exp and log, or an octave table).
 * distribution_quantile is the reference through GSL, for tests and texts; its last bits may differ between machines.
 *
 * Ownership: a Sampler points into the arena of its tables, and for choice and empirical into that arena too (sorted
 * copies). Threads: a Sampler is constant; any thread may draw. */
#ifndef YJ_STUDY_DISTRIBUTION_H
#define YJ_STUDY_DISTRIBUTION_H
#include "base/arena.h"
#include "base/fail.h"
#include "study/quantile_table.h"
#include <stdbool.h>
#include <stddef.h>

typedef enum {
  DIST_UNIFORM, DIST_LOGUNIFORM, DIST_NORMAL, DIST_LOGNORMAL, DIST_TRUNCATED_NORMAL, DIST_TRIANGULAR, DIST_BETA,
  DIST_PERT, DIST_GAMMA, DIST_STUDENT_T, DIST_CHOICE, DIST_EMPIRICAL, DIST_COUNT
} DistributionKind;
extern const char *const distribution_words[DIST_COUNT];      /* "uniform", ... */

typedef struct {
  DistributionKind kind;
  double p[4];
  size_t n; const double *values, *weights;                   /* choice, empirical */
  Place place;                                                /* where it was written, for messages */
} Distribution;

/* 0 when it makes sense, else E620 with what is wrong and what to write. */
int distribution_check(const Distribution *, Fail *);

/* ---- numbers about a checked distribution ---- */
double distribution_cdf(const Distribution *, double x);      /* P(X <= x) */
double distribution_mean(const Distribution *);               /* NaN when there is none (t, df <= 1) */
double distribution_sd(const Distribution *);                 /* NaN or infinite when there is none (t, df <= 2) */
double distribution_median(const Distribution *);             /* the value of a point run; equals the sampler's at 0.5 */
double distribution_quantile(const Distribution *, double u); /* by GSL; NaN when GSL and its check both fail */

/* x = location + scale * q with q of a standard family (lognormal: the logarithm of x); for kinds that have one. */
typedef struct { Family family; double shape[2], location, scale; } Standard;
Standard distribution_standard(const Distribution *);

/* Bounds between which every draw stays, whatever the last place of a polynomial does; infinite when there are none. */
void distribution_bounds(const Distribution *, double *low, double *high);

/* ---- drawing ---- */
typedef enum { SAMPLE_UNIFORM, SAMPLE_LOGUNIFORM, SAMPLE_TRIANGULAR, SAMPLE_TABLE, SAMPLE_EXP_TABLE, SAMPLE_CHOICE,
               SAMPLE_EMPIRICAL } SampleForm;

typedef struct {
  SampleForm form;
  double location, scale;            /* x = location + scale * q */
  double low, high;                  /* x is kept inside (bounded families); infinite otherwise */
  double split, left, right;         /* triangular: F(mode), squared slopes either side */
  const QuantileTable *table;
  size_t n; const double *values, *cumulated;   /* sorted */
} Sampler;

/* Prepares uniform, loguniform and triangular, which need no memory; false for the others. */
bool sampler_closed_form(const Distribution *, Sampler *);

/* Checks the distribution and prepares it. Failures: E620; E621 when its table misses 1e-9; E801 memory. */
int distribution_sampler(const Distribution *, QuantileTables *, Arena *, Sampler *, Fail *);

double sampler_value(const Sampler *, double u);
void sampler_fill(const Sampler *, size_t n, const double *u, double *x);   /* x may be u */

#endif
