/* dimensions.h : which of Sobol's dimensions a name has.
 *
 * The dimensions of joe_kuo.h stand in ten levels: 0 and 1, 2 and 3, 4 to 7, 8 to 15, .. 512 to 1,023. A name hashes into one
 * dimension of each level and has the first that is free; if none is, it goes on hashing far up. Names asked for earlier win:
 * asking for more names never moves one that was there. A name put before others takes one place; whoever stood there goes up a level
 * or more, and so on: at most one move a level. Of 76 names 1.2 move on average, 5 when the newcomer is the very first.
 *
 * Measured by bench/dimensions.c, 1,000 scramblings (names and seeds): error of a mean divided by that of independent runs (root
 * mean square), and how many others move when one name more comes at a random place / in front of all:
 *
 *                        product, n = 256 / 4,096 / 16,384             step, n = 4,096          moved
 *                        k = 2          k = 6         k = 20           k = 2  6    20     k = 20     k = 76
 *   order of declaration .012/.001/.000 .14/.03/.01   .33/.21/.15      .12   .40  .52     10 /20     38 /76
 *   the levels           .017/.001/.000 .17/.05/.02   .32/.26/.21      .12   .42  .53     1.1/3.5    1.2/5.1
 *   blocks 2 4 in 2 5    .012/.001/.000 .14/.03/.01   .32/.26/.21      .12   .38  .53     2.1/5.7    3.2/10
 *   blocks 4 8 in 6 12   .036/.003/.001 .23/.10/.07   .35/.26/.21      .14   .48  .54     1.5/3.8    2.5/7.6
 *   blocks 4 8 in 8 16   .051/.003/.001 .25/.17/.16   .36/.26/.25      .15   .50  .53     1.2/3.3    2.1/6.4
 *   hashed into 512      .656/.124/.031 .68/.29/.25   .68/.33/.29      .51   .52  .53     .02/.04    .08/.16
 *
 * (product: of 1 + sqrt(12 / k) (u - 1/2); step: is the sum of u above k / 2; blocks: the first 4 names hash into 6 dimensions, the
 * next 8 into 12 .., names that follow in order move up at every border.) With k = 76 order and levels are .42 and .46 at n = 256,
 * .29 and .30 at 4,096 for the product, and .52 to .56 for the step with any of them. Two attempts a level come a little nearer to
 * the order (k = 6: .14/.04/.02) and move 1.9 / 7.6 of 76; levels from 3, 6, 12 or 2, 6, 18 on move fewer (1.0, .8) and lose more
 * (k = 6, n = 16,384: .04, .15).
 *
 * Sobol indices from pairs of dimensions so chosen would hold too: of 200 sets of names at n = 2^14 none had an Ishigami or g index
 * beyond 0.01 of the truth (worst 0.005; in order 0.004; hashed into 256 pairs 17 and 10 sets, worst 0.14; measured once). Still
 * saltelli and shapley designs count dimensions through: that is a little better yet, and an index, being an average over runs, gains
 * nothing from equal draws.
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
  bool given[JOE_KUO_DIMENSIONS];                  /* [name] by the caller, and not asked for yet */
  bool taken[JOE_KUO_DIMENSIONS];                  /* [dimension] some name has it */
  bool reserved[JOE_KUO_DIMENSIONS];               /* [dimension] the place of some name in its level, whether it is there or not */
} Dimensions;                                      /* all zero: no names yet */

enum { NO_DIMENSION = JOE_KUO_DIMENSIONS };

/* The dimension of a name, given to it now if it has none. NO_DIMENSION: all are taken. */
unsigned dimension_of(Dimensions *, const char *name);
/* Gives a name a dimension of the caller's choice, before it is asked for. False: one of them is there already, or no such dimension.
 * The name keeps its turn and its place stays empty: nobody moves but a name whose place was given away, and that one far up. */
bool dimension_give(Dimensions *, const char *name, unsigned dimension);
#endif
