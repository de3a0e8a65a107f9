/* valley.h : an ensemble of the made-up valley (tests/ensemble/valley), at the engine's own interface. */
#ifndef YUANJING_TESTS_VALLEY_H
#define YUANJING_TESTS_VALLEY_H
#include "support/check.h"

#include "record/digest.h"
#include "script/script.h"
#include "study/ensemble.h"
#include "study/histogram.h"
#include "study/result.h"

#include <gsl/gsl_errno.h>
#include <stdlib.h>

typedef struct {
  Arena *arena;
  Loaded *loaded;
  Result *result;
  Uncertainty u;
  Design *design;
  Wanted wanted[3];
  const Walk *walks[2];
  EnsembleSpec spec;
} Valley;

static inline Valley valley_open(const char *scenario, DesignKind kind, uint64_t n) {
  Valley v = {.arena = arena_new()};
  Fail fail = {0};
  char path[128];
  gsl_set_error_handler_off();
  snprintf(path, sizeof path, TEST_FOLDER "/ensemble/valley/%s.lua", scenario);
  assert_done(script_load(path, NULL, &v.loaded, &fail), &fail);
  assert_done(result_run(v.loaded->model, v.loaded->scenario, NULL, &v.result, &fail), &fail);
  assert_done(uncertainty_make(v.result->linked, v.loaded->scenario, 1, false, v.arena, &v.u, &fail), &fail);
  DesignSpec design = design_spec(kind, v.u.n, v.u.names, n);
  assert_done(design_make(&design, v.arena, &v.design, &fail), &fail);
  static const char *const names[3] = {"population", "output", "per_head"};
  for (int i = 0; i < 3; i++) v.wanted[i] = (Wanted){link_symbol(v.result->linked, names[i])->output, 0};
  v.walks[0] = &v.result->linked->outcomes[0], v.walks[1] = &v.result->linked->targets[0];
  return v;
}

static inline void valley_close(Valley *v) {
  result_free(v->result);
  script_free(v->loaded);
  arena_free(v->arena);
}

/* The description points into the Valley, which must stay where it is. */
static inline EnsembleSpec valley_spec(const Valley *v, uint64_t n) {
  return (EnsembleSpec){.uncertainty = &v->u, .design = v->design, .wanted = v->wanted, .n_wanted = 3, .walks = v->walks, .n_walks = 2, .n = n, .never_exact = true};
}

static inline Ensemble *valley_new(const EnsembleSpec *spec) {
  Ensemble *e;
  Fail fail = {0};
  assert_done(ensemble_new(spec, &e, &fail), &fail);
  return e;
}

static inline void put(Digest *d, double x) { digest_part(d, &x, sizeof x); }

/* Everything that the summary says, to the last bit. */
static inline DigestText valley_digest(Ensemble *e, unsigned walks) {
  Fail fail = {0};
  Digest d;
  unsigned listed;
  uint64_t total;
  assert_done(ensemble_finish(e, &fail), &fail);
  digest_start(&d);
  for (unsigned c = 0; c < ensemble_columns(e); c++) {
    double least, greatest;
    Moments m = ensemble_moments(e, c);
    for (int q = 0; q < SUMMARY_QUANTILES; q++) put(&d, ensemble_quantile(e, c, summary_quantiles[q], NULL));
    ensemble_extremes(e, c, &least, &greatest);
    put(&d, least), put(&d, greatest), put(&d, m.mean), put(&d, m.squares), put(&d, (double)m.n), put(&d, (double)m.bad);
  }
  for (unsigned w = 0; w < walks; w++) put(&d, (double)ensemble_met(e, w).hits), put(&d, (double)ensemble_met(e, w).n);
  const BadRun *bad = ensemble_bad(e, &listed, &total);
  put(&d, (double)total), put(&d, (double)listed);
  for (unsigned i = 0; i < listed; i++) put(&d, (double)bad[i].run), put(&d, (double)bad[i].reason);
  return digest_end(&d);
}

static inline DigestText valley_run(const EnsembleSpec *spec) {
  Ensemble *e = valley_new(spec);
  while (ensemble_advance(e, 3)) continue;
  DigestText digest = valley_digest(e, spec->n_walks);
  ensemble_free(e);
  return digest;
}
#endif
