/* What the tests of estimates share: the project's own tables, the list of estimates, least squares.
 *
 * Each program keeps one History; every number it reads comes from models/chongqing/data or models/china/data. */
#ifndef YUANJING_TESTS_REGION_HISTORY_H
#define YUANJING_TESTS_REGION_HISTORY_H

#include "support/check.h"

#include "quantity/table.h"

#include <gsl/gsl_multifit.h>
#include <stdlib.h>

typedef struct { const Table *population, *economy, *census, *clusters, *china; } History;
static Arena *arena;
static History seen;

static const Table *read_table(const char *path) {
  Fail fail;
  const Table *table = NULL;
  assert_done(table_read(arena, path, &table, &fail), &fail);
  return table;
}

static int read_history(void **state) {
  (void)state;
  arena = arena_new();
  seen = (History){read_table("models/chongqing/data/population.csv"), read_table("models/chongqing/data/economy.csv"),
                   read_table("models/chongqing/data/census.csv"), read_table("models/chongqing/data/clusters.csv"),
                   read_table("models/china/data/demography.csv")};
  return 0;
}

static int drop_history(void **state) {
  (void)state;
  arena_free(arena);
  return 0;
}

/* The number of a series in a year or period, in the unit it is written in. */
static inline double in_period(const Table *table, const char *series, const char *period) {
  const TableRow *row = table_find(table, series, period);
  if (!row) print_error("no %s of %s in %s\n", series, period, table_path(table));
  assert_non_null(row);
  return row->value;
}

static inline double in_year(const Table *table, const char *series, int year) {
  char text[16];
  snprintf(text, sizeof text, "%d", year);
  return in_period(table, series, text);
}

/* The same, linear between the years given, constant outside. */
static inline double between_years(const Table *table, const char *series, double year) {
  Fail fail;
  unsigned n;
  const TableRow *const *rows = table_years(table, series, &n, &fail, place_at(NULL, 0, 0));
  assert_non_null(rows);
  if (year <= rows[0]->year) return rows[0]->value;
  for (unsigned i = 1; i < n; i++)
    if (year <= rows[i]->year) {
      double part = (year - rows[i - 1]->year) / (rows[i]->year - rows[i - 1]->year);
      return rows[i - 1]->value + part * (rows[i]->value - rows[i - 1]->value);
    }
  return rows[n - 1]->value;
}

static inline double population(int year) { return in_year(seen.population, "population", year); }
static inline double mean_population(int year) { return 0.5 * (population(year - 1) + population(year)); }

/* ---- the list of estimates ------------------------------------------------------------------------------------------ */

/* value and standard error as written; the error is NaN when none is given. */
typedef struct { char name[64]; char value[32]; double number, error; } Estimate;

static inline int read_estimates(Estimate *list, int most) {
  FILE *file = fopen("models/chongqing/data/estimates.csv", "r");
  char line[1024];
  int n = 0;
  assert_non_null(file);
  assert_non_null(fgets(line, sizeof line, file));
  assert_string_equal(line, "name,value,standard_error,method,years\n");
  while (n < most && fgets(line, sizeof line, file)) {
    char error[32] = "";
    assert_true(sscanf(line, "%63[^,],%31[^,],%31[^,]", list[n].name, list[n].value, error) >= 2);
    list[n].number = strtod(list[n].value, NULL);
    list[n].error = error[0] ? strtod(error, NULL) : NAN;
    n++;
  }
  fclose(file);
  return n;
}

/* The estimate found again must be the one written, to the four figures it is written with; so must its error. */
static inline void agree(const char *name, double value, double error) {
  Estimate list[64];
  int n = read_estimates(list, 64);
  for (int i = 0; i < n; i++) {
    if (strcmp(list[i].name, name) != 0) continue;
    check_near(list[i].number, value, 6e-4, 0, name, __FILE__, __LINE__);
    if (isnan(error)) assert_true(isnan(list[i].error));
    else check_near(list[i].error, error, 2e-3, 0, name, __FILE__, __LINE__);
    return;
  }
  print_error("no estimate %s\n", name);
  assert_true(0);
}

/* ---- ordinary least squares ------------------------------------------------------------------------------------------- */

enum { FIT_COLUMNS = 4 };
typedef struct { double b[FIT_COLUMNS], error[FIT_COLUMNS], residual; } Fit;

/* y on the p columns of x (row by row): coefficients, standard errors, standard deviation of the residual. */
static inline Fit least_squares(const double *x, const double *y, size_t n, size_t p) {
  Fit fit = {0};
  gsl_matrix_const_view columns = gsl_matrix_const_view_array(x, n, p);
  gsl_vector_const_view values = gsl_vector_const_view_array(y, n);
  gsl_vector *b = gsl_vector_alloc(p);
  gsl_matrix *covariance = gsl_matrix_alloc(p, p);
  gsl_multifit_linear_workspace *work = gsl_multifit_linear_alloc(n, p);
  double squares;
  assert_int_equal(gsl_multifit_linear(&columns.matrix, &values.vector, b, covariance, &squares, work), 0);
  for (size_t i = 0; i < p; i++) fit.b[i] = gsl_vector_get(b, i), fit.error[i] = sqrt(gsl_matrix_get(covariance, i, i));
  fit.residual = sqrt(squares / (double)(n - p));
  gsl_multifit_linear_free(work);
  gsl_matrix_free(covariance);
  gsl_vector_free(b);
  return fit;
}

/* y on a constant and x. */
static inline Fit straight_line(const double *x, const double *y, size_t n) {
  double columns[2 * 64];
  assert_true(n <= 64);
  for (size_t i = 0; i < n; i++) columns[2 * i] = 1.0, columns[2 * i + 1] = x[i];
  return least_squares(columns, y, n, 2);
}

static inline double mean_of(const double *x, size_t n) {
  double sum = 0;
  for (size_t i = 0; i < n; i++) sum += x[i];
  return sum / (double)n;
}

static inline double deviation_of(const double *x, size_t n) {
  double mean = mean_of(x, n), sum = 0;
  for (size_t i = 0; i < n; i++) sum += (x[i] - mean) * (x[i] - mean);
  return sqrt(sum / (double)(n - 1));
}

#endif
