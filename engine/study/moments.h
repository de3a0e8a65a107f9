/* moments.h : mean and standard deviation that do not depend on who summed what.
 *
 * Runs are summed in order within chunks of 1,024; chunks are joined by a fixed binary tree over the chunk index (node
 * (level, i) joins (level-1, 2i) and (level-1, 2i+1)). Chunks may arrive in any order, from threads, ranks, shards or an
 * archive: a node is joined as soon as both halves are there, so the bits are those of the tree, and only
 * the halves still waiting are kept: about log2(chunks) nodes for each gap-free stretch.
 *
 * Values that are not finite are counted in `bad` and enter nothing else. A forest has one writer at a time (a lock
 * around forest_add is enough: once a chunk). Memory: malloc, freed by forest_free. */
#ifndef YJ_STUDY_MOMENTS_H
#define YJ_STUDY_MOMENTS_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { MOMENTS_CHUNK = 1024 };

typedef struct { uint64_t n, bad; double mean, squares; } Moments;   /* squares: sum of (x - mean)^2 */

/* In run order. */
Moments moments_of(const double *values, size_t n);
Moments moments_join(Moments left, Moments right);                   /* order matters to the last bit */
double moments_sd(Moments);                                          /* n - 1; NaN below two values */

typedef struct MomentForest MomentForest;
MomentForest *forest_new(unsigned outcomes);                         /* NULL: no memory */
void forest_free(MomentForest *);

/* The moments of one chunk, one per outcome. A chunk comes once (asserted). False: no memory. */
bool forest_add(MomentForest *, uint64_t chunk, const Moments *per_outcome);

/* Everything waiting in `from` goes into `into`; they share no chunk. */
bool forest_merge(MomentForest *into, const MomentForest *from);

/* The total of one outcome: waiting nodes joined from left to right. */
Moments forest_total(const MomentForest *, unsigned outcome);

/* Nodes waiting, in order of their first chunk: what an archive stores. forest_put puts one back. */
size_t forest_nodes(const MomentForest *);
const Moments *forest_node(const MomentForest *, size_t index, unsigned *level, uint64_t *position);
bool forest_put(MomentForest *, unsigned level, uint64_t position, const Moments *per_outcome);

/* A probability from counts, with Wilson's interval (95 %; for quasi-random points it is on the wide side). */
typedef struct { uint64_t hits, n; } Share;
void share_interval(Share, double *low, double *high);

#endif
