#include "study/joe_kuo.h"
#include "study/sobol_points.h"
#include "study/table.h"

static void numbers_are_those_published(void **state) {
  (void)state;
  TestTable table;
  table_read(&table, "joe_kuo_directions.csv");
  assert_int_equal(table.rows, 101);
  for (int row = 1; row < table.rows; row++) {
    const JoeKuo *own = &joe_kuo[row - 1];
    assert_int_equal(own->degree, (int)table_number(&table, row, 1));
    assert_int_equal(own->a, (int)table_number(&table, row, 2));
    const char *m = table.cell[row][3];
    for (int i = 0; i < own->degree; i++) {
      char *end;
      assert_int_equal(own->m[i], strtol(m, &end, 10));
      m = end;
    }
  }
}

/* What makes any row usable: odd m_i below 2^i, and no polynomial twice. */
static void every_dimension_is_well_formed(void **state) {
  (void)state;
  for (int d = 1; d < JOE_KUO_DIMENSIONS; d++) {
    for (int i = 0; i < joe_kuo[d].degree; i++) assert_true(joe_kuo[d].m[i] % 2 == 1 && joe_kuo[d].m[i] < 2u << i);
    for (int e = 1; e < d; e++) assert_false(joe_kuo[d].degree == joe_kuo[e].degree && joe_kuo[d].a == joe_kuo[e].a);
  }
}

static void points_are_those_published(void **state) {
  (void)state;
  TestTable table;
  table_read(&table, "sobol_points.csv");
  assert_int_equal(table.rows, 33);
  for (unsigned d = 0; d < 20; d++) {
    SobolDimension sobol;
    sobol_dimension(&sobol, d, NULL);
    for (int row = 1; row < table.rows; row++)
      assert_within(sobol_digits(&sobol, (uint32_t)(row - 1)) * 0x1p-32, table_number(&table, row, (int)d + 1), 1e-10);
  }
}

/* The first 2^m points of every dimension have one point in each of 2^m strata, scrambled or not, from any aligned start. */
static void every_dimension_is_a_net(void **state) {
  (void)state;
  enum { N = 256 };
  double u[N];
  for (unsigned d = 0; d < JOE_KUO_DIMENSIONS; d++)
    for (int scrambled = 0; scrambled < 2; scrambled++) {
      StreamKey key = stream_key(d, "net");
      SobolDimension sobol;
      sobol_dimension(&sobol, d, scrambled ? &key : NULL);
      sobol_fill(&sobol, 5 * N, N, u);
      char seen[N] = {0};
      for (int i = 0; i < N; i++) {
        assert_true(u[i] > 0 && u[i] < 1);
        seen[(int)(u[i] * N)]++;
      }
      for (int i = 0; i < N; i++) assert_int_equal(seen[i], 1);
    }
}

/* Two dimensions together stay a net under scrambling: dimensions 1, 2 form a (0, m, 2)-net. */
static void scrambling_keeps_the_net_in_two_dimensions(void **state) {
  (void)state;
  enum { M = 10, N = 1 << M };
  static double u[N], v[N];
  for (uint64_t seed = 0; seed < 20; seed++) {
    StreamKey a = stream_key(seed, "a"), b = stream_key(seed, "b");
    SobolDimension x, y;
    sobol_dimension(&x, 0, &a);
    sobol_dimension(&y, 1, &b);
    sobol_fill(&x, 0, N, u);
    sobol_fill(&y, 0, N, v);
    for (int k = 0; k <= M; k++) {
      static char seen[N];
      memset(seen, 0, sizeof seen);
      for (int i = 0; i < N; i++) seen[((int)(u[i] * (1 << k)) << (M - k)) + (int)(v[i] * (1 << (M - k)))]++;
      for (int i = 0; i < N; i++) assert_int_equal(seen[i], 1);
    }
  }
}

static void filling_equals_asking(void **state) {
  (void)state;
  StreamKey key = stream_key(4, "x");
  SobolDimension sobol;
  sobol_dimension(&sobol, 37, &key);
  double u[200];
  for (uint64_t first = 0; first < 300; first += 41) {
    sobol_fill(&sobol, first, 200, u);
    for (size_t i = 0; i < 200; i++) {
      double one;
      sobol_fill(&sobol, first + i, 1, &one);
      assert_same_double(u[i], one);
      assert_true((uint32_t)(u[i] * 0x1p32) == sobol_digits(&sobol, (uint32_t)(first + i)));
    }
  }
  sobol_fill(&sobol, (UINT64_C(1) << 32) - 100, 100, u);     /* the last points there are */
}

/* Standard error over scramblings of the mean of a smooth product in 6 dimensions (exact mean 1) and of a probability. */
enum { DIMENSIONS = 6, POINTS = 1024, SCRAMBLES = 100 };
static double place[DIMENSIONS][POINTS];

static double product_mean(void) {
  double sum = 0;
  for (int i = 0; i < POINTS; i++) {
    double product = 1;
    for (int d = 0; d < DIMENSIONS; d++) product *= 1 + (place[d][i] - 0.5) / (d + 1);
    sum += product;
  }
  return sum / POINTS - 1;
}

static double scramble_error(int nested) {
  double squares = 0;
  for (uint64_t seed = 0; seed < SCRAMBLES; seed++) {
    for (unsigned d = 0; d < DIMENSIONS; d++) {
      char name[8];
      snprintf(name, sizeof name, "p%u", d);
      StreamKey key = stream_key(seed, name);
      SobolDimension sobol;
      sobol_dimension(&sobol, d, nested ? NULL : &key);
      sobol_fill(&sobol, 0, POINTS, place[d]);
      for (uint32_t i = 0; nested && i < POINTS; i++)
        place[d][i] = (sobol_scramble_nested(sobol_digits(&sobol, i), stream_bits(key, STREAM_DESIGN, 9, 0)) + 0.5) * 0x1p-32;
    }
    squares += product_mean() * product_mean();
  }
  return sqrt(squares / SCRAMBLES);
}

static void the_hash_scrambles_as_well_as_owen(void **state) {
  (void)state;
  double hash = scramble_error(0), nested = scramble_error(1), random = 0.38 / sqrt(POINTS);
  print_message("smooth product, 1,024 points: hash %.2e, nested %.2e, random %.2e\n", hash, nested, random);
  assert_true(hash < 1.35 * nested && nested < 1.35 * hash);   /* 100 repeats: a ratio is known to some 10 % */
  assert_true(hash < random / 15);
}

/* A scrambled point is uniform: over scramblings, point 0 (the origin) spreads over (0, 1). */
static void one_point_is_uniform_over_scrambles(void **state) {
  (void)state;
  enum { SEEDS = 4000 };
  double count[16] = {0}, chi = 0;
  for (uint64_t seed = 0; seed < SEEDS; seed++) {
    StreamKey key = stream_key(seed, "origin");
    SobolDimension sobol;
    sobol_dimension(&sobol, 3, &key);
    double u;
    sobol_fill(&sobol, 0, 1, &u);
    count[(int)(u * 16)]++;
  }
  for (int i = 0; i < 16; i++) chi += (count[i] - SEEDS / 16.0) * (count[i] - SEEDS / 16.0) / (SEEDS / 16.0);
  assert_true(chi < 37.7);                                   /* 15 degrees of freedom, 0.1 % level */
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(numbers_are_those_published),
    cmocka_unit_test(every_dimension_is_well_formed),
    cmocka_unit_test(points_are_those_published),
    cmocka_unit_test(every_dimension_is_a_net),
    cmocka_unit_test(scrambling_keeps_the_net_in_two_dimensions),
    cmocka_unit_test(filling_equals_asking),
    cmocka_unit_test(the_hash_scrambles_as_well_as_owen),
    cmocka_unit_test(one_point_is_uniform_over_scrambles),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
