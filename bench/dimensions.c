/* dimensions.c : what Sobol's dimensions by name cost beside the first ones, and how many names another one moves: the tables of
 * engine/study/dimensions.h.
 *
 *   dimensions [SCRAMBLINGS]     1,000 unless said; by hand, about a minute: no part of bench/run
 *
 * Each scrambling has k new names and keys. Two means with known values; their errors are divided by those of independent runs.
 * Besides the engine's assignment: blocks, where the first names hash into the first few dimensions, the next names into the next. */
#include "study/dimensions.h"
#include "study/sobol_points.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { MOST = 77, BLOCK = 256, BLOCKS = 8, SIZES = 3, TRIALS = 20000 };
typedef struct { double product, step; } Pair;
typedef struct { const char *title; unsigned names[BLOCKS], dimensions[BLOCKS]; } Scheme;       /* no names: the engine's */

static const Scheme schemes[] = {
  {"in order of declaration", {0}, {1}},
  {"hashed into 512", {1024}, {512}},
  {"4 names in 8, 8 in 16, 16 in 32 ..", {4, 8, 16, 32, 64}, {8, 16, 32, 64, 128}},
  {"4 names in 6, 8 in 12, 16 in 24 ..", {4, 8, 16, 32, 64}, {6, 12, 24, 48, 96}},
  {"2 names in 2, 4 in 5, 8 in 10 ..", {2, 4, 8, 16, 32, 64}, {2, 5, 10, 20, 40, 80}},
  {"2 names in 2, 2 in 2, 4 in 4 ..", {2, 2, 4, 8, 16, 32, 64}, {2, 2, 4, 8, 16, 32, 64}},
  {"the engine's levels", {0}, {0}},
};
static const int bits[SIZES] = {8, 12, 14};

static void assign(const Scheme *s, const char *const *names, unsigned k, unsigned *dimension) {
  Dimensions all = {0};
  unsigned block = 0, used = 0, first = 0;
  for (unsigned j = 0; j < k; j++) {
    if (!s->names[0]) {
      dimension[j] = s->dimensions[0] ? j : dimension_of(&all, names[j]);
      continue;
    }
    if (used++ == s->names[block]) first += s->dimensions[block++], used = 1;
    uint64_t attempt = stream_hash(names[j]);
    do dimension[j] = first + (unsigned)(stream_mix(attempt) % s->dimensions[block]), attempt += 0x9E3779B97F4A7C15u;
    while (all.taken[dimension[j]]);
    all.taken[dimension[j]] = true;
  }
}

static const char *const *named(int trial, unsigned k) {
  static char text[MOST][32];
  static const char *names[MOST];
  for (unsigned j = 0; j < k; j++) snprintf(text[j], sizeof text[j], "input_%d_%u", trial, j), names[j] = text[j];
  return names;
}

/* ---- precision ------------------------------------------------------------------------------------------------------ */

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

static void prepare(const Scheme *s, SobolDimension *dimension, unsigned k, int scrambling) {
  const char *const *names = named(scrambling, k);
  unsigned chosen[MOST];
  assign(s, names, k, chosen);
  for (unsigned j = 0; j < k; j++) {
    StreamKey key = stream_key(1, names[j]);
    sobol_dimension(&dimension[j], chosen[j], &key);
  }
}

static void tell_precision(const Scheme *s, unsigned k, int scramblings) {
  static SobolDimension dimension[MOST];
  Pair squares[SIZES] = {{0, 0}};
  for (int t = 0; t < scramblings; t++) {
    prepare(s, dimension, k, t);
    for (int i = 0; i < SIZES; i++) {
      Pair e = errors(dimension, k, (uint64_t)1 << bits[i]);
      squares[i].product += e.product * e.product, squares[i].step += e.step * e.step;
    }
  }
  printf("k = %2u ", k);
  for (int i = 0; i < SIZES; i++) {
    double n = (double)(1 << bits[i]), independent = (pow(1.0 + 1.0 / k, k) - 1.0) / n;
    printf("  n = %5.0f: product %.3f, step %.3f", n, sqrt(squares[i].product / scramblings / independent), sqrt(squares[i].step / scramblings * 4.0 * n));
  }
  puts("");
  fflush(stdout);
}

/* ---- moves ---------------------------------------------------------------------------------------------------------- */

/* How many of k names have another dimension after one more is put before name `at`. */
static unsigned moved(const Scheme *s, const char *const *names, unsigned k, unsigned at) {
  const char *more[MOST];
  unsigned before[MOST], after[MOST], count = 0;
  for (unsigned j = 0; j < k; j++) more[j + (j >= at)] = names[j];
  more[at] = "newcomer";
  assign(s, names, k, before);
  assign(s, more, k + 1, after);
  for (unsigned j = 0; j < k; j++) count += before[j] != after[j + (j >= at)];
  return count;
}

static void tell_moves(const Scheme *s, unsigned k) {
  unsigned long anywhere = 0, in_front = 0;
  unsigned most = 0;
  for (int t = 0; t < TRIALS; t++) {
    const char *const *names = named(t, k);
    unsigned front = moved(s, names, k, 0);
    anywhere += moved(s, names, k, (unsigned)(stream_mix((uint64_t)t) % (k + 1)));
    in_front += front;
    if (front > most) most = front;
  }
  printf("one more moves of %u: %.2f at a random place, %.2f in front, at most %u\n", k, (double)anywhere / TRIALS, (double)in_front / TRIALS, most);
}

int main(int argc, char **argv) {
  static const unsigned inputs[] = {2, 6, 20, 76};
  int scramblings = argc > 1 ? atoi(argv[1]) : 1000;
  for (size_t s = 0; s < sizeof schemes / sizeof *schemes; s++) {
    printf("%s\n", schemes[s].title);
    for (int i = 0; i < 4; i++) tell_precision(&schemes[s], inputs[i], scramblings);
    for (int i = 1; i < 4; i++) tell_moves(&schemes[s], inputs[i]);
  }
}
