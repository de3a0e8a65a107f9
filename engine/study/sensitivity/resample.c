/* resample.c : keyed counts, and weighted sums by tiles of columns that stay in registers. */
#include "study/sensitivity/resample.h"
#include "study/stream.h"

enum { DRAWS = 1024 };

static void draw_one(double place, size_t n, uint8_t *count) {
  size_t unit = (size_t)(place * (double)n);
  count[unit] += count[unit] < 255;
}

/* n draws with replacement. A uniform has 52 bits: for small n it is cut into two of 26. */
static void draw_counts(StreamKey key, unsigned b, size_t n, uint8_t *count) {
  double u[DRAWS];
  size_t each = n <= 65536 ? 2 : 1;
  for (size_t first = 0; first < n; first += DRAWS * each) {
    size_t here = n - first < DRAWS * each ? n - first : DRAWS * each;
    stream_fill(key, STREAM_RESAMPLE, b, first / each, (here + each - 1) / each, u);
    for (size_t i = 0; i < here; i++) {
      double whole = u[i / each] * 0x1p26, high = (double)(uint32_t)whole;
      draw_one(each == 1 ? u[i] : i % 2 ? whole - high : high * 0x1p-26, n, count);
    }
  }
}

const Resample *resample_new(Arena *arena, uint64_t seed, unsigned resamples, size_t n) {
  Resample *r = arena_alloc(arena, sizeof *r);
  uint8_t *count = arena_array(arena, resamples ? resamples : 1, n);
  if (!r || !count) return NULL;
  StreamKey key = stream_key(seed, "resample");
  for (unsigned b = 0; b < resamples; b++) draw_counts(key, b, n, count + b * n);
  *r = (Resample){resamples, n, count};
  return r;
}

typedef double Two __attribute__((vector_size(16), aligned(8), may_alias));

/* One tile of 16 columns: eight accumulators of two stay in registers while the block goes by. Written with pairs because
 * compilers do not find this by themselves; the operations are plain products and sums, the same on any machine. */
static void add_tile(const double *weight, size_t n, size_t columns, const double *rows, double *sums) {
  Two *total = (Two *)sums;
  Two s0 = total[0], s1 = total[1], s2 = total[2], s3 = total[3], s4 = total[4], s5 = total[5], s6 = total[6], s7 = total[7];
  for (size_t i = 0; i < n; i++, rows += columns) {
    const Two *row = (const Two *)rows;
    Two w = {weight[i], weight[i]};
    s0 += w * row[0];
    s1 += w * row[1];
    s2 += w * row[2];
    s3 += w * row[3];
    s4 += w * row[4];
    s5 += w * row[5];
    s6 += w * row[6];
    s7 += w * row[7];
  }
  total[0] = s0;
  total[1] = s1;
  total[2] = s2;
  total[3] = s3;
  total[4] = s4;
  total[5] = s5;
  total[6] = s6;
  total[7] = s7;
}

void resample_add(const Resample *r, size_t first, size_t n, size_t columns, const double *rows, double *sums) {
  unsigned resamples = r ? r->resamples : 0;
  double weight[RESAMPLE_BLOCK];
  for (unsigned row = 0; row <= resamples; row++) {
    for (size_t i = 0; i < n; i++) weight[i] = row ? (double)r->count[(row - 1) * r->n + first + i] : 1.0;
    for (size_t tile = 0; tile < columns; tile += RESAMPLE_TILE)
      add_tile(weight, n, columns, rows + tile, sums + row * columns + tile);
  }
}
