/* The lane machine with AVX-512: 8 lanes a vector, 64 a row. Compiled with -mavx512f -mavx512dq; run only where they are. */
#pragma GCC diagnostic ignored "-Wpedantic"   /* labels are values here */
#include <immintrin.h>
#include <stdbool.h>
#include <stdint.h>

#define VB 64
typedef double V __attribute__((vector_size(VB)));
typedef uint64_t U __attribute__((vector_size(VB)));
typedef __mmask8 M;
#define SPLAT(x) (V)_mm512_set1_pd(x)
#define LESSER(a, b) (V)_mm512_min_pd((__m512d)(a), (__m512d)(b))
#define GREATER(a, b) (V)_mm512_max_pd((__m512d)(a), (__m512d)(b))
#define LT(a, b) _mm512_cmp_pd_mask((__m512d)(a), (__m512d)(b), _CMP_LT_OQ)
#define LE(a, b) _mm512_cmp_pd_mask((__m512d)(a), (__m512d)(b), _CMP_LE_OQ)
#define EQ(a, b) _mm512_cmp_pd_mask((__m512d)(a), (__m512d)(b), _CMP_EQ_OQ)
#define NE(a, b) _mm512_cmp_pd_mask((__m512d)(a), (__m512d)(b), _CMP_NEQ_UQ)
#define AND(m, n) (M)((m) & (n))
#define OR(m, n) (M)((m) | (n))
#define NOT(m) mask_not(m)
#define ANY(m) ((m) != 0)
#define CHOOSE(m, x, y) (V)_mm512_mask_blend_pd((m), (__m512d)(y), (__m512d)(x))
#define TEST1(b) _mm512_test_epi64_mask((__m512i)(b), _mm512_set1_epi64(1))
#define ROOT(x) (V)_mm512_sqrt_pd((__m512d)(x))
#define DOWN(x) (V)_mm512_roundscale_pd((__m512d)(x), _MM_FROUND_TO_NEG_INF | _MM_FROUND_NO_EXC)
#define SCALE(x, k, i) ((void)(i), (V)_mm512_scalef_pd((__m512d)(x), (__m512d)(k)))
#define KERNELS kernels_avx512
#define ISA(name) avx512_##name
#define PERMUTE16(table, place) permute16((table), (place))
static inline V permute16(const double *table, V place) {
  return (V)_mm512_permutex2var_pd(_mm512_loadu_pd(table), _mm512_cvttpd_epi64((__m512d)place), _mm512_loadu_pd(table + 8));
}
static inline void load_pairs(const double *pairs, V place, V *y, V *rise) {
  int k[8];
  _mm256_storeu_si256((__m256i *)k, _mm512_cvttpd_epi32((__m512d)place));
#define PAIR_AT(i) _mm_loadu_pd(pairs + 2 * (uint32_t)k[i])
#define FOUR(a, b, c, d) \
  _mm512_insertf64x4(_mm512_castpd256_pd512(_mm256_set_m128d(PAIR_AT(b), PAIR_AT(a))), _mm256_set_m128d(PAIR_AT(d), PAIR_AT(c)), 1)
  __m512d even = FOUR(0, 2, 4, 6), odd = FOUR(1, 3, 5, 7);
#undef FOUR
#undef PAIR_AT
  *y = (V)_mm512_unpacklo_pd(even, odd), *rise = (V)_mm512_unpackhi_pd(even, odd);
}
static inline M mask_not(M m) { return (M)~m; }
#include "program/kernels.inc"
