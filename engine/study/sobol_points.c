/* sobol_points.c : direction numbers, points from indices, Laine-Karras scrambling. */
#include "study/sobol_points.h"
#include "study/joe_kuo.h"
#include "study/vectors.h"
#include <assert.h>

enum { DIGITS = 32, GROUP = 64 };

static inline uint32_t reverse(uint32_t x) {
  x = (x >> 1 & 0x55555555u) | (x & 0x55555555u) << 1;
  x = (x >> 2 & 0x33333333u) | (x & 0x33333333u) << 2;
  x = (x >> 4 & 0x0F0F0F0Fu) | (x & 0x0F0F0F0Fu) << 4;
  x = (x >> 8 & 0x00FF00FFu) | (x & 0x00FF00FFu) << 8;
  return x >> 16 | x << 16;
}

/* v_i = m_i / 2^i as 32 digits; beyond the degree by the recurrence of the primitive polynomial (Bratley, Fox 1988). */
static void directions(unsigned d, uint32_t v[DIGITS]) {
  const JoeKuo *row = &joe_kuo[d];
  unsigned s = row->degree;
  for (unsigned i = 0; i < DIGITS; i++) {
    if (s == 0) { v[i] = 1u << (31 - i); continue; }
    if (i < s) { v[i] = (uint32_t)row->m[i] << (31 - i); continue; }
    v[i] = v[i - s] ^ v[i - s] >> s;
    for (unsigned k = 1; k < s; k++)
      if (row->a >> (s - 1 - k) & 1u) v[i] ^= v[i - k];
  }
}

/* The reversed digits of a point: XOR of the directions at the ones of the index's Gray code. */
static uint32_t point(const SobolDimension *sobol, uint32_t index) {
  uint32_t digits = 0;
  for (uint32_t gray = index ^ index >> 1; gray; gray &= gray - 1) digits ^= sobol->direction[__builtin_ctz(gray)];
  return digits;
}

void sobol_dimension(SobolDimension *sobol, unsigned d, const StreamKey *key) {
  assert(d < JOE_KUO_DIMENSIONS);
  uint32_t v[DIGITS];
  directions(d, v);
  for (unsigned i = 0; i < DIGITS; i++) sobol->direction[i] = reverse(v[i]);
  for (uint32_t i = 0; i < GROUP; i++) sobol->low[i] = point(sobol, i);
  sobol->scrambled = key != NULL;
  sobol->tail = key ? stream_bits(*key, STREAM_DESIGN, 0, 0) : 0;
  sobol->scramble = key ? (uint32_t)(stream_bits(*key, STREAM_DESIGN, 0, 1) >> 32) : 0;
}

/* Works from the lowest bit up (multiplications carry upwards only), hence on reversed digits. */
static inline uint32_t laine_karras(uint32_t x, uint32_t key) {
  x ^= x * 0x3D20ADEAu;
  x += key;
  x *= key >> 16 | 1u;
  x ^= x * 0x05526C56u;
  x ^= x * 0x53A22864u;
  return x;
}

uint32_t sobol_digits(const SobolDimension *sobol, uint32_t index) {
  uint32_t digits = point(sobol, index);
  return reverse(sobol->scrambled ? laine_karras(digits, sobol->scramble) : digits);
}

uint32_t sobol_scramble_nested(uint32_t digits, uint64_t key) {
  uint32_t scrambled = 0;
  for (unsigned i = 0; i < DIGITS; i++) {
    uint64_t before = i ? (uint64_t)(digits >> (DIGITS - i)) : 0;        /* the digits in front, and how many they are */
    uint32_t flip = (uint32_t)stream_mix(key ^ stream_mix(before << 6 | i)) & 1u;
    scrambled |= ((digits >> (31 - i) & 1u) ^ flip) << (31 - i);
  }
  return scrambled;
}

static inline double scrambled_value(uint32_t reversed, const SobolDimension *sobol) {
  uint32_t digits = reverse(laine_karras(reversed, sobol->scramble));
  uint64_t tail = stream_mix(sobol->tail ^ digits) >> 44;
  return ((double)(int64_t)((uint64_t)digits << 20 | tail) + 0.5) * 0x1p-52;
}

/* Part of one aligned group of 64: base point XOR the table (the Gray code of a sum of disjoint bits is an XOR). */
static void fill_group(const SobolDimension *sobol, uint64_t group, size_t skip, size_t n, double *u) {
  assert(group < (1u << 26));
  uint32_t base = point(sobol, (uint32_t)(group * GROUP));
  const uint32_t *low = sobol->low + skip;
  if (sobol->scrambled && n == GROUP)
    vectors()->sobol(sobol, base, u);
  else if (sobol->scrambled)
    for (size_t i = 0; i < n; i++) u[i] = scrambled_value(base ^ low[i], sobol);
  else
    for (size_t i = 0; i < n; i++) u[i] = (reverse(base ^ low[i]) + 0.5) * 0x1p-32;
}

void sobol_fill(const SobolDimension *sobol, uint64_t first, size_t n, double *u) {
  size_t done = 0;
  while (done < n) {
    uint64_t index = first + done;
    size_t skip = (size_t)(index % GROUP), take = GROUP - skip < n - done ? GROUP - skip : n - done;
    fill_group(sobol, index / GROUP, skip, take, u + done);
    done += take;
  }
}
