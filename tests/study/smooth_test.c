/* Smoothing gives the bits of the plain sum, with every instruction set this machine has. */
#include "study/sensitivity/smooth.h"
#include "support/check.h"
#include <stdlib.h>

enum { MARGIN = 80, ROW = 200, MOST_REACH = 64 };

static void fill(double *x, unsigned n) {
  uint64_t state = 88172645463325252u;
  for (unsigned i = 0; i < n; i++) {
    state ^= state << 13, state ^= state >> 7, state ^= state << 17;
    x[i] = (double)(state >> 11) * 0x1p-53 - 0.5;
  }
}

static void every_set_gives_the_plain_sum(void **state) {
  (void)state;
  double kernel[2 * MOST_REACH], row[ROW + 2 * MARGIN + SMOOTH_TILE], smooth[ROW + SMOOTH_TILE];
  unsigned sets = 0;
  fill(kernel, 2 * MOST_REACH), fill(row, sizeof row / sizeof *row);
  for (Isa isa = ISA_AUTO; isa <= ISA_AVX512; isa++) {
    if (!isa_present(isa)) continue;
    sets++;
    for (int reach = 1; reach <= MOST_REACH; reach += 7) {
      const int from = 3, to = ROW - 1;
      memset(smooth, 0x5a, sizeof smooth);
      smooth_row(isa)(kernel, reach, row + MARGIN, from, to, smooth);
      for (int p = from; p <= to; p++) {
        double sum = 0.0;
        for (int d = 1 - reach; d < reach; d++) sum += kernel[reach - 1 + d] * row[MARGIN + p + d];
        assert_same_double(smooth[p], sum);
      }
      uint64_t before, untouched = 0x5a5a5a5a5a5a5a5a;
      memcpy(&before, &smooth[from - 1], sizeof before);
      assert_true(before == untouched);
    }
  }
  assert_true(sets >= 2);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(every_set_gives_the_plain_sum)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
