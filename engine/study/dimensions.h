/* dimensions.h : which of Sobol's dimensions a name has.
 *
 * A name hashes into the first 512 dimensions of joe_kuo.h; when another name has that one, it hashes again (the ninth and
 * later attempts into all 1,024). Names asked for earlier win: asking for more names never moves one that was there. A name
 * put before n others moves one of them with a probability of about n / 512, where counting through would move all n.
 *
 * The price is quality: the first dimensions fit each other best. Measured by bench/dimensions.c, 1,000 scramblings (names and
 * seeds), error of a mean divided by that of independent runs (root mean square; first .. in order of declaration, by name):
 *
 *                        k = 2         k = 6         k = 20        k = 76
 *   product   n = 256    .012 / .66    .14  / .68    .33 / .68     .42 / .68
 *           n = 4,096    .001 / .12    .029 / .29    .21 / .33     .29 / .33
 *          n = 16,384   <.001 / .03    .010 / .25    .15 / .29     .29 / .30
 *   step      n = 256    .26  / .55    .47  / .54    .55 / .53     .54 / .56
 *           n = 4,096    .12  / .51    .40  / .52    .52 / .53     .52 / .55
 *          n = 16,384    .09  / .34    .44  / .53    .49 / .55     .54 / .56
 *
 * (product: of 1 + sqrt(12 / k) (u - 1/2); step: is the sum of u above k / 2.) The median is far below the root mean square for
 * few parameters (k = 6, n = 4,096: .10): a few pairs of names are unlucky. For means and quantiles of a model with many inputs
 * that is little, and equal draws are worth more. A sobol study of sensitivity cannot pay it: of the Ishigami indices at n = 2^14
 * those of 7 % of 200 sets of names lay beyond 0.01 of the truth, by 0.07 at worst (in order of declaration: none beyond 0.0032);
 * with names hashed into 16 dimensions only it was still 3 %, and leaving out the worst pairs of dimensions did not help (it takes
 * three to be unlucky). Random direction numbers by name, without any meeting of hashes, lose more still (k = 20, n = 4,096: .72).
 * Therefore saltelli and shapley designs count dimensions through.
 *
 * Ownership: the caller's; names must outlive it. Threads: one. */
#ifndef YJ_STUDY_DIMENSIONS_H
#define YJ_STUDY_DIMENSIONS_H
#include "study/joe_kuo.h"
#include <stdbool.h>

typedef struct {
  unsigned n;
  const char *name[JOE_KUO_DIMENSIONS];            /* in the order they were asked for */
  uint16_t dimension[JOE_KUO_DIMENSIONS];
  bool taken[JOE_KUO_DIMENSIONS];
} Dimensions;                                      /* all zero: no names yet */

enum { NO_DIMENSION = JOE_KUO_DIMENSIONS };

/* The dimension of a name, given to it now if it has none. NO_DIMENSION: all are taken. */
unsigned dimension_of(Dimensions *, const char *name);
/* Gives a name a dimension of the caller's choice, before it is asked for. False: one of them is there already, or no such dimension. */
bool dimension_give(Dimensions *, const char *name, unsigned dimension);
#endif
