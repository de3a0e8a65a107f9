/* morris.c : elementary effects (Morris 1991): mu, mu* (Campolongo et al. 2007) and sigma over trajectories.
 *
 * An effect is the change of the outcome over the change of the factor on the grid 0..1. Its mean mu may hide effects of both
 * signs, its mean size mu* does not; sigma shows interactions or curvature. */
#include "study/sensitivity/analysis.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { COUNT, FIRST, SAME = 0, SIZE, SQUARE, EACH };     /* columns: 1, then effect, |effect|, effect^2 of each factor */

bool morris_effects(unsigned factors, uint64_t trajectories, const double *const *x, const double *y, double *effect) {
  for (uint64_t i = 0; i < trajectories * factors; i++) effect[i] = NAN;
  for (uint64_t t = 0; t < trajectories; t++) {
    bool *moved = calloc(factors, sizeof *moved);
    bool fine = moved != NULL;
    for (unsigned step = 1; step <= factors && fine; step++) {
      uint64_t run = t * (factors + 1) + step;
      unsigned mover = factors, movers = 0;
      for (unsigned j = 0; j < factors; j++)
        if (x[j][run] != x[j][run - 1]) {
          mover = j;
          movers++;
        }
      fine = movers == 1 && !moved[mover];
      if (!fine) break;
      moved[mover] = true;
      effect[t * factors + mover] = (y[run] - y[run - 1]) / (x[mover][run] - x[mover][run - 1]);
    }
    free(moved);
    if (!fine) return false;
  }
  return true;
}

/* ---- points of a file, brought to 0..1 by each column's range -------------------------------------------------------- */

static int prepare_file(Analysis *a, Fail *fail) {
  double **grid = arena_array(a->arena, a->parameters, sizeof *grid);
  double *effect = arena_array(a->arena, (size_t)a->units * a->parameters, sizeof *effect);
  if (!grid || !effect) return analysis_memory(a, fail);
  for (unsigned j = 0; j < a->parameters; j++) {
    const double *x = a->sample->x[j];
    double low = INFINITY, high = -INFINITY;
    if (!(grid[j] = arena_array(a->arena, a->runs, sizeof **grid))) return analysis_memory(a, fail);
    for (uint64_t i = 0; i < a->runs; i++) {
      low = x[i] < low ? x[i] : low;
      high = x[i] > high ? x[i] : high;
    }
    for (uint64_t i = 0; i < a->runs; i++) grid[j][i] = high > low ? (x[i] - low) / (high - low) : 0.0;
  }
  a->shared = grid;
  if (a->units * (a->parameters + 1) == a->runs
      && morris_effects(a->parameters, a->units, (const double *const *)grid, grid[0], effect)) return 0;
  return fail_set(fail, E642, a->options->place, "morris", "points in trajectories, each step moving one input",
                  "make them with the morris design");
}

static int prepare(Analysis *a, Fail *fail) {
  a->units = a->runs / (a->parameters + 1);
  if (a->units < 2) return fail_set(fail, E642, a->options->place, "morris", "at least 2 trajectories", "use 10 or more");
  if (a->design->spec.kind != DESIGN_FILE) return 0;
  if (!a->sample->x) return fail_set(fail, E642, a->options->place, "morris", "the inputs' values", "keep them");
  return prepare_file(a, fail);
}

/* ---- effects of one trajectory ---------------------------------------------------------------------------------------------- */

/* Which factor moves in a step, and by how much on the grid. */
static double move(const Analysis *a, uint64_t trajectory, unsigned step, unsigned factor) {
  if (a->shared) {
    double *const *grid = a->shared;
    uint64_t run = trajectory * (a->parameters + 1) + step;
    return grid[factor][run] - grid[factor][run - 1];
  }
  const MorrisDesign *m = a->design->morris;
  size_t at = (size_t)trajectory * m->parameters + factor;
  if (m->turn[at] != step) return 0.0;
  return m->end[at] > m->start[at] ? m->delta : -m->delta;
}

/* False when a run of the trajectory is not finite. */
static bool effects(const Analysis *a, uint64_t trajectory, const double *y, double *row) {
  row[COUNT] = 1.0;
  for (unsigned step = 1; step <= a->factors; step++) {
    double change = y[step] - y[step - 1];
    if (!isfinite(change)) return false;
    for (unsigned j = 0; j < a->factors; j++) {
      double moved = move(a, trajectory, step, j);
      if (moved == 0.0) continue;
      double effect = change / moved;
      row[FIRST + j * EACH + SAME] = effect;
      row[FIRST + j * EACH + SIZE] = fabs(effect);
      row[FIRST + j * EACH + SQUARE] = effect * effect;
    }
  }
  return true;
}

static size_t columns_of(const Analysis *a) { return resample_columns(FIRST + (size_t)EACH * a->factors); }

static size_t scratch(const Analysis *a) {
  size_t rows = 1 + a->options->resamples;
  return columns_of(a) * (RESAMPLE_BLOCK + rows) + rows * 3 * a->factors;
}

/* out: mu* [factors], mu [factors], sigma [factors]. */
static void indices(const Analysis *a, const double *sums, double *out) {
  double n = sums[COUNT];
  for (unsigned j = 0; j < a->factors; j++) {
    const double *of = sums + FIRST + (size_t)j * EACH;
    double mean = of[SAME] / n, variance = (of[SQUARE] - n * mean * mean) / (n - 1.0);
    out[j] = of[SIZE] / n;
    out[a->factors + j] = mean;
    out[2 * a->factors + j] = sqrt(variance > 0.0 ? variance : 0.0);
  }
}

static void outcome(const Analysis *a, const double *y, double *memory, OutcomeResult *result) {
  unsigned resamples = a->options->resamples, count = 3 * a->factors, length = a->factors + 1;
  size_t columns = columns_of(a);
  double *rows = memory, *sums = rows + columns * RESAMPLE_BLOCK, *out = sums + columns * (1 + resamples);
  memset(sums, 0, columns * (1 + resamples) * sizeof *sums);
  for (uint64_t first = 0; first < a->units; first += RESAMPLE_BLOCK) {
    size_t n = a->units - first < RESAMPLE_BLOCK ? (size_t)(a->units - first) : RESAMPLE_BLOCK;
    memset(rows, 0, n * columns * sizeof *rows);
    for (size_t i = 0; i < n; i++)
      if (!effects(a, first + i, y + (first + i) * length, rows + i * columns)) memset(rows + i * columns, 0, columns * sizeof *rows);
    resample_add(a->resample, first, n, columns, rows, sums);
  }
  for (unsigned row = 0; row <= resamples; row++) indices(a, sums + row * columns, out + (size_t)row * count);
  double largest = 0.0;
  for (unsigned j = 0; j < a->factors; j++) largest = fmax(largest, out[j]);
  for (unsigned i = 0; i < count; i++) index_set(&result->index[i], out[i], spread(out + count + i, resamples, count), largest, a);
  facts_of_runs(result->facts, y, a->runs);
  result->facts->used = (uint64_t)sums[COUNT] * length;
  result->facts->dropped = a->runs - result->facts->used;
}

const SensitivityMethod morris_method = {
  .word = "morris", .measures = {"mu_star", "mu", "sigma"}, .n_measures = 3, .designs = {DESIGN_MORRIS, DESIGN_FILE}, .n_designs = 2,
  .cost = "n (k + 1), n trajectories", .scratch = scratch, .prepare = prepare, .outcome = outcome};
