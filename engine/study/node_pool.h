/* node_pool.h : the tree of moments (moments.h) in memory that a kill may strike at any instruction.
 *
 * The same joins in the same tree as a MomentForest, so the same bits. A node is there when its label is; a parent gets its
 * label before its halves lose theirs, so at every instruction each chunk put is under some node; node_pool_tidy drops what
 * a kill left under its parent. One thread at a time. */
#ifndef YJ_STUDY_NODE_POOL_H
#define YJ_STUDY_NODE_POOL_H
#include "study/moments.h"
#include <stdatomic.h>

typedef struct {
  _Atomic uint64_t *label;       /* [room]; 0: free, else the node's place, + 1 */
  Moments *moments;              /* [room][columns] */
  unsigned columns;
  size_t room;
  bool grows;                    /* label and moments are malloc's */
} NodePool;

/* False: no room. A chunk comes once. */
bool node_pool_put(NodePool *, unsigned level, uint64_t position, const Moments *per_column);
bool node_pool_covers(const NodePool *, uint64_t chunk);
size_t node_pool_count(const NodePool *);
void node_pool_clear(NodePool *);
void node_pool_tidy(NodePool *);
/* Node i in 0 .. room - 1; NULL: free. */
const Moments *node_pool_node(const NodePool *, size_t i, unsigned *level, uint64_t *position);
/* All of it as a forest; NULL: no memory. Free with forest_free. */
MomentForest *node_pool_forest(const NodePool *);

/* What comes before stays before what comes after, in the eyes of whoever looks at the memory of a killed process: what a
 * thread has stored stays when it is killed, so that only the compiler must keep the order. */
static inline void then(void) { atomic_signal_fence(memory_order_seq_cst); }
#endif
