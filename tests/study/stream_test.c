#include "study/stream.h"
#include "support/check.h"
#include <Random123/philox.h>

/* The definition of stream.h, written with the library's own function. */
static uint64_t by_random123(StreamKey key, uint32_t use, uint32_t step, uint64_t run) {
  uint64_t counter = (run >> 6) * 32 + (run & 31);
  philox4x32_ctr_t c = {{(uint32_t)counter, (uint32_t)(counter >> 32), step, use}};
  philox4x32_key_t k = {{key.word[0], key.word[1]}};
  philox4x32_ctr_t out = philox4x32(c, k);
  return run >> 5 & 1 ? (uint64_t)out.v[3] << 32 | out.v[2] : (uint64_t)out.v[1] << 32 | out.v[0];
}

static void equals_random123(void **state) {
  (void)state;
  const uint64_t runs[] = {0, 1, 31, 32, 63, 64, 1000003, 0xFFFFFFFFFu, UINT64_MAX};
  for (size_t r = 0; r < sizeof runs / sizeof *runs; r++)
    for (uint32_t step = 0; step < 3; step++) {
      StreamKey key = stream_key(7 + step, "tfp_base");
      assert_true(stream_bits(key, STREAM_SHOCK, step, runs[r]) == by_random123(key, 1, step, runs[r]));
      double u = ((double)(by_random123(key, 1, step, runs[r]) >> 12) + 0.5) / 4503599627370496.0;
      assert_same_double(stream_uniform(key, STREAM_SHOCK, step, runs[r]), u);
    }
}

/* These values stand in archives: a change of hash, key or counter must be noticed. */
static void values_are_for_ever(void **state) {
  (void)state;
  assert_true(stream_hash("tfp_base") == UINT64_C(0x53EBB9C665911340));
  assert_true(stream_hash("人口") == UINT64_C(0x66729F565D08575D));
  StreamKey key = stream_key(1, "tfp_base");
  assert_true(((uint64_t)key.word[1] << 32 | key.word[0]) == UINT64_C(0x4636CC95999CE775));
  assert_true(stream_bits(key, STREAM_DRAW, 0, 12345) == UINT64_C(0x43C33F8C502EB6B2));
}

static void filling_equals_asking(void **state) {
  (void)state;
  double u[300];
  StreamKey key = stream_key(1, "x");
  for (uint64_t first = 0; first < 130; first += 7)
    for (size_t n = 0; n < 300; n += 37) {
      stream_fill(key, STREAM_DRAW, 0, first + (UINT64_C(1) << 33), n, u);
      for (size_t i = 0; i < n; i++)
        assert_same_double(u[i], stream_uniform(key, STREAM_DRAW, 0, first + (UINT64_C(1) << 33) + i));
    }
}

/* Kolmogorov and Smirnov's distance of sorted-by-counting values from the uniform, on a fine grid. */
static double distance_from_uniform(const double *u, size_t n) {
  enum { CELLS = 10000 };
  static unsigned count[CELLS];
  memset(count, 0, sizeof count);
  for (size_t i = 0; i < n; i++) count[(int)(u[i] * CELLS)]++;
  double below = 0, worst = 0;
  for (int c = 0; c < CELLS; c++) {
    below += count[c];
    worst = fmax(worst, fabs(below / (double)n - (c + 1.0) / CELLS));
  }
  return worst;
}

enum { MANY = 100000 };
static double first_column[MANY], second_column[MANY];

static double correlation(const double *a, const double *b, size_t n) {
  double sum = 0;
  for (size_t i = 0; i < n; i++) sum += (a[i] - 0.5) * (b[i] - 0.5);
  return 12.0 * sum / (double)n;
}

static void uniform_and_independent(void **state) {
  (void)state;
  StreamKey a = stream_key(1, "a"), b = stream_key(1, "b"), c = stream_key(2, "a");
  stream_fill(a, STREAM_DRAW, 0, 0, MANY, first_column);
  assert_true(distance_from_uniform(first_column, MANY) < 1.95 / sqrt(MANY));        /* 0.1 % level */
  const StreamKey others[] = {b, c, a, a};
  const StreamUse use[] = {STREAM_DRAW, STREAM_DRAW, STREAM_SHOCK, STREAM_SHOCK};
  const uint32_t step[] = {0, 0, 0, 1};
  for (int i = 0; i < 4; i++) {
    stream_fill(others[i], use[i], step[i], 0, MANY, second_column);
    assert_true(distance_from_uniform(second_column, MANY) < 1.95 / sqrt(MANY));
    assert_within(correlation(first_column, second_column, MANY), 0, 4.0 / sqrt(MANY));
  }
  stream_fill(a, STREAM_DRAW, 0, 32, MANY, second_column);                             /* the other half of each output */
  assert_within(correlation(first_column, second_column, MANY), 0, 4.0 / sqrt(MANY));
}

static void whole_numbers_below(void **state) {
  (void)state;
  StreamKey key = stream_key(3, "below");
  unsigned count[7] = {0};
  for (uint64_t run = 0; run < 70000; run++) {
    uint32_t x = stream_below(key, STREAM_DESIGN, 0, run, 7);
    assert_true(x < 7);
    count[x]++;
  }
  for (int i = 0; i < 7; i++) assert_within(count[i], 10000, 400);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(equals_random123),
    cmocka_unit_test(values_are_for_ever),
    cmocka_unit_test(filling_equals_asking),
    cmocka_unit_test(uniform_and_independent),
    cmocka_unit_test(whole_numbers_below),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
