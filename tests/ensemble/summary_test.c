/* One summary, whatever does the runs and however often it is interrupted; bad runs named, the rest as if they had not been. */
#include "ensemble/valley.h"
#include "study/story.h"

enum { RUNS = 20 * ENSEMBLE_CHUNK + 345 };

static Valley valley;
static DigestText reference;

static int setup(void **state) {
  (void)state;
  valley = valley_open("poisoned", DESIGN_SOBOL, 64 * ENSEMBLE_CHUNK);
  EnsembleSpec spec = valley_spec(&valley, RUNS);
  spec.lanes = 64, spec.isa = ISA_SSE2;
  reference = valley_run(&spec);
  return 0;
}

static int teardown(void **state) {
  (void)state;
  valley_close(&valley);
  return 0;
}

static void widths_give_the_same(void **state) {
  (void)state;
  static const unsigned lanes[] = {8, 16, 32, 120, 128, 256, 512, 1024, 0};
  for (size_t i = 0; i < sizeof lanes / sizeof *lanes; i++) {
    EnsembleSpec spec = valley_spec(&valley, RUNS);
    spec.lanes = lanes[i];
    assert_string_equal(valley_run(&spec).hex, reference.hex);
  }
}

static void threads_and_instruction_sets_give_the_same(void **state) {
  (void)state;
  for (unsigned threads = 1; threads <= 3; threads++)
    for (Isa isa = ISA_SSE2; isa <= ISA_AVX512; isa++) {
      if (!isa_present(isa)) continue;
      EnsembleSpec spec = valley_spec(&valley, RUNS);
      spec.pool = pool_new(threads), spec.isa = isa;
      assert_string_equal(valley_run(&spec).hex, reference.hex);
      pool_free(spec.pool);
    }
}

static Ensemble *shard(unsigned i, unsigned n, uint64_t runs) {
  EnsembleSpec spec = valley_spec(&valley, runs);
  spec.shard = i, spec.shards = n;
  return valley_new(&spec);
}

/* into gets what from has. */
static bool pour(Ensemble *into, Ensemble *from) {
  size_t n;
  unsigned char *bytes = ensemble_save(from, &n);
  assert_non_null(bytes);
  bool good = ensemble_load(into, bytes, n);
  free(bytes);
  return good;
}

static void shards_join_in_any_order(void **state) {
  (void)state;
  static const unsigned orders[3][3] = {{0, 1, 2}, {2, 0, 1}, {1, 2, 0}};
  for (int k = 0; k < 3; k++) {
    Ensemble *whole = shard(0, 1, RUNS);
    for (int i = 0; i < 3; i++) {
      Ensemble *part = shard(orders[k][i], 3, RUNS);
      while (ensemble_advance(part, 2)) continue;
      assert_true(pour(whole, part));
      assert_false(pour(whole, part));                   /* once only */
      ensemble_free(part);
    }
    assert_int_equal(ensemble_advance(whole, 0), 0);
    assert_string_equal(valley_digest(whole, 2).hex, reference.hex);
    ensemble_free(whole);
  }
}

static void interruptions_leave_no_trace(void **state) {
  (void)state;
  unsigned seed = 7;
  for (int trial = 0; trial < 12; trial++) {
    Ensemble *e = shard(0, 1, RUNS);
    for (uint64_t left = 20; left;) {
      seed = seed * 1103515245u + 12345u;
      left = ensemble_advance(e, (seed >> 16) % 6);
      Ensemble *next = shard(0, 1, RUNS);
      assert_true(pour(next, e));
      assert_int_equal(ensemble_runs_done(next), ensemble_runs_done(e));
      ensemble_free(e);
      e = next;
    }
    assert_string_equal(valley_digest(e, 2).hex, reference.hex);
    ensemble_free(e);
  }
}

static void more_runs_keep_the_first(void **state) {
  (void)state;
  Ensemble *small = shard(0, 1, RUNS), *large = shard(0, 1, 2 * RUNS);
  while (ensemble_advance(small, 5)) continue;
  valley_digest(small, 2);
  EnsembleSpec spec = valley_spec(&valley, RUNS);
  Ensemble *kept = valley_new(&spec);
  while (ensemble_advance(kept, 5)) continue;
  assert_true(pour(large, kept));                        /* before its part-filled chunk */
  assert_int_equal(ensemble_runs_done(large), RUNS / ENSEMBLE_CHUNK * ENSEMBLE_CHUNK);
  while (ensemble_advance(large, 5)) continue;
  EnsembleSpec direct = valley_spec(&valley, 2 * RUNS);
  DigestText expected = valley_run(&direct);
  Ensemble *refuses = valley_new(&spec);
  assert_false(pour(refuses, large));                    /* a larger one cannot be taken apart */
  assert_string_equal(valley_digest(large, 2).hex, expected.hex);
  assert_string_not_equal(expected.hex, reference.hex);
  while (ensemble_advance(refuses, 5)) continue;
  assert_string_equal(valley_digest(refuses, 2).hex, reference.hex);
  ensemble_free(small), ensemble_free(large), ensemble_free(kept), ensemble_free(refuses);
}

static void damaged_states_change_nothing(void **state) {
  (void)state;
  Ensemble *from = shard(0, 1, RUNS), *into = shard(0, 1, RUNS);
  size_t n;
  unsigned seed = 3;
  ensemble_advance(from, 9);
  unsigned char *bytes = ensemble_save(from, &n), *copy = malloc(n);
  for (int trial = 0; trial < 3000; trial++) {
    memcpy(copy, bytes, n);
    size_t length = n;
    seed = seed * 1103515245u + 12345u;
    if (trial % 5 == 0) length = (seed >> 8) % n;
    else copy[(seed >> 8) % n] ^= (unsigned char)(1u << (trial % 8));
    assert_false(ensemble_load(into, copy, length));
  }
  assert_int_equal(ensemble_runs_done(into), 0);
  assert_true(ensemble_load(into, bytes, n));
  while (ensemble_advance(into, 4)) continue;
  assert_string_equal(valley_digest(into, 2).hex, reference.hex);
  free(bytes), free(copy);
  ensemble_free(from), ensemble_free(into);
}

/* ---- poison ------------------------------------------------------------------------------------------------------------ */

static unsigned parameter(const Valley *v, const char *name) {
  unsigned j = 0;
  while (strcmp(v->u.names[j], name) != 0) j++;
  return j;
}

/* fate and rule are uniform and uncorrelated: the place is the value. */
static int32_t expected_reason(const Valley *v, uint64_t run) {
  if (design_value(v->design, parameter(v, "fate"), run) < 0.002) return -1;
  return design_value(v->design, parameter(v, "rule"), run) > 0.997 ? 0 : -2;
}

static void bad_runs_are_all_named(void **state) {
  (void)state;
  EnsembleSpec spec = valley_spec(&valley, RUNS);
  Ensemble *e = valley_new(&spec);
  unsigned listed, at = 0;
  uint64_t total;
  while (ensemble_advance(e, 7)) continue;
  valley_digest(e, 2);
  const BadRun *bad = ensemble_bad(e, &listed, &total);
  for (uint64_t run = 0; run < RUNS; run++) {
    int32_t reason = expected_reason(&valley, run);
    if (reason == -2) continue;
    assert_true(at < listed);
    assert_int_equal(bad[at].run, run);
    assert_int_equal(bad[at].reason, reason);
    at++;
  }
  assert_int_equal(at, listed);
  assert_int_equal(total, listed);
  assert_true(listed > 60);                              /* about 0.5 % of 20,825 */
  assert_int_equal(ensemble_met(e, 1).n, RUNS - listed);
  Arena *arena = arena_new();
  for (unsigned i = 0; i < 20; i++) {
    const char *story = story_of(&valley.u, valley.design, &bad[i], arena);
    char run[32];
    snprintf(run, sizeof run, "run %llu: ", (unsigned long long)bad[i].run);
    assert_has(story, run);
    assert_has(story, bad[i].reason < 0 ? "'doom' is not finite in 2021 (valley.lua:17)" : "check '守则' does not hold in 2021 (valley.lua:19)");
    assert_has(story, bad[i].reason < 0 ? "fate = " : "rule = 0.99");
  }
  arena_free(arena);
  ensemble_free(e);
}

static void other_runs_are_as_without_poison(void **state) {
  (void)state;
  Valley calm = valley_open("calm", DESIGN_SOBOL, 64 * ENSEMBLE_CHUNK);
  EnsembleSpec with = valley_spec(&valley, 5000), without = valley_spec(&calm, 5000);
  with.never_exact = without.never_exact = false, with.lanes = 64, without.lanes = 256;
  Ensemble *a = valley_new(&with), *b = valley_new(&without);
  assert_true(ensemble_exact(a) && ensemble_exact(b));
  while (ensemble_advance(a, 7)) continue;
  while (ensemble_advance(b, 7)) continue;
  valley_digest(a, 2), valley_digest(b, 2);
  unsigned different = 0;
  for (unsigned c = 0; c < ensemble_columns(a); c++) {
    const double *x = ensemble_values(a, c), *y = ensemble_values(b, c);
    for (unsigned run = 0; run < 5000; run++) {
      bool bad = expected_reason(&valley, run) != -2;
      if (bad ? !isnan(x[run]) : memcmp(&x[run], &y[run], sizeof *x) != 0) different++;
      assert_false(isnan(y[run]));
    }
  }
  assert_int_equal(different, 0);
  ensemble_free(a), ensemble_free(b);
  valley_close(&calm);
}

static void exact_and_counted_agree(void **state) {
  (void)state;
  EnsembleSpec counted = valley_spec(&valley, RUNS), exact = counted;
  exact.never_exact = false, exact.keep_values = true;
  Ensemble *a = valley_new(&counted), *b = valley_new(&exact);
  while (ensemble_advance(a, 7)) continue;
  while (ensemble_advance(b, 7)) continue;
  valley_digest(a, 2), valley_digest(b, 2);
  for (unsigned c = 0; c < ensemble_columns(a); c++) {
    for (int q = 0; q < SUMMARY_QUANTILES; q++)
      assert_within(ensemble_quantile(a, c, summary_quantiles[q], NULL), ensemble_quantile(b, c, summary_quantiles[q], NULL), ensemble_bound(a, c) * 1.0001);
    assert_same_double(ensemble_moments(a, c).mean, ensemble_moments(b, c).mean);
    uint64_t good = ensemble_moments(b, c).n;
    double middle = ensemble_quantile(b, c, 0.5, NULL);
    assert_int_equal(ensemble_between(a, c, -INFINITY, INFINITY), good);
    assert_int_equal(ensemble_between(b, c, -INFINITY, INFINITY), good);
    assert_int_equal(ensemble_between(b, c, -INFINITY, middle) + ensemble_between(b, c, middle, INFINITY), good);
    assert_true(ensemble_between(b, c, -INFINITY, middle) <= good / 2 + 1);
  }
  assert_int_equal(ensemble_met(a, 1).hits, ensemble_met(b, 1).hits);
  ensemble_free(a), ensemble_free(b);
}

/* ---- rows ------------------------------------------------------------------------------------------------------------------ */

typedef struct { double values[20][2][ENSEMBLE_CHUNK]; unsigned puts[20]; } Seen;

static bool nothing(void *context, uint64_t chunk, double *values, int32_t *reasons) {
  (void)context, (void)chunk, (void)values, (void)reasons;
  return false;
}

static bool see(void *context, uint64_t chunk, const double *values, const int32_t *reasons) {
  Seen *s = context;
  memcpy(s->values[chunk], values, sizeof s->values[chunk]);
  s->puts[chunk]++;
  for (unsigned i = 0; i < ENSEMBLE_CHUNK; i++)
    if ((reasons[i] == -2) == isnan(values[ENSEMBLE_CHUNK + i])) s->puts[chunk] = 99;
  return true;
}

static void every_full_chunk_has_rows(void **state) {
  (void)state;
  Seen *seen = calloc(1, sizeof *seen);
  static const unsigned columns[2] = {5, 49};            /* 49: the target */
  ChunkStore rows = {seen, nothing, see};
  EnsembleSpec spec = valley_spec(&valley, RUNS);
  spec.pool = pool_new(3), spec.rows = &rows, spec.row_columns = columns, spec.n_row_columns = 2;
  Ensemble *e = valley_new(&spec);
  assert_int_equal(ensemble_columns(e), 50);
  while (ensemble_advance(e, 11)) continue;
  assert_string_equal(valley_digest(e, 2).hex, reference.hex);
  double sum = 0;
  for (unsigned c = 0; c < 20; c++) assert_int_equal(seen->puts[c], 1);
  for (uint64_t run = 0; run < RUNS; run++) {
    double x = run < 20 * ENSEMBLE_CHUNK ? seen->values[run / ENSEMBLE_CHUNK][1][run % ENSEMBLE_CHUNK] : ensemble_rest(e, 49)[run % ENSEMBLE_CHUNK];
    sum += isnan(x) ? 0 : x;
  }
  Moments m = ensemble_moments(e, 49);
  assert_near(sum, m.mean * (double)m.n, 1e-12);
  ensemble_free(e);
  pool_free(spec.pool);
  free(seen);
}

/* ---- exact, from two processes ------------------------------------------------------------------------------------------------ */

typedef struct { Ensemble *into; unsigned columns; double *values; int32_t reasons[20][ENSEMBLE_CHUNK]; } Sent;

static bool hold(void *context, uint64_t chunk, const double *values, const int32_t *reasons) {
  Sent *s = context;
  memcpy(s->values + chunk * s->columns * ENSEMBLE_CHUNK, values, s->columns * ENSEMBLE_CHUNK * sizeof *values);
  memcpy(s->reasons[chunk], reasons, sizeof s->reasons[chunk]);
  return true;
}

static void exact_chunks_of_another_process(void **state) {
  (void)state;
  EnsembleSpec whole = valley_spec(&valley, RUNS);
  whole.never_exact = false, whole.keep_values = true;
  DigestText expected = valley_run(&whole);
  Sent *sent = calloc(1, sizeof *sent);
  sent->columns = 50, sent->values = malloc(20 * 50 * ENSEMBLE_CHUNK * sizeof(double));
  ChunkStore store = {sent, nothing, hold};
  EnsembleSpec other = whole, own = whole;
  own.shards = other.shards = 2, other.shard = 1, other.store = &store;
  Ensemble *a = valley_new(&own), *b = valley_new(&other);
  ensemble_skip_chunk(b, 7);
  while (ensemble_advance(a, 3)) continue;
  while (ensemble_advance(b, 3)) continue;
  for (unsigned c = 19; c < 20; c -= 2)
    if (c != 7) assert_true(ensemble_put_chunk(a, c, sent->values + (size_t)c * 50 * ENSEMBLE_CHUNK, sent->reasons[c]));
  assert_false(ensemble_put_chunk(a, 3, sent->values, sent->reasons[3]));
  assert_false(ensemble_put_chunk(a, 20, sent->values, sent->reasons[3]));
  assert_true(ensemble_has_chunk(a, 3) && !ensemble_has_chunk(a, 7) && !ensemble_has_chunk(a, 20));
  EnsembleSpec last = whole;
  Ensemble *c = valley_new(&last);
  for (unsigned k = 0; k < 20; k++) if (k != 7) ensemble_skip_chunk(c, k);
  ensemble_advance(c, 1);
  assert_int_equal(ensemble_runs_done(c), ENSEMBLE_CHUNK);
  double *row = malloc(50 * ENSEMBLE_CHUNK * sizeof *row);
  int32_t good[ENSEMBLE_CHUNK];
  unsigned listed;
  uint64_t total;
  for (unsigned k = 0; k < 50; k++) memcpy(row + k * ENSEMBLE_CHUNK, ensemble_values(c, k) + 7 * ENSEMBLE_CHUNK, ENSEMBLE_CHUNK * sizeof *row);
  valley_digest(c, 2);
  const BadRun *bad = ensemble_bad(c, &listed, &total);
  for (unsigned i = 0; i < ENSEMBLE_CHUNK; i++) good[i] = -2;
  for (unsigned i = 0; i < listed; i++)
    if (bad[i].run / ENSEMBLE_CHUNK == 7) good[bad[i].run % ENSEMBLE_CHUNK] = bad[i].reason;
  assert_true(ensemble_put_chunk(a, 7, row, good));
  assert_string_equal(valley_digest(a, 2).hex, expected.hex);
  ensemble_free(a), ensemble_free(b), ensemble_free(c);
  free(row), free(sent->values), free(sent);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(widths_give_the_same), cmocka_unit_test(threads_and_instruction_sets_give_the_same),
    cmocka_unit_test(shards_join_in_any_order), cmocka_unit_test(interruptions_leave_no_trace), cmocka_unit_test(more_runs_keep_the_first),
    cmocka_unit_test(damaged_states_change_nothing), cmocka_unit_test(bad_runs_are_all_named), cmocka_unit_test(other_runs_are_as_without_poison),
    cmocka_unit_test(exact_and_counted_agree), cmocka_unit_test(every_full_chunk_has_rows), cmocka_unit_test(exact_chunks_of_another_process)};
  return cmocka_run_group_tests(tests, setup, teardown);
}
