/* ensemble_image.c : where what has been gathered lies, and how a chunk is merged so that a kill loses nothing.
 *
 * A thread runs a chunk into its slot's values and verdicts; then `pending` says that they are whole, and from there on the
 * chunk is never run again: whoever finds the image goes on where the thread was. Every step either can be done twice
 * (moments of a column), or leaves behind what undoes it (a column's histogram, copied before the chunk is added), or is
 * one store (which of two sums is true, the label of a node). The order of the steps is kept by then() (node_pool.h). */
#include "study/ensemble_inner.h"
#include "study/summary.h"
#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static const char magic[8] = "YJIMAGE1";

/* ---- the layout -------------------------------------------------------------------------------------------------------- */

typedef struct { uint64_t columns, walks, slots, nodes, exact, runs; } Shape;   /* runs: when exact, which is never shared */

enum { MOST = 1 << 24 };                 /* of each; larger numbers are damage */

static uint64_t sum_of(const Shape *s) {
  const uint64_t parts[5] = {s->columns, s->walks, s->slots, s->nodes, s->exact};
  uint64_t sum = 0xcbf29ce484222325u;
  for (int i = 0; i < 5; i++) sum = (sum ^ parts[i]) * 0x100000001b3u + 1;
  return sum;
}

typedef struct { unsigned char *at; size_t used; } Cursor;

static void *next(Cursor *c, size_t bytes) {
  void *here = c->at ? c->at + c->used : NULL;
  c->used += (bytes + 63) / 64 * 64;
  return here;
}

static void lay_slot(Cursor *c, const Shape *s, unsigned i, Slot *slot) {
  size_t row = ENSEMBLE_CHUNK * sizeof(double);
  Slot own;
  if (!slot) slot = &own;
  slot->room = s->exact ? s->runs : (uint64_t)ENSEMBLE_BAD_LISTED * (i ? 1 : 2);
  slot->head = next(c, sizeof *slot->head);
  for (int k = 0; k < 2; k++) slot->sums[k] = next(c, sizeof(Sums) + s->walks * sizeof(uint64_t));
  slot->moments = next(c, s->columns * sizeof(Moments));
  slot->reasons = next(c, ENSEMBLE_CHUNK * sizeof(int32_t));
  slot->values = next(c, s->columns * row);
  slot->undo = s->exact ? NULL : next(c, sizeof(Histogram));
  slot->histograms = s->exact ? NULL : next(c, s->columns * sizeof(Histogram));
  slot->bad = next(c, slot->room * sizeof(BadRun));
}

/* Where everything lies; without memory only how much it is. */
static size_t lay(Image *im, const Shape *s, unsigned char *bytes) {
  Cursor c = {bytes, 0};
  im->head = next(&c, sizeof *im->head);
  for (unsigned i = 0; i < s->slots; i++) lay_slot(&c, s, i, im->slots ? &im->slots[i] : NULL);
  im->pool = (NodePool){.label = next(&c, s->nodes * sizeof(uint64_t)), .columns = (unsigned)s->columns, .room = s->nodes};
  im->pool.moments = next(&c, s->nodes * s->columns * sizeof(Moments));
  return im->bytes = c.used;
}

static Shape shape_of(const Ensemble *e, uint64_t nodes) { return (Shape){e->columns, e->spec.n_walks, e->threads, nodes, e->exact, e->spec.n}; }

static void write_head(Image *im, const Shape *s) {
  memcpy(im->head->magic, magic, sizeof magic);
  im->head->columns = s->columns, im->head->walks = s->walks, im->head->slots = s->slots, im->head->nodes = s->nodes, im->head->exact = s->exact;
  im->head->sum = sum_of(s);
}

bool image_new(const Ensemble *e, Image *im) {
  Shape s = shape_of(e, 0);
  *im = (Image){.slots = calloc(s.slots, sizeof(Slot))};
  unsigned char *bytes = im->slots ? calloc(1, lay(im, &s, NULL)) : NULL;
  if (!bytes) { free(im->slots); *im = (Image){0}; return false; }
  lay(im, &s, bytes);
  im->pool.label = NULL, im->pool.moments = NULL, im->pool.grows = true;
  write_head(im, &s);
  return true;
}

void image_free(Image *im) {
  if (im->pool.grows) free(im->pool.label), free(im->pool.moments);
  if (!im->shared) free(im->head);
  free(im->slots);
  *im = (Image){0};
}

static void open_histogram(Histogram *h, Range r) { h->low = r.low, h->step = r.step, h->least = INFINITY, h->greatest = -INFINITY; }

/* In zeroed memory, whose pages are not there before they are counted in. */
void image_set_ranges(const Ensemble *e, Image *im) {
  for (unsigned i = 0; !e->exact && i < e->threads; i++)
    for (unsigned c = 0; c < e->columns; c++) open_histogram(&im->slots[i].histograms[c], e->ranges[c]);
}

/* ---- merging --------------------------------------------------------------------------------------------------------------- */

static void set(_Atomic uint64_t *to, uint64_t value) {
  then();
  atomic_store_explicit(to, value, memory_order_relaxed);
  then();
}

void image_count(const Ensemble *e, const Slot *s, uint64_t first, unsigned n, Sums *sums, BadRun *list, uint64_t room) {
  for (unsigned i = 0; i < n; i++) {
    if (s->reasons[i] == GOOD) { sums->good++; continue; }
    sums->n_bad++;
    if (sums->listed < room) list[sums->listed++] = (BadRun){first + i, s->reasons[i]};
  }
  for (unsigned k = 0; k < e->spec.n_walks; k++) {
    const double *row = s->values + (size_t)(e->walks_at + k) * ENSEMBLE_CHUNK;
    if (!e->goals[k].comparison) continue;
    for (unsigned i = 0; i < n; i++) sums->hits[k] += !isnan(row[i]) && scorecard_met(&e->goals[k], row[i]);
  }
}

static void merge_column(const Ensemble *e, const Image *im, Slot *s, unsigned c, uint64_t first) {
  const double *row = s->values + (size_t)c * ENSEMBLE_CHUNK;
  if (e->exact) { memcpy(e->values + (size_t)c * e->spec.n + first, row, ENSEMBLE_CHUNK * sizeof *row); return; }
  if (im->shared) {
    *s->undo = s->histograms[c];
    set(&s->head->saved, c + 1u);
  }
  histogram_add(&s->histograms[c], row, ENSEMBLE_CHUNK);
}

static void merge_sums(const Ensemble *e, Slot *s, uint64_t chunk) {
  uint64_t active = s->head->active;
  Sums *now = s->sums[active], *after = s->sums[!active];
  if (now->last == chunk + 1) return;
  memcpy(after, now, sizeof *now + e->spec.n_walks * sizeof(uint64_t));
  image_count(e, s, chunk * ENSEMBLE_CHUNK, ENSEMBLE_CHUNK, after, s->bad, s->room);
  after->last = chunk + 1;
  set(&s->head->active, !active);
}

bool image_merge(Ensemble *e, Image *im, Slot *s) {
  uint64_t chunk = s->head->pending - 1, from = s->head->column;
  if (s->head->saved == from + 1) s->histograms[from] = *s->undo;
  bool at_once = !e->exact && !im->shared && from == 0;     /* nobody left it half done, no other process will find it so */
  summary_add(s->values, ENSEMBLE_CHUNK, (unsigned)e->columns, ENSEMBLE_CHUNK, s->moments, at_once ? s->histograms : NULL);
  for (uint64_t c = at_once ? e->columns : from; c < e->columns; c++) {
    merge_column(e, im, s, (unsigned)c, chunk * ENSEMBLE_CHUNK);
    set(&s->head->column, c + 1);
  }
  merge_sums(e, s, chunk);
  pthread_mutex_lock(&e->lock);
  bool room = node_pool_covers(&im->pool, chunk) || node_pool_put(&im->pool, 0, chunk, s->moments);
  pthread_mutex_unlock(&e->lock);
  set(&s->head->pending, 0);
  set(&s->head->column, 0), set(&s->head->saved, 0);
  return room;
}

/* ---- all slots together -------------------------------------------------------------------------------------------------- */

void image_column(const Image *im, unsigned column, Range range, Histogram *out) {
  *out = (Histogram){0};
  open_histogram(out, range);
  for (uint64_t i = 0; i < im->head->slots; i++)
    if (im->slots[i].histograms[column].n + im->slots[i].histograms[column].bad) histogram_merge(out, &im->slots[i].histograms[column]);
}

void image_sums(const Image *im, unsigned walks, Sums *total) {
  for (uint64_t i = 0; i < im->head->slots; i++) {
    const Sums *s = sums_of(&im->slots[i]);
    total->good += s->good, total->n_bad += s->n_bad;
    for (unsigned k = 0; k < walks; k++) total->hits[k] += s->hits[k];
  }
}

static int by_run(const void *a, const void *b) {
  uint64_t x = ((const BadRun *)a)->run, y = ((const BadRun *)b)->run;
  return x < y ? -1 : x > y;
}

static BadRun *gather_bad(const Image *im, const BadRun *more, uint64_t n_more, uint64_t *listed) {
  uint64_t n = n_more;
  for (uint64_t i = 0; i < im->head->slots; i++) n += sums_of(&im->slots[i])->listed;
  BadRun *all = malloc((n + 1) * sizeof *all);
  if (!all) return NULL;
  if (n_more) memcpy(all, more, n_more * sizeof *all);
  n = n_more;
  for (uint64_t i = 0; i < im->head->slots; i++) {
    uint64_t own = sums_of(&im->slots[i])->listed;
    memcpy(all + n, im->slots[i].bad, own * sizeof *all);
    n += own;
  }
  qsort(all, n, sizeof *all, by_run);
  *listed = n < ENSEMBLE_BAD_LISTED ? n : ENSEMBLE_BAD_LISTED;
  return all;
}

BadRun *image_bad(const Image *im, uint64_t *listed) { return gather_bad(im, NULL, 0, listed); }

bool image_add_bad(Image *im, const BadRun *more, uint64_t n) {
  uint64_t listed;
  BadRun *all = gather_bad(im, more, n, &listed);
  if (!all) return false;
  for (uint64_t i = 0; i < im->head->slots; i++) sums_of(&im->slots[i])->listed = 0;
  memcpy(im->slots[0].bad, all, listed * sizeof *all);
  sums_of(&im->slots[0])->listed = listed;
  free(all);
  return true;
}

void image_clear(const Ensemble *e, Image *im) {
  for (unsigned i = 0; i < e->threads; i++) {
    Slot *s = &im->slots[i];
    for (unsigned c = 0; !e->exact && c < e->columns; c++) {
      s->histograms[c] = (Histogram){0};
      open_histogram(&s->histograms[c], e->ranges[c]);
    }
    for (int k = 0; k < 2; k++) memset(s->sums[k], 0, sizeof(Sums) + e->spec.n_walks * sizeof(uint64_t));
  }
  node_pool_clear(&im->pool);
}

/* ---- in a file's memory ---------------------------------------------------------------------------------------------------- */

/* Nodes there may be at once: what is there, and what a gap-free stretch waits with; chunks of one shard among others, and
 * those that other ranks send, have no neighbours to join with. */
static uint64_t nodes_needed(const Ensemble *e) {
  bool alone = e->spec.shards <= 1 && !e->spec.gathers;
  uint64_t apart = alone ? 0 : e->spec.gathers ? e->chunks : e->chunks / e->spec.shards + 1;
  return node_pool_count(&e->image.pool) + 128 + apart;
}

size_t ensemble_image_bytes(const Ensemble *e) {
  Shape s = shape_of(e, nodes_needed(e));
  return lay(&(Image){0}, &s, NULL);
}

static void copy_slot(const Ensemble *e, Slot *to, const Slot *from) {
  Sums *s = sums_of(from);
  assert(!from->head->pending);
  memcpy(to->sums[0], s, sizeof *s + e->spec.n_walks * sizeof(uint64_t));
  memcpy(to->bad, from->bad, s->listed * sizeof *to->bad);
  for (unsigned c = 0; c < e->columns; c++) {
    if (from->histograms[c].n + from->histograms[c].bad) to->histograms[c] = from->histograms[c];
    else open_histogram(&to->histograms[c], e->ranges[c]);
  }
}

void ensemble_run_in(Ensemble *e, void *memory) {
  Shape s = shape_of(e, nodes_needed(e));
  Image old = e->image, im = {.slots = calloc(s.slots, sizeof(Slot)), .shared = true};
  unsigned level;
  uint64_t position;
  assert(!e->exact);
  if (!im.slots) { e->short_of_memory = true; return; }
  lay(&im, &s, memory);
  for (unsigned i = 0; i < e->threads; i++) copy_slot(e, &im.slots[i], &old.slots[i]);
  for (size_t i = 0; i < old.pool.room; i++) {
    const Moments *m = node_pool_node(&old.pool, i, &level, &position);
    if (m && !node_pool_put(&im.pool, level, position, m)) e->short_of_memory = true;
  }
  im.head->begun = old.head->begun;
  then();
  write_head(&im, &s);
  e->image = im;
  image_free(&old);
}

uint64_t ensemble_begun(const Ensemble *e) { return e->image.head->begun; }

/* ---- found ------------------------------------------------------------------------------------------------------------------ */

static bool sound(const Slot *s, const Ensemble *e) {
  const SlotHead *h = s->head;
  return h->active <= 1 && h->column <= e->columns && h->saved <= e->columns && h->pending <= e->chunks && sums_of(s)->listed <= s->room;
}

/* Lays the image out over its bytes. False: it is no image of this ensemble. */
static bool recognise(const Ensemble *e, Image *im, unsigned char *bytes, size_t n) {
  const ImageHead *h = (const ImageHead *)bytes;
  if (n < sizeof *h || memcmp(h->magic, magic, sizeof magic) != 0) return false;
  Shape s = {h->columns, h->walks, h->slots, h->nodes, h->exact, 0};
  if (h->sum != sum_of(&s) || s.columns != e->columns || s.walks != e->spec.n_walks || s.exact || e->exact || s.slots < 1 || s.slots > 4096 || s.nodes > MOST || h->torn) return false;
  if (lay(im, &s, NULL) > n || !(im->slots = calloc(s.slots, sizeof(Slot)))) return false;
  lay(im, &s, bytes);
  return true;
}

static bool same_ranges(const Ensemble *e, const Image *im) {
  for (uint64_t i = 0; i < im->head->slots; i++)
    for (unsigned c = 0; c < e->columns; c++)
      if (im->slots[i].histograms[c].low != e->ranges[c].low || im->slots[i].histograms[c].step != e->ranges[c].step) return false;
  return true;
}

/* The greatest chunk of an image, + 1. */
static uint64_t reach(const Image *im) {
  uint64_t most = 0, position;
  unsigned level;
  for (uint64_t i = 0; i < im->head->slots; i++)
    if (im->slots[i].head->pending > most) most = im->slots[i].head->pending;
  for (size_t i = 0; i < im->pool.room; i++)
    if (node_pool_node(&im->pool, i, &level, &position) && (position + 1) << level > most) most = (position + 1) << level;
  return most;
}

static bool take_nodes(Ensemble *e, const Image *im) {
  unsigned level;
  uint64_t position;
  for (size_t i = 0; i < im->pool.room; i++) {
    const Moments *m = node_pool_node(&im->pool, i, &level, &position);
    if (m && (!ensemble_mark_done(e, level, position) || !node_pool_put(&e->image.pool, level, position, m))) return false;
  }
  return true;
}

static bool take_slot(Ensemble *e, const Slot *from) {
  const Sums *s = sums_of(from);
  Sums *to = sums_of(&e->image.slots[0]);
  for (unsigned c = 0; c < e->columns; c++) histogram_merge(&e->image.slots[0].histograms[c], &from->histograms[c]);
  for (unsigned k = 0; k < e->spec.n_walks; k++) to->hits[k] += s->hits[k];
  to->good += s->good, to->n_bad += s->n_bad;
  return image_add_bad(&e->image, from->bad, s->listed);
}

static bool take(Ensemble *e, Image *im) {
  bool good = true;
  node_pool_tidy(&im->pool);
  for (uint64_t i = 0; good && i < im->head->slots; i++)
    if (im->slots[i].head->pending) good = image_merge(e, im, &im->slots[i]);
  good = good && take_nodes(e, im);
  for (uint64_t i = 0; good && i < im->head->slots; i++) good = take_slot(e, &im->slots[i]);
  e->image.head->begun += im->head->begun;
  return good;
}

Salvage ensemble_salvage(Ensemble *e, unsigned char *bytes, size_t n) {
  Image im = {0};
  Salvage found = SALVAGE_UNFIT;
  assert(e->n_done == 0);
  if (recognise(e, &im, bytes, n)) {
    bool good = same_ranges(e, &im);
    for (uint64_t i = 0; good && i < im.head->slots; i++) good = im.slots[i].head->pending > e->chunks || sound(&im.slots[i], e);
    if (good && reach(&im) > e->chunks) found = SALVAGE_LARGER;
    else if (good && take(e, &im)) found = SALVAGE_TAKEN;
    else if (good) e->short_of_memory = true;
  }
  im.shared = true, im.pool.grows = false;
  image_free(&im);
  return found;
}

/* Chunks under nodes, and those pending whose node is not there yet. */
static uint64_t held(const Image *im) {
  uint64_t n = 0, position;
  unsigned level;
  for (size_t i = 0; i < im->pool.room; i++)
    if (node_pool_node(&im->pool, i, &level, &position)) n += (uint64_t)1 << level;
  for (uint64_t i = 0; i < im->head->slots; i++) n += im->slots[i].head->pending && !node_pool_covers(&im->pool, im->slots[i].head->pending - 1);
  return n;
}

bool ensemble_image_look(unsigned char *bytes, size_t n, unsigned columns, unsigned walks, Range *out, ImageLook *look) {
  Ensemble like = {.columns = columns, .chunks = UINT64_MAX, .spec = {.n_walks = walks}};
  Image im = {0};
  if (!recognise(&like, &im, bytes, n)) return false;
  for (unsigned c = 0; c < columns; c++) out[c] = (Range){im.slots[0].histograms[c].low, im.slots[0].histograms[c].step};
  node_pool_tidy(&im.pool);
  *look = (ImageLook){held(&im), reach(&im)};
  free(im.slots);
  return true;
}
