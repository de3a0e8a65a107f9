#include "cli/paired.h"
#include "cli/draws.h"

#include <math.h>
#include <string.h>

static int no_memory(Fail *fail) { return fail_set(fail, E801, place_at(NULL, 0, 0), "a comparison"); }

static PairColumn heading(const Batch *b, unsigned k, Lang lang) {
  const BatchColumns *c = &b->columns;
  if (k >= c->n_walks) {
    const ShownRow *row = &c->rows[k - c->n_walks];
    return (PairColumn){.id = row->id, .label = row->label, .unit = row->unit, .probability = NAN};
  }
  const Decl *d = c->walks[k]->decl;
  PairColumn column = {.id = d->name, .label = label_in(lang, d->label, d->name), .unit = d->unit_text, .probability = NAN};
  Share met = ensemble_met(b->ensemble, k);
  column.target = k >= c->n_outcomes;
  if (column.target && !isnan(c->walks[k]->goal) && met.n) column.probability = (double)met.hits / (double)met.n;
  return column;
}

/* Labels, names and units die with the batch. */
static const char *kept(Arena *arena, const char *text) { return arena_copy(arena, text ? text : "", strlen(text ? text : "")); }

static bool take(const Batch *b, Ensemble *e, const unsigned *which, unsigned n, unsigned runs, Lang lang, Arena *arena, PairColumn *columns) {
  for (unsigned k = 0; k < n; k++) {
    PairColumn c = heading(b, k, lang);
    Unit unit = k < b->columns.n_walks ? b->columns.walks[k]->unit : b->columns.rows[k - b->columns.n_walks].symbol->unit;
    const double *from = ensemble_values(e, which[k]);
    double *values = c.target ? NULL : arena_array(arena, runs, sizeof *values);
    for (unsigned i = 0; values && i < runs; i++) values[i] = unit_out(unit, from[i]);
    c.id = kept(arena, c.id), c.label = kept(arena, c.label), c.unit = kept(arena, c.unit), c.values = values;
    columns[k] = c;
  }
  return !arena_failed(arena);
}

int paired_sample(const Batch *b, Lang lang, Arena *arena, PairSample *out, unsigned *runs, Fail *fail) {
  const unsigned *which;
  unsigned n;
  Ensemble *e;
  EnsembleSpec spec = b->described;
  *runs = b->runs < PAIRED_RUNS ? (unsigned)b->runs : PAIRED_RUNS;
  spec.n = *runs, spec.keep_values = true, spec.shard = spec.shards = 0;
  unsigned last = b->opened.result->n_times - 1;
  int code = draws_choose(&b->columns, b->opened.result->n_times, &last, 1, arena, &which, &n, fail);
  if (!code) code = ensemble_new(&spec, &e, fail);
  if (code || !e) return code;
  while (ensemble_advance(e, 8) && !batch_interrupted()) continue;
  if (batch_interrupted()) return ensemble_free(e), 0;
  code = ensemble_finish(e, fail);
  PairColumn *columns = arena_array(arena, n + 1u, sizeof *columns);
  if (!code && (!columns || !take(b, e, which, n, *runs, lang, arena, columns))) code = no_memory(fail);
  *out = (PairSample){kept(arena, batch_name(b)), columns, n};
  ensemble_free(e);
  return code;
}
