/* regression.c : standardised regression coefficients (SRC) and partial rank correlations (PRCC), with the explained shares of
 * values and ranks: an index is worth as much as its R2 is near 1.
 *
 *   b = R^-1 r, R the correlations of the inputs, r theirs with the outcome;  R2 = r . b
 *   SRC_j = b_j, standard error sqrt(C_jj (1 - R2) / (n - k - 1)), C = R^-1
 *   PRCC_j = b_j / sqrt(b_j^2 + C_jj (1 - R2)) on ranks; its interval by Fisher's z with n - k - 2 degrees
 * (Saltelli et al. 2000; partial correlation by the inverse). GSL inverts R. */
#include "study/sensitivity/analysis.h"
#include "base/elementary.h"
#include <gsl/gsl_linalg.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Standardised columns (mean 0, sum of squares 1) of the kept runs, and the inverse of their correlations. */
typedef struct { double *column, *inverse; } Basis;
typedef struct { Basis values, ranks; } Shared;

/* ---- columns ------------------------------------------------------------------------------------------------------------------ */

/* False when nothing varies. */
static bool standardise(double *v, uint32_t n) {
  double mean = 0.0, squares = 0.0;
  for (uint32_t i = 0; i < n; i++) mean += v[i];
  mean /= n;
  for (uint32_t i = 0; i < n; i++) {
    v[i] -= mean;
    squares += v[i] * v[i];
  }
  if (!(squares > 0.0)) return false;
  double scale = 1.0 / sqrt(squares);
  for (uint32_t i = 0; i < n; i++) v[i] *= scale;
  return true;
}

/* v[i] becomes its average rank; order: room for n. */
static void rank(double *v, uint32_t n, uint32_t *order, double *ranks) {
  for (uint32_t i = 0; i < n; i++) order[i] = i;
  order_by(v, n, order);
  for (uint32_t i = 0, end; i < n; i = end) {
    for (end = i + 1; end < n && v[order[end]] == v[order[i]];) end++;
    for (uint32_t m = i; m < end; m++) ranks[order[m]] = 0.5 * ((double)i + (double)end);
  }
  memcpy(v, ranks, n * sizeof *v);
}

static double dot(const double *a, const double *b, uint32_t n) {
  double sum = 0.0;
  for (uint32_t i = 0; i < n; i++) sum += a[i] * b[i];
  return sum;
}

/* The inverse of the columns' correlations; false when they are (nearly) dependent. */
static bool invert(unsigned k, uint32_t n, const double *column, double *inverse) {
  gsl_matrix *m = gsl_matrix_alloc(k, k);
  if (!m) return false;
  for (unsigned i = 0; i < k; i++)
    for (unsigned j = 0; j <= i; j++) {
      double r = dot(column + (size_t)i * n, column + (size_t)j * n, n);
      gsl_matrix_set(m, i, j, r);
      gsl_matrix_set(m, j, i, r);
    }
  bool fine = gsl_linalg_cholesky_decomp1(m) == 0;
  for (unsigned i = 0; i < k && fine; i++) fine = gsl_matrix_get(m, i, i) > 1e-6;
  fine = fine && gsl_linalg_cholesky_invert(m) == 0;
  for (unsigned i = 0; i < k && fine; i++)
    for (unsigned j = 0; j < k; j++) inverse[i * k + j] = gsl_matrix_get(m, i, j);
  gsl_matrix_free(m);
  return fine;
}

/* Columns of the kept runs, as values or ranks. work: n doubles and n numbers. */
static bool make_basis(const Analysis *a, bool ranks, uint32_t n, const uint32_t *kept, double *work, uint32_t *order, Basis *basis) {
  for (unsigned j = 0; j < a->factors; j++) {
    double *column = basis->column + (size_t)j * n;
    for (uint32_t i = 0; i < n; i++) column[i] = a->sample->x[j][kept[i]];
    if (ranks) rank(column, n, order, work);
    if (!standardise(column, n)) return false;
  }
  return invert(a->factors, n, basis->column, basis->inverse);
}

static int prepare(Analysis *a, Fail *fail) {
  unsigned k = a->factors;
  size_t n = a->runs;
  a->resample = NULL;
  if (n < 2 * (size_t)k + 10)
    return fail_set(fail, E642, a->options->place, "regression", "at least 2 k + 10 runs", "use more runs");
  Shared *shared = arena_alloc(a->arena, sizeof *shared);
  double *work = arena_array(a->arena, n, sizeof *work);
  uint32_t *kept = arena_array(a->arena, n, sizeof *kept), *order = arena_array(a->arena, n, sizeof *order);
  if (!shared || !work || !kept || !order) return analysis_memory(a, fail);
  for (uint32_t i = 0; i < n; i++) kept[i] = i;
  for (int ranks = 0; ranks < 2; ranks++) {
    Basis *basis = ranks ? &shared->ranks : &shared->values;
    *basis = (Basis){arena_array(a->arena, n * k, sizeof(double)), arena_array(a->arena, (size_t)k * k, sizeof(double))};
    if (!basis->column || !basis->inverse) return analysis_memory(a, fail);
    if (!make_basis(a, ranks, (uint32_t)n, kept, work, order, basis))
      return fail_set(fail, E642, a->options->place, "regression", "inputs that vary and are not multiples of each other",
                      "remove constant or doubled columns");
  }
  a->shared = shared;
  return 0;
}

/* Two orders, the outcome, work, r and b, and a basis of its own for outcomes with missing runs. */
static size_t scratch(const Analysis *a) {
  size_t n = a->runs, k = a->factors;
  return 2 * carve_size(n, sizeof(uint32_t)) + 2 * n + 2 * k + n * k + k * k;
}

/* ---- one outcome ---------------------------------------------------------------------------------------------------------------- */

typedef struct { uint32_t *kept, *order; double *y, *work, *r, *b; Basis own; } Memory;

static Memory lay_out(const Analysis *a, double *memory) {
  size_t n = a->runs, k = a->factors;
  Memory m = {.kept = carve(&memory, n, sizeof(uint32_t)), .order = carve(&memory, n, sizeof(uint32_t))};
  m.y = carve(&memory, n, sizeof(double));
  m.work = carve(&memory, n, sizeof(double));
  m.r = carve(&memory, k, sizeof(double));
  m.b = carve(&memory, k, sizeof(double));
  m.own.column = carve(&memory, n * k, sizeof(double));
  m.own.inverse = carve(&memory, k * k, sizeof(double));
  return m;
}

/* b = C r; returns R2. */
static double solve(unsigned k, uint32_t n, const Basis *basis, const double *y, double *r, double *b) {
  double explained = 0.0;
  for (unsigned j = 0; j < k; j++) r[j] = dot(basis->column + (size_t)j * n, y, n);
  for (unsigned j = 0; j < k; j++) {
    b[j] = dot(basis->inverse + (size_t)j * k, r, k);
    explained += b[j] * r[j];
  }
  return explained < 1.0 ? explained : 1.0;
}

static void set_missing(Index *index, unsigned n) {
  for (unsigned i = 0; i < n; i++) index[i] = (Index){NAN, NAN, NAN, false, 0};
}

static void set_src(const Analysis *a, uint32_t n, const Basis *basis, const double *b, double r2, Index *index) {
  unsigned k = a->factors;
  for (unsigned j = 0; j < k; j++) {
    double sd = sqrt(basis->inverse[j * k + j] * (1.0 - r2) / ((double)n - k - 1));
    index_set(&index[j], b[j], sd, 1.0, a);
  }
}

/* tanh(atanh(r) + shift), with the engine's own exponential. */
static double fisher_shift(double r, double shift) {
  double odds = (1.0 + r) * yj_exp(2.0 * shift), against = 1.0 - r;
  return (odds - against) / (odds + against);
}

static void set_prcc(const Analysis *a, uint32_t n, const Basis *basis, const double *b, double r2, Index *index) {
  unsigned k = a->factors;
  for (unsigned j = 0; j < k; j++) {
    double partial = b[j] / sqrt(b[j] * b[j] + basis->inverse[j * k + j] * (1.0 - r2));
    double half = 1.96 / sqrt((double)n - k - 2);
    index_set_interval(&index[j], partial, fisher_shift(partial, -half), fisher_shift(partial, half), 1.0, a);
  }
}

static void outcome(const Analysis *a, const double *y, double *memory, OutcomeResult *result) {
  const Shared *shared = a->shared;
  unsigned k = a->factors;
  Memory m = lay_out(a, memory);
  uint32_t n = finite_runs(y, a->runs, m.kept);
  set_missing(result->index, 2 * k);
  facts_of_runs(result->facts, y, a->runs);
  if (n < 2 * k + 10) return;
  for (int ranks = 0; ranks < 2; ranks++) {
    const Basis *basis = ranks ? &shared->ranks : &shared->values;
    if (n < a->runs) {                                       /* some runs are missing: a basis without them */
      if (!make_basis(a, ranks, n, m.kept, m.work, m.order, &m.own)) return;
      basis = &m.own;
    }
    for (uint32_t i = 0; i < n; i++) m.y[i] = y[m.kept[i]];
    if (ranks) rank(m.y, n, m.order, m.work);
    if (!standardise(m.y, n)) return;
    double r2 = solve(k, n, basis, m.y, m.r, m.b);
    *(ranks ? &result->facts->r2_rank : &result->facts->r2) = r2;
    if (ranks) set_prcc(a, n, basis, m.b, r2, result->index + k);
    else set_src(a, n, basis, m.b, r2, result->index);
  }
}

const SensitivityMethod regression_method = {
  .word = "regression", .measures = {"SRC", "PRCC"}, .n_measures = 2,
  .either_sign = true, .designs = {DESIGN_SOBOL, DESIGN_RANDOM, DESIGN_LATIN, DESIGN_MAXIMIN, DESIGN_FILE}, .n_designs = 5, .correlated = true, .needs_x = true,
  .cost = "n", .scratch = scratch, .prepare = prepare, .outcome = outcome};
