/* ensemble_state.c : the full chunks of an ensemble as bytes, and back.
 *
 * Layout, whole numbers as LEB128, doubles as 8 bytes, low byte first:
 *   "YJE1", columns, walks, chunk size; per column low, step; n of chunks, then runs of alternating not-done, done;
 *   per column n, bad, least, greatest, bins as (zeros skipped, count) pairs ended by (0, 0);
 *   hits per walk, good, bad runs in all, listed, per listed run the distance to the one before and reason + 1;
 *   forest nodes: n, then level, position and per column n, bad, mean, squares;
 *   a sum of all bytes before (FNV-1a, 8 bytes), so that a flipped bit is no result. */
#include "study/ensemble_inner.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- writing ------------------------------------------------------------------------------------------------------- */

typedef struct { unsigned char *bytes; size_t n, room; bool failed; } Out;

static void put_byte(Out *o, unsigned char b) {
  if (o->n == o->room) {
    size_t room = o->room ? 2 * o->room : 4096;
    unsigned char *wider = realloc(o->bytes, room);
    if (!wider) { o->failed = true; return; }
    o->bytes = wider, o->room = room;
  }
  o->bytes[o->n++] = b;
}

static void put(Out *o, uint64_t v) {
  for (; v >= 0x80; v >>= 7) put_byte(o, (unsigned char)(v | 0x80));
  put_byte(o, (unsigned char)v);
}

static void put_double(Out *o, double x) {
  uint64_t w;
  memcpy(&w, &x, sizeof w);
  for (int i = 0; i < 8; i++) put_byte(o, (unsigned char)(w >> (8 * i)));
}

static uint64_t sum_of(const unsigned char *bytes, size_t n) {
  uint64_t sum = 0xcbf29ce484222325u;
  for (size_t i = 0; i < n; i++) sum = (sum ^ bytes[i]) * 0x100000001b3u;
  return sum;
}

static void put_sum(Out *o) {
  uint64_t sum = sum_of(o->bytes, o->n);
  for (int i = 0; i < 8; i++) put_byte(o, (unsigned char)(sum >> (8 * i)));
}

static void put_done(Out *o, const Ensemble *e) {
  put(o, e->chunks);
  unsigned char kind = 0;
  for (uint64_t c = 0, run = 0; c <= e->chunks; c++) {
    if (c < e->chunks && (e->done[c] == 1) == kind) { run++; continue; }
    put(o, run);
    kind = !kind, run = 1;
  }
}

static void put_histogram(Out *o, const Histogram *h) {
  put(o, h->n), put(o, h->bad), put_double(o, h->least), put_double(o, h->greatest);
  uint64_t skipped = 0;
  for (unsigned b = 0; b < HISTOGRAM_BINS; b++) {
    if (!h->count[b]) { skipped++; continue; }
    put(o, skipped), put(o, h->count[b]);
    skipped = 0;
  }
  put(o, 0), put(o, 0);
}

static void put_forest(Out *o, const Ensemble *e) {
  size_t nodes = forest_nodes(e->forest);
  put(o, nodes);
  for (size_t i = 0; i < nodes; i++) {
    unsigned level;
    uint64_t position;
    const Moments *m = forest_node(e->forest, i, &level, &position);
    put(o, level), put(o, position);
    for (unsigned c = 0; c < e->columns; c++) put(o, m[c].n), put(o, m[c].bad), put_double(o, m[c].mean), put_double(o, m[c].squares);
  }
}

unsigned char *ensemble_save(Ensemble *e, size_t *bytes) {
  Out o = {0};
  ensemble_join(e);
  const Tally *t = &e->whole;
  for (int i = 0; i < 4; i++) put_byte(&o, (unsigned char)"YJE1"[i]);
  put(&o, e->columns), put(&o, e->spec.n_walks), put(&o, ENSEMBLE_CHUNK);
  for (unsigned c = 0; c < e->columns; c++) put_double(&o, t->histograms[c].low), put_double(&o, t->histograms[c].step);
  put_done(&o, e);
  for (unsigned c = 0; c < e->columns; c++) put_histogram(&o, &t->histograms[c]);
  for (unsigned k = 0; k < e->spec.n_walks; k++) put(&o, t->hits[k]);
  put(&o, t->good), put(&o, t->n_bad), put(&o, t->listed);
  for (unsigned i = 0; i < t->listed; i++) put(&o, t->bad[i].run - (i ? t->bad[i - 1].run : 0)), put(&o, (uint64_t)(t->bad[i].reason + 1));
  put_forest(&o, e);
  if (!o.failed) put_sum(&o);
  *bytes = o.n;
  if (!o.failed) return o.bytes;
  free(o.bytes);
  return NULL;
}

bool ensemble_hand_over(Ensemble *e) {
  MomentForest *empty = forest_new(e->columns);
  if (!empty) return false;
  forest_free(e->forest);
  e->forest = empty;
  ensemble_join(e);
  ensemble_clear(e, &e->whole);
  for (uint64_t c = 0; c < e->chunks; c++)
    if (e->done[c]) e->done[c] = 2;
  e->n_done = 0;
  return true;
}

/* ---- reading --------------------------------------------------------------------------------------------------------- */

typedef struct { const unsigned char *at, *end; bool failed; } In;

static unsigned char get_byte(In *in) {
  if (in->at < in->end) return *in->at++;
  in->failed = true;
  return 0;
}

static uint64_t get(In *in) {
  uint64_t v = 0;
  for (int shift = 0; shift < 64; shift += 7) {
    unsigned char b = get_byte(in);
    v |= (uint64_t)(b & 0x7F) << shift;
    if (!(b & 0x80)) return v;
  }
  in->failed = true;
  return 0;
}

static double get_double(In *in) {
  uint64_t w = 0;
  for (int i = 0; i < 8; i++) w |= (uint64_t)get_byte(in) << (8 * i);
  double x;
  memcpy(&x, &w, sizeof x);
  return x;
}

/* The bytes before the sum; 0 when it does not fit them. */
static size_t checked(const unsigned char *bytes, size_t n) {
  uint64_t sum = 0;
  for (int i = 0; n > 8 && i < 8; i++) sum |= (uint64_t)bytes[n - 8 + (size_t)i] << (8 * i);
  return n > 8 && sum == sum_of(bytes, n - 8) ? n - 8 : 0;
}

/* Same columns, same ranges. */
static bool fits(const Ensemble *e, In *in) {
  char mark[5] = {0};
  for (int i = 0; i < 4; i++) mark[i] = (char)get_byte(in);
  if (strcmp(mark, "YJE1") != 0 || get(in) != e->columns || get(in) != e->spec.n_walks || get(in) != ENSEMBLE_CHUNK) return false;
  for (unsigned c = 0; c < e->columns; c++) {
    double low = get_double(in), step = get_double(in);
    if (low != e->whole.histograms[c].low || step != e->whole.histograms[c].step) return false;
  }
  return !in->failed;
}

/* A state with more chunks than this ensemble has is of a larger n: it cannot be taken apart. */
static bool get_done(const Ensemble *e, In *in, unsigned char *done) {
  uint64_t chunks = get(in), c = 0;
  if (chunks > e->chunks) return false;
  for (unsigned char kind = 0; c < chunks && !in->failed; kind = !kind) {
    uint64_t run = get(in);
    if (run > chunks - c) return false;
    for (uint64_t i = 0; i < run; i++, c++) {
      if (kind && e->done[c]) return false;
      done[c] = kind;
    }
  }
  return !in->failed;
}

static void get_histogram(In *in, Histogram *h) {
  h->n = get(in), h->bad = get(in), h->least = get_double(in), h->greatest = get_double(in);
  for (uint64_t b = 0; !in->failed;) {
    uint64_t skipped = get(in), count = get(in);
    if (!count) return;
    b += skipped;
    if (b >= HISTOGRAM_BINS || count > UINT32_MAX) { in->failed = true; return; }
    h->count[b++] = (uint32_t)count;
  }
}

typedef struct { unsigned level; uint64_t position; const Moments *moments; } ForestNode;

static void get_moments(In *in, unsigned columns, Moments *m) {
  for (unsigned c = 0; c < columns; c++) m[c].n = get(in), m[c].bad = get(in), m[c].mean = get_double(in), m[c].squares = get_double(in);
}

static void get_bad(In *in, Tally *t, uint64_t n_bad) {
  uint64_t listed = get(in), run = 0;
  if (listed > ENSEMBLE_BAD_LISTED) in->failed = true;
  for (uint64_t i = 0; i < listed && !in->failed; i++) {
    run += get(in);
    ensemble_note_bad(t, run, (int32_t)get(in) - 1);
  }
  t->n_bad = n_bad;
}

/* Everything is read into a tally of its own first, so that a damaged state changes nothing. */
static bool read_state(const Ensemble *e, In *in, Tally *t, MomentForest *forest) {
  for (unsigned c = 0; c < e->columns; c++) {
    t->histograms[c].low = e->whole.histograms[c].low, t->histograms[c].step = e->whole.histograms[c].step;
    get_histogram(in, &t->histograms[c]);
  }
  for (unsigned k = 0; k < e->spec.n_walks; k++) t->hits[k] = get(in);
  t->good = get(in);
  get_bad(in, t, get(in));
  uint64_t nodes = get(in);
  Moments *m = malloc((e->columns + 1u) * sizeof *m);
  for (uint64_t i = 0; m && i < nodes && !in->failed; i++) {
    unsigned level = (unsigned)get(in);
    uint64_t position = get(in);
    get_moments(in, e->columns, m);
    if (level > 50 || (position + 1) << level > e->chunks || in->failed || !forest_put(forest, level, position, m)) in->failed = true;
  }
  free(m);
  return m && !in->failed && in->at == in->end && !t->short_of_memory;
}

static void take(Ensemble *e, Tally *t, const unsigned char *done) {
  for (unsigned c = 0; c < e->columns; c++) histogram_merge(&e->whole.histograms[c], &t->histograms[c]);
  for (unsigned k = 0; k < e->spec.n_walks; k++) e->whole.hits[k] += t->hits[k];
  uint64_t total = e->whole.n_bad + t->n_bad;
  for (unsigned i = 0; i < t->listed; i++) ensemble_note_bad(&e->whole, t->bad[i].run, t->bad[i].reason);
  e->whole.n_bad = total, e->whole.good += t->good;
  for (uint64_t c = 0; c < e->chunks; c++) e->n_done += done[c], e->done[c] |= done[c];
}

bool ensemble_load(Ensemble *e, const unsigned char *bytes, size_t n) {
  In in = {bytes, bytes + checked(bytes, n), false};
  if (e->exact || !fits(e, &in)) return false;
  unsigned char *done = calloc(e->chunks + 1, 1);
  Tally t = {.histograms = calloc(e->columns + 1u, sizeof(Histogram)), .hits = calloc(e->spec.n_walks + 1u, sizeof(uint64_t))};
  MomentForest *forest = forest_new(e->columns);
  bool good = done && t.histograms && t.hits && forest && get_done(e, &in, done) && read_state(e, &in, &t, forest);
  if (good) good = forest_merge(e->forest, forest);
  if (good) take(e, &t, done);
  free(done), free(t.histograms), free(t.hits), free(t.bad);
  if (forest) forest_free(forest);
  return good;
}
