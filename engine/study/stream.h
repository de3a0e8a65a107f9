/* stream.h : random numbers that depend on nothing but what they are for.
 *
 * A draw is a function of (seed, name, use, step, run). Adding a parameter, an output or more runs changes no draw that
 * was there before; any thread, process or machine can compute any draw alone. There is no state.
 *
 * The generator is Philox4x32-10 (Salmon, Moraes, Dror, Shaw, SC11), equal to that of the Random123 library:
 *   key      stream_key(seed, name), 64 bits
 *   counter  words 0, 1: (run >> 6) * 32 + (run & 31);  word 2: step;  word 3: use
 *   half     bit 5 of run: words 0, 1 of the output when it is 0, words 2, 3 when it is 1 (low word first)
 * Both halves of each output are used: a group of 64 runs costs 32 evaluations.
 *
 * A uniform is (top 52 bits + 0.5) * 2^-52: never 0 or 1, exact, symmetric about one half, at least 2^-53.
 *
 * Threads: all functions are pure. Errors: none. */
#ifndef YJ_STUDY_STREAM_H
#define YJ_STUDY_STREAM_H
#include <stddef.h>
#include <stdint.h>

typedef struct { uint32_t word[2]; } StreamKey;

typedef enum {
  STREAM_DRAW = 0,        /* one number a run: parameters; step is 0 */
  STREAM_SHOCK = 1,       /* one number a run and step: shocks; step is the grid point */
  STREAM_DESIGN = 2,      /* permutations, trajectories, scrambles of a design */
  STREAM_RESAMPLE = 3     /* bootstrap and permutations of an analysis */
} StreamUse;

/* The stable 64-bit hash of a name (bytes of its UTF-8): FNV-1a, then the mixer below. Written in archives: never change. */
uint64_t stream_hash(const char *name);

/* A bijection of 64 bits in which every input bit reaches every output bit (shift-multiply mixer, Stafford's variant 13). */
uint64_t stream_mix(uint64_t);

/* mix(hash(name) ^ mix(seed + golden ratio)), low word first. */
StreamKey stream_key(uint64_t seed, const char *name);

/* The 64 random bits of one (use, step, run), and the uniform made of them. */
uint64_t stream_bits(StreamKey, StreamUse, uint32_t step, uint64_t run);
double stream_uniform(StreamKey, StreamUse, uint32_t step, uint64_t run);

/* u[i] = stream_uniform(key, use, step, first + i), i < n. Fast when first is a multiple of 64. */
void stream_fill(StreamKey, StreamUse, uint32_t step, uint64_t first, size_t n, double *u);

/* A whole number in [0, bound), bound >= 1; each value's probability is 1/bound to within 2^-32. */
uint32_t stream_below(StreamKey, StreamUse, uint32_t step, uint64_t run, uint32_t bound);

#endif
