/* ranked.c : rank 0 gathers, the others hand over. */
#include "cli/ranked.h"
#include "view/progress.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* The first byte of a message. START goes from rank 0 to the others: the exit code, the key, a state, or of an exact
 * ensemble a byte for each chunk that is there; the others send states, chunks, or that they stop. */
enum { START = 'S', PART = 'P', LAST = 'L', REFUSAL = 'R', CHUNKS = 'C' };
enum { KEY = 64, START_HEAD = 2 + KEY, CHUNKS_HEAD = 16 };

#define PARCELS_MOST ((size_t)16 << 20)          /* bytes that wait for rank 0 */

static Place nowhere(void) { return place_at(NULL, 0, 0); }

static double clock_now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

/* As many chunks as a quarter of a second takes, so that an interruption is answered at once. */
static uint64_t next_batch(uint64_t chunks, double took) {
  if (took < 0.12) return chunks * 2;
  return took > 0.4 && chunks > 1 ? chunks / 2 : chunks;
}

static bool wanted(const Batch *b) { return !batch_interrupted() && !ranks_broken(b->ranks); }

static int broken(Fail *fail) { return fail_set(fail, E833, nowhere()); }

/* ---- sending ------------------------------------------------------------------------------------------------------ */

static bool wait_idle(const Batch *b, unsigned to) {
  while (wanted(b) && !ranks_idle(b->ranks, to)) ranks_pause();
  return wanted(b);
}

static bool send(const Batch *b, unsigned to, const unsigned char *head, size_t n_head, const unsigned char *state, size_t n_state) {
  if (!wait_idle(b, to)) return false;
  unsigned char *bytes = malloc(n_head + n_state);
  if (!bytes) return false;
  memcpy(bytes, head, n_head);
  if (n_state) memcpy(bytes + n_head, state, n_state);
  return ranks_post(b->ranks, to, bytes, n_head + n_state);
}

/* What this rank has goes to rank 0; an exact ensemble's chunks have gone one by one. */
static bool hand_over(Batch *b, unsigned char kind) {
  size_t n = 0;
  bool any = ensemble_runs_done(b->ensemble) && !batch_exact(b);
  unsigned char *state = any ? ensemble_save(b->ensemble, &n) : NULL;
  bool sent = (state || !any) && send(b, 0, &kind, 1, state, n);
  if (sent) ensemble_hand_over(b->ensemble);
  free(state);
  return sent;
}

/* ---- chunks for rank 0 -------------------------------------------------------------------------------------------------- */

/* A message in the making: CHUNKS_HEAD bytes, then records of chunk number, values, verdicts. The pool's threads add. */
typedef struct Parcels { pthread_mutex_t lock; unsigned char *bytes; size_t n, room, record; unsigned columns; bool short_of_memory; } Parcels;

static size_t record_bytes(unsigned columns) { return sizeof(uint64_t) + ((size_t)columns * sizeof(double) + sizeof(int32_t)) * ENSEMBLE_CHUNK; }

static bool no_chunk(void *context, uint64_t chunk, double *values, int32_t *reasons) {
  (void)context, (void)chunk, (void)values, (void)reasons;
  return false;
}

static unsigned char *make_room(Parcels *p) {
  size_t n = p->n ? p->n : CHUNKS_HEAD;
  if (n + p->record > p->room) {
    size_t room = 2 * (n + p->record);
    unsigned char *wider = realloc(p->bytes, room);
    if (!wider) return NULL;
    p->bytes = wider, p->room = room;
  }
  p->n = n + p->record;
  return p->bytes + n;
}

static bool pack(void *context, uint64_t chunk, const double *values, const int32_t *reasons) {
  Parcels *p = context;
  pthread_mutex_lock(&p->lock);
  unsigned char *to = make_room(p);
  if (to) {
    memcpy(to, &chunk, sizeof chunk);
    memcpy(to + sizeof chunk, values, (size_t)p->columns * ENSEMBLE_CHUNK * sizeof *values);
    memcpy(to + p->record - ENSEMBLE_CHUNK * sizeof *reasons, reasons, ENSEMBLE_CHUNK * sizeof *reasons);
  } else p->short_of_memory = true;
  pthread_mutex_unlock(&p->lock);
  return to != NULL;
}

int ranked_parcels(Batch *b, Fail *fail) {
  unsigned columns = batch_exact(b) ? batch_columns(b) : b->n_row_columns;
  if (!batch_exact(b) && !b->row_columns) return 0;
  Parcels *p = calloc(1, sizeof *p);
  if (!p) return fail_set(fail, E801, nowhere(), "an ensemble");
  pthread_mutex_init(&p->lock, NULL);
  p->columns = columns, p->record = record_bytes(columns);
  b->parcels = p;
  *(batch_exact(b) ? &b->store : &b->row_store) = (ChunkStore){p, no_chunk, pack};
  return 0;
}

void ranked_parcels_free(Batch *b) {
  if (!b->parcels) return;
  pthread_mutex_destroy(&b->parcels->lock);
  free(b->parcels->bytes), free(b->parcels);
  b->parcels = NULL;
}

/* No thread is at work. */
static bool send_parcels(Batch *b) {
  Parcels *p = b->parcels;
  if (!p || !p->n) return !p || !p->short_of_memory;
  if (p->short_of_memory || !wait_idle(b, 0)) return false;
  memset(p->bytes, 0, CHUNKS_HEAD);
  p->bytes[0] = CHUNKS;
  unsigned char *bytes = p->bytes;
  size_t n = p->n;
  p->bytes = NULL, p->n = p->room = 0;
  return ranks_post(b->ranks, 0, bytes, n);
}

/* Chunks that may be run before the parcels are sent. */
static uint64_t most_chunks(const Batch *b) {
  uint64_t most = b->parcels ? PARCELS_MOST / b->parcels->record : UINT64_MAX, threads = pool_threads(b->pool);
  return most > threads ? most : threads;
}

/* Rank 0 takes the chunks of a message. */
static bool unpack(Batch *b, const unsigned char *m, size_t n) {
  bool exact = batch_exact(b);
  unsigned columns = exact ? batch_columns(b) : b->n_row_columns;
  size_t record = record_bytes(columns);
  if (n < CHUNKS_HEAD || (n - CHUNKS_HEAD) % record || (!exact && !b->rows)) return false;
  for (const unsigned char *at = m + CHUNKS_HEAD; at < m + n; at += record) {
    uint64_t chunk;
    memcpy(&chunk, at, sizeof chunk);
    const double *values = (const double *)(const void *)(at + sizeof chunk);
    const int32_t *reasons = (const int32_t *)(const void *)(at + record - ENSEMBLE_CHUNK * sizeof *reasons);
    if (chunk >= b->runs / ENSEMBLE_CHUNK || (exact && !ensemble_put_chunk(b->ensemble, chunk, values, reasons))) return false;
    if (!exact || b->running) running_chunk_put(exact ? b->running : b->rows, chunk, values, reasons);   /* lead sees a failure */
  }
  return true;
}

/* ---- beginning together ----------------------------------------------------------------------------------------------- */

static unsigned char *chunks_there(const Batch *b, size_t *n) {
  *n = b->runs / ENSEMBLE_CHUNK;
  unsigned char *there = malloc(*n + 1);
  for (uint64_t c = 0; there && c < *n; c++) there[c] = ensemble_has_chunk(b->ensemble, c);
  return there;
}

static int tell(Batch *b, int opened, Fail *fail) {
  unsigned char head[START_HEAD] = {START, (unsigned char)fail_exit(opened)}, *state = NULL;
  size_t n = 0;
  if (!opened) memcpy(head + 2, b->key.hex, KEY);
  bool some = !opened && b->ensemble && b->resumed;
  if (some && !(state = batch_exact(b) ? chunks_there(b, &n) : ensemble_save(b->ensemble, &n))) return fail_set(fail, E801, nowhere(), "a checkpoint");
  bool sent = true;
  for (unsigned r = 1; r < ranks_count(b->ranks); r++) sent = sent && send(b, r, head, sizeof head, state, n);
  for (unsigned r = 1; r < ranks_count(b->ranks); r++) sent = sent && wait_idle(b, r);
  free(state);
  return opened ? opened : sent || batch_interrupted() ? 0 : broken(fail);
}

/* Returns 0, or the failure; *theirs: rank 0 has failed with that exit code, and has said so. */
static int take_start(Batch *b, const unsigned char *m, size_t n, int opened, int *theirs, Fail *fail) {
  if (n < START_HEAD || m[0] != START) return broken(fail);
  if (m[1] || opened) return *theirs = m[1], opened;
  bool same = memcmp(m + 2, b->key.hex, KEY) == 0;
  if (same && (n == START_HEAD || !b->ensemble)) return 0;
  if (same && batch_exact(b)) {
    for (uint64_t c = 0; c < n - START_HEAD; c++)
      if (m[START_HEAD + c]) ensemble_skip_chunk(b->ensemble, c);
    return 0;
  }
  if (!same || !ensemble_load(b->ensemble, m + START_HEAD, n - START_HEAD)) return fail_set(fail, E832, nowhere(), ranks_own(b->ranks));
  ensemble_hand_over(b->ensemble);
  return 0;
}

static int listen(Batch *b, int opened, Fail *fail) {
  unsigned from;
  size_t n;
  unsigned char *message = NULL;
  int theirs = 0;
  while (wanted(b) && !(message = ranks_take(b->ranks, &from, &n))) ranks_pause();
  int code = message ? take_start(b, message, n, opened, &theirs, fail) : opened ? opened : broken(fail);
  free(message);
  if (theirs) return theirs;
  if (batch_interrupted()) return batch_interrupted();
  if (code && send(b, 0, (unsigned char[]){REFUSAL}, 1, NULL, 0)) wait_idle(b, 0);
  return code ? COMMAND_FAILED : 0;
}

int ranked_begin(Batch *b, int opened, Fail *fail) {
  if (!b->ranks) return opened ? COMMAND_FAILED : 0;
  return ranks_own(b->ranks) ? listen(b, opened, fail) : tell(b, opened, fail) ? COMMAND_FAILED : 0;
}

/* ---- the others --------------------------------------------------------------------------------------------------------- */

static int work(Batch *b, Fail *fail) {
  uint64_t chunks = pool_threads(b->pool);
  double sent = clock_now();
  for (uint64_t left = 1; left && wanted(b);) {
    double from = clock_now();
    left = ensemble_advance(b->ensemble, chunks < most_chunks(b) ? chunks : most_chunks(b));
    double to = clock_now();
    chunks = next_batch(chunks, to - from);
    if (!send_parcels(b)) break;
    if (!left || to - sent < 1.0 || !ranks_idle(b->ranks, 0)) continue;
    if (!hand_over(b, PART)) break;
    sent = to;
  }
  if (wanted(b) && hand_over(b, LAST) && wait_idle(b, 0)) return 0;
  return batch_interrupted() ? batch_interrupted() : (broken(fail), COMMAND_FAILED);
}

/* ---- rank 0, and a process by itself -------------------------------------------------------------------------------- */

/* Adds what has come; counts ranks that have sent their last. Returns 0, or the failure. */
static int gather(Batch *b, unsigned *ended, bool *took, Fail *fail) {
  unsigned from = 0;
  size_t n;
  unsigned char *m;
  int code = 0;
  *took = false;
  while (!code && (m = ranks_take(b->ranks, &from, &n))) {
    bool known = n > 0 && (m[0] == PART || m[0] == LAST || m[0] == CHUNKS);
    if (!known || (m[0] == CHUNKS ? !unpack(b, m, n) : n > 1 && !ensemble_load(b->ensemble, m + 1, n - 1))) code = fail_set(fail, E832, nowhere(), from);
    *ended += known && m[0] == LAST;
    *took = true;
    free(m);
  }
  return code ? code : ranks_broken(b->ranks) ? broken(fail) : 0;
}

/* A checkpoint every second, or so seldom that they take a twentieth of the time. */
static double next_pace(double took) { return took < 0.05 ? 1.0 : 20 * took; }

/* The same command will find something to go on with. */
static bool has_kept(const Batch *b) {
  if (b->stored > 0 && !b->aside) return true;
  if (!b->running) return false;
  return b->ensemble && !ensemble_exact(b->ensemble) ? ensemble_runs_done(b->ensemble) > 0 : running_chunks(b->running, b->runs / ENSEMBLE_CHUNK) > 0;
}

static int stopped(Batch *b, const Options *o, Fail *fail) {
  if (b->ensemble && batch_checkpoint(b, fail)) return COMMAND_FAILED;
  bool kept = has_kept(b);
  fprintf(stderr, "%s\n", say(o->lang, kept ? "已停止；同一命令会从这里继续。" : "已停止。", kept ? "stopped; the same command goes on from here." : "stopped."));
  return batch_interrupted();
}

static int lead(Batch *b, Progress *progress, Fail *fail) {
  uint64_t chunks = pool_threads(b->pool), left = 1;
  unsigned ended = 0, others = ranks_count(b->ranks) - 1;
  bool waited_for = others && (batch_exact(b) || b->row_columns);        /* the others cannot go on before rank 0 looks */
  double kept = clock_now(), pace = 0;
  for (int code; (left || ended < others) && !batch_interrupted();) {
    bool took = false;
    double from = clock_now();
    if (left) left = ensemble_advance(b->ensemble, chunks);
    double to = clock_now();
    b->seconds += to - from;
    if (left && !(waited_for && to - from > 0.05)) chunks = next_batch(chunks, to - from);
    if ((code = running_failed(b->running, fail)) || (code = running_failed(b->rows, fail))) return code;
    if (others && (code = gather(b, &ended, &took, fail))) return code;
    if (!left && !took) ranks_pause();
    progress_step(progress, (double)ensemble_runs_done(b->ensemble));
    if ((left || ended < others) && to - kept < pace) continue;
    if ((code = batch_checkpoint(b, fail))) return code;
    kept = clock_now(), pace = next_pace(kept - to);
  }
  return 0;
}

int batch_run(Batch *b, const Options *o, Fail *fail) {
  if (!b->ensemble && batch_interrupted()) return ranks_own(b->ranks) ? batch_interrupted() : stopped(b, o, fail);
  if (ranks_own(b->ranks)) return work(b, fail);
  if (batch_settle_in(b, fail)) return COMMAND_FAILED;
  double total = (double)batch_total(b, o);
  Progress progress = progress_start(o->quiet ? NULL : stderr, batch_name(b), total, o->lang);
  progress.from = (double)ensemble_runs_done(b->ensemble);
  int code = lead(b, &progress, fail);
  progress_end(&progress);
  if (code) return COMMAND_FAILED;
  if (batch_interrupted()) return stopped(b, o, fail);
  if (o->shards > 1) return 0;
  if (ensemble_finish(b->ensemble, fail)) return COMMAND_FAILED;
  return batch_interrupted() ? stopped(b, o, fail) : 0;
}
