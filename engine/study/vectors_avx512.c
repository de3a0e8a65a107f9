/* The loops around the program with AVX-512: 8 runs a vector. Compiled with -mavx512f -mavx512dq; run only where they are. */
#include <immintrin.h>
#include <stdint.h>

#define VB 64
typedef double V __attribute__((vector_size(VB)));
typedef uint64_t U __attribute__((vector_size(VB)));
typedef __mmask8 M;
#define LESSER(a, b) (V)_mm512_min_pd((__m512d)(a), (__m512d)(b))
#define GREATER(a, b) (V)_mm512_max_pd((__m512d)(a), (__m512d)(b))
#define LT(a, b) _mm512_cmp_pd_mask((__m512d)(a), (__m512d)(b), _CMP_LT_OQ)
#define AND(m, n) (M)((m) & (n))
#define NOT(m) mask_not(m)
#define ANY(m) ((m) != 0)
#define CHOOSE(m, x, y) (V)_mm512_mask_blend_pd((m), (__m512d)(y), (__m512d)(x))
#define SCALE(x, k, i) ((void)(i), (V)_mm512_scalef_pd((__m512d)(x), (__m512d)(k)))
#define MULTIPLY32(a, b) (U)_mm512_mul_epu32((__m512i)(a), (__m512i)(b))
#define VECTORS vectors_avx512

static inline M mask_not(M m) { return (M)~m; }
static inline void store_whole(int32_t *to, V x) { _mm256_storeu_si256((__m256i *)to, _mm512_cvttpd_epi32((__m512d)x)); }

/* One double of each pair at from[0..7]: the first ones, the second ones. */
static inline void load_pairs(const double *const *from, size_t at, V *first, V *second) {
#define PAIR(i) _mm_loadu_pd(from[i] + at)
#define FOUR(a, b, c, d) \
  _mm512_insertf64x4(_mm512_castpd256_pd512(_mm256_set_m128d(PAIR(b), PAIR(a))), _mm256_set_m128d(PAIR(d), PAIR(c)), 1)
  __m512d even = FOUR(0, 2, 4, 6), odd = FOUR(1, 3, 5, 7);
#undef FOUR
#undef PAIR
  *first = (V)_mm512_unpacklo_pd(even, odd), *second = (V)_mm512_unpackhi_pd(even, odd);
}

/* Rows become columns: pairs within 128 bits, then whole 128-bit parts twice. */
static inline void transpose(V v[8]) {
  __m512d a[8], b[8];
  for (int i = 0; i < 4; i++) {
    a[2 * i] = _mm512_unpacklo_pd((__m512d)v[2 * i], (__m512d)v[2 * i + 1]);
    a[2 * i + 1] = _mm512_unpackhi_pd((__m512d)v[2 * i], (__m512d)v[2 * i + 1]);
  }
  for (int i = 0; i < 2; i++)
    for (int k = 0; k < 2; k++) {
      b[4 * i + k] = _mm512_shuffle_f64x2(a[4 * i + k], a[4 * i + k + 2], 0x88);
      b[4 * i + k + 2] = _mm512_shuffle_f64x2(a[4 * i + k], a[4 * i + k + 2], 0xdd);
    }
  for (int k = 0; k < 4; k++) {
    v[k] = (V)_mm512_shuffle_f64x2(b[k], b[4 + k], 0x88);
    v[k + 4] = (V)_mm512_shuffle_f64x2(b[k], b[4 + k], 0xdd);
  }
}
#include "study/vectors.inc"
