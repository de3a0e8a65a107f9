/* The algorithms behind elementary.h, for one lane or many: the includer says what a lane is.
 *
 *   REAL, BITS      double and uint64_t, or vectors of them
 *   BITS_OF, REAL_OF   the same 64 bits seen the other way
 *   LESSER(a, b)    a < b ? a : b        GREATER(a, b)   a > b ? a : b
 *   ALL(c)          the constant c in every lane
 *   CHOOSE_BIT(bits, x, y)    x where bit 0 of bits is set, else y
 *   SCALE(x, k, i)  x * 2^k rounded once; k a whole number as REAL, i the same as BITS
 *   CORE(name)      the name of the function for these lanes
 *
 * Polynomials go by pairs and pairs of pairs, a shorter chain than one term after the other. All coefficients are our
 * own fits at Chebyshev nodes. */

static const double LN2_HIGH = 0x1.62e42fefa2000p-1; /* 40 bits: times a whole number below 8192 it is exact */
static const double LN2_LOW = 0x1.9ef35793c7673p-41;
static const double LOG2_E = 0x1.71547652b82fep+0;
static const double ROUNDER = 0x1.8p52;              /* adding it rounds to a whole number in the low bits */
static const uint64_t ROUNDER_BITS = 0x4338000000000000u;

/* (e^r - 1 - r) / r^2 for |r| <= 0.347 */
static inline REAL CORE(exp_tail)(REAL r) {
  REAL z = r * r, zz = z * z;
  REAL q0 = r * 0x1.5555555555557p-3 + 0.5, q1 = r * 0x1.11111111100dcp-7 + 0x1.5555555555556p-5;
  REAL q2 = r * 0x1.a01a01abe7fe1p-13 + 0x1.6c16c16c162d4p-10, q3 = r * 0x1.71de0231960ebp-19 + 0x1.a01a01a6d889cp-16;
  REAL q4 = r * 0x1.af4de97ca4194p-26 + 0x1.27e4db646b17ep-22;
  REAL high = (z * 0x1.1f730349868cep-29 + q4) * zz + (q3 * z + q2);
  return high * zz + (q1 * z + q0);
}

static inline REAL CORE(exp)(REAL x) {
  x = GREATER(ALL(-746.0), LESSER(ALL(710.0), x)); /* in this order a NaN stays */
  REAL shifted = x * LOG2_E + ROUNDER;
  REAL k = shifted - ROUNDER;
  REAL r = (x - k * LN2_HIGH) - k * LN2_LOW;
  REAL e = (r * r * CORE(exp_tail)(r) + r) + 1.0;
  return SCALE(e, k, BITS_OF(shifted) - ROUNDER_BITS);
}

/* x = 2^*exponent * (1 + fraction), sqrt(1/2) <= 1 + fraction < sqrt(2), for positive normal x. */
static inline REAL CORE(split)(REAL x, REAL *exponent) {
  BITS b = BITS_OF(x) + (0x3ff0000000000000u - 0x3fe6a09e667f3bcdu);
  BITS m = (b & 0x000fffffffffffffu) + 0x3fe6a09e667f3bcdu;
  BITS e = (b >> 52) | 0x4330000000000000u;
  *exponent = REAL_OF(e) - (0x1p52 + 1023.0);
  return REAL_OF(m) - 1.0;
}

/* log x for positive normal x, less `scaled` times log 2: log(1 + f) = f - f^2/2 + s (f^2/2 + R), s = f / (2 + f). */
static inline REAL CORE(log)(REAL x, double scaled) {
  REAL e, f = CORE(split)(x, &e);
  e = e - scaled;
  REAL s = f / (f + 2.0), z = s * s;
  REAL zz = z * z;
  REAL p0 = z * 0x1.9999999995273p-2 + 0x1.5555555555558p-1, p1 = z * 0x1.c71c62d5e53e0p-3 + 0x1.2492492dfd86cp-2;
  REAL p2 = z * 0x1.39fdcceb4bb45p-3 + 0x1.7462b91b8df65p-3;
  REAL p = (zz * 0x1.2b5f68a50d903p-3 + p2) * (zz * zz) + (p1 * zz + p0);
  REAL half = f * f * 0.5;
  return e * LN2_HIGH - ((half - (s * (half + z * p) + e * LN2_LOW)) - f);
}

/* The first 26 bits, so that a product of two heads is exact; x - HEAD(x) is the exact rest. */
#define HEAD(x) REAL_OF(BITS_OF(x) & 0xfffffffff8000000u)

/* The logarithm to base 2 of positive normal x, less `scaled`, as a head and *low, with some 65 bits together:
 * log(1 + f) = 2/3 s (3 + z + z^2 Q(z)), s = f / (2 + f), z = s^2. */
static inline REAL CORE(log2_long)(REAL x, double scaled, REAL *low) {
  REAL e, f = CORE(split)(x, &e);
  e = e - scaled;
  REAL u = f + 2.0, reciprocal = 1.0 / u, s = f * reciprocal;
  REAL s1 = HEAD(s), u1 = HEAD(u), u2 = f - (u1 - 2.0);
  REAL s2 = ((f - s1 * u1) - s1 * u2) * reciprocal;
  REAL z = s * s, z1 = s1 * s1;
  REAL zz = z * z;
  REAL q0 = z * 0x1.b6db6db6db7b4p-2 + 0x1.3333333333333p-1, q1 = z * 0x1.1745d19c1f28fp-2 + 0x1.555555552fc41p-2;
  REAL q2 = z * 0x1.99a5341ab7aa7p-3 + 0x1.d89d60943a82dp-3, q3 = z * 0x1.682bdc1b45fa4p-3 + 0x1.679cb97760752p-3;
  REAL q = (q3 * zz + q2) * (zz * zz) + (q1 * zz + q0);
  REAL r = zz * q + s2 * (s1 + s);
  REAL t = z1 + 3.0 + r, t1 = HEAD(t), t2 = r - ((t1 - 3.0) - z1);
  REAL a = s1 * t1, b = s2 * t1 + s * t2, c = a + b, c1 = HEAD(c), c2 = b - (c1 - a);
  REAL g = c1 * 0x1.ec709d8000000p-1, g2 = c1 * 0x1.0e80ff5d27f05p-27 + c2 * 0x1.ec709dc3a03fdp-1; /* 2 / (3 log 2) */
  REAL high = HEAD((g + g2) + e);
  *low = g2 - ((high - e) - g);
  return high;
}

/* 2^(y (log1 + log2)) for a head log1 and |y| <= 2^64. */
static inline REAL CORE(exp2_long)(REAL y, REAL log1, REAL log2) {
  REAL y1 = HEAD(y), p = y1 * log1, p2 = (y - y1) * log1 + y * log2;
  p = GREATER(ALL(-1200.0), LESSER(ALL(1200.0), p)); /* beyond, the result is 0 or infinite whatever p2 says */
  p2 = GREATER(ALL(-1.0), LESSER(ALL(1.0), p2));
  REAL shifted = (p + p2) + ROUNDER, k = shifted - ROUNDER;
  REAL g = p - k, h = g + p2, h1 = HEAD(h), h2 = p2 - (h1 - g);
  REAL a = h1 * 0x1.62e42f8000000p-1, b = h2 * 0x1.62e42fefa39efp-1 + h1 * 0x1.be8e7bcd5e4f2p-27; /* log 2 */
  REAL r = a + b, r2 = b - (r - a);
  REAL e = r + 1.0, e2 = r - (e - 1.0);
  e = e + (e2 + (r * r * CORE(exp_tail)(r) + r2));
  return SCALE(e, k, BITS_OF(shifted) - ROUNDER_BITS);
}

/* x^y / 2^(scaled y) for positive normal x and |y| <= 2^64. */
static inline REAL CORE(pow)(REAL x, REAL y, double scaled) {
  REAL log2, log1 = CORE(log2_long)(x, scaled, &log2);
  return CORE(exp2_long)(y, log1, log2);
}

/* sin and cos of r + r2, |r| <= pi/4. */
static inline REAL CORE(sin_near)(REAL r, REAL r2) {
  REAL z = r * r;
  REAL p = z * -0x1.ab16f5caa198ap-41 + 0x1.61217d9252c03p-33;
  p = p * z - 0x1.ae645410e937bp-26;
  p = p * z + 0x1.71de3a545f836p-19;
  p = p * z - 0x1.a01a01a01992fp-13;
  p = p * z + 0x1.1111111111110p-7;
  p = p * z - 0x1.5555555555555p-3;
  return r + (r * z * p + r2 * (1.0 - z * 0.5));
}
static inline REAL CORE(cos_near)(REAL r, REAL r2) {
  REAL z = r * r;
  REAL p = z * 0x1.ab779550c8d9bp-45 - 0x1.9394b8bd50ae1p-37;
  p = p * z + 0x1.1eed8deac3dfep-29;
  p = p * z - 0x1.27e4fb77125c5p-22;
  p = p * z + 0x1.a01a01a019d06p-16;
  p = p * z - 0x1.6c16c16c16c16p-10;
  p = p * z + 0x1.5555555555555p-5;
  REAL half = z * 0.5, w = 1.0 - half;
  return w + (((1.0 - w) - half) + (z * z * p - r * r2));
}

/* x - k pi/2 as r + *r2 with whole k, |x| <= 2^20: pi/2 in three parts of 33 bits and a rest. */
static inline REAL CORE(quarter)(REAL x, REAL *r2, BITS *k_bits) {
  REAL shifted = x * 0x1.45f306dc9c883p-1 + ROUNDER;
  REAL k = shifted - ROUNDER;
  *k_bits = BITS_OF(shifted);
  REAL a = x - k * 0x1.921fb54400000p+0;
  REAL b = k * 0x1.0b4611a600000p-34, c = a - b, rounded = a - c;
  REAL c2 = (a - (c + rounded)) - (b - rounded);
  REAL d = k * 0x1.3198a2e000000p-69, e = c - d;
  rounded = c - e;
  REAL e2 = ((c - (e + rounded)) - (d - rounded)) + (c2 - k * 0x1.b839a252049c1p-104);
  REAL r = e + e2;
  *r2 = e2 - (r - e);
  return r;
}

/* The value of sin at k pi/2 + r + r2; cos is the same a quarter further. */
static inline REAL CORE(sin_turned)(REAL r, REAL r2, BITS k) {
  REAL value = CHOOSE_BIT(k, CORE(cos_near)(r, r2), CORE(sin_near)(r, r2));
  return REAL_OF(BITS_OF(value) ^ ((k & 2u) << 62));
}
