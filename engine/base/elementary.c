#include "base/elementary.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

static inline uint64_t bits_of(double x) {
  uint64_t b;
  memcpy(&b, &x, sizeof b);
  return b;
}
static inline double real_of(uint64_t b) {
  double x;
  memcpy(&x, &b, sizeof x);
  return x;
}

/* x * 2^k in two factors, so that only the last product rounds. */
static inline double scale(double x, uint64_t k) {
  uint64_t half = ((k + 4096) >> 1) - 2048;
  return x * real_of((half + 1023) << 52) * real_of((k - half + 1023) << 52);
}

#define REAL double
#define BITS uint64_t
#define BITS_OF(x) bits_of(x)
#define REAL_OF(b) real_of(b)
#define LESSER(a, b) ((a) < (b) ? (a) : (b))
#define GREATER(a, b) ((a) > (b) ? (a) : (b))
#define ALL(c) (c)
#define CHOOSE_BIT(b, x, y) ((b) & 1u ? (x) : (y))
#define SCALE(x, k, i) ((void)(k), scale((x), (i)))
#define CORE(name) core_##name
#include "base/elementary_core.h"

static const double NORMAL_LEAST = 0x1p-1022, LARGEST = 0x1.fffffffffffffp1023;
static const double TURN_FAST = 1e6; /* above it the angle is reduced in whole numbers */

static double infinite(void) { return real_of(0x7ff0000000000000u); }
static double not_a_number(void) { return real_of(0x7ff8000000000000u); }
static bool is_nan(double x) { return x != x; }
static double magnitude(double x) { return real_of(bits_of(x) & 0x7fffffffffffffffu); }
static bool negative(double x) { return bits_of(x) >> 63; }

double yj_exp(double x) { return core_exp(x); }

double yj_log(double x) {
  if (x >= NORMAL_LEAST && x <= LARGEST) return core_log(x, 0.0);
  if (x == 0.0) return -infinite();
  if (!(x > 0.0)) return not_a_number();
  return x > LARGEST ? x : core_log(x * 0x1p54, 54.0);
}

/* ---- pow ---------------------------------------------------------------------------------------------------- */

static bool whole(double y) {
  double a = magnitude(y);
  return a >= 0x1p52 || (a + 0x1p52) - 0x1p52 == a;
}
static bool odd(double y) {
  double a = magnitude(y);
  return whole(y) && a < 0x1p53 && whole(a * 0.5) == false;
}

/* x^y for 0 <= x, x not NaN, y not NaN, not (x == 1) and not (y == 0). */
static double pow_positive(double x, double y) {
  if (x == 0.0 || x > LARGEST) return (x == 0.0) == (y > 0.0) ? 0.0 : infinite();
  if (magnitude(y) > 0x1p64) return (x < 1.0) == (y > 0.0) ? 0.0 : infinite();
  return x >= NORMAL_LEAST ? core_pow(x, y, 0.0) : core_pow(x * 0x1p54, y, 54.0);
}

double yj_pow(double x, double y) {
  if (x >= NORMAL_LEAST && x <= LARGEST && magnitude(y) <= 0x1p64) return core_pow(x, y, 0.0);
  if (y == 0.0 || x == 1.0) return 1.0;
  if (is_nan(x) || is_nan(y)) return not_a_number();
  double a = magnitude(x);
  if (a == 1.0) return magnitude(y) > LARGEST || whole(y) ? (odd(y) ? -1.0 : 1.0) : not_a_number();
  if (negative(x) && a != 0.0 && a <= LARGEST && !whole(y)) return not_a_number();
  double value = pow_positive(a, y);
  return negative(x) && odd(y) ? -value : value;
}

/* ---- sin, cos ------------------------------------------------------------------------------------------------ */

/* The first 1,280 bits of 2/pi. */
static const uint64_t two_over_pi[20] = {
    0xa2f9836e4e441529u, 0xfc2757d1f534ddc0u, 0xdb6295993c439041u, 0xfe5163abdebbc561u, 0xb7246e3a424dd2e0u,
    0x06492eea09d1921cu, 0xfe1deb1cb129a73eu, 0xe88235f52ebb4484u, 0xe99c7026b45f7e41u, 0x3991d639835339f4u,
    0x9c845f8bbdf9283bu, 0x1ff897ffde05980fu, 0xef2f118b5a0a6d1fu, 0x6d367ecf27cb09b7u, 0x4f463f669e5fea2du,
    0x7527bac7ebe5f17bu, 0x3d0739f78a5292eau, 0x6bfb5fb11f8d5d08u, 0x56033046fc7b6babu, 0xf0cfbc209af4361du};

/* 64 bits of 2/pi from that place behind the point on; places before the point are 0. */
static uint64_t bits_from(int place) {
  int word = (place + 64) / 64 - 1, offset = (place + 64) % 64;
  uint64_t first = word >= 0 ? two_over_pi[word] : 0, second = two_over_pi[word + 1];
  return offset ? first << offset | second >> (64 - offset) : first;
}

__extension__ typedef unsigned __int128 Wide;

/* The rounding error of a * b = product, for factors far from overflow (Dekker 1971). */
static double product_error(double a, double b, double product) {
  double ca = a * 134217729.0, cb = b * 134217729.0;
  double a1 = ca - (ca - a), b1 = cb - (cb - b);
  double a2 = a - a1, b2 = b - b1;
  return (((a1 * b1 - product) + a1 * b2) + a2 * b1) + a2 * b2;
}

/* As core_quarter for any |x| > 1e6 (Payne and Hanek 1983): x = m 2^e; of m 2^e 2/pi only the bits below 4 count, so
 * 192 bits of 2/pi from place e - 2 on are enough. */
static double quarter_far(double x, double *r2, uint64_t *k) {
  uint64_t b = bits_of(x), m = (b & 0x000fffffffffffffu) | 0x0010000000000000u;
  int e = (int)(b >> 52 & 0x7ff) - 1075;
  Wide low = (Wide)m * bits_from(e - 2 + 128);
  Wide middle = (Wide)m * bits_from(e - 2 + 64) + (uint64_t)(low >> 64);
  uint64_t top = m * bits_from(e - 2) + (uint64_t)(middle >> 64);
  Wide fraction = (Wide)(top << 2 | (uint64_t)middle >> 62) << 64 | ((uint64_t)middle << 2 | (uint64_t)low >> 62);
  bool up = fraction >> 127;                     /* at least a half: the next quarter is nearer */
  *k = (top >> 62) + up;
  if (up) fraction = -fraction;
  double scale_down = 0x1p-128;
  while (!(fraction >> 96)) fraction <<= 32, scale_down *= 0x1p-32;
  double high = (double)(uint64_t)(fraction >> 64 & ~(uint64_t)0x7ff) * 0x1p64;
  double rest = (double)(uint64_t)((fraction & (((Wide)0x7ff << 64) | ~(uint64_t)0)) >> 11) * 0x1p11;
  double p = high * 0x1.921fb54442d18p+0;
  double p2 = product_error(high, 0x1.921fb54442d18p+0, p) + (high * 0x1.1a62633145c07p-54 + rest * 0x1.921fb54442d18p+0);
  double r = p + p2;
  *r2 = (p2 - (r - p)) * scale_down;
  r *= scale_down;
  if (up) r = -r, *r2 = -*r2;
  if (negative(x)) r = -r, *r2 = -*r2, *k = -*k;
  return r;
}

static double turned(double x, uint64_t quarters) {
  if (!(magnitude(x) <= LARGEST)) return not_a_number();
  double r2;
  uint64_t k;
  double r = magnitude(x) <= TURN_FAST ? core_quarter(x, &r2, &k) : quarter_far(x, &r2, &k);
  return core_sin_turned(r, r2, k + quarters);
}
double yj_sin(double x) { return turned(x, 0); }
double yj_cos(double x) { return turned(x, 1); }
