/* smooth.c : one body, expanded for the vectors of each instruction set. Four sums are under way at once, so that none waits
 * for its own last addition. Written with vectors because compilers do not find this by themselves. */
#include "study/sensitivity/smooth.h"

typedef double Two __attribute__((vector_size(16), aligned(8), may_alias));
typedef double Four __attribute__((vector_size(32), aligned(8), may_alias));
typedef double Eight __attribute__((vector_size(64), aligned(8), may_alias));

#define SMOOTH_BODY(Vector)                                                                                   \
  enum { EACH = sizeof(Vector) / sizeof(double), TILE = 4 * EACH };                                           \
  for (int p = from; p <= to; p += TILE) {                                                                    \
    const double *at = row + p - (reach - 1);                                                                 \
    Vector s0 = {0}, s1 = {0}, s2 = {0}, s3 = {0}, *out = (Vector *)(smooth + p);                             \
    for (int i = 0; i < 2 * reach - 1; i++, at++) {                                                           \
      Vector k = kernel[i] - (Vector){0};                                                                     \
      s0 += k * *(const Vector *)at;                                                                          \
      s1 += k * *(const Vector *)(at + EACH);                                                                 \
      s2 += k * *(const Vector *)(at + 2 * EACH);                                                             \
      s3 += k * *(const Vector *)(at + 3 * EACH);                                                             \
    }                                                                                                         \
    out[0] = s0, out[1] = s1, out[2] = s2, out[3] = s3;                                                       \
  }

static void with_two(const double *kernel, int reach, const double *row, int from, int to, double *smooth) { SMOOTH_BODY(Two) }

__attribute__((target("avx2")))
static void with_four(const double *kernel, int reach, const double *row, int from, int to, double *smooth) { SMOOTH_BODY(Four) }

__attribute__((target("avx512f,avx512dq")))
static void with_eight(const double *kernel, int reach, const double *row, int from, int to, double *smooth) { SMOOTH_BODY(Eight) }

SmoothRow *smooth_row(Isa isa) {
  if (isa == ISA_AUTO) isa = isa_best();
  return isa == ISA_AVX512 ? with_eight : isa == ISA_AVX2 ? with_four : with_two;
}
