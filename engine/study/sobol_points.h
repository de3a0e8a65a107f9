/* sobol_points.h : Sobol's low-discrepancy sequence, any point at once, scrambled by a hash.
 *
 * Directions of Joe and Kuo, Gray-code order, point 0 kept: the first 2^m points are a net. Any point is computed from
 * its index alone, so every thread, rank and shard may start anywhere. 32 binary digits: at most 2^32 points.
 *
 * Scrambling (randomised quasi-Monte Carlo) is Owen's, by the hash of Laine and Karras in Vegdahl's constants (Burley, Practical
 * hash-based Owen scrambling, JCGT 9(4), 2020), keyed by (seed, parameter name): each digit is flipped depending on the digits
 * before it. Digits 33 to 52 are filled by a hash, so that a value is (52 bits + 0.5) * 2^-52 as in stream.h.
 *
 * GSL's generator is not used: other directions, no point 0, 40 dimensions. Threads: a prepared dimension is constant. */
#ifndef YJ_STUDY_SOBOL_POINTS_H
#define YJ_STUDY_SOBOL_POINTS_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "study/stream.h"

typedef struct {
  uint32_t direction[32];      /* digit-reversed: bit 0 is the first binary digit after the point */
  uint32_t low[64];            /* points 0..63, digit-reversed */
  bool scrambled;
  uint32_t scramble;           /* the key of the scramble ... */
  uint64_t tail;               /* ... and of digits 33 to 52 */
} SobolDimension;

/* Prepares dimension 0 <= d < JOE_KUO_DIMENSIONS; key NULL: not scrambled. */
void sobol_dimension(SobolDimension *, unsigned d, const StreamKey *key);

/* The 32 digits of a point, first digit highest, scrambled or not. index < 2^32. */
uint32_t sobol_digits(const SobolDimension *, uint32_t index);

/* u[i] of points first + i. Unscrambled: (digits + 0.5) * 2^-32. */
void sobol_fill(const SobolDimension *, uint64_t first, size_t n, double *u);

/* Owen's nested uniform scramble of 32 digits, one hash a digit: the slow reference the tests hold the hash against. */
uint32_t sobol_scramble_nested(uint32_t digits, uint64_t key);

#endif
