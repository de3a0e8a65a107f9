/* curve.h : maps along one axis from a coarse to a fine one. Used by CURVE nodes; GSL underneath.
 *
 * spread:      totals of groups without gaps to single elements: a monotone curve through the cumulative (Steffen), read at the fine
 *              axis's bounds and differenced; every group's total is kept exactly by a last proportional correction. An
 *              open last group is laid out over the fine elements from its lower bound on, each 0.8 of the one before.
 * gather:      the reverse, sums of the fine elements that lie inside each group. An element that straddles a bound, or that no
 *              group holds, is refused.
 * interpolate: straight lines between the coarse axis's positions, constant outside.
 * Constant once made; lives in the graph's arena. */
#ifndef YJ_MODEL_CURVE_H
#define YJ_MODEL_CURVE_H
#include "base/arena.h"
#include "quantity/axis.h"

typedef struct Curve Curve;
enum { CURVE_LONGEST = 512 };                            /* elements of either axis at most */
/* NULL: no bounds, too many elements, or groups that are not made of whole fine elements. */
Curve *curve_spread(Arena *, const Axis *coarse, const Axis *fine);
Curve *curve_gather(Arena *, const Axis *fine, const Axis *coarse);
Curve *curve_interpolate(Arena *, const Axis *coarse, const Axis *fine);  /* NULL: no positions */
unsigned curve_in(const Curve *);                        /* elements read */
unsigned curve_out(const Curve *);                       /* elements written */
void curve_apply(const Curve *, const double *in, double *out);
#endif
