/* latin.c : keyed permutations without tables, and maximin improvement by exchange. */
#include "study/latin.h"
#include <math.h>

enum { MIX_ROUNDS = 4, STEP_JITTER = 1 };

/* A keyed bijection of `bits` bits: xor, odd product and shift are each invertible modulo 2^bits. */
static uint64_t permute_bits(StreamKey key, unsigned bits, uint64_t x) {
  uint64_t mask = bits < 64 ? ((uint64_t)1 << bits) - 1 : ~(uint64_t)0;
  unsigned shift = bits / 2 + 1;
  for (unsigned round = 0; round < MIX_ROUNDS; round++) {
    uint64_t mixed = stream_mix(((uint64_t)key.word[1] << 32 | key.word[0]) + round * 0x9E3779B97F4A7C15u);
    x = (x ^ (mixed >> 7)) & mask;
    x = (x * (mixed | 1u)) & mask;
    x ^= x >> shift;
    x = (x * 0x9FB21C651E98DF25u) & mask;
    x ^= x >> shift;
  }
  return x;
}

/* Walks the bijection of the next power of two until it lands below n: a bijection of 0..n-1, at most 2 steps on average. */
uint64_t latin_stratum(StreamKey key, uint64_t n, uint64_t run) {
  unsigned bits = 1;
  while (((uint64_t)1 << bits) < n) bits++;
  uint64_t x = run;
  do x = permute_bits(key, bits, x); while (x >= n);
  return x;
}

double latin_value(StreamKey key, uint64_t n, uint64_t run, uint64_t stratum) {
  double u = ((double)stratum + stream_uniform(key, STREAM_DESIGN, STEP_JITTER, run)) / (double)n;
  return u < 1.0 - 0x1p-53 ? u : 1.0 - 0x1p-53;
}

/* ---- maximin --------------------------------------------------------------------------------------------------- */

typedef struct { uint32_t *strata; unsigned parameters; uint32_t n; } Sample;

static inline double coordinate(const Sample *s, unsigned parameter, uint32_t run) {
  return (double)s->strata[(size_t)parameter * s->n + run];
}

static double squared_distance(const Sample *s, uint32_t a, uint32_t b) {
  double sum = 0.0;
  for (unsigned j = 0; j < s->parameters; j++) {
    double gap = coordinate(s, j, a) - coordinate(s, j, b);
    sum += gap * gap;
  }
  return sum;
}

/* (scale / d^2)^8: strata are whole numbers, so d^2 >= parameters before any exchange and stays positive. */
static inline double repulsion(double squared, double scale) {
  double r = scale / squared, r2 = r * r, r4 = r2 * r2;
  return r4 * r4;
}

/* The change of phi when runs a and b exchange their strata in one parameter. Their own distance stays. */
static double exchange_gain(const Sample *s, const double *from_a, const double *from_b, unsigned parameter, uint32_t a,
                            uint32_t b, double scale) {
  double xa = coordinate(s, parameter, a), xb = coordinate(s, parameter, b), change = 0.0;
  for (uint32_t run = 0; run < s->n; run++) {
    if (run == a || run == b) continue;
    double x = coordinate(s, parameter, run);
    double shift = (xb - x) * (xb - x) - (xa - x) * (xa - x);
    change += repulsion(from_a[run] + shift, scale) - repulsion(from_a[run], scale);
    change += repulsion(from_b[run] - shift, scale) - repulsion(from_b[run], scale);
  }
  return change;
}

/* One attempt: two random runs, one random parameter; kept when phi falls. */
static void attempt(Sample *s, StreamKey key, uint64_t number, double scale, double *from_a, double *from_b) {
  uint32_t a = stream_below(key, STREAM_DESIGN, 0, number, s->n), b = stream_below(key, STREAM_DESIGN, 1, number, s->n);
  unsigned parameter = stream_below(key, STREAM_DESIGN, 2, number, s->parameters);
  if (a == b) return;
  for (uint32_t run = 0; run < s->n; run++) {
    from_a[run] = squared_distance(s, a, run);
    from_b[run] = squared_distance(s, b, run);
  }
  if (exchange_gain(s, from_a, from_b, parameter, a, b, scale) >= 0.0) return;
  uint32_t *column = s->strata + (size_t)parameter * s->n, kept = column[a];
  column[a] = column[b];
  column[b] = kept;
}

/* As many attempts as some 10^9 elementary steps allow, at most 200 a run. */
static uint64_t attempts(unsigned parameters, uint32_t n) {
  uint64_t cost = (uint64_t)n * (2 * parameters + 8), most = (uint64_t)n * 200, afford = 500000000u / cost;
  return afford < most ? afford : most;
}

uint32_t *latin_maximin(Arena *arena, uint64_t seed, unsigned parameters, const StreamKey *keys, uint32_t n) {
  Sample s = {arena_array(arena, (size_t)parameters * n, sizeof(uint32_t)), parameters, n};
  double *from = arena_array(arena, 2 * (size_t)n, sizeof *from);
  if (!s.strata || !from) return NULL;
  for (unsigned j = 0; j < parameters; j++)
    for (uint32_t run = 0; run < n; run++) s.strata[(size_t)j * n + run] = (uint32_t)latin_stratum(keys[j], n, run);
  if (parameters < 2 || n < 3) return s.strata;
  StreamKey key = stream_key(seed, "latin/maximin");
  double scale = (double)parameters * n * n / 36.0;        /* so that the eighth powers neither overflow nor vanish */
  for (uint64_t number = 0, last = attempts(parameters, n); number < last; number++)
    attempt(&s, key, number, scale, from, from + n);
  return s.strata;
}

double latin_least_distance(const uint32_t *strata, unsigned parameters, uint32_t n) {
  Sample s = {(uint32_t *)strata, parameters, n};
  double least = INFINITY;
  for (uint32_t a = 0; a < n; a++)
    for (uint32_t b = a + 1; b < n; b++) {
      double d = squared_distance(&s, a, b);
      if (d < least) least = d;
    }
  return sqrt(least) / n;
}
