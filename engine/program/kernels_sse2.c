/* The lane machine with SSE2, which every x86-64 has: 2 lanes a vector, 16 a row. */
#pragma GCC diagnostic ignored "-Wpedantic"   /* labels are values here */
#include <emmintrin.h>
#include <stdbool.h>
#include <stdint.h>

#define VB 16
typedef double V __attribute__((vector_size(VB)));
typedef uint64_t U __attribute__((vector_size(VB)));
typedef V M;                                  /* all bits set, or none */
#define SPLAT(x) (V)_mm_set1_pd(x)
#define LESSER(a, b) (V)_mm_min_pd((__m128d)(a), (__m128d)(b))
#define GREATER(a, b) (V)_mm_max_pd((__m128d)(a), (__m128d)(b))
#define LT(a, b) (V)_mm_cmplt_pd((__m128d)(a), (__m128d)(b))
#define LE(a, b) (V)_mm_cmple_pd((__m128d)(a), (__m128d)(b))
#define EQ(a, b) (V)_mm_cmpeq_pd((__m128d)(a), (__m128d)(b))
#define NE(a, b) (V)_mm_cmpneq_pd((__m128d)(a), (__m128d)(b))
#define AND(m, n) (V)((U)(m) & (U)(n))
#define OR(m, n) (V)((U)(m) | (U)(n))
#define NOT(m) (V)~(U)(m)
#define ANY(m) (_mm_movemask_pd((__m128d)(m)) != 0)
#define CHOOSE(m, x, y) choose((m), (x), (y))
#define TEST1(b) test1(b)
#define ROOT(x) (V)_mm_sqrt_pd((__m128d)(x))
#define DOWN(x) down(x)
#define WHOLE(x) (V)_mm_cvtepi32_pd(_mm_cvttpd_epi32((__m128d)(x)))
#define KERNELS kernels_sse2
#define ISA(name) sse2_##name
#include "program/kernels_scale.h"

static inline V choose(M m, V x, V y) { return (V)(((U)m & (U)x) | (~(U)m & (U)y)); }
static inline M test1(U b) { return (V)((U){0} - (b & 1)); }
/* Adding and taking away 2^52 rounds to a whole number; one less where that went up. Larger numbers are whole. */
static inline V down(V x) {
  U sign = (U)x & 0x8000000000000000u;
  V size = (V)((U)x & 0x7fffffffffffffffu), big = (V){0} + 0x1p52;
  V whole = (V)((U)((size + big) - big) | sign);
  V less = (V)((U)LT(x, whole) & (U)((V){0} + 1.0));
  return CHOOSE(LT(size, big), (V)((U)(whole - less) | sign), x);
}
static inline void load_pairs(const double *pairs, V place, V *y, V *rise) {
  int k[4];
  _mm_storeu_si128((__m128i *)k, _mm_cvttpd_epi32((__m128d)place));
  __m128d first = _mm_loadu_pd(pairs + 2 * (uint32_t)k[0]), second = _mm_loadu_pd(pairs + 2 * (uint32_t)k[1]);
  *y = (V)_mm_unpacklo_pd(first, second), *rise = (V)_mm_unpackhi_pd(first, second);
}
#include "program/kernels.inc"
