/* ensemble.c : chunks of runs into histograms, moments, counts and a list of bad runs. */
#include "study/ensemble_inner.h"
#include "study/exact_quantile.h"
#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static void *many(size_t n, size_t size) { return calloc(n ? n : 1, size); }

/* ---- description to program ------------------------------------------------------------------------------------- */

static void list_outputs(Ensemble *e) {
  for (unsigned w = 0; w < e->spec.n_wanted; w++) {
    unsigned k = 0;
    while (k < e->n_outputs && e->outputs[k] != e->spec.wanted[w].output) k++;
    if (k == e->n_outputs) e->outputs[e->n_outputs++] = e->spec.wanted[w].output;
    e->slot[w] = k;
    NodeId start = e->graph->outputs[e->spec.wanted[w].output].start;
    const Node *node = start == NODE_NONE ? NULL : &e->graph->nodes[start];
    e->unseen[w] = e->graph->calendar && node && node->op == OP_CONST && isnan(node->data[0]);
  }
}

static void list_ends(Ensemble *e) {
  for (unsigned i = 0; i < e->spec.n_walks; i++) {
    const Walk *w = e->spec.walks[i];
    e->ends[e->n_ends++] = w->value;
    e->goals[i] = (Goal){.comparison = isnan(w->goal) ? 0 : w->comparison, .goal = w->goal, .base_year = w->base_year, .base = w->base};
  }
  for (uint32_t i = 0; i < e->graph->n_checks; i++) e->ends[e->n_ends++] = e->graph->checks[i].failed;
  e->ends[e->n_ends++] = e->graph->finite;
}

static bool make_worker(Ensemble *e, Worker *w) {
  const Graph *g = e->graph;
  size_t noise = (size_t)g->n_noises * e->n_times * e->lanes;
  w->block = block_new(e->program, e->lanes);
  w->inputs = many((size_t)e->spec.uncertainty->n * e->lanes, sizeof(double));
  w->noise = many(noise, sizeof(double));
  w->values = many((size_t)e->columns * ENSEMBLE_CHUNK, sizeof(double));
  w->tally.most = ENSEMBLE_BAD_LISTED;
  w->tally.hits = many(e->spec.n_walks, sizeof(uint64_t));
  return w->block && w->inputs && w->noise && w->values && w->tally.hits;
}

/* An empty one of the same range in zeroed memory, whose pages are not there before they are counted in. */
static void open_like(Histogram *h, const Histogram *like) {
  h->low = like->low, h->step = like->step, h->least = INFINITY, h->greatest = -INFINITY;
}

static bool give_histograms(const Ensemble *e, Worker *w) {
  if (e->exact) return true;
  w->tally.histograms = many(e->columns, sizeof(Histogram));
  for (unsigned c = 0; w->tally.histograms && c < e->columns; c++) open_like(&w->tally.histograms[c], &e->whole.histograms[c]);
  return w->tally.histograms != NULL;
}

static bool allocate(Ensemble *e) {
  const EnsembleSpec *s = &e->spec;
  e->outputs = many(s->n_wanted, sizeof *e->outputs);
  e->slot = many(s->n_wanted, sizeof *e->slot);
  e->unseen = many(s->n_wanted, 1);
  e->ends = many(s->n_walks + e->graph->n_checks + 1u, sizeof *e->ends);
  e->goals = many(s->n_walks, sizeof *e->goals);
  e->done = many((size_t)e->chunks, 1);
  e->batch = many(BATCH, sizeof *e->batch);
  e->forest = forest_new(e->columns);
  e->workers = many(e->threads, sizeof *e->workers);
  e->whole.hits = many(s->n_walks, sizeof(uint64_t));
  if (e->exact) e->values = many((size_t)e->columns * s->n, sizeof(double));
  else e->whole.histograms = many(e->columns, sizeof(Histogram));
  if (s->sink) e->batch_values = many((size_t)BATCH_WITH_SINK * s->n_sink_columns * ENSEMBLE_CHUNK, sizeof(double));
  return e->outputs && e->slot && e->unseen && e->ends && e->goals && e->done && e->batch && e->forest && e->workers && e->whole.hits &&
         (e->exact ? e->values != NULL : e->whole.histograms != NULL) && (!s->sink || e->batch_values);
}

/* ---- a chunk ------------------------------------------------------------------------------------------------------- */

void ensemble_note_bad(Tally *t, uint64_t run, int32_t reason) {
  t->n_bad++;
  if (t->most && t->listed == t->most) return;
  if (t->listed == t->room) {
    unsigned room = t->room ? 2 * t->room : 64;
    BadRun *wider = realloc(t->bad, room * sizeof *wider);
    if (!wider) { t->short_of_memory = true; return; }
    t->bad = wider, t->room = room;
  }
  t->bad[t->listed++] = (BadRun){run, reason};
}

/* x - x is 0 for a number and NaN for what is none; summed over all columns of each lane. The graph's own watch sees the
 * stocks; what is summarised is watched here. */
static void watch(const Ensemble *e, const Worker *w, unsigned at, unsigned m, double *sum) {
  memset(sum, 0, m * sizeof *sum);
  for (unsigned c = 0; c < e->columns; c++) {
    bool start = c < e->walks_at && c % e->n_times == 0;
    if (start && e->unseen[c / e->n_times]) continue;
    const double *row = w->values + (size_t)c * ENSEMBLE_CHUNK + at;
    for (unsigned i = 0; i < m; i++) sum[i] += row[i] - row[i];
  }
}

/* -2 good, -1 not finite, else the check that failed. */
static int32_t verdict(const Ensemble *e, const Worker *w, unsigned lane, double watched) {
  unsigned checks = e->spec.n_walks, finite = checks + e->graph->n_checks;
  if (block_end(w->block, finite)[lane] != 1.0 || watched != 0.0) return -1;
  for (uint32_t i = 0; i < e->graph->n_checks; i++)
    if (block_end(w->block, checks + i)[lane] != 0.0) return (int32_t)i;
  return -2;
}

/* Runs first .. first + n - 1 into w->values; bad lanes become NaN. Blocks of `lanes` runs, whatever the width. */
static void run_chunk(Ensemble *e, Worker *w, uint64_t first, unsigned n, Tally *t) {
  const EnsembleSpec *s = &e->spec;
  for (unsigned at = 0; at < n; at += e->lanes) {
    unsigned m = n - at < e->lanes ? n - at : e->lanes;
    uncertainty_inputs(s->uncertainty, s->design, first + at, m, e->lanes, w->inputs, NULL);
    uncertainty_noise(s->uncertainty, first + at, m, e->lanes, w->noise);
    block_run(w->block, m, w->inputs, w->noise);
    for (unsigned k = 0; k < s->n_wanted; k++)
      for (unsigned g = 0; g < e->n_times; g++)
        memcpy(w->values + ((size_t)k * e->n_times + g) * ENSEMBLE_CHUNK + at, block_record(w->block, e->slot[k], g, s->wanted[k].element), m * sizeof(double));
    for (unsigned k = 0; k < s->n_walks; k++)
      memcpy(w->values + (size_t)(e->walks_at + k) * ENSEMBLE_CHUNK + at, block_end(w->block, k), m * sizeof(double));
    double watched[ENSEMBLE_CHUNK];
    watch(e, w, at, m, watched);
    for (unsigned i = 0; i < m; i++) {
      int32_t reason = verdict(e, w, i, watched[i]);
      if (reason == -2) { t->good++; continue; }
      ensemble_note_bad(t, first + at + i, reason);
      for (unsigned c = 0; c < e->columns; c++) w->values[(size_t)c * ENSEMBLE_CHUNK + at + i] = NAN;
    }
  }
}

static void gather(Ensemble *e, Worker *w, uint64_t first, unsigned n, Moments *moments) {
  Tally *t = &w->tally;
  for (unsigned c = 0; c < e->columns; c++) {
    const double *row = w->values + (size_t)c * ENSEMBLE_CHUNK;
    moments[c] = moments_of(row, n);
    if (e->exact) memcpy(e->values + (size_t)c * e->spec.n + first, row, n * sizeof *row);
    else histogram_add(&t->histograms[c], row, n);
  }
  for (unsigned k = 0; k < e->spec.n_walks; k++) {
    const double *row = w->values + (size_t)(e->walks_at + k) * ENSEMBLE_CHUNK;
    if (!e->goals[k].comparison) continue;
    for (unsigned i = 0; i < n; i++) t->hits[k] += !isnan(row[i]) && scorecard_met(&e->goals[k], row[i]);
  }
}

static double *for_sink(const Ensemble *e, size_t index) { return e->batch_values + index * e->spec.n_sink_columns * ENSEMBLE_CHUNK; }

static void keep_for_sink(const Ensemble *e, const Worker *w, double *to) {
  for (unsigned k = 0; k < e->spec.n_sink_columns; k++)
    memcpy(to + (size_t)k * ENSEMBLE_CHUNK, w->values + (size_t)e->spec.sink_columns[k] * ENSEMBLE_CHUNK, ENSEMBLE_CHUNK * sizeof *to);
}

static void work(void *context, size_t index, unsigned thread) {
  Ensemble *e = context;
  Worker *w = &e->workers[thread];
  uint64_t chunk = e->batch[index], first = chunk * ENSEMBLE_CHUNK;
  run_chunk(e, w, first, ENSEMBLE_CHUNK, &w->tally);
  gather(e, w, first, ENSEMBLE_CHUNK, e->batch_moments + index * e->columns);
  if (e->batch_values) keep_for_sink(e, w, for_sink(e, index));
}

/* ---- the pilot sets every column's range ----------------------------------------------------------------------------- */

static bool pilot(Ensemble *e) {
  uint64_t n = e->spec.n < HISTOGRAM_PILOT ? e->spec.n : HISTOGRAM_PILOT;
  double *values = many((size_t)e->columns * n, sizeof *values), *scratch = many(n, sizeof *scratch);
  Worker *w = &e->workers[0];
  Tally none = {.hits = w->tally.hits};
  bool good = values && scratch;
  for (uint64_t first = 0; good && first < n; first += ENSEMBLE_CHUNK) {
    unsigned m = n - first < ENSEMBLE_CHUNK ? (unsigned)(n - first) : ENSEMBLE_CHUNK;
    run_chunk(e, w, first, m, &none);
    for (unsigned c = 0; c < e->columns; c++) memcpy(values + (size_t)c * n + first, w->values + (size_t)c * ENSEMBLE_CHUNK, m * sizeof *values);
  }
  free(none.bad);
  for (unsigned c = 0; good && c < e->columns; c++) {
    Histogram range;
    histogram_start(&range, values + (size_t)c * n, n, scratch);
    open_like(&e->whole.histograms[c], &range);
  }
  free(values), free(scratch);
  return good;
}

bool ensemble_will_be_exact(const EnsembleSpec *s) {
  double columns = (double)s->n_wanted * (s->uncertainty->linked->graph->n_steps + 1) + s->n_walks;
  return s->keep_values || (!s->never_exact && s->shards <= 1 && columns * (double)s->n * sizeof(double) <= (double)EXACT_BYTES);
}

int ensemble_new(const EnsembleSpec *spec, Ensemble **out, Fail *fail) {
  Ensemble *e = calloc(1, sizeof *e);
  *out = NULL;
  if (!e) return fail_set(fail, E801, place_at(NULL, 0, 0), "an ensemble");
  e->spec = *spec;
  if (e->spec.shards == 0) e->spec.shards = 1, e->spec.shard = 0;
  e->graph = spec->uncertainty->linked->graph;
  e->n_times = e->graph->n_steps + 1;
  e->walks_at = spec->n_wanted * e->n_times, e->columns = e->walks_at + spec->n_walks;
  e->lanes = spec->lanes && spec->lanes < ENSEMBLE_CHUNK ? spec->lanes : spec->lanes ? ENSEMBLE_CHUNK : ENSEMBLE_LANES;
  e->threads = pool_threads(spec->pool);
  e->chunks = spec->n / ENSEMBLE_CHUNK;
  e->exact = ensemble_will_be_exact(&e->spec);
  bool good = allocate(e);
  if (good) {
    list_outputs(e), list_ends(e);
    ProgramDesc desc = {.graph = e->graph, .outputs = e->outputs, .n_outputs = e->n_outputs, .ends = e->ends, .n_ends = e->n_ends,
                        .varying = spec->uncertainty->varying, .noise = e->graph->n_noises > 0, .isa = spec->isa};
    if (program_compile(&desc, &e->program, fail)) { ensemble_free(e); return fail->code; }
  }
  /* The pilot's values are gone before most of the rest is there. */
  if (good) good = make_worker(e, &e->workers[0]) && (e->exact || pilot(e));
  for (unsigned t = 1; good && t < e->threads; t++) good = make_worker(e, &e->workers[t]);
  for (unsigned t = 0; good && t < e->threads; t++) good = give_histograms(e, &e->workers[t]);
  if (good) good = (e->batch_moments = many((size_t)BATCH * e->columns, sizeof *e->batch_moments)) != NULL;
  if (!good || e->short_of_memory) { ensemble_free(e); return fail_set(fail, E801, place_at(NULL, 0, 0), "an ensemble"); }
  *out = e;
  return 0;
}

static void free_tally(Tally *t) { free(t->histograms), free(t->hits), free(t->bad); }

void ensemble_free(Ensemble *e) {
  if (!e) return;
  for (unsigned t = 0; e->workers && t < e->threads; t++) {
    Worker *w = &e->workers[t];
    if (w->block) block_free(w->block);
    free(w->inputs), free(w->noise), free(w->values);
    free_tally(&w->tally);
  }
  free_tally(&e->whole);
  if (e->forest) forest_free(e->forest);
  if (e->program) program_free(e->program);
  free(e->outputs), free(e->slot), free(e->unseen), free(e->ends), free(e->goals), free(e->values), free(e->workers), free(e->done), free(e->batch);
  free(e->batch_moments), free(e->batch_values), free(e);
}

unsigned ensemble_columns(const Ensemble *e) { return e->columns; }
bool ensemble_exact(const Ensemble *e) { return e->exact; }

size_t ensemble_bytes(const Ensemble *e) {
  size_t row = (size_t)e->columns * ENSEMBLE_CHUNK * sizeof(double), histograms = e->exact ? 0 : e->columns * sizeof(Histogram);
  size_t each = block_bytes(e->workers[0].block) + row + histograms;
  return program_bytes(e->program) + e->threads * each + histograms + (e->exact ? (size_t)e->columns * e->spec.n * sizeof(double) : 0) + e->chunks * 9;
}

/* ---- batches ----------------------------------------------------------------------------------------------------------- */

static bool ours(const Ensemble *e, uint64_t chunk) { return chunk % e->spec.shards == e->spec.shard && !e->done[chunk]; }

static uint64_t left(const Ensemble *e) {
  uint64_t n = 0;
  for (uint64_t c = e->next; c < e->chunks; c++) n += ours(e, c);
  return n;
}

static void hand_out(Ensemble *e) {
  for (size_t i = 0; i < e->n_batch && !e->stopped; i++)
    e->stopped = !e->spec.sink(e->spec.context, e->batch[i] * ENSEMBLE_CHUNK, ENSEMBLE_CHUNK, for_sink(e, i));
}

uint64_t ensemble_advance(Ensemble *e, uint64_t chunks) {
  while (chunks > 0 && !e->stopped) {
    uint64_t most = e->spec.sink ? BATCH_WITH_SINK : BATCH;
    most = most < chunks ? most : chunks;
    e->n_batch = 0;
    for (; e->next < e->chunks && e->n_batch < most; e->next++)
      if (ours(e, e->next)) e->batch[e->n_batch++] = e->next;
    if (e->n_batch == 0) break;
    pool_for(e->spec.pool, e->n_batch, work, e);
    for (size_t i = 0; i < e->n_batch; i++) {
      e->done[e->batch[i]] = 1;
      if (!forest_add(e->forest, e->batch[i], e->batch_moments + i * e->columns)) e->short_of_memory = true;
    }
    e->n_done += e->n_batch;
    if (e->spec.sink) hand_out(e);
    chunks -= e->n_batch;
  }
  return left(e);
}

uint64_t ensemble_runs_done(const Ensemble *e) { return e->n_done * ENSEMBLE_CHUNK; }
bool ensemble_stopped(const Ensemble *e) { return e->stopped; }

/* ---- joining -------------------------------------------------------------------------------------------------------------- */

void ensemble_clear(const Ensemble *e, Tally *t) {
  for (unsigned c = 0; !e->exact && c < e->columns; c++) {
    Histogram *h = &t->histograms[c];
    memset(h->count, 0, sizeof h->count);
    h->n = h->bad = 0, h->least = INFINITY, h->greatest = -INFINITY;
  }
  memset(t->hits, 0, e->spec.n_walks * sizeof *t->hits);
  t->listed = 0, t->n_bad = t->good = 0;
}

static void join_tally(Ensemble *e, Tally *into, Tally *from) {
  for (unsigned c = 0; !e->exact && c < e->columns; c++) histogram_merge(&into->histograms[c], &from->histograms[c]);
  for (unsigned k = 0; k < e->spec.n_walks; k++) into->hits[k] += from->hits[k];
  uint64_t total = into->n_bad + from->n_bad;
  for (unsigned i = 0; i < from->listed; i++) ensemble_note_bad(into, from->bad[i].run, from->bad[i].reason);
  into->n_bad = total, into->good += from->good;
  e->short_of_memory |= from->short_of_memory | into->short_of_memory;
  ensemble_clear(e, from);
}

static int by_run(const void *a, const void *b) {
  uint64_t x = ((const BadRun *)a)->run, y = ((const BadRun *)b)->run;
  return x < y ? -1 : x > y;
}

void ensemble_join(Ensemble *e) {
  for (unsigned t = 0; t < e->threads; t++) join_tally(e, &e->whole, &e->workers[t].tally);
  if (e->whole.listed) qsort(e->whole.bad, e->whole.listed, sizeof(BadRun), by_run);
  if (e->whole.listed > ENSEMBLE_BAD_LISTED) e->whole.listed = ENSEMBLE_BAD_LISTED;
}

int ensemble_finish(Ensemble *e, Fail *fail) {
  unsigned rest = (unsigned)(e->spec.n % ENSEMBLE_CHUNK);
  ensemble_join(e);
  if (rest && !e->finished) {
    Worker *w = &e->workers[0];
    uint64_t first = e->chunks * ENSEMBLE_CHUNK;
    run_chunk(e, w, first, rest, &w->tally);
    gather(e, w, first, rest, e->batch_moments);
    if (!forest_add(e->forest, e->chunks, e->batch_moments)) e->short_of_memory = true;
    if (e->spec.sink && !e->stopped) {
      keep_for_sink(e, w, e->batch_values);
      e->stopped = !e->spec.sink(e->spec.context, first, rest, e->batch_values);
    }
    ensemble_join(e);
  }
  e->finished = true;
  return e->short_of_memory ? fail_set(fail, E801, place_at(NULL, 0, 0), "the summary of an ensemble") : 0;
}

/* ---- the summary ------------------------------------------------------------------------------------------------------------ */

static double exact_at(const Ensemble *e, unsigned column, double p) {
  double *good = many(e->spec.n, 2 * sizeof *good), q = NAN;
  size_t n = 0;
  for (uint64_t i = 0; good && i < e->spec.n; i++)
    if (isfinite(e->values[(size_t)column * e->spec.n + i])) good[n++] = e->values[(size_t)column * e->spec.n + i];
  if (good) exact_quantiles(good, n, good + e->spec.n, 1, &p, &q);
  free(good);
  return q;
}

double ensemble_quantile(const Ensemble *e, unsigned column, double p, bool *edge) {
  if (!e->exact) return histogram_quantile(&e->whole.histograms[column], p, edge);
  if (edge) *edge = false;
  return exact_at(e, column, p);
}

double ensemble_bound(const Ensemble *e, unsigned column) { return e->exact ? 0.0 : e->whole.histograms[column].step; }
Moments ensemble_moments(const Ensemble *e, unsigned column) { return forest_total(e->forest, column); }

void ensemble_extremes(const Ensemble *e, unsigned column, double *least, double *greatest) {
  *least = INFINITY, *greatest = -INFINITY;
  if (!e->exact) {
    *least = e->whole.histograms[column].least, *greatest = e->whole.histograms[column].greatest;
    return;
  }
  for (uint64_t i = 0; i < e->spec.n; i++) {
    double x = e->values[(size_t)column * e->spec.n + i];
    if (isfinite(x) && x < *least) *least = x;
    if (isfinite(x) && x > *greatest) *greatest = x;
  }
}

uint64_t ensemble_between(const Ensemble *e, unsigned column, double low, double high) {
  uint64_t n = 0;
  if (e->exact) {
    for (uint64_t i = 0; i < e->spec.n; i++) {
      double x = e->values[(size_t)column * e->spec.n + i];
      n += low <= x && x < high;
    }
    return n;
  }
  const Histogram *h = &e->whole.histograms[column];
  for (unsigned b = 0; b < HISTOGRAM_BINS; b++) {
    double middle = h->low + (b + 0.5) * h->step;
    if (low <= middle && middle < high) n += h->count[b];
  }
  return n;
}

Share ensemble_met(const Ensemble *e, unsigned walk) { return (Share){e->whole.hits[walk], e->whole.good}; }

const double *ensemble_values(const Ensemble *e, unsigned column) { return e->exact ? e->values + (size_t)column * e->spec.n : NULL; }

const BadRun *ensemble_bad(const Ensemble *e, unsigned *listed, uint64_t *total) {
  *listed = e->whole.listed, *total = e->whole.n_bad;
  return e->whole.bad;
}
