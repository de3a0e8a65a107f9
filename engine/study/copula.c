/* copula.c : rank correlations to a Cholesky factor, and its use on blocks of places. */
#include "study/copula.h"
#include "base/elementary.h"
#include "study/special.h"
#include "study/vectors.h"
#include <assert.h>
#include <gsl/gsl_eigen.h>
#include <gsl/gsl_linalg.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

enum { CDF_PER_UNIT = 16, CDF_SEGMENTS = 136, CDF_DEGREE = 8, CDF_ROW = CDF_DEGREE + 1 };    /* z = -8.5 .. 0 */
#define CDF_END 8.5
#define PI 3.14159265358979323846
#define DEFINITE 1e-10
#define RAISED 1e-6

/* ---- the normal distribution function by Taylor polynomials -------------------------------------------------------- */

/* Phi^(n+1)(z) = (-1)^n He_n(z) phi(z): Taylor coefficients about the middle of each segment. */
static const double *build_cdf(Arena *arena) {
  double *rows = arena_array(arena, CDF_SEGMENTS * CDF_ROW, sizeof *rows);
  for (int segment = 0; rows && segment < CDF_SEGMENTS; segment++) {
    double z = -CDF_END + (segment + 0.5) / CDF_PER_UNIT, *c = rows + segment * CDF_ROW;
    Tails at = special_normal(z);
    double before = 0.0, hermite = 1.0, factor = at.density;
    c[0] = at.lower;
    for (int n = 0; n < CDF_DEGREE; n++) {
      factor /= n + 1;                                     /* density / (n + 1)!, signed */
      c[n + 1] = factor * hermite;
      double next = z * hermite - n * before;
      before = hermite;
      hermite = next;
      factor = -factor;
    }
  }
  return rows;
}

double copula_normal_cdf(const Copula *copula, double z) {
  double far = z < 0.0 ? z : -z;
  double place = (CDF_END + far) * CDF_PER_UNIT;
  place = place > 0.0 ? place : 0.0;
  int segment = (int)place;
  segment = segment < CDF_SEGMENTS ? segment : CDF_SEGMENTS - 1;
  double w = (place - (segment + 0.5)) / CDF_PER_UNIT;
  const double *c = copula->cdf + segment * CDF_ROW;
  double lower = c[CDF_DEGREE];
  for (int n = CDF_DEGREE - 1; n >= 0; n--) lower = lower * w + c[n];
  double u = z < 0.0 ? lower : 1.0 - lower;
  return u < 0x1p-53 ? 0x1p-53 : u > 1.0 - 0x1p-53 ? 1.0 - 0x1p-53 : u;
}

/* ---- the matrix ------------------------------------------------------------------------------------------------------ */

static unsigned find(unsigned parameters, const char *const *names, const char *name) {
  unsigned j = 0;
  while (j < parameters && strcmp(names[j], name) != 0) j++;
  return j;
}

static int check_pair(unsigned parameters, const char *const *names, const RankCorrelation *pair, Fail *fail) {
  if (find(parameters, names, pair->a) == parameters) return fail_set(fail, E624, pair->place, pair->a);
  if (find(parameters, names, pair->b) == parameters) return fail_set(fail, E624, pair->place, pair->b);
  if (!(fabs(pair->rho) <= 1.0) || strcmp(pair->a, pair->b) == 0)
    return fail_set(fail, E622, pair->place, pair->a, pair->b, pair->rho);
  return 0;
}

/* Which parameters take part, ascending, and where each stands among them. */
static bool collect(unsigned parameters, const char *const *names, unsigned pairs, const RankCorrelation *pair, Arena *arena,
                    Copula *out, unsigned **place) {
  unsigned *input = arena_array(arena, parameters, sizeof *input);
  bool *used = arena_array(arena, parameters, sizeof *used);
  *place = arena_array(arena, parameters, sizeof **place);
  if (!input || !used || !*place) return false;
  for (unsigned i = 0; i < pairs; i++)
    used[find(parameters, names, pair[i].a)] = used[find(parameters, names, pair[i].b)] = true;
  for (unsigned j = 0; j < parameters; j++) {
    if (!used[j]) continue;
    (*place)[j] = out->n;
    input[out->n++] = j;
  }
  out->input = input;
  return true;
}

/* Rank correlation rho to the correlation of the underlying normals, and back. */
static double normal_of_rank(double rho) { return 2.0 * yj_sin(PI * rho / 6.0); }
static double rank_of_normal(double r) {
  double rho = r;                                          /* within 0.02 of the root: three steps are enough, five are sure */
  for (int round = 0; round < 5; round++) rho -= (normal_of_rank(rho) - r) / (PI / 3.0 * yj_cos(PI * rho / 6.0));
  return rho;
}

static int fill_matrix(unsigned parameters, const char *const *names, unsigned pairs, const RankCorrelation *pair,
                       const unsigned *place, unsigned n, double *matrix, Fail *fail) {
  for (unsigned i = 0; i < n; i++) matrix[i * n + i] = 1.0;
  for (unsigned i = 0; i < pairs; i++) {
    unsigned a = place[find(parameters, names, pair[i].a)], b = place[find(parameters, names, pair[i].b)];
    for (unsigned earlier = 0; earlier < i; earlier++) {
      unsigned c = place[find(parameters, names, pair[earlier].a)], d = place[find(parameters, names, pair[earlier].b)];
      if ((a == c && b == d) || (a == d && b == c)) return fail_set(fail, E623, pair[i].place, pair[i].a, pair[i].b);
    }
    matrix[a * n + b] = matrix[b * n + a] = normal_of_rank(pair[i].rho);
  }
  return 0;
}

/* ---- definiteness and repair ------------------------------------------------------------------------------------------ */

typedef struct { gsl_matrix *copy, *vectors; gsl_vector *values; gsl_eigen_symmv_workspace *work; } Eigen;

static void eigen_free(Eigen *e) {
  if (e->copy) gsl_matrix_free(e->copy);
  if (e->vectors) gsl_matrix_free(e->vectors);
  if (e->values) gsl_vector_free(e->values);
  if (e->work) gsl_eigen_symmv_free(e->work);
}

/* Ascending eigenvalues; false: no memory, or GSL found none. */
static bool eigen_of(Eigen *e, const double *matrix, unsigned n) {
  *e = (Eigen){gsl_matrix_alloc(n, n), gsl_matrix_alloc(n, n), gsl_vector_alloc(n), gsl_eigen_symmv_alloc(n)};
  if (!e->copy || !e->vectors || !e->values || !e->work) return false;
  for (unsigned i = 0; i < n; i++)
    for (unsigned j = 0; j < n; j++) gsl_matrix_set(e->copy, i, j, matrix[i * n + j]);
  if (gsl_eigen_symmv(e->copy, e->values, e->vectors, e->work)) return false;
  return gsl_eigen_symmv_sort(e->values, e->vectors, GSL_EIGEN_SORT_VAL_ASC) == 0;
}

/* V max(values, RAISED) V', scaled to a diagonal of ones, rounded to 2^-40. */
static void repair_matrix(const Eigen *e, double *matrix, unsigned n) {
  for (unsigned i = 0; i < n; i++)
    for (unsigned j = 0; j <= i; j++) {
      double sum = 0.0;
      for (unsigned k = 0; k < n; k++) {
        double value = gsl_vector_get(e->values, k);
        sum += gsl_matrix_get(e->vectors, i, k) * (value > RAISED ? value : RAISED) * gsl_matrix_get(e->vectors, j, k);
      }
      matrix[i * n + j] = sum;
    }
  for (unsigned i = 0; i < n; i++)
    for (unsigned j = 0; j < i; j++) {
      double r = matrix[i * n + j] / sqrt(matrix[i * n + i] * matrix[j * n + j]);
      matrix[i * n + j] = matrix[j * n + i] = floor(r * 0x1p40 + 0.5) * 0x1p-40;
    }
  for (unsigned i = 0; i < n; i++) matrix[i * n + i] = 1.0;
}

/* The pairs that take part in the direction without variance, as text. */
static void name_pairs(const Eigen *e, const unsigned *place, unsigned parameters, const char *const *names, unsigned pairs,
                       const RankCorrelation *pair, char *text, size_t size) {
  size_t used = 0;
  for (unsigned i = 0; i < pairs && used + 1 < size; i++) {
    unsigned a = place[find(parameters, names, pair[i].a)], b = place[find(parameters, names, pair[i].b)];
    if (fabs(gsl_matrix_get(e->vectors, a, 0)) < 0.05 || fabs(gsl_matrix_get(e->vectors, b, 0)) < 0.05) continue;
    used += (size_t)snprintf(text + used, size - used, "%s%s ~ %s %g", used ? ", " : "", pair[i].a, pair[i].b, pair[i].rho);
  }
}

static double largest_change(const double *before, const double *after, unsigned n) {
  double largest = 0.0;
  for (unsigned i = 0; i < n * n; i++) {
    double change = fabs(rank_of_normal(after[i]) - rank_of_normal(before[i]));
    if (change > largest) largest = change;
  }
  return largest;
}

static bool cholesky(const double *matrix, double *lower, unsigned n) {
  gsl_matrix *copy = gsl_matrix_alloc(n, n);
  if (!copy) return false;
  for (unsigned i = 0; i < n; i++)
    for (unsigned j = 0; j < n; j++) gsl_matrix_set(copy, i, j, matrix[i * n + j]);
  bool done = gsl_linalg_cholesky_decomp1(copy) == 0;
  for (unsigned i = 0; i < n; i++)
    for (unsigned j = 0; j < n; j++) lower[i * n + j] = done && j <= i ? gsl_matrix_get(copy, i, j) : 0.0;
  gsl_matrix_free(copy);
  return done;
}

/* ---- making ----------------------------------------------------------------------------------------------------------- */

static int no_memory(Fail *fail) { return fail_set(fail, E801, place_at(NULL, 0, 0), "the correlations"); }

int copula_make(unsigned parameters, const char *const *names, unsigned pairs, const RankCorrelation *pair, bool repair,
                QuantileTables *tables, Arena *arena, Copula *out, Fail *fail) {
  *out = (Copula){0};
  if (pairs == 0) return 0;
  int code = 0;
  for (unsigned i = 0; i < pairs && !code; i++) code = check_pair(parameters, names, &pair[i], fail);
  if (code) return code;
  unsigned *place = NULL;
  if (!collect(parameters, names, pairs, pair, arena, out, &place)) return no_memory(fail);
  unsigned n = out->n;
  double *matrix = arena_array(arena, (size_t)n * n, sizeof *matrix), *lower = arena_array(arena, (size_t)n * n, sizeof *lower);
  double *asked = arena_array(arena, (size_t)n * n, sizeof *asked), error;
  out->cdf = build_cdf(arena);
  out->table = quantile_table(tables, FAMILY_NORMAL, 0, 0, &error);
  if (!matrix || !lower || !asked || !out->cdf || !out->table) return no_memory(fail);
  code = fill_matrix(parameters, names, pairs, pair, place, n, matrix, fail);
  if (code) return code;
  memcpy(asked, matrix, (size_t)n * n * sizeof *asked);
  Eigen e;
  bool solved = eigen_of(&e, matrix, n);
  if (solved && gsl_vector_get(e.values, 0) < DEFINITE) {
    char text[600] = "";
    if (repair) {
      repair_matrix(&e, matrix, n);
      out->repaired = true;
      out->largest_change = largest_change(asked, matrix, n);
    } else {
      name_pairs(&e, place, parameters, names, pairs, pair, text, sizeof text);
      code = fail_set(fail, E625, pair[0].place, text, gsl_vector_get(e.values, 0));
    }
  }
  eigen_free(&e);
  if (code) return code;
  if (!solved || !cholesky(matrix, lower, n)) return no_memory(fail);
  out->normal = matrix;
  out->lower = lower;
  return 0;
}

/* ---- using ------------------------------------------------------------------------------------------------------------- */

/* A row of L with nothing before its diagonal: that input keeps its own places. */
static bool alone(const Copula *c, unsigned row) {
  for (unsigned j = 0; j < row; j++)
    if (c->lower[row * c->n + j] != 0.0) return false;
  return true;
}

/* sum += factor * z of one input; places of inputs that stand alone are still u, the others are z already. */
static void add_normals(const Copula *c, unsigned row, double factor, size_t n, const double *place, double *sum) {
  if (alone(c, row))
    for (size_t i = 0; i < n; i++) sum[i] += factor * quantile_table_value(c->table, place[i]);
  else
    for (size_t i = 0; i < n; i++) sum[i] += factor * place[i];
}

void copula_apply(const Copula *c, size_t n, double *const *u) {
  assert(n <= COPULA_RUNS);
  double sum[COPULA_RUNS];
  for (unsigned row = 0; row < c->n; row++) {              /* dependent inputs become normals, in place */
    double *place = u[c->input[row]];
    if (alone(c, row)) continue;
    vectors()->quantiles(c->table, n, place, place);
  }
  for (unsigned row = c->n; row-- > 0;) {                  /* last first: a row needs only those before it */
    if (alone(c, row)) continue;
    memset(sum, 0, n * sizeof *sum);
    for (unsigned j = 0; j <= row; j++)
      if (c->lower[row * c->n + j] != 0.0) add_normals(c, j, c->lower[row * c->n + j], n, u[c->input[j]], sum);
    for (size_t i = 0; i < n; i++) u[c->input[row]][i] = copula_normal_cdf(c, sum[i]);
  }
}
