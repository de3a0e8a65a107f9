/* dimensions.c : what Sobol's dimensions by name cost beside the first ones: the table of engine/study/dimensions.h.
 *
 *   dimensions [SCRAMBLINGS]     1,000 unless said; by hand, some minutes: no part of bench/run
 *
 * Each scrambling has k new names and keys. Two means with known values; their errors are divided by those of independent runs. */
#include "study/dimensions.h"
#include "study/sobol_points.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { MOST = 76, BLOCK = 256 };
typedef struct { double product, step; } Pair;

/* The errors of both means over n points. */
static Pair errors(const SobolDimension *dimension, unsigned k, uint64_t n) {
  double slope = sqrt(12.0 / k), u[BLOCK], product[BLOCK], sum[BLOCK];
  Pair mean = {-1.0, -0.5};
  for (uint64_t first = 0; first < n; first += BLOCK) {
    for (int i = 0; i < BLOCK; i++) product[i] = 1.0, sum[i] = 0.0;
    for (unsigned j = 0; j < k; j++) {
      sobol_fill(&dimension[j], first, BLOCK, u);
      for (int i = 0; i < BLOCK; i++) product[i] *= 1.0 + slope * (u[i] - 0.5), sum[i] += u[i];
    }
    for (int i = 0; i < BLOCK; i++) mean.product += product[i] / (double)n, mean.step += (sum[i] > 0.5 * k) / (double)n;
  }
  return mean;
}

static void prepare(SobolDimension *dimension, unsigned k, int scrambling, bool by_name) {
  static char names[MOST][32];
  Dimensions all = {0};
  for (unsigned j = 0; j < k; j++) {
    snprintf(names[j], sizeof names[j], "input_%d_%u", scrambling, j);
    StreamKey key = stream_key(1, names[j]);
    sobol_dimension(&dimension[j], by_name ? dimension_of(&all, names[j]) : j, &key);
  }
}

static Pair root_mean_square(unsigned k, uint64_t n, int scramblings, bool by_name) {
  static SobolDimension dimension[MOST];
  Pair squares = {0, 0};
  for (int s = 0; s < scramblings; s++) {
    prepare(dimension, k, s, by_name);
    Pair e = errors(dimension, k, n);
    squares.product += e.product * e.product, squares.step += e.step * e.step;
  }
  double independent = (pow(1.0 + 1.0 / k, k) - 1.0) / (double)n;
  return (Pair){sqrt(squares.product / scramblings / independent), sqrt(squares.step / scramblings * 4.0 * (double)n)};
}

int main(int argc, char **argv) {
  static const unsigned inputs[] = {2, 6, 20, 76};
  int scramblings = argc > 1 ? atoi(argv[1]) : 1000;
  for (int i = 0; i < 4; i++)
    for (int bits = 8; bits <= 14; bits += bits == 8 ? 4 : 2) {
      Pair order = root_mean_square(inputs[i], (uint64_t)1 << bits, scramblings, false), name = root_mean_square(inputs[i], (uint64_t)1 << bits, scramblings, true);
      printf("k = %2u, n = %5d: product %.3f / %.3f, step %.3f / %.3f\n", inputs[i], 1 << bits, order.product, name.product, order.step, name.step);
      fflush(stdout);
    }
}
