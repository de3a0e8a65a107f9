/* The image of an ensemble, taken from a process killed at any instruction: nothing that was gathered is lost, nothing is
 * counted twice. The killed processes are forks of this one, the image lies in memory that they share with it. */
#define _GNU_SOURCE
#include "ensemble/valley.h"

#include <signal.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { RUNS = 300 * ENSEMBLE_CHUNK + 345, THREADS = 2 };

static Valley valley;
static Range ranges[64];
static DigestText reference;

static int setup(void **state) {
  (void)state;
  valley = valley_open("poisoned", DESIGN_SOBOL, 512 * ENSEMBLE_CHUNK);
  EnsembleSpec spec = valley_spec(&valley, RUNS);
  Ensemble *e = valley_new(&spec);
  size_t n;
  unsigned char *state_bytes = ensemble_save(e, &n);
  assert_true(ensemble_state_ranges(state_bytes, n, ensemble_columns(e), 2, ranges));
  assert_false(ensemble_state_ranges(state_bytes, n, ensemble_columns(e) + 1, 2, ranges));
  free(state_bytes);
  while (ensemble_advance(e, 64)) continue;
  reference = valley_digest(e, 2);
  ensemble_free(e);
  return 0;
}

static int teardown(void **state) {
  (void)state;
  valley_close(&valley);
  return 0;
}

static Ensemble *fresh(uint64_t runs, Pool *pool) {
  EnsembleSpec spec = valley_spec(&valley, runs);
  spec.ranges = ranges, spec.pool = pool;
  return valley_new(&spec);
}

typedef struct { unsigned char *bytes; size_t n; } Piece;

static Piece shared(size_t n) {
  unsigned char *at = mmap(NULL, n, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  assert_true(at != MAP_FAILED);
  return (Piece){at, n};
}

/* What a process does until it is killed: takes up what is there, goes on in new memory. */
static void child(const Piece *old, Piece *new, unsigned threads, int ready) {
  Pool *pool = pool_new(threads);
  Ensemble *e = fresh(RUNS, pool);
  if (old->bytes && ensemble_salvage(e, old->bytes, old->n) != SALVAGE_TAKEN) _exit(9);
  if (ensemble_image_bytes(e) > new->n) _exit(8);
  ensemble_run_in(e, new->bytes);
  if (write(ready, "r", 1) != 1) _exit(7);
  while (ensemble_advance(e, 16)) continue;
  for (;;) pause();
}

/* Kills a process some microseconds after it has begun; returns the image that it left. */
static Piece killed(Piece old, unsigned threads, long microseconds) {
  Piece new = shared((size_t)10 << 20);
  int pipes[2];
  char one;
  assert_int_equal(pipe(pipes), 0);
  pid_t pid = fork();
  if (pid == 0) child(&old, &new, threads, pipes[1]);
  close(pipes[1]);
  assert_int_equal(read(pipes[0], &one, 1), 1);
  close(pipes[0]);
  struct timespec pause = {microseconds / 1000000, 1000 * (microseconds % 1000000)};
  nanosleep(&pause, NULL);
  kill(pid, SIGKILL);
  waitpid(pid, NULL, 0);
  if (old.bytes) munmap(old.bytes, old.n);
  return new;
}

static uint64_t chunks_in(Piece p) {
  Range found[64];
  ImageLook look;
  unsigned char *copy = malloc(p.n);
  memcpy(copy, p.bytes, p.n);
  assert_true(ensemble_image_look(copy, p.n, 50, 2, found, &look));
  assert_memory_equal(found, ranges, 50 * sizeof(Range));
  assert_false(ensemble_image_look(copy, p.n, 51, 2, found, &look));
  free(copy);
  return look.chunks;
}

/* Goes on to the end from an image. */
static void ends_well(Piece p, uint64_t chunks) {
  Ensemble *e = fresh(RUNS, NULL);
  assert_int_equal(ensemble_salvage(e, p.bytes, p.n), SALVAGE_TAKEN);
  assert_int_equal(ensemble_runs_done(e), chunks * ENSEMBLE_CHUNK);
  assert_in_range(ensemble_begun(e), chunks, chunks + 10000);
  while (ensemble_advance(e, 64)) continue;
  assert_string_equal(valley_digest(e, 2).hex, reference.hex);
  ensemble_free(e);
}

static void killed_at_any_instruction(void **state) {
  (void)state;
  unsigned seed = 5, kills = getenv("SLOWER") ? 60 : 200, merging = 0;
  uint64_t before = 0, lost = 0;
  Piece p = {0};
  for (unsigned k = 0; k < kills; k++) {
    seed = seed * 1103515245u + 12345u;
    unsigned threads = 1 + (seed >> 20) % 3;
    p = killed(p, threads, (seed >> 8) % 900);
    uint64_t now = chunks_in(p);
    assert_true(now >= before);                          /* nothing is ever lost */
    merging += p.bytes[128] != 0;
    before = now;
    if (k % 50 == 49 || now >= 300) {
      unsigned char *copy = malloc(p.n);
      memcpy(copy, p.bytes, p.n);
      ends_well((Piece){copy, p.n}, now);
      free(copy);
    }
    if (now < 300) continue;
    Ensemble *e = fresh(RUNS, NULL);
    assert_int_equal(ensemble_salvage(e, p.bytes, p.n), SALVAGE_TAKEN);
    lost += ensemble_begun(e) - 300;
    ensemble_free(e);
    munmap(p.bytes, p.n);
    p = (Piece){0}, before = 0;
  }
  assert_true(lost <= 3 * kills);
  print_message("# measured: %u kills, %u in the middle of merging the first thread's chunk, at most %u chunks lost by the ensembles that ended\n", kills, merging, (unsigned)lost);
  if (p.bytes) munmap(p.bytes, p.n);
}

/* The kill between two stores that no chance hits: the chunk's sums are true, its node is there, but it still counts as
 * pending. The places are those of the first slot of an image (ensemble_inner.h): head, then two sums of 64 bytes each. */
static void a_chunk_counted_already_is_not_counted_again(void **state) {
  (void)state;
  Piece p = shared((size_t)10 << 20);
  Ensemble *e = fresh(RUNS, NULL);
  ensemble_run_in(e, p.bytes);
  ensemble_advance(e, 37);
  uint64_t *slot = (uint64_t *)(p.bytes + 128), *sums = slot + 8 + 8 * slot[3];
  assert_int_equal(slot[0], 0);
  assert_int_equal(sums[0], 37);                         /* the last chunk, + 1 */
  slot[0] = 37, slot[1] = 50;
  assert_int_equal(chunks_in(p), 37);
  ends_well(p, 37);
  ensemble_free(e);
  munmap(p.bytes, p.n);
}

static void larger_and_damaged_images_are_refused(void **state) {
  (void)state;
  Piece p = killed((Piece){0}, 2, 20000);
  uint64_t chunks = chunks_in(p);
  unsigned char *copy = malloc(p.n);
  assert_true(chunks > 0);
  Ensemble *small = fresh(ENSEMBLE_CHUNK / 2, NULL), *whole = fresh(RUNS, NULL);
  memcpy(copy, p.bytes, p.n);
  assert_int_equal(ensemble_salvage(small, copy, p.n), SALVAGE_LARGER);
  for (size_t at = 0; at < 56; at++) {                   /* the head: magic, shape, sum */
    memcpy(copy, p.bytes, p.n);
    copy[at] ^= 0x10;
    assert_int_equal(ensemble_salvage(whole, copy, p.n), SALVAGE_UNFIT);
  }
  memcpy(copy, p.bytes, p.n);
  assert_int_equal(ensemble_salvage(whole, copy, 1 << 20), SALVAGE_UNFIT);
  assert_int_equal(ensemble_runs_done(whole), 0);
  ends_well(p, chunks);
  ensemble_free(small), ensemble_free(whole);
  free(copy), munmap(p.bytes, p.n);
}

/* ---- chunks kept one by one ------------------------------------------------------------------------------------------------ */

typedef struct { double *values; int32_t *reasons; bool there[64]; unsigned columns, gets, puts; } Shelf;

static bool shelf_get(void *context, uint64_t chunk, double *values, int32_t *reasons) {
  Shelf *s = context;
  if (!s->there[chunk]) return false;
  memcpy(values, s->values + chunk * s->columns * ENSEMBLE_CHUNK, s->columns * ENSEMBLE_CHUNK * sizeof *values);
  memcpy(reasons, s->reasons + chunk * ENSEMBLE_CHUNK, ENSEMBLE_CHUNK * sizeof *reasons);
  s->gets++;
  return true;
}

static bool shelf_put(void *context, uint64_t chunk, const double *values, const int32_t *reasons) {
  Shelf *s = context;
  memcpy(s->values + chunk * s->columns * ENSEMBLE_CHUNK, values, s->columns * ENSEMBLE_CHUNK * sizeof *values);
  memcpy(s->reasons + chunk * ENSEMBLE_CHUNK, reasons, ENSEMBLE_CHUNK * sizeof *reasons);
  s->there[chunk] = true, s->puts++;
  return true;
}

static DigestText with_shelf(Shelf *s, bool exact, uint64_t *begun) {
  ChunkStore store = {s, shelf_get, shelf_put};
  EnsembleSpec spec = valley_spec(&valley, 20 * ENSEMBLE_CHUNK + 345);
  spec.never_exact = !exact, spec.keep_values = exact, spec.store = s ? &store : NULL;
  Ensemble *e = valley_new(&spec);
  while (ensemble_advance(e, 5)) continue;
  *begun = ensemble_begun(e);
  DigestText digest = valley_digest(e, 2);
  ensemble_free(e);
  return digest;
}

static void kept_chunks_are_not_run_again(void **state) {
  (void)state;
  uint64_t begun;
  for (int exact = 0; exact < 2; exact++) {
    Shelf s = {.columns = 50, .values = malloc(20 * 50 * ENSEMBLE_CHUNK * sizeof(double)), .reasons = malloc(20 * ENSEMBLE_CHUNK * sizeof(int32_t))};
    DigestText without = with_shelf(NULL, exact, &begun), with;
    assert_int_equal(begun, exact ? 20 : 24);            /* the pilot, then everything */
    with = with_shelf(&s, exact, &begun);
    assert_string_equal(with.hex, without.hex);
    assert_int_equal(begun, 20);                         /* the pilot's chunks are run once */
    assert_int_equal(s.puts, exact ? 20 : 4);
    s.there[2] = false;
    with = with_shelf(&s, exact, &begun);
    assert_string_equal(with.hex, without.hex);
    assert_int_equal(begun, exact ? 1 : 17);
    free(s.values), free(s.reasons);
  }
}

/* ---- interrupted ------------------------------------------------------------------------------------------------------------ */

static int countdown;
static bool counted_down(void) { return countdown-- <= 0; }

static void an_interruption_gives_up_the_chunk_at_hand(void **state) {
  (void)state;
  EnsembleSpec spec = valley_spec(&valley, RUNS);
  spec.ranges = ranges, spec.interrupted = counted_down;
  countdown = 1 << 30;
  Ensemble *e = valley_new(&spec);
  unsigned times = 0;
  for (uint64_t left = 300; left;) {
    countdown = 37;
    left = ensemble_advance(e, 64);
    assert_int_equal(ensemble_runs_done(e), (300 - left) * ENSEMBLE_CHUNK);
    times++;
  }
  assert_true(times > 20);
  countdown = 2;
  Fail fail = {0};
  assert_done(ensemble_finish(e, &fail), &fail);         /* interrupted: nothing is finished */
  countdown = 1 << 30;
  assert_string_equal(valley_digest(e, 2).hex, reference.hex);
  ensemble_free(e);
  spec.ranges = NULL, countdown = 3;
  assert_done(ensemble_new(&spec, &e, &fail), &fail);
  assert_null(e);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(killed_at_any_instruction), cmocka_unit_test(a_chunk_counted_already_is_not_counted_again), cmocka_unit_test(larger_and_damaged_images_are_refused),
    cmocka_unit_test(kept_chunks_are_not_run_again), cmocka_unit_test(an_interruption_gives_up_the_chunk_at_hand)};
  return cmocka_run_group_tests(tests, setup, teardown);
}
