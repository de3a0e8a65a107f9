/* The lane machine with AVX2: 4 lanes a vector, 32 a row. Compiled with -mavx2, never -mfma; run only where it is. */
#pragma GCC diagnostic ignored "-Wpedantic"   /* labels are values here */
#include <immintrin.h>
#include <stdbool.h>
#include <stdint.h>

#define VB 32
typedef double V __attribute__((vector_size(VB)));
typedef uint64_t U __attribute__((vector_size(VB)));
typedef V M;                                  /* all bits set, or none */
#define SPLAT(x) (V)_mm256_set1_pd(x)
#define LESSER(a, b) (V)_mm256_min_pd((__m256d)(a), (__m256d)(b))
#define GREATER(a, b) (V)_mm256_max_pd((__m256d)(a), (__m256d)(b))
#define LT(a, b) (V)_mm256_cmp_pd((__m256d)(a), (__m256d)(b), _CMP_LT_OQ)
#define LE(a, b) (V)_mm256_cmp_pd((__m256d)(a), (__m256d)(b), _CMP_LE_OQ)
#define EQ(a, b) (V)_mm256_cmp_pd((__m256d)(a), (__m256d)(b), _CMP_EQ_OQ)
#define NE(a, b) (V)_mm256_cmp_pd((__m256d)(a), (__m256d)(b), _CMP_NEQ_UQ)
#define AND(m, n) (V)((U)(m) & (U)(n))
#define OR(m, n) (V)((U)(m) | (U)(n))
#define NOT(m) (V)~(U)(m)
#define ANY(m) (_mm256_movemask_pd((__m256d)(m)) != 0)
#define CHOOSE(m, x, y) (V)_mm256_blendv_pd((__m256d)(y), (__m256d)(x), (__m256d)(m))
#define TEST1(b) (V)((b) << 63)               /* a blend looks at the highest bit only */
#define ROOT(x) (V)_mm256_sqrt_pd((__m256d)(x))
#define DOWN(x) (V)_mm256_floor_pd((__m256d)(x))
#define KERNELS kernels_avx2
#define ISA(name) avx2_##name
#include "program/kernels_scale.h"
static inline void load_pairs(const double *pairs, V place, V *y, V *rise) {
  int k[4];
  _mm_storeu_si128((__m128i *)k, _mm256_cvttpd_epi32((__m256d)place));
#define PAIR_AT(i) _mm_loadu_pd(pairs + 2 * (uint32_t)k[i])
  __m256d even = _mm256_set_m128d(PAIR_AT(2), PAIR_AT(0)), odd = _mm256_set_m128d(PAIR_AT(3), PAIR_AT(1));
#undef PAIR_AT
  *y = (V)_mm256_unpacklo_pd(even, odd), *rise = (V)_mm256_unpackhi_pd(even, odd);
}
#include "program/kernels.inc"
