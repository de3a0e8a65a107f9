/* sampled.c : chunks of runs into columns of outcomes. */
#include "study/sampled.h"
#include "study/columns.h"
#include <math.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

enum { CHUNK = ENSEMBLE_CHUNK, LANES = 128, PAGE = 4096 };

typedef struct { BadRun *rows; unsigned n, room; uint64_t total; bool short_of_memory; } BadList;

typedef struct {                         /* one thread's tools */
  Block *block;
  double *inputs, *noise, *watched;
} Worker;

/* At the start of the caller's memory; what follows starts on a page of its own. */
typedef struct { char magic[8]; uint64_t outcomes, runs; _Atomic uint64_t begun; } Head;      /* begun: runs, by all processes */
static const char magic[8] = "YJSTUDY";

struct Sampled {
  SampledSpec spec;
  const Graph *graph;
  Program *program;
  unsigned n_times, lanes, threads;
  uint64_t runs, done;
  uint32_t *outputs; unsigned n_outputs; /* of the program's record */
  int *slot;                             /* [outcome] which recorded output, or which end of a walk */
  NodeId *ends; unsigned n_ends;         /* walks, then checks' failed, then finite */
  unsigned checks_at;
  Columns table;
  _Atomic uint32_t *marks;               /* [chunk] how many of its runs are done */
  Head *head, own;                       /* the caller's, or our own */
  Worker *workers;
  BadList bad;
};

static void *many(size_t n, size_t size) { return calloc(n ? n : 1, size); }
static int no_memory(Fail *fail) { return fail_set(fail, E801, place_at(NULL, 0, 0), "the outcomes of all runs"); }
static void go_on(Sampled *);

/* ---- description to program ------------------------------------------------------------------------------------- */

static void list_outputs(Sampled *s) {
  for (unsigned k = 0; k < s->spec.n; k++) {
    const SampledOutcome *o = &s->spec.outcomes[k];
    if (o->walk) {
      s->slot[k] = (int)s->n_ends;
      s->ends[s->n_ends++] = o->walk->value;
      continue;
    }
    unsigned at = 0;
    while (at < s->n_outputs && s->outputs[at] != o->output) at++;
    if (at == s->n_outputs) s->outputs[s->n_outputs++] = o->output;
    s->slot[k] = (int)at;
  }
  s->checks_at = s->n_ends;
  for (uint32_t i = 0; i < s->graph->n_checks; i++) s->ends[s->n_ends++] = s->graph->checks[i].failed;
  s->ends[s->n_ends++] = s->graph->finite;
}

static bool shaken(const Sampled *s) { return s->graph->n_noises > 0 && !s->spec.calm; }

static bool make_worker(const Sampled *s, Worker *w) {
  w->block = block_new(s->program, s->lanes);
  w->inputs = many((size_t)s->spec.uncertainty->n * s->lanes, sizeof(double));
  w->noise = many(shaken(s) ? (size_t)s->graph->n_noises * s->n_times * s->lanes : 0, sizeof(double));
  w->watched = many(s->lanes, sizeof(double));
  return w->block && w->inputs && w->noise && w->watched;
}

static uint64_t chunks_of(uint64_t runs) { return (runs + CHUNK - 1) / CHUNK; }
static size_t table_bytes(const SampledSpec *spec) { return (columns_bytes(spec->n, spec->design->runs) + PAGE - 1) / PAGE * PAGE; }

size_t sampled_bytes(const SampledSpec *spec) { return PAGE + table_bytes(spec) + chunks_of(spec->design->runs) * sizeof(uint32_t); }

static unsigned in_chunk(uint64_t runs, uint64_t chunk) { return runs - chunk * CHUNK < CHUNK ? (unsigned)(runs - chunk * CHUNK) : CHUNK; }

bool sampled_fits(const SampledSpec *spec, const void *memory, size_t bytes) {
  const Head *head = memory;
  const unsigned char *at = memory;
  if (bytes != sampled_bytes(spec) || memcmp(head->magic, magic, sizeof magic) || head->outcomes != spec->n || head->runs != spec->design->runs) return false;
  at += PAGE + table_bytes(spec);
  for (uint64_t c = 0; c < chunks_of(head->runs); c++) {
    uint32_t mark;
    memcpy(&mark, at + c * sizeof mark, sizeof mark);
    if (mark > in_chunk(head->runs, c)) return false;
  }
  return true;
}

/* The caller's memory is taken as it is, our own starts empty. */
static int lay_out(Sampled *s, Fail *fail) {
  const SampledSpec *spec = &s->spec;
  unsigned char *memory = spec->memory;
  int code = memory ? columns_lay(spec->n, s->runs, memory + PAGE, &s->table, fail) : columns_make(spec->n, s->runs, spec->in_memory, spec->folder, &s->table, fail);
  if (code) return code;
  s->head = memory ? spec->memory : &s->own;
  s->marks = memory ? (void *)(memory + PAGE + table_bytes(spec)) : many(chunks_of(s->runs), sizeof *s->marks);
  if (!s->marks) return no_memory(fail);
  s->head->outcomes = spec->n, s->head->runs = s->runs;
  memcpy(s->head->magic, magic, sizeof magic);
  return 0;
}

static bool allocate(Sampled *s) {
  s->outputs = many(s->spec.n, sizeof *s->outputs);
  s->slot = many(s->spec.n, sizeof *s->slot);
  s->ends = many((size_t)s->spec.n + s->graph->n_checks + 1, sizeof *s->ends);
  s->workers = many(s->threads, sizeof *s->workers);
  return s->outputs && s->slot && s->ends && s->workers;
}

int sampled_new(const SampledSpec *spec, Sampled **out, Fail *fail) {
  Sampled *s = calloc(1, sizeof *s);
  *out = NULL;
  if (!s) return no_memory(fail);
  s->spec = *spec, s->graph = spec->uncertainty->linked->graph, s->runs = spec->design->runs;
  s->n_times = s->graph->n_steps + 1, s->lanes = spec->lanes ? spec->lanes : LANES, s->threads = pool_threads(spec->pool);
  if (!allocate(s)) { sampled_free(s); return no_memory(fail); }
  int code = lay_out(s, fail);
  if (code) { sampled_free(s); return code; }
  list_outputs(s);
  ProgramDesc desc = {.graph = s->graph, .outputs = s->outputs, .n_outputs = s->n_outputs, .ends = s->ends, .n_ends = s->n_ends,
                      .varying = spec->uncertainty->varying, .noise = shaken(s), .isa = spec->isa};
  code = program_compile(&desc, &s->program, fail);
  for (unsigned t = 0; !code && t < s->threads; t++)
    if (!make_worker(s, &s->workers[t])) code = no_memory(fail);
  if (code) { sampled_free(s); return code; }
  go_on(s);
  *out = s;
  return 0;
}

void sampled_free(Sampled *s) {
  if (!s) return;
  for (unsigned t = 0; s->workers && t < s->threads; t++) {
    Worker *w = &s->workers[t];
    if (w->block) block_free(w->block);
    free(w->inputs), free(w->noise), free(w->watched);
  }
  if (s->program) program_free(s->program);
  if (!s->spec.memory) free(s->marks);
  free(s->outputs), free(s->slot), free(s->ends), columns_free(&s->table), free(s->workers), free(s->bad.rows), free(s);
}

/* ---- a chunk ------------------------------------------------------------------------------------------------------- */

/* A bad run's outcomes are no numbers, and say in their lowest bits why: so the table alone tells all there is to tell. */
static double no_value(int32_t reason) {
  uint64_t bits = 0x7ff8000000000000u + (uint32_t)(reason + 2);
  double x;
  memcpy(&x, &bits, sizeof x);
  return x;
}

static int32_t reason_of(const Sampled *s, double x) {
  uint64_t bits;
  memcpy(&bits, &x, sizeof bits);
  uint32_t low = (uint32_t)bits;
  return low >= 2 && low - 2 < s->graph->n_checks ? (int32_t)(low - 2) : -1;
}

static void note_bad(BadList *b, BadRun run) {
  b->total++;
  if (b->n == ENSEMBLE_BAD_LISTED) return;
  if (b->n == b->room) {
    unsigned room = b->room ? 2 * b->room : 64;
    BadRun *wider = realloc(b->rows, room * sizeof *wider);
    if (!wider) { b->short_of_memory = true; return; }
    b->rows = wider, b->room = room;
  }
  b->rows[b->n++] = run;
}

/* -2 good, -1 not finite (what is watched, or an outcome), else the check that failed. */
static int32_t verdict(const Sampled *s, const Block *block, unsigned lane, double watched) {
  if (block_end(block, s->n_ends - 1)[lane] != 1.0 || watched != 0.0) return -1;
  for (uint32_t i = 0; i < s->graph->n_checks; i++)
    if (block_end(block, s->checks_at + i)[lane] != 0.0) return (int32_t)i;
  return -2;
}

/* x - x is 0 for a number and NaN for what is none; summed over the outcomes of each lane. */
static void keep(const double *row, unsigned n, double *out, double *watched) {
  memcpy(out, row, n * sizeof *out);
  for (unsigned i = 0; i < n; i++) watched[i] += row[i] - row[i];
}

static void run_block(Sampled *s, Worker *w, uint64_t first, unsigned n) {
  uncertainty_inputs(s->spec.uncertainty, s->spec.design, first, n, s->lanes, w->inputs, NULL);
  if (shaken(s)) uncertainty_noise(s->spec.uncertainty, first, n, s->lanes, w->noise);
  block_run(w->block, n, w->inputs, w->noise);
  memset(w->watched, 0, n * sizeof *w->watched);
  for (unsigned k = 0; k < s->spec.n; k++) {
    const SampledOutcome *o = &s->spec.outcomes[k];
    unsigned slot = (unsigned)s->slot[k];
    keep(o->walk ? block_end(w->block, slot) : block_record(w->block, slot, o->point, o->element), n, s->table.column[k] + first, w->watched);
  }
  for (unsigned i = 0; i < n; i++) {
    int32_t reason = verdict(s, w->block, i, w->watched[i]);
    if (reason == -2) continue;
    for (unsigned k = 0; k < s->spec.n; k++) s->table.column[k][first + i] = no_value(reason);
  }
}

static bool asked_to_stop(const Sampled *s) { return s->spec.interrupted && s->spec.interrupted(); }

/* The mark goes in when the values are in: whoever finds it finds them. */
static void work(void *context, size_t index, unsigned thread) {
  Sampled *s = context;
  uint64_t chunk = s->done / CHUNK + index;
  unsigned all = in_chunk(s->runs, chunk);
  for (uint32_t done = s->marks[chunk]; done < all && !asked_to_stop(s);) {
    unsigned n = all - done < s->lanes ? all - done : s->lanes;
    atomic_fetch_add_explicit(&s->head->begun, n, memory_order_relaxed);
    run_block(s, &s->workers[thread], chunk * CHUNK + done, n);
    atomic_store_explicit(&s->marks[chunk], done += n, memory_order_release);
  }
}

/* Runs without a gap from run 0 on, and what is bad among those that are new; in order, so that the first listed are the first
 * there are. */
static void go_on(Sampled *s) {
  uint64_t from = s->done, chunk = from / CHUNK;
  while (chunk < chunks_of(s->runs) && s->marks[chunk] == in_chunk(s->runs, chunk)) chunk++;
  s->done = chunk < chunks_of(s->runs) ? chunk * CHUNK + s->marks[chunk] : s->runs;
  for (uint64_t run = from; s->spec.n && run < s->done; run++)
    if (isnan(s->table.column[0][run])) note_bad(&s->bad, (BadRun){run, reason_of(s, s->table.column[0][run])});
}

uint64_t sampled_advance(Sampled *s, uint64_t chunks) {
  uint64_t left = chunks_of(s->runs) - s->done / CHUNK;
  pool_for(s->spec.pool, (size_t)(chunks < left ? chunks : left), work, s);
  go_on(s);
  columns_rest(&s->table);
  return s->runs - s->done;
}

uint64_t sampled_kept(const Sampled *s) {
  uint64_t n = 0;
  for (uint64_t c = 0; c < chunks_of(s->runs); c++) n += s->marks[c];
  return n;
}

void sampled_rest(const Sampled *s) { columns_rest(&s->table); }

uint64_t sampled_done(const Sampled *s) { return s->done; }
bool sampled_failed(const Sampled *s) { return s->bad.short_of_memory; }
const double *const *sampled_values(const Sampled *s) { return (const double *const *)s->table.column; }

const BadRun *sampled_bad(const Sampled *s, unsigned *listed, uint64_t *total) {
  *listed = s->bad.n, *total = s->bad.total;
  return s->bad.rows;
}

/* ---- the state ----------------------------------------------------------------------------------------------------------- */

/* outcomes, runs, bad runs listed, all bad runs, the sum of what follows; the list; the columns. */
enum { HEAD = 5 * sizeof(uint64_t), ROW = 2 * sizeof(uint64_t) };

/* By words of eight bytes, so that a flipped bit is no result. */
static uint64_t sum_of(const unsigned char *bytes, size_t n) {
  uint64_t sum = 0xcbf29ce484222325u, word;
  for (size_t i = 0; i + sizeof word <= n; i += sizeof word) {
    memcpy(&word, bytes + i, sizeof word);
    sum = (sum ^ word) * 0x100000001b3u;
    sum ^= sum >> 32;
  }
  return sum;
}

static size_t state_bytes(const Sampled *s, uint64_t runs, unsigned bad) { return HEAD + bad * (size_t)ROW + s->spec.n * runs * sizeof(double); }

/* Bad runs listed among the first `runs`. */
static unsigned bad_before(const Sampled *s, uint64_t runs) {
  unsigned n = s->bad.n;
  while (n && s->bad.rows[n - 1].run >= runs) n--;
  return n;
}

uint64_t sampled_storable(const Sampled *s, size_t most) {
  size_t head = state_bytes(s, 0, s->bad.n);
  if (state_bytes(s, s->done, s->bad.n) <= most) return s->done;
  if (head >= most || s->bad.total > s->bad.n) return 0;      /* how many of the first are bad cannot be said */
  return (most - head) / (s->spec.n * sizeof(double));
}

unsigned char *sampled_save(const Sampled *s, uint64_t runs, size_t *bytes) {
  unsigned bad = bad_before(s, runs);
  uint64_t head[5] = {s->spec.n, runs, bad, runs < s->done ? bad : s->bad.total, 0};
  unsigned char *state = malloc(*bytes = state_bytes(s, runs, bad)), *at = state;
  if (!state) return NULL;
  at += HEAD;
  for (unsigned i = 0; i < bad; i++, at += ROW) {
    uint64_t row[2] = {s->bad.rows[i].run, (uint64_t)(int64_t)s->bad.rows[i].reason};
    memcpy(at, row, ROW);
  }
  for (unsigned k = 0; k < s->spec.n; k++, at += runs * sizeof(double)) memcpy(at, s->table.column[k], runs * sizeof(double));
  head[4] = sum_of(state + HEAD, *bytes - HEAD);
  memcpy(state, head, HEAD);
  columns_rest(&s->table);
  return state;
}

/* Listed rows say why they are bad; of those that are not listed only the number is known, and it is that of the NaNs. */
static void load_bad(Sampled *s, const unsigned char *at, uint64_t n, uint64_t done) {
  for (uint64_t i = 0; i < n; i++, at += ROW) {
    uint64_t row[2];
    memcpy(row, at, ROW);
    if (row[0] < done && s->spec.n) s->table.column[0][row[0]] = no_value((int32_t)(int64_t)row[1]);
  }
}

bool sampled_load(Sampled *s, const unsigned char *state, size_t bytes) {
  uint64_t head[5];
  if (sampled_kept(s) || bytes < HEAD) return false;
  memcpy(head, state, HEAD);
  bool fits = head[0] == s->spec.n && head[2] <= ENSEMBLE_BAD_LISTED && head[1] < SIZE_MAX / 16 / (head[0] + 1) &&
              bytes == HEAD + head[2] * ROW + head[0] * head[1] * sizeof(double) && head[4] == sum_of(state + HEAD, bytes - HEAD);
  if (!fits) return false;
  uint64_t done = head[1] < s->runs ? head[1] : s->runs;
  const unsigned char *at = state + HEAD + head[2] * ROW;
  for (unsigned k = 0; k < s->spec.n; k++, at += head[1] * sizeof(double)) memcpy(s->table.column[k], at, done * sizeof(double));
  load_bad(s, state + HEAD, head[2], done);
  for (uint64_t c = 0; c * CHUNK < done; c++) atomic_store_explicit(&s->marks[c], in_chunk(done, c), memory_order_release);
  go_on(s);
  columns_rest(&s->table);
  return true;
}

/* ---- the inputs ----------------------------------------------------------------------------------------------------------- */

typedef struct { const Uncertainty *u; const Design *d; double **x; double **scratch; } Inputs;

static void fill_inputs(void *context, size_t index, unsigned thread) {
  Inputs *in = context;
  uint64_t first = index * CHUNK;
  unsigned n = in->d->runs - first < CHUNK ? (unsigned)(in->d->runs - first) : CHUNK;
  double *base = in->scratch[thread], *own = base + (size_t)in->u->n * CHUNK;
  uncertainty_inputs(in->u, in->d, first, n, CHUNK, base, own);
  for (unsigned j = 0; j < in->u->n; j++) memcpy(in->x[j] + first, own + (size_t)j * CHUNK, n * sizeof(double));
}

int sampled_inputs(const Uncertainty *u, const Design *d, Pool *pool, Arena *arena, const double *const **out, Fail *fail) {
  Inputs in = {u, d, arena_array(arena, u->n + 1u, sizeof *in.x), arena_array(arena, pool_threads(pool), sizeof *in.scratch)};
  for (unsigned j = 0; in.x && j < u->n; j++) in.x[j] = arena_array(arena, d->runs, sizeof **in.x);
  for (unsigned t = 0; in.scratch && t < pool_threads(pool); t++) in.scratch[t] = arena_array(arena, (size_t)2 * u->n * CHUNK, sizeof(double));
  if (arena_failed(arena)) return no_memory(fail);
  pool_for(pool, (d->runs + CHUNK - 1) / CHUNK, fill_inputs, &in);
  *out = (const double *const *)in.x;
  return 0;
}
