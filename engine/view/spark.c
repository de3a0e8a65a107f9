#include "view/spark.h"

#include <math.h>
#include <string.h>

static const char *const blocks[8] = {"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};

static double mean_of(const double *values, size_t n) {
  double sum = 0;
  for (size_t i = 0; i < n; i++) sum += values[i];
  return sum / (double)n;
}

static const char *block_of(double x, double low, double high) {
  if (!isfinite(x)) return " ";
  if (high - low <= 1e-9 * fmax(fabs(low), fabs(high))) return blocks[3];
  int step = (int)((x - low) / (high - low) * 8);
  return blocks[step > 7 ? 7 : step];
}

const char *spark_of(const double *values, size_t n, unsigned width, char out[SPARK_BYTES]) {
  double means[SPARK_WIDEST], low = INFINITY, high = -INFINITY;
  size_t cells = width < SPARK_WIDEST ? width : SPARK_WIDEST;
  if (cells > n) cells = n;
  for (size_t i = 0; i < cells; i++) {
    size_t from = i * n / cells, to = (i + 1) * n / cells;
    means[i] = mean_of(values + from, to - from);
    if (isfinite(means[i])) low = fmin(low, means[i]), high = fmax(high, means[i]);
  }
  out[0] = 0;
  for (size_t i = 0; i < cells; i++) strcat(out, block_of(means[i], low, high));
  return out;
}
