/* Every set of loops this machine can run against the plain functions, to the last bit. */
#include "study/special.h"
#include "study/summary.h"
#include "study/uncertainty.h"
#include "study/vectors.h"
#include "support/check.h"
#include <gsl/gsl_errno.h>
#include <stdlib.h>

/* Calls a check with each set in turn; the best one is used again afterwards. */
static void with_each_set(void (*check)(void)) {
  for (Isa isa = ISA_SSE2; isa <= ISA_AVX512; isa++) {
    if (!isa_present(isa)) continue;
    vectors_use(isa);
    check();
  }
  vectors_use(ISA_AUTO);
}

static void sets_differ(void **state) {
  (void)state;
  assert_true(vectors_sse2.summarise != vectors_avx2.summarise && vectors_avx2.summarise != vectors_avx512.summarise);
  vectors_use(ISA_SSE2);
  assert_ptr_equal(vectors(), &vectors_sse2);
  vectors_use(ISA_AUTO);
  if (isa_best() == ISA_AVX512) assert_ptr_equal(vectors(), &vectors_avx512);
}

static void check_stream(void) {
  double u[300];
  StreamKey key = stream_key(3, "x");
  const uint64_t starts[] = {0, 5, 64, 4096, (UINT64_C(1) << 38) - 192, UINT64_C(1) << 60};
  for (size_t s = 0; s < sizeof starts / sizeof *starts; s++)
    for (size_t n = 0; n < 300; n += 59)
      for (uint32_t step = 0; step < 3; step++) {
        stream_fill(key, STREAM_SHOCK, step, starts[s], n, u);
        for (size_t i = 0; i < n; i++) assert_same_double(u[i], stream_uniform(key, STREAM_SHOCK, step, starts[s] + i));
      }
}

static void check_sobol(void) {
  double u[300];
  for (unsigned d = 0; d < 1024; d += 93) {
    StreamKey key = stream_key(d, "x");
    SobolDimension sobol;
    sobol_dimension(&sobol, d, &key);
    for (uint64_t first = 0; first < UINT64_C(4294967000); first = 7 * first + 61)
      for (size_t n = 0; n < 300; n += 71) {
        sobol_fill(&sobol, first, n, u);
        for (size_t i = 0; i < n; i++) {
          uint32_t digits = sobol_digits(&sobol, (uint32_t)(first + i));
          uint64_t tail = stream_mix(sobol.tail ^ digits) >> 44;
          assert_same_double(u[i], ((double)((uint64_t)digits << 20 | tail) + 0.5) * 0x1p-52);
        }
      }
  }
}

/* Places across all octaves of both tails. */
static size_t places(double *u) {
  size_t n = 0;
  for (int octave = -53; octave < 0; octave++)
    for (double part = 1.0; part < 2.0; part += 0.037) {
      double p = ldexp(part, octave);
      u[n++] = p;
      u[n++] = 1.0 - p < 1.0 ? 1.0 - p : 0.5;
    }
  return n;
}

static Arena *arena;
static QuantileTables *tables;

static void check_sampler(const Distribution *d) {
  static double u[4096], x[4096];
  Sampler s;
  Fail fail = {0};
  assert_done(distribution_sampler(d, tables, arena, &s, &fail), &fail);
  size_t n = places(u);
  for (size_t from = 0; from < 9; from++) {                /* so that rests of every length come */
    sampler_fill(&s, n - from, u + from, x);
    for (size_t i = 0; i + from < n; i++) assert_same_double(x[i], sampler_value(&s, u[i + from]));
  }
  if (s.form != SAMPLE_TABLE) return;
  memcpy(x, u, sizeof x);
  vectors()->quantiles(s.table, n, x, x);
  for (size_t i = 0; i < n; i++) assert_same_double(x[i], quantile_table_value(s.table, u[i]));
}

static void check_samplers(void) {
  const Distribution some[] = {
    {.kind = DIST_UNIFORM, .p = {-1, 3}}, {.kind = DIST_LOGUNIFORM, .p = {1e-3, 1e5}}, {.kind = DIST_NORMAL, .p = {5, 2}},
    {.kind = DIST_LOGNORMAL, .p = {0.5, 3}}, {.kind = DIST_TRUNCATED_NORMAL, .p = {0.3, 0.12, 0, 0.6}},
    {.kind = DIST_TRUNCATED_NORMAL, .p = {0, 1, 2, 3}}, {.kind = DIST_TRIANGULAR, .p = {1, 2, 5}}, {.kind = DIST_BETA, .p = {2, 5, 0, 1}},
    {.kind = DIST_GAMMA, .p = {3, 2}}, {.kind = DIST_STUDENT_T, .p = {4, 1, 2}}};
  for (size_t i = 0; i < sizeof some / sizeof *some; i++) check_sampler(&some[i]);
}

static void check_scale(void) {
  double x[37], y[37];
  for (int divide = 0; divide < 2; divide++)
    for (size_t n = 0; n <= 37; n++) {
      for (size_t i = 0; i < n; i++) x[i] = y[i] = 0.37 * (double)i - 3;
      vectors()->scale(x, n, 3.7, divide);
      for (size_t i = 0; i < n; i++) assert_same_double(x[i], divide ? y[i] / 3.7 : y[i] * 3.7);
    }
}

static void check_keep(void) {
  double from[37], to[38], watched[37];
  for (size_t n = 0; n <= 37; n++) {
    memset(watched, 0, sizeof watched);
    for (size_t i = 0; i < n; i++) from[i] = i % 5 == 4 ? NAN : i % 7 == 6 ? -INFINITY : (double)i - 1e300;
    to[n] = -7;
    vectors()->keep(from, to, n, watched, to);
    assert_memory_equal(to, from, n * sizeof *to);
    assert_same_double(to[n], -7);
    for (size_t i = 0; i < n; i++) assert_true(isfinite(from[i]) ? watched[i] == 0.0 : isnan(watched[i]));
  }
}

/* ---- the normal distribution ---------------------------------------------------------------------------------------------- */

static void check_normal(void) {
  static double p[4096], z[4096], lower[4096], upper[4096];
  size_t n = places(p);
  assert_same_double(SPECIAL_LOG_GAMMA_HALF, special_log_gamma(0.5));
  assert_same_double(SPECIAL_LOG_GAMMA_HALF_MORE, special_log_gamma(1.5));
  for (size_t i = 0; i < n; i++) p[i] = p[i] > 0.5 ? 0.5 * p[i] : p[i];    /* near and far ones side by side, too */
  for (size_t from = 0; from < 3; from++) {
    vectors()->normal_inverse(n - from, p + from, z);
    for (size_t i = 0; i + from < n; i++) assert_same_double(z[i], special_normal_inverse(TAIL_UPPER, p[i + from], NULL));
  }
  for (size_t i = 0; i < 512; i++) p[i] = ldexp(1.0 + (double)i / 512, i < 256 ? -2 : -30);  /* groups of one kind */
  for (size_t i = 0; i < 64; i++) p[i] = 0.49 - 1e-3 * (double)i;
  vectors()->normal_inverse(512, p, z);
  for (size_t i = 0; i < 512; i++) assert_same_double(z[i], special_normal_inverse(TAIL_UPPER, p[i], NULL));
  for (size_t i = 0; i < n; i++) z[i] = ((double)i - 1500.0) / (i % 3 ? 40.0 : 500.0);
  vectors()->normal_tails(n, z, lower, upper);
  for (size_t i = 0; i < n; i++) {
    Tails plain = special_normal(z[i]);
    assert_same_double(lower[i], plain.lower);
    assert_same_double(upper[i], plain.upper);
  }
}

/* Draws stand in archives: the coefficients of a table are the same for ever, whatever builds them. */
static void check_tables(void) {
  const struct { Family family; double shape[2]; uint64_t sum; } known[] = {
    {FAMILY_NORMAL, {0, 0}, 0xc3a22d4b1f21f3a5u},       {FAMILY_STUDENT, {4, 0}, 0x07f8db20c1d4132du},
    {FAMILY_GAMMA, {3, 0}, 0xfbc741e560170620u},        {FAMILY_GAMMA, {0.3, 0}, 0x75578064bec110ddu},
    {FAMILY_BETA, {2, 5}, 0x048d0012816fd2beu},         {FAMILY_TRUNCATED, {-2.5, 2.5}, 0x1f65a46982c742fdu},
    {FAMILY_TRUNCATED, {-2.5, 3}, 0xc895749bdc980e3fu}, {FAMILY_TRUNCATED, {-3, -1}, 0x3606cf331a42cfb8u},
    {FAMILY_TRUNCATED, {0.5, 2}, 0xf1985c504c543104u},  {FAMILY_TRUNCATED, {3, 9}, 0x3ad1e32bb0016647u},
    {FAMILY_TRUNCATED, {-0.1, 0.1}, 0x0f953b8542687dc5u}, {FAMILY_TRUNCATED, {-30, 40}, 0x33167672a2452e25u}};
  for (size_t k = 0; k < sizeof known / sizeof *known; k++) {
    Arena *own = arena_new();
    double error;
    const QuantileTable *table = quantile_table(quantile_tables(own), known[k].family, known[k].shape[0], known[k].shape[1], &error);
    assert_non_null(table);
    uint64_t sum = 0xCBF29CE484222325u;                    /* FNV-1a of its bytes */
    const unsigned char *bytes = (const unsigned char *)table->rows;
    for (size_t i = 0; i < 2 * (size_t)table->segments * (TABLE_DEGREE + 1) * sizeof(double); i++) sum = (sum ^ bytes[i]) * 0x100000001B3u;
    if (sum != known[k].sum) print_error("%s: table %zu has the sum %#llx\n", vectors() == &vectors_sse2 ? "sse2" : "wider", k, (unsigned long long)sum);
    assert_true(sum == known[k].sum);
    arena_free(own);
  }
}

/* ---- summaries --------------------------------------------------------------------------------------------------------- */

enum { COLUMNS = 27, STRIDE = 1032, KINDS = 9 };
static double rows[COLUMNS * STRIDE];

/* Bells, constants, a few and only values that are none, both infinities, zeros of both signs, great sizes, far outside. */
static double value_of(unsigned kind, double z, size_t i) {
  switch (kind) {
    case 1: return 42.5;
    case 2: return i % 100 == 7 ? NAN : z;
    case 3: return NAN;
    case 4: return i % 50 == 3 ? (i % 4 ? INFINITY : -INFINITY) : z * 1e-9;
    case 5: return i % 2 ? 0.0 : -0.0;
    case 6: return z * 1e160;
    case 7: return 1000.0 * z;
    case 8: return i == 500 ? NAN : 7.0;
    default: return z + 3.0;
  }
}

static void fill_rows(unsigned shift) {
  StreamKey key = stream_key(shift, "rows");
  for (unsigned c = 0; c < COLUMNS; c++)
    for (size_t i = 0; i < STRIDE; i++) {
      double u = stream_uniform(key, STREAM_DRAW, c, i), v = u < 0.5 ? u : 1.0 - u;
      double z = (u < 0.5 ? -1 : 1) * sqrt(-2 * log(2 * v));
      rows[c * STRIDE + i] = value_of((c * (shift % 2 ? 1 : 0) + shift / 2) % KINDS, z, i);
    }
}

static void start(Histogram *h) {
  double scratch[64], pilot[64];
  for (unsigned c = 0; c < COLUMNS; c++) {
    for (int i = 0; i < 64; i++) pilot[i] = isfinite(rows[c * STRIDE]) && c % 9 != 7 ? rows[c * STRIDE + (size_t)i] : i;
    histogram_start(&h[c], pilot, 64, scratch);
  }
}

static void same_moments(Moments a, Moments b) {
  assert_int_equal(a.n, b.n);
  assert_int_equal(a.bad, b.bad);
  assert_memory_equal(&a.mean, &b.mean, sizeof a.mean);
  assert_memory_equal(&a.squares, &b.squares, sizeof a.squares);
}

/* What the counts are, value by value. */
static void add_plainly(Histogram *h, const double *values, size_t n) {
  for (size_t i = 0; i < n; i++) {
    double x = values[i] + 0.0, place = (x - h->low) * (1.0 / h->step);
    if (!isfinite(x)) { h->bad++; continue; }
    h->n++;
    h->count[place > 0.0 ? place < HISTOGRAM_BINS - 1 ? (int)place : HISTOGRAM_BINS - 1 : 0]++;
    if (x < h->least) h->least = x;
    if (x > h->greatest) h->greatest = x;
  }
}

static void check_summary(void) {
  static Histogram ours[COLUMNS], alone[COLUMNS], plain[COLUMNS];
  const size_t sizes[] = {1024, 1000, 513, 17, 8, 1};
  Moments got[COLUMNS];
  for (unsigned shift = 0; shift < 2 * KINDS; shift++) {
    fill_rows(shift);
    start(ours), memcpy(plain, ours, sizeof plain), memcpy(alone, ours, sizeof alone);
    for (size_t s = 0; s < sizeof sizes / sizeof *sizes; s++) {
      unsigned columns = s == 1 ? 5 : COLUMNS;
      summary_add(rows, STRIDE, columns, sizes[s], got, s == 2 ? NULL : ours);
      for (unsigned c = 0; c < columns; c++) {
        if (s != 2) histogram_add(&alone[c], rows + c * STRIDE, sizes[s]), add_plainly(&plain[c], rows + c * STRIDE, sizes[s]);
        assert_memory_equal(&alone[c], &plain[c], sizeof plain[c]);
        same_moments(got[c], moments_of(rows + c * STRIDE, sizes[s]));
        assert_memory_equal(&ours[c], &plain[c], sizeof plain[c]);
      }
    }
  }
}

/* ---- units ----------------------------------------------------------------------------------------------------------------- */

static void units_are_those_of_unit_in(void **state) {
  (void)state;
  const double scales[] = {1, 0.01, 0.001, 1e-4, 1e4, 1e-8, 1.0 / 3, 1.0 / 12, 0.3, 2.5, 7e-7, 3.6e6, 1.0 / 365.25};
  for (size_t s = 0; s < sizeof scales / sizeof *scales; s++) {
    Unit unit = {.scale = scales[s]};
    double by;
    bool divides = uncertainty_divides(unit, &by);
    for (double x = -3; x < 3; x += 0.0137) assert_same_double(divides ? x / by : x * by, unit_in(unit, x));
  }
}

static void streams(void **state) { (void)state; with_each_set(check_stream); }
static void sobol_points(void **state) { (void)state; with_each_set(check_sobol); }
static void samplers(void **state) { (void)state; with_each_set(check_samplers); }
static void scales(void **state) { (void)state; with_each_set(check_scale); }
static void keeping(void **state) { (void)state; with_each_set(check_keep); }
static void normals(void **state) { (void)state; with_each_set(check_normal); }
static void tables_for_ever(void **state) { (void)state; with_each_set(check_tables); }
static void summaries(void **state) { (void)state; with_each_set(check_summary); }

int main(void) {
  gsl_set_error_handler_off();
  arena = arena_new();
  tables = quantile_tables(arena);
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(sets_differ), cmocka_unit_test(streams), cmocka_unit_test(sobol_points), cmocka_unit_test(samplers),
    cmocka_unit_test(scales), cmocka_unit_test(keeping), cmocka_unit_test(normals), cmocka_unit_test(tables_for_ever),
    cmocka_unit_test(summaries), cmocka_unit_test(units_are_those_of_unit_in)};
  int failed = cmocka_run_group_tests(tests, NULL, NULL);
  arena_free(arena);
  return failed;
}
