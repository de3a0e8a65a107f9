#include "study/exact_quantile.h"
#include "study/histogram.h"
#include "study/moments.h"
#include "study/special.h"
#include "study/stream.h"
#include "support/check.h"
#include <stdlib.h>

enum { N = 200000, CHUNKS = (N + MOMENTS_CHUNK - 1) / MOMENTS_CHUNK };
static double values[N], sorted[N], scratch[N];

/* Five shapes: uniform, bell, long tail, two heaps, across zero with a far tail. */
static void draw(int shape) {
  StreamKey key = stream_key((uint64_t)shape, "values");
  stream_fill(key, STREAM_DRAW, 0, 0, N, values);
  for (int i = 0; i < N; i++) {
    double u = values[i], v = u < 0.5 ? u : 1 - u, z = (u < 0.5 ? -1 : 1) * sqrt(-2 * log(2 * v));
    values[i] = shape == 0 ? u : shape == 1 ? z : shape == 2 ? exp(1.5 * z) : shape == 3 ? z + (i % 3 ? 8 : 0) : z * z * z;
  }
}

static int ascending(const void *a, const void *b) {
  double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

static void sorting_sorts(void **state) {
  (void)state;
  for (int shape = 0; shape < 8; shape++) {
    size_t n = 30000;
    if (shape < 5) draw(shape);
    for (size_t i = 0; i < n; i++)                            /* and the inputs that hurt a quick sort */
      if (shape == 5) values[i] = (double)i; else if (shape == 6) values[i] = (double)(i % 3); else if (shape == 7) values[i] = (double)(i < n / 2 ? i : n - i);
    memcpy(sorted, values, n * sizeof *values);
    memcpy(scratch, values, n * sizeof *values);
    qsort(sorted, n, sizeof *sorted, ascending);
    exact_sort(scratch, n);
    assert_memory_equal(scratch, sorted, n * sizeof *sorted);
  }
}

static void exact_quantiles_are_exact(void **state) {
  (void)state;
  const double p[] = {0.025, 0.1, 0.25, 0.5, 0.75, 0.9, 0.975, 0.5000001, 0, 1};
  double got[10];
  for (int shape = 0; shape < 5; shape++) {
    draw(shape);
    const size_t sizes[] = {1, 2, 7, 4096, 20000, N};
    for (int s = 0; s < 6; s++) {
      memcpy(sorted, values, sizes[s] * sizeof *values);
      qsort(sorted, sizes[s], sizeof *sorted, ascending);
      exact_quantiles(values, sizes[s], scratch, 10, p, got);
      for (int i = 0; i < 10; i++) {
        double expected = exact_sorted_quantile(sorted, sizes[s], p[i]), alone;
        assert_same_double(got[i], expected);
        exact_quantiles(values, sizes[s], scratch, 1, &p[i], &alone);
        assert_same_double(alone, expected);
        memcpy(scratch, values, sizes[s] * sizeof *values);
        assert_same_double(exact_quantile(scratch, sizes[s], p[i]), expected);
      }
    }
  }
  double same[20000];
  for (int i = 0; i < 20000; i++) same[i] = 4.5;
  exact_quantiles(same, 20000, scratch, 1, p, got);
  assert_same_double(got[0], 4.5);
  assert_near(exact_sorted_quantile((const double[]){1, 2, 4}, 3, 0.75), 3, 1e-15);
}

static void histogram_keeps_its_bound(void **state) {
  (void)state;
  Histogram h;
  for (int shape = 0; shape < 5; shape++) {
    draw(shape);
    double exact[SUMMARY_QUANTILES];
    exact_quantiles(values, N, scratch, SUMMARY_QUANTILES, summary_quantiles, exact);
    histogram_start(&h, values, HISTOGRAM_PILOT, scratch);
    histogram_add(&h, values, N);
    assert_int_equal(h.n, N);
    double spread = exact[4] - exact[2], worst = 0;
    for (int i = 0; i < SUMMARY_QUANTILES; i++) {
      bool edge;
      double error = fabs(histogram_quantile(&h, summary_quantiles[i], &edge) - exact[i]);
      assert_false(edge);
      assert_true(error <= h.step);
      worst = fmax(worst, error / spread);
    }
    print_message("shape %d: worst quantile error %.1e interquartile ranges\n", shape, worst);
    bool edge;
    histogram_quantile(&h, 0.9999999, &edge);
    exact_quantiles(values, N, scratch, 1, (const double[]){1.0}, exact);
    assert_same_double(h.greatest, exact[0]);
  }
}

static void histograms_merge_in_any_order(void **state) {
  (void)state;
  static Histogram whole, part[7], once, other;
  draw(4);
  values[5000] = NAN;
  values[7777] = -INFINITY;
  values[9] = -0.0;
  histogram_start(&whole, values, HISTOGRAM_PILOT, scratch);
  once = whole;
  other = whole;
  for (int i = 0; i < 7; i++) part[i] = whole;
  histogram_add(&whole, values, N);
  for (size_t i = 0; i < N; i += 100) histogram_add(&part[(i / 100) * 5 % 7], values + i, 100);
  const int order[] = {3, 0, 6, 1, 5, 2, 4};
  for (int i = 0; i < 7; i++) {
    histogram_merge(&once, &part[order[i]]);
    histogram_merge(&other, &part[6 - i]);
  }
  assert_memory_equal(&once, &whole, sizeof whole);
  assert_memory_equal(&other, &whole, sizeof whole);
  assert_int_equal(whole.bad, 2);
  assert_int_equal(whole.n, N - 2);
}

/* -0 and 0 are one value: which came first must not show. */
static void zero_has_one_spelling(void **state) {
  (void)state;
  static Histogram a, b;
  const double one[] = {-0.0, 0.0, 3}, other[] = {0.0, -0.0, 3};
  histogram_start(&a, one, 3, scratch);
  b = a;
  histogram_add(&a, one, 3);
  histogram_add(&b, other, 3);
  assert_memory_equal(&a, &b, sizeof a);
}

static void strange_pilots_do_no_harm(void **state) {
  (void)state;
  Histogram h;
  const double constant[] = {5, 5, 5, 5}, zero[] = {0, 0}, none[] = {NAN, INFINITY}, one[] = {3};
  histogram_start(&h, constant, 4, scratch);
  histogram_add(&h, constant, 4);
  assert_same_double(histogram_quantile(&h, 0.5, NULL), 5);
  histogram_start(&h, zero, 2, scratch);
  histogram_add(&h, zero, 2);
  assert_same_double(histogram_quantile(&h, 0.1, NULL), 0);
  histogram_start(&h, none, 2, scratch);
  histogram_add(&h, none, 2);
  assert_true(isnan(histogram_quantile(&h, 0.5, NULL)));
  assert_int_equal(h.bad, 2);
  histogram_start(&h, one, 1, scratch);
  histogram_add(&h, one, 1);
  assert_same_double(histogram_quantile(&h, 0.975, NULL), 3);
}

/* Values beyond the range fall in the end bins; a quantile there says that the bound does not hold. */
static void end_bins_confess(void **state) {
  (void)state;
  Histogram h;
  double pilot[100], later[100];
  for (int i = 0; i < 100; i++) pilot[i] = i, later[i] = 1000 + i;
  histogram_start(&h, pilot, 100, scratch);
  histogram_add(&h, pilot, 100);
  histogram_add(&h, later, 100);
  bool edge;
  histogram_quantile(&h, 0.25, &edge);
  assert_false(edge);
  double x = histogram_quantile(&h, 0.9, &edge);
  assert_true(edge);
  assert_true(x > 100 && x <= 1099);
}

/* ---- moments ------------------------------------------------------------------------------------------------------------ */

static Moments chunk_moments(size_t chunk) {
  size_t first = chunk * MOMENTS_CHUNK, n = N - first < MOMENTS_CHUNK ? N - first : MOMENTS_CHUNK;
  return moments_of(values + first, n);
}

static void check_same(Moments a, Moments b) {
  assert_int_equal(a.n, b.n);
  assert_same_double(a.mean, b.mean);
  assert_same_double(a.squares, b.squares);
}

static void moments_do_not_depend_on_order(void **state) {
  (void)state;
  draw(2);
  MomentForest *in_order = forest_new(1), *shuffled = forest_new(1), *shard[3];
  for (size_t c = 0; c < CHUNKS; c++) {
    Moments here = chunk_moments(c), there = chunk_moments(c * 89 % CHUNKS);
    assert_true(forest_add(in_order, c, &here));
    assert_true(forest_add(shuffled, c * 89 % CHUNKS, &there));
    assert_true(forest_nodes(in_order) <= 9);
  }
  check_same(forest_total(in_order, 0), forest_total(shuffled, 0));
  for (int s = 0; s < 3; s++) {
    shard[s] = forest_new(1);
    for (size_t c = (size_t)s * CHUNKS / 3; c < (size_t)(s + 1) * CHUNKS / 3; c++) {
      Moments here = chunk_moments(c);
      assert_true(forest_add(shard[s], c, &here));
    }
  }
  MomentForest *merged = forest_new(1);
  for (int s = 2; s >= 0; s--) assert_true(forest_merge(merged, shard[s]));
  check_same(forest_total(in_order, 0), forest_total(merged, 0));
  assert_int_equal(forest_nodes(in_order), forest_nodes(merged));
  MomentForest *restored = forest_new(1);                   /* as an archive would */
  for (size_t i = forest_nodes(in_order); i-- > 0;) {
    unsigned level;
    uint64_t position;
    const Moments *node = forest_node(in_order, i, &level, &position);
    assert_true(forest_put(restored, level, position, node));
  }
  check_same(forest_total(in_order, 0), forest_total(restored, 0));
  MomentForest *all[] = {in_order, shuffled, merged, restored, shard[0], shard[1], shard[2]};
  for (int i = 0; i < 7; i++) forest_free(all[i]);
}

static void moments_are_right(void **state) {
  (void)state;
  double x[] = {1e9 + 4, 1e9 + 7, NAN, 1e9 + 13, 1e9 + 16};
  Moments m = moments_of(x, 5);
  assert_int_equal(m.n, 4);
  assert_int_equal(m.bad, 1);
  assert_near(m.mean, 1e9 + 10, 1e-15);
  assert_near(moments_sd(m), sqrt(30), 1e-12);
  Moments left = moments_of(x, 2), right = moments_of(x + 3, 2), none = moments_of(x + 2, 1);
  assert_near(moments_join(left, right).squares, 90, 1e-12);
  check_same(moments_join(none, left), left);
  check_same(moments_join(left, none), left);
  assert_true(isnan(moments_sd(none)));
}

static void shares_have_intervals(void **state) {
  (void)state;
  double low, high;
  share_interval((Share){0, 10}, &low, &high);
  assert_same_double(low, 0);
  assert_within(high, 0.2775, 1e-4);                        /* Wilson's interval at 0 of 10 */
  share_interval((Share){10, 10}, &low, &high);
  assert_same_double(high, 1);
  share_interval((Share){500, 1000}, &low, &high);
  assert_within(low, 0.4691, 1e-4);
  assert_within(high, 0.5309, 1e-4);
  share_interval((Share){0, 0}, &low, &high);
  assert_true(low == 0 && high == 1);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(sorting_sorts),
    cmocka_unit_test(exact_quantiles_are_exact),
    cmocka_unit_test(histogram_keeps_its_bound),
    cmocka_unit_test(histograms_merge_in_any_order),
    cmocka_unit_test(zero_has_one_spelling),
    cmocka_unit_test(strange_pilots_do_no_harm),
    cmocka_unit_test(end_bins_confess),
    cmocka_unit_test(moments_do_not_depend_on_order),
    cmocka_unit_test(moments_are_right),
    cmocka_unit_test(shares_have_intervals),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
