/* The loops around the program with SSE2, which every x86-64 has: 2 runs a vector. */
#include <emmintrin.h>
#include <stdint.h>

#define VB 16
typedef double V __attribute__((vector_size(VB)));
typedef uint64_t U __attribute__((vector_size(VB)));
typedef V M;                                  /* all bits set, or none */
#define LESSER(a, b) (V)_mm_min_pd((__m128d)(a), (__m128d)(b))
#define GREATER(a, b) (V)_mm_max_pd((__m128d)(a), (__m128d)(b))
#define LT(a, b) (V)_mm_cmplt_pd((__m128d)(a), (__m128d)(b))
#define AND(m, n) (V)((U)(m) & (U)(n))
#define NOT(m) (V)~(U)(m)
#define ANY(m) (_mm_movemask_pd((__m128d)(m)) != 0)
#define CHOOSE(m, x, y) (V)(((U)(m) & (U)(x)) | (~(U)(m) & (U)(y)))
#define MULTIPLY32(a, b) (U)_mm_mul_epu32((__m128i)(a), (__m128i)(b))
#define VECTORS vectors_sse2
#include "program/kernels_scale.h"

static inline void store_whole(int32_t *to, V x) { _mm_storel_epi64((__m128i *)to, _mm_cvttpd_epi32((__m128d)x)); }

static inline void load_pairs(const double *const *from, size_t at, V *first, V *second) {
  __m128d even = _mm_loadu_pd(from[0] + at), odd = _mm_loadu_pd(from[1] + at);
  *first = (V)_mm_unpacklo_pd(even, odd), *second = (V)_mm_unpackhi_pd(even, odd);
}

static inline void transpose(V v[2]) {
  __m128d a = (__m128d)v[0], b = (__m128d)v[1];
  v[0] = (V)_mm_unpacklo_pd(a, b), v[1] = (V)_mm_unpackhi_pd(a, b);
}
#include "study/vectors.inc"
