/* The loops around the program with AVX2: 4 runs a vector. Compiled with -mavx2, never -mfma; run only where it is. */
#include <immintrin.h>
#include <stdint.h>

#define VB 32
typedef double V __attribute__((vector_size(VB)));
typedef uint64_t U __attribute__((vector_size(VB)));
typedef V M;                                  /* all bits set, or none */
#define LESSER(a, b) (V)_mm256_min_pd((__m256d)(a), (__m256d)(b))
#define GREATER(a, b) (V)_mm256_max_pd((__m256d)(a), (__m256d)(b))
#define LT(a, b) (V)_mm256_cmp_pd((__m256d)(a), (__m256d)(b), _CMP_LT_OQ)
#define AND(m, n) (V)((U)(m) & (U)(n))
#define NOT(m) (V)~(U)(m)
#define ANY(m) (_mm256_movemask_pd((__m256d)(m)) != 0)
#define CHOOSE(m, x, y) (V)_mm256_blendv_pd((__m256d)(y), (__m256d)(x), (__m256d)(m))
#define MULTIPLY32(a, b) (U)_mm256_mul_epu32((__m256i)(a), (__m256i)(b))
#define VECTORS vectors_avx2
#include "program/kernels_scale.h"

static inline void store_whole(int32_t *to, V x) { _mm_storeu_si128((__m128i *)to, _mm256_cvttpd_epi32((__m256d)x)); }

static inline void load_pairs(const double *const *from, size_t at, V *first, V *second) {
#define PAIR(i) _mm_loadu_pd(from[i] + at)
  __m256d even = _mm256_set_m128d(PAIR(2), PAIR(0)), odd = _mm256_set_m128d(PAIR(3), PAIR(1));
#undef PAIR
  *first = (V)_mm256_unpacklo_pd(even, odd), *second = (V)_mm256_unpackhi_pd(even, odd);
}

static inline void transpose(V v[4]) {
  __m256d a = _mm256_unpacklo_pd((__m256d)v[0], (__m256d)v[1]), b = _mm256_unpackhi_pd((__m256d)v[0], (__m256d)v[1]);
  __m256d c = _mm256_unpacklo_pd((__m256d)v[2], (__m256d)v[3]), d = _mm256_unpackhi_pd((__m256d)v[2], (__m256d)v[3]);
  v[0] = (V)_mm256_permute2f128_pd(a, c, 0x20), v[1] = (V)_mm256_permute2f128_pd(b, d, 0x20);
  v[2] = (V)_mm256_permute2f128_pd(a, c, 0x31), v[3] = (V)_mm256_permute2f128_pd(b, d, 0x31);
}
#include "study/vectors.inc"
