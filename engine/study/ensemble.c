/* ensemble.c : chunks of runs, from the description to the joined whole. */
#define _GNU_SOURCE                      /* MAP_ANONYMOUS */
#include "study/ensemble_inner.h"
#include "study/vectors.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <time.h>

enum { PILOT_CHUNKS = HISTOGRAM_PILOT / ENSEMBLE_CHUNK };

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

/* Fewer runs than the program does at once would take as long. */
static unsigned fewest(const Ensemble *e) { return program_group(e->program) < e->lanes ? program_group(e->program) : e->lanes; }

static bool make_worker(Ensemble *e, Worker *w) {
  const Graph *g = e->graph;
  w->block = block_new(e->program, e->lanes);
  w->inputs = many((size_t)e->spec.uncertainty->n * e->lanes, sizeof(double));
  w->noise = many((size_t)g->n_noises * e->n_times * e->lanes, sizeof(double));
  w->rows = e->spec.rows && !e->exact ? many((size_t)e->spec.n_row_columns * ENSEMBLE_CHUNK, sizeof(double)) : NULL;
  w->step = fewest(e);
  return w->block && w->inputs && w->noise && (w->rows || !e->spec.rows || e->exact);
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
  e->workers = many(e->threads, sizeof *e->workers);
  if (e->exact) e->values = many((size_t)e->columns * s->n, sizeof(double));
  else e->ranges = many(e->columns, sizeof *e->ranges);
  return image_new(e, &e->image) && e->outputs && e->slot && e->unseen && e->ends && e->goals && e->done && e->batch && e->workers &&
         (e->exact ? e->values != NULL : e->ranges != NULL);
}

/* ---- a chunk ------------------------------------------------------------------------------------------------------- */

/* A block's results go to `at` of the slot's rows. watched: 0 for a run all of whose columns are numbers, else NaN. The
 * graph's own watch sees the stocks; what is summarised is watched here, but for flows without a value in the start year. */
static void take_block(const Ensemble *e, const Worker *w, const Slot *slot, unsigned at, unsigned m, double *watched) {
  const Vectors *v = vectors();
  double unwatched[ENSEMBLE_CHUNK];
  memset(watched, 0, m * sizeof *watched);
  memset(unwatched, 0, m * sizeof *unwatched);
  double *to = slot->values + at;
  for (unsigned k = 0; k < e->spec.n_wanted; k++)
    for (unsigned g = 0; g < e->n_times; g++, to += ENSEMBLE_CHUNK) {
      const double *from = block_record(w->block, e->slot[k], g, e->spec.wanted[k].element);
      v->keep(from, to, m, g == 0 && e->unseen[k] ? unwatched : watched, to + 2 * ENSEMBLE_CHUNK);
    }
  for (unsigned k = 0; k < e->spec.n_walks; k++, to += ENSEMBLE_CHUNK) v->keep(block_end(w->block, k), to, m, watched, to + 2 * ENSEMBLE_CHUNK);
}

static int32_t verdict(const Ensemble *e, const Worker *w, unsigned lane, double watched) {
  unsigned checks = e->spec.n_walks, finite = checks + e->graph->n_checks;
  if (block_end(w->block, finite)[lane] != 1.0 || watched != 0.0) return NOT_FINITE;
  for (uint32_t i = 0; i < e->graph->n_checks; i++)
    if (block_end(w->block, checks + i)[lane] != 0.0) return (int32_t)i;
  return GOOD;
}

/* Runs first .. first + m - 1, m at most the block's width, to `at` of a slot's rows; bad lanes become NaN. */
static void run_block(const Ensemble *e, const Worker *w, const Slot *slot, uint64_t first, unsigned at, unsigned m) {
  const EnsembleSpec *s = &e->spec;
  double watched[ENSEMBLE_CHUNK];
  uncertainty_inputs(s->uncertainty, s->design, first, m, e->lanes, w->inputs, NULL);
  uncertainty_noise(s->uncertainty, first, m, e->lanes, w->noise);
  block_run(w->block, m, w->inputs, w->noise);
  take_block(e, w, slot, at, m, watched);
  for (unsigned i = 0; i < m; i++) {
    slot->reasons[at + i] = verdict(e, w, i, watched[i]);
    for (unsigned c = 0; slot->reasons[at + i] != GOOD && c < e->columns; c++) slot->values[(size_t)c * ENSEMBLE_CHUNK + at + i] = NAN;
  }
}

static double clock_now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static bool interrupted(const Ensemble *e) { return e->spec.interrupted && e->spec.interrupted(); }

/* A chunk in blocks as wide as can be done in a tenth of a second. Widths change no bit: lanes know nothing of each other. */
static bool run_chunk(Ensemble *e, Worker *w, const Slot *slot, uint64_t first, unsigned n) {
  for (unsigned at = 0, m; at < n; at += m) {
    if (interrupted(e)) return false;
    double from = clock_now();
    m = n - at < w->step ? n - at : w->step;
    run_block(e, w, slot, first + at, at, m);
    double took = clock_now() - from;
    if (took > 0.1 && w->step > fewest(e)) w->step = w->step / 2 > fewest(e) ? w->step / 2 / fewest(e) * fewest(e) : fewest(e);
    else if (took < 0.04 && m == w->step && w->step < e->lanes) w->step = 2 * w->step < e->lanes ? 2 * w->step : e->lanes;
  }
  return true;
}

/* Into the slot, from the store or by running. False: interrupted, or the store failed. */
static bool obtain(Ensemble *e, Worker *w, const Slot *slot, uint64_t chunk) {
  const ChunkStore *store = e->exact || chunk < PILOT_CHUNKS ? e->spec.store : NULL;
  bool keeps = e->exact || !e->ranged;
  if (store && store->get(store->context, chunk, slot->values, slot->reasons)) return true;
  atomic_fetch_add(&e->image.head->begun, 1);
  if (!run_chunk(e, w, slot, chunk * ENSEMBLE_CHUNK, ENSEMBLE_CHUNK)) return false;
  return !store || !keeps || store->put(store->context, chunk, slot->values, slot->reasons);
}

static bool put_rows(const Ensemble *e, const Worker *w, const Slot *slot, uint64_t chunk) {
  for (unsigned k = 0; k < e->spec.n_row_columns; k++)
    memcpy(w->rows + (size_t)k * ENSEMBLE_CHUNK, slot->values + (size_t)e->spec.row_columns[k] * ENSEMBLE_CHUNK, ENSEMBLE_CHUNK * sizeof(double));
  return e->spec.rows->put(e->spec.rows->context, chunk, w->rows, slot->reasons);
}

static void merge(Ensemble *e, Slot *slot, uint64_t chunk) {
  then();
  slot->head->pending = chunk + 1;
  then();
  if (!image_merge(e, &e->image, slot)) e->short_of_memory = true;
  e->done[chunk] = 1;
}

static void work(void *context, size_t index, unsigned thread) {
  Ensemble *e = context;
  Slot *slot = &e->image.slots[thread];
  uint64_t chunk = e->batch[index];
  if (!obtain(e, &e->workers[thread], slot, chunk)) return;
  if (e->workers[thread].rows && !put_rows(e, &e->workers[thread], slot, chunk)) return;
  merge(e, slot, chunk);
}

/* ---- the pilot sets every column's range ----------------------------------------------------------------------------- */

static bool pilot_chunk(Ensemble *e, uint64_t chunk, unsigned m) {
  Worker *w = &e->workers[0];
  Slot *slot = &e->image.slots[0];
  return m == ENSEMBLE_CHUNK ? obtain(e, w, slot, chunk) : run_chunk(e, w, slot, chunk * ENSEMBLE_CHUNK, m);
}

/* False: interrupted, the store failed, or no memory. The values are the system's pages, not the heap's: they are to be gone afterwards. */
static bool pilot(Ensemble *e) {
  uint64_t n = e->spec.n < HISTOGRAM_PILOT ? e->spec.n : HISTOGRAM_PILOT;
  size_t bytes = ((size_t)e->columns * n + 1) * sizeof(double);
  double *values = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0), *scratch = many(n, sizeof *scratch);
  bool good = values != MAP_FAILED && scratch;
  if (!good) e->short_of_memory = true;
  for (uint64_t first = 0; good && first < n; first += ENSEMBLE_CHUNK) {
    unsigned m = n - first < ENSEMBLE_CHUNK ? (unsigned)(n - first) : ENSEMBLE_CHUNK;
    good = pilot_chunk(e, first / ENSEMBLE_CHUNK, m);
    for (unsigned c = 0; good && c < e->columns; c++)
      memcpy(values + (size_t)c * n + first, e->image.slots[0].values + (size_t)c * ENSEMBLE_CHUNK, m * sizeof *values);
  }
  for (unsigned c = 0; good && c < e->columns; c++) {
    Histogram range;
    histogram_start(&range, values + (size_t)c * n, n, scratch);
    e->ranges[c] = (Range){range.low, range.step};
  }
  if (values != MAP_FAILED) munmap(values, bytes);
  free(scratch);
  return good;
}

static bool set_ranges(Ensemble *e) {
  bool good = true;
  if (e->exact) return true;
  if (e->spec.ranges) memcpy(e->ranges, e->spec.ranges, e->columns * sizeof *e->ranges);
  else good = pilot(e);
  if (good) image_set_ranges(e, &e->image);
  e->ranged = good;
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
  vectors_use(spec->isa);
  pthread_mutex_init(&e->lock, NULL);
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
  bool able = good && make_worker(e, &e->workers[0]);
  good = able && set_ranges(e);          /* the pilot's values are gone before most of the rest is there */
  if (able && !good && !e->short_of_memory) { ensemble_free(e); return 0; }
  for (unsigned t = 1; good && t < e->threads; t++) good = make_worker(e, &e->workers[t]);
  if (!good || e->short_of_memory) { ensemble_free(e); return fail_set(fail, E801, place_at(NULL, 0, 0), "an ensemble"); }
  *out = e;
  return 0;
}

void ensemble_free(Ensemble *e) {
  if (!e) return;
  for (unsigned t = 0; e->workers && t < e->threads; t++) {
    Worker *w = &e->workers[t];
    if (w->block) block_free(w->block);
    free(w->inputs), free(w->noise), free(w->rows);
  }
  if (e->forest) forest_free(e->forest);
  if (e->program) program_free(e->program);
  if (e->image.head) image_free(&e->image);
  free(e->whole.histograms), free(e->whole.sums), free(e->whole.bad);
  free(e->outputs), free(e->slot), free(e->unseen), free(e->ends), free(e->goals), free(e->values), free(e->ranges), free(e->workers), free(e->done);
  free(e->batch);
  pthread_mutex_destroy(&e->lock);
  free(e);
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

bool ensemble_mark_done(Ensemble *e, unsigned level, uint64_t position) {
  uint64_t first = position << level, n = (uint64_t)1 << level;
  if (n > e->chunks || first > e->chunks - n) return false;
  for (uint64_t c = first; c < first + n; c++)
    if (e->done[c]) return false;
  memset(e->done + first, 1, n);
  e->n_done += n;
  return true;
}

static uint64_t left(const Ensemble *e) {
  uint64_t n = 0;
  for (uint64_t c = e->next; c < e->chunks; c++) n += ours(e, c);
  return n;
}

/* What an interruption left over comes first when it goes on. False: there is some. */
static bool end_batch(Ensemble *e) {
  size_t done = 0;
  for (size_t i = 0; i < e->n_batch; i++) done += e->done[e->batch[i]];
  e->n_done += done;
  if (done == e->n_batch) return true;
  e->next = e->batch[0];
  return false;
}

uint64_t ensemble_advance(Ensemble *e, uint64_t chunks) {
  while (chunks > 0 && !interrupted(e)) {
    uint64_t most = BATCH < chunks ? BATCH : chunks;
    e->n_batch = 0;
    for (; e->next < e->chunks && e->n_batch < most; e->next++)
      if (ours(e, e->next)) e->batch[e->n_batch++] = e->next;
    if (e->n_batch == 0) break;
    pool_for(e->spec.pool, e->n_batch, work, e);
    if (!end_batch(e)) break;
    chunks -= e->n_batch;
  }
  return left(e);
}

uint64_t ensemble_runs_done(const Ensemble *e) { return e->n_done * ENSEMBLE_CHUNK; }

bool ensemble_has_chunk(const Ensemble *e, uint64_t chunk) { return chunk < e->chunks && e->done[chunk]; }

void ensemble_skip_chunk(Ensemble *e, uint64_t chunk) {
  if (chunk < e->chunks && !e->done[chunk]) e->done[chunk] = 2;
}

bool ensemble_put_chunk(Ensemble *e, uint64_t chunk, const double *values, const int32_t *reasons) {
  Slot *slot = &e->image.slots[0];
  if (!e->exact || chunk >= e->chunks || e->done[chunk]) return false;
  memcpy(slot->values, values, (size_t)e->columns * ENSEMBLE_CHUNK * sizeof *values);
  memcpy(slot->reasons, reasons, ENSEMBLE_CHUNK * sizeof *reasons);
  merge(e, slot, chunk);
  e->n_done++;
  return true;
}

/* ---- the end --------------------------------------------------------------------------------------------------------------- */

static bool join(Ensemble *e) {
  Whole *w = &e->whole;
  w->sums = calloc(1, sizeof *w->sums + e->spec.n_walks * sizeof(uint64_t));
  w->bad = w->sums ? image_bad(&e->image, &w->sums->listed) : NULL;
  e->forest = node_pool_forest(&e->image.pool);
  if (!e->exact) w->histograms = malloc((e->columns + 1u) * sizeof *w->histograms);
  if (!w->sums || !w->bad || !e->forest || (!e->exact && !w->histograms)) return false;
  image_sums(&e->image, e->spec.n_walks, w->sums);
  for (unsigned c = 0; !e->exact && c < e->columns; c++) image_column(&e->image, c, e->ranges[c], &w->histograms[c]);
  return true;
}

/* The part-filled last chunk, which is in no state. */
static bool add_rest(Ensemble *e, const Slot *s, unsigned n) {
  Whole *w = &e->whole;
  uint64_t first = e->chunks * ENSEMBLE_CHUNK, room = w->sums->listed + n < ENSEMBLE_BAD_LISTED ? w->sums->listed + n : ENSEMBLE_BAD_LISTED;
  BadRun *wider = realloc(w->bad, (room + 1) * sizeof *wider);
  Moments *moments = many(e->columns, sizeof *moments);
  if (wider) w->bad = wider;
  if (wider && moments) image_count(e, s, first, n, w->sums, w->bad, room);
  for (unsigned c = 0; moments && c < e->columns; c++) {
    const double *row = s->values + (size_t)c * ENSEMBLE_CHUNK;
    moments[c] = moments_of(row, n);
    if (e->exact) memcpy(e->values + (size_t)c * e->spec.n + first, row, n * sizeof *row);
    else histogram_add(&w->histograms[c], row, n);
  }
  bool good = wider && moments && forest_add(e->forest, e->chunks, moments);
  free(moments);
  return good;
}

int ensemble_finish(Ensemble *e, Fail *fail) {
  unsigned rest = (unsigned)(e->spec.n % ENSEMBLE_CHUNK);
  const Slot *s = &e->image.slots[0];
  if (e->finished) return 0;
  if (rest && !run_chunk(e, &e->workers[0], s, e->chunks * ENSEMBLE_CHUNK, rest)) return 0;
  bool good = join(e) && (!rest || add_rest(e, s, rest));
  e->finished = true;
  return !good || e->short_of_memory ? fail_set(fail, E801, place_at(NULL, 0, 0), "the summary of an ensemble") : 0;
}
