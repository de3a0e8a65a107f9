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
    size_t room = 2 * o->room;
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
  MomentForest *forest = node_pool_forest(&e->image.pool);
  if (!forest) { o->failed = true; return; }
  size_t nodes = forest_nodes(forest);
  put(o, nodes);
  for (size_t i = 0; i < nodes; i++) {
    unsigned level;
    uint64_t position;
    const Moments *m = forest_node(forest, i, &level, &position);
    put(o, level), put(o, position);
    for (unsigned c = 0; c < e->columns; c++) put(o, m[c].n), put(o, m[c].bad), put_double(o, m[c].mean), put_double(o, m[c].squares);
  }
  forest_free(forest);
}

static void put_columns(Out *o, const Ensemble *e) {
  for (unsigned c = 0; c < e->columns; c++) {
    Histogram all;
    image_column(&e->image, c, e->ranges[c], &all);
    put_histogram(o, &all);
  }
}

static void put_bad(Out *o, const Ensemble *e, const Sums *sums) {
  uint64_t listed;
  BadRun *bad = image_bad(&e->image, &listed);
  if (!bad) { o->failed = true; return; }
  put(o, sums->good), put(o, sums->n_bad), put(o, listed);
  for (uint64_t i = 0; i < listed; i++) put(o, bad[i].run - (i ? bad[i - 1].run : 0)), put(o, (uint64_t)(bad[i].reason + 1));
  free(bad);
}

unsigned char *ensemble_save(const Ensemble *e, size_t *bytes) {
  Out o = {.room = 4096 * ((size_t)e->columns + 1)};     /* mostly enough: growing would hold it twice */
  Sums *sums = calloc(1, sizeof *sums + e->spec.n_walks * sizeof(uint64_t));
  o.bytes = sums ? malloc(o.room) : NULL;
  if (!o.bytes) { free(sums); return NULL; }
  image_sums(&e->image, e->spec.n_walks, sums);
  for (int i = 0; i < 4; i++) put_byte(&o, (unsigned char)"YJE1"[i]);
  put(&o, e->columns), put(&o, e->spec.n_walks), put(&o, ENSEMBLE_CHUNK);
  for (unsigned c = 0; c < e->columns; c++) put_double(&o, e->ranges[c].low), put_double(&o, e->ranges[c].step);
  put_done(&o, e);
  put_columns(&o, e);
  for (unsigned k = 0; k < e->spec.n_walks; k++) put(&o, sums->hits[k]);
  put_bad(&o, e, sums);
  put_forest(&o, e);
  free(sums);
  if (!o.failed) put_sum(&o);
  *bytes = o.n;
  if (!o.failed) return o.bytes;
  free(o.bytes);
  return NULL;
}

void ensemble_hand_over(Ensemble *e) {
  image_clear(e, &e->image);
  for (uint64_t c = 0; c < e->chunks; c++)
    if (e->done[c]) e->done[c] = 2;
  e->n_done = 0;
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

static bool same_kind(In *in, unsigned columns, unsigned walks) {
  char mark[5] = {0};
  for (int i = 0; i < 4; i++) mark[i] = (char)get_byte(in);
  return strcmp(mark, "YJE1") == 0 && get(in) == columns && get(in) == walks && get(in) == ENSEMBLE_CHUNK;
}

/* Same columns, same ranges. */
static bool fits(const Ensemble *e, In *in) {
  if (!same_kind(in, e->columns, e->spec.n_walks)) return false;
  for (unsigned c = 0; c < e->columns; c++) {
    double low = get_double(in), step = get_double(in);
    if (low != e->ranges[c].low || step != e->ranges[c].step) return false;
  }
  return !in->failed;
}

bool ensemble_state_ranges(const unsigned char *bytes, size_t n, unsigned columns, unsigned walks, Range *out) {
  In in = {bytes, bytes + checked(bytes, n), false};
  if (!same_kind(&in, columns, walks)) return false;
  for (unsigned c = 0; c < columns; c++) out[c].low = get_double(&in), out[c].step = get_double(&in);
  return !in.failed;
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

static void get_moments(In *in, unsigned columns, Moments *m) {
  for (unsigned c = 0; c < columns; c++) m[c].n = get(in), m[c].bad = get(in), m[c].mean = get_double(in), m[c].squares = get_double(in);
}

typedef struct { Histogram *histograms; Sums *sums; BadRun *bad; MomentForest *forest; unsigned char *done; } Read;

static bool get_bad(In *in, Read *r) {
  uint64_t run = 0;
  r->sums->good = get(in), r->sums->n_bad = get(in), r->sums->listed = get(in);
  if (in->failed || r->sums->listed > ENSEMBLE_BAD_LISTED) return false;
  r->bad = malloc((r->sums->listed + 1) * sizeof *r->bad);
  for (uint64_t i = 0; r->bad && i < r->sums->listed; i++) {
    run += get(in);
    r->bad[i] = (BadRun){run, (int32_t)get(in) - 1};
  }
  return r->bad && !in->failed;
}

static bool get_forest(const Ensemble *e, In *in, Read *r) {
  uint64_t nodes = get(in);
  Moments *m = malloc((e->columns + 1u) * sizeof *m);
  bool good = m != NULL;
  for (uint64_t i = 0; good && i < nodes && !in->failed; i++) {
    unsigned level = (unsigned)get(in);
    uint64_t position = get(in);
    get_moments(in, e->columns, m);
    good = level <= 50 && (position + 1) << level <= e->chunks && !in->failed && forest_put(r->forest, level, position, m);
  }
  free(m);
  return good;
}

/* Everything is read into tallies of its own first, so that a damaged state changes nothing. */
static bool read_state(const Ensemble *e, In *in, Read *r) {
  for (unsigned c = 0; c < e->columns; c++) {
    r->histograms[c].low = e->ranges[c].low, r->histograms[c].step = e->ranges[c].step;
    get_histogram(in, &r->histograms[c]);
  }
  for (unsigned k = 0; k < e->spec.n_walks; k++) r->sums->hits[k] = get(in);
  return get_bad(in, r) && get_forest(e, in, r) && !in->failed && in->at == in->end;
}

static bool put_nodes(Ensemble *e, const MomentForest *forest) {
  unsigned level;
  uint64_t position;
  for (size_t i = 0; i < forest_nodes(forest); i++) {
    const Moments *m = forest_node(forest, i, &level, &position);
    if (!node_pool_put(&e->image.pool, level, position, m)) return false;
  }
  return true;
}

static void take(Ensemble *e, const Read *r) {
  Slot *slot = &e->image.slots[0];
  Sums *sums = sums_of(slot);
  e->image.head->torn = 1;
  then();
  for (unsigned c = 0; c < e->columns; c++) histogram_merge(&slot->histograms[c], &r->histograms[c]);
  for (unsigned k = 0; k < e->spec.n_walks; k++) sums->hits[k] += r->sums->hits[k];
  sums->good += r->sums->good, sums->n_bad += r->sums->n_bad;
  if (!image_add_bad(&e->image, r->bad, r->sums->listed) || !put_nodes(e, r->forest)) e->short_of_memory = true;
  then();
  e->image.head->torn = 0;
  for (uint64_t c = 0; c < e->chunks; c++) e->n_done += r->done[c], e->done[c] |= r->done[c];
}

bool ensemble_load(Ensemble *e, const unsigned char *bytes, size_t n) {
  In in = {bytes, bytes + checked(bytes, n), false};
  if (e->exact || !fits(e, &in)) return false;
  Read r = {.histograms = calloc(e->columns + 1u, sizeof(Histogram)), .sums = calloc(1, sizeof(Sums) + e->spec.n_walks * sizeof(uint64_t)),
            .forest = forest_new(e->columns), .done = calloc(e->chunks + 1, 1)};
  bool good = r.histograms && r.sums && r.forest && r.done && get_done(e, &in, r.done) && read_state(e, &in, &r);
  if (good) take(e, &r);
  free(r.histograms), free(r.sums), free(r.bad), free(r.done);
  if (r.forest) forest_free(r.forest);
  return good;
}
