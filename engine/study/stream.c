/* stream.c : Philox4x32-10 one run at a time; groups of 64 runs are made by vectors (vectors.inc). */
#include "study/stream.h"
#include "study/vectors.h"
#include <string.h>

enum { ROUNDS = 10, GROUP = 64, HALF = 32 };

uint64_t stream_mix(uint64_t x) {
  x ^= x >> 30; x *= 0xBF58476D1CE4E5B9u;
  x ^= x >> 27; x *= 0x94D049BB133111EBu;
  return x ^ (x >> 31);
}

uint64_t stream_hash(const char *name) {
  uint64_t hash = 0xCBF29CE484222325u;                     /* FNV-1a, 64 bits */
  for (const unsigned char *byte = (const unsigned char *)name; *byte; byte++)
    hash = (hash ^ *byte) * 0x100000001B3u;
  return stream_mix(hash);
}

StreamKey stream_key(uint64_t seed, const char *name) {
  uint64_t key = stream_mix(stream_hash(name) ^ stream_mix(seed + 0x9E3779B97F4A7C15u));
  return (StreamKey){{(uint32_t)key, (uint32_t)(key >> 32)}};
}

/* One round: two 32 x 32 -> 64 bit products, crossed over and keyed. */
#define PHILOX_ROUND(c0, c1, c2, c3, k0, k1) do { \
    uint64_t left = (uint64_t)(c0) * 0xD2511F53u, right = (uint64_t)(c2) * 0xCD9E8D57u; \
    (c0) = (uint32_t)(right >> 32) ^ (c1) ^ (k0); (c1) = (uint32_t)right; \
    (c2) = (uint32_t)(left >> 32) ^ (c3) ^ (k1); (c3) = (uint32_t)left; \
  } while (0)

/* The round keys grow by the golden ratio and by sqrt(3) - 1. */
static inline uint32_t round_key0(StreamKey key, unsigned round) { return key.word[0] + round * 0x9E3779B9u; }
static inline uint32_t round_key1(StreamKey key, unsigned round) { return key.word[1] + round * 0xBB67AE85u; }

static inline uint64_t counter_of(uint64_t run) { return (run >> 6) * HALF + (run & (HALF - 1)); }

static inline double uniform_of(uint64_t bits) {
  uint64_t whole = (bits >> 12) | 0x4330000000000000u;     /* the double 2^52 + top 52 bits */
  double value;
  memcpy(&value, &whole, sizeof value);
  return (value - 4503599627370496.0 + 0.5) * 0x1p-52;
}

uint64_t stream_bits(StreamKey key, StreamUse use, uint32_t step, uint64_t run) {
  uint64_t counter = counter_of(run);
  uint32_t c0 = (uint32_t)counter, c1 = (uint32_t)(counter >> 32), c2 = step, c3 = (uint32_t)use;
  for (unsigned round = 0; round < ROUNDS; round++)
    PHILOX_ROUND(c0, c1, c2, c3, round_key0(key, round), round_key1(key, round));
  return run & HALF ? ((uint64_t)c3 << 32 | c2) : ((uint64_t)c1 << 32 | c0);
}

double stream_uniform(StreamKey key, StreamUse use, uint32_t step, uint64_t run) {
  return uniform_of(stream_bits(key, use, step, run));
}

void stream_fill(StreamKey key, StreamUse use, uint32_t step, uint64_t first, size_t n, double *u) {
  const Vectors *v = vectors();
  size_t done = 0;
  while (done < n) {
    uint64_t run = first + done;
    size_t skip = (size_t)(run % GROUP), take = GROUP - skip;
    if (take > n - done) take = n - done;
    if (take == GROUP) {
      v->stream(key, use, step, run / GROUP, u + done);
    } else {
      double group[GROUP];
      v->stream(key, use, step, run / GROUP, group);
      memcpy(u + done, group + skip, take * sizeof *u);
    }
    done += take;
  }
}

uint32_t stream_below(StreamKey key, StreamUse use, uint32_t step, uint64_t run, uint32_t bound) {
  return (uint32_t)((stream_bits(key, use, step, run) >> 32) * bound >> 32);
}
