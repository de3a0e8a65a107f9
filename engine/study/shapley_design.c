/* shapley_design.c : walks from one random point to another, one parameter after the other in a random order.
 *
 * Unit i has two independent points A and B and an order of the parameters (keyed by name and unit). Step s has the first s
 * parameters of the order from A, the others from B. With correlations, correlated normals are z = L e, where L is the
 * Cholesky factor of the correlations in the unit's own order; taking e from A for the first s and from B for the others
 * keeps the first s values and draws the rest given them. */
#include "study/design.h"
#include <assert.h>
#include <math.h>

enum { STEP_ORDER = 16, MOST_CORRELATED = 64, MOST_STEPS = 1025, MOST_TURNS = 1 << 28 };

unsigned shapley_step(const Design *d, uint64_t unit, unsigned parameter) {
  return d->turn[unit * d->spec.parameters + parameter];
}

/* The order of one unit: parameters sorted by a keyed random number, ties by number. */
static void order_unit(const Design *d, uint64_t unit, uint64_t *bits, uint16_t *turn) {
  unsigned k = d->spec.parameters;
  for (unsigned j = 0; j < k; j++) bits[j] = stream_bits(d->keys[j], STREAM_DESIGN, STEP_ORDER, unit);
  for (unsigned j = 0; j < k; j++) {
    unsigned step = 1;
    for (unsigned i = 0; i < k; i++) step += bits[i] < bits[j] || (bits[i] == bits[j] && i < j);
    turn[j] = (uint16_t)step;
  }
}

int shapley_make(Design *d, Arena *arena, Fail *fail) {
  const Copula *c = d->spec.copula;
  unsigned k = d->spec.parameters;
  if (c && c->n > MOST_CORRELATED)
    return fail_set(fail, E630, d->spec.place, "shapley", "has more than 64 correlated parameters", "correlate fewer");
  if (k >= MOST_STEPS) return fail_set(fail, E630, d->spec.place, "shapley", "has more than 1024 parameters", "use fewer");
  if (d->spec.n > MOST_TURNS / k) return fail_set(fail, E630, d->spec.place, "shapley", "has too many walks", "ask for fewer");
  uint64_t *bits = arena_array(arena, k, sizeof *bits);
  uint16_t *turn = arena_array(arena, (size_t)d->spec.n * k, sizeof *turn);
  if (!bits || !turn) return fail_set(fail, E801, d->spec.place, "the design");
  for (uint64_t unit = 0; unit < d->spec.n; unit++) order_unit(d, unit, bits, turn + unit * k);
  d->turn = turn;
  d->runs = d->spec.n * (k + 1);
  d->correlated = c && c->n > 0;
  d->extendable = true;
  return 0;
}

/* Where a parameter stands among the correlated ones; their number if it is none. */
static unsigned among(const Copula *c, unsigned parameter) {
  unsigned i = 0;
  while (i < c->n && c->input[i] != parameter) i++;
  return i;
}

/* The last row of the Cholesky factor of the correlations of m inputs, given by their places in the copula. */
static void last_row(const Copula *c, unsigned m, const unsigned *place, double *row) {
  double lower[MOST_CORRELATED][MOST_CORRELATED];
  for (unsigned i = 0; i < m; i++)
    for (unsigned j = 0; j <= i; j++) {
      double sum = c->normal[place[i] * c->n + place[j]];
      for (unsigned k = 0; k < j; k++) sum -= lower[i][k] * lower[j][k];
      lower[i][j] = i == j ? sqrt(sum > 0.0 ? sum : 0.0) : lower[j][j] > 0.0 ? sum / lower[j][j] : 0.0;
    }
  for (unsigned j = 0; j < m; j++) row[j] = lower[m - 1][j];
}

/* The correlated inputs up to and including `parameter` in the unit's order: their places, and the steps they move in. */
static unsigned up_to(const Design *d, uint64_t unit, unsigned parameter, unsigned *place, unsigned *step) {
  const Copula *c = d->spec.copula;
  unsigned m = 0, own = shapley_step(d, unit, parameter);
  for (unsigned i = 0; i < c->n; i++) {
    unsigned here = shapley_step(d, unit, c->input[i]);
    if (here > own) continue;
    unsigned at = m++;
    for (; at > 0 && step[at - 1] > here; at--) {            /* kept in order of steps */
      step[at] = step[at - 1];
      place[at] = place[at - 1];
    }
    step[at] = here;
    place[at] = i;
  }
  return m;
}

/* All steps of one unit: places of one correlated parameter. */
static void correlated_steps(const Design *d, unsigned parameter, uint64_t unit, double *u) {
  const Copula *c = d->spec.copula;
  unsigned place[MOST_CORRELATED], step[MOST_CORRELATED], m = up_to(d, unit, parameter, place, step);
  double row[MOST_CORRELATED], a[MOST_CORRELATED], b[MOST_CORRELATED];
  last_row(c, m, place, row);
  for (unsigned i = 0; i < m; i++) {
    double ua, ub;
    design_base_points(d, c->input[place[i]], false, unit, 1, &ua);
    design_base_points(d, c->input[place[i]], true, unit, 1, &ub);
    a[i] = row[i] * quantile_table_value(c->table, ua);
    b[i] = row[i] * quantile_table_value(c->table, ub);
  }
  for (unsigned s = 0; s <= d->spec.parameters; s++) {
    double z = 0.0;
    for (unsigned i = 0; i < m; i++) z += step[i] <= s ? a[i] : b[i];
    u[s] = copula_normal_cdf(c, z);
  }
}

static void plain_steps(const Design *d, unsigned parameter, uint64_t unit, double *u) {
  double a, b;
  unsigned own = shapley_step(d, unit, parameter);
  design_base_points(d, parameter, false, unit, 1, &a);
  design_base_points(d, parameter, true, unit, 1, &b);
  for (unsigned s = 0; s <= d->spec.parameters; s++) u[s] = s < own ? b : a;
}

void shapley_fill(const Design *d, unsigned parameter, uint64_t first, size_t n, double *u) {
  unsigned length = d->spec.parameters + 1;
  double steps[MOST_STEPS];
  assert(length <= MOST_STEPS);
  bool correlated = d->correlated && among(d->spec.copula, parameter) < d->spec.copula->n;
  for (uint64_t run = first; run < first + n;) {
    uint64_t unit = run / length;
    if (correlated) correlated_steps(d, parameter, unit, steps);
    else plain_steps(d, parameter, unit, steps);
    for (; run < first + n && run / length == unit; run++) u[run - first] = steps[run % length];
  }
}
