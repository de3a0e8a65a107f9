/* copula.h : inputs that move together (Gaussian copula).
 *
 * `correlate` gives rank correlations (Spearman's rho) of pairs. For a normal copula the correlation r of the underlying
 * normals is 2 sin(pi rho / 6). The matrix over all correlated inputs must be positive definite; its Cholesky factor L
 * (by GSL) turns independent normals z into correlated ones, and the standard normal distribution function turns those back into
 * places u. Inputs that stand in no pair are not touched, and the first of a group keeps its own draws.
 *
 * Not positive definite: E625 names the pairs; only when `repair` is asked, the nearest correlation matrix by eigenvalues
 * (negative ones raised to 1e-6, the diagonal scaled back to 1) is used, and `largest_change` says by how much it differs.
 *
 * L is built from GSL's +, -, *, / and sqrt; its entries are then the same on any machine that does not contract (the
 * repair's eigenvectors are rounded to 2^-40 for the same reason). Ownership: arena. Threads: constant once made. */
#ifndef YJ_STUDY_COPULA_H
#define YJ_STUDY_COPULA_H
#include "base/arena.h"
#include "base/fail.h"
#include "study/quantile_table.h"
#include <stdbool.h>
#include <stddef.h>

typedef struct { const char *a, *b; double rho; Place place; } RankCorrelation;

typedef struct {
  unsigned n;                       /* correlated inputs; 0: nothing to do */
  const unsigned *input;            /* [n] their indices among the parameters, ascending */
  const double *lower;              /* [n][n] Cholesky factor, row by row */
  const double *normal;             /* [n][n] correlations of the normals, as used */
  bool repaired;
  double largest_change;            /* of a rank correlation, by the repair */
  const QuantileTable *table;       /* standard normal quantiles */
  const double *cdf;                /* and its distribution function, for copula_normal_cdf */
} Copula;

/* names: the uncertain parameters, in order. 0, or E622..E625, E801. */
int copula_make(unsigned parameters, const char *const *names, unsigned pairs, const RankCorrelation *, bool repair,
                QuantileTables *, Arena *, Copula *out, Fail *);

/* Replaces the columns of the correlated inputs: u[j][i] for parameter j, run i < n <= COPULA_RUNS. Others are left. */
enum { COPULA_RUNS = 1024 };
void copula_apply(const Copula *, size_t n, double *const *u);

/* The standard normal distribution function from the copula's own table (relative error below 1e-11 for z <= 0):
 * the same bits everywhere. Beyond -8.5 and 8.5 it stays constant. */
double copula_normal_cdf(const Copula *, double z);

#endif
