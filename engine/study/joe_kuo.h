/* joe_kuo.h : the numbers from which Sobol's sequence is made.
 *
 * new-joe-kuo-6.21201, first 1,024 dimensions (S. Joe, F. Y. Kuo, Constructing Sobol sequences with better
 * two-dimensional projections, SIAM J. Sci. Comput. 30, 2008). Copyright (c) 2008 Frances Y. Kuo and Stephen Joe, BSD-style
 * licence: free use with this notice. Dimensions 1 to 100 are checked against a second copy in the tests. */
#ifndef YJ_STUDY_JOE_KUO_H
#define YJ_STUDY_JOE_KUO_H
#include <stdint.h>

enum { JOE_KUO_DIMENSIONS = 1024, JOE_KUO_DEGREE = 13 };

typedef struct {
  uint8_t degree;                  /* s, of the primitive polynomial; 0 for the first dimension (van der Corput) */
  uint16_t a;                      /* its inner coefficients as bits */
  uint16_t m[JOE_KUO_DEGREE];      /* m_1 .. m_s, odd, m_i < 2^i */
} JoeKuo;

extern const JoeKuo joe_kuo[JOE_KUO_DIMENSIONS];

#endif
