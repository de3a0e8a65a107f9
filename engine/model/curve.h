/* curve.h : maps along one axis from a coarse to a fine one. Used by CURVE nodes; GSL underneath.
 *
 * spread:      totals of groups to single elements: a monotone curve through the cumulative (Steffen), read at the fine
 *              axis's bounds and differenced; every group's total is kept exactly by a last proportional correction. An
 *              open last group is laid out over the fine elements from its lower bound on, each 0.8 of the one before.
 * interpolate: straight lines between the coarse axis's positions, constant outside.
 * Constant once made; lives in the graph's arena. */
#ifndef YJ_MODEL_CURVE_H
#define YJ_MODEL_CURVE_H
#include "base/arena.h"
#include "quantity/axis.h"

typedef struct Curve Curve;
enum { CURVE_LONGEST = 512 };                            /* elements of either axis at most */
Curve *curve_spread(Arena *, const Axis *coarse, const Axis *fine);       /* NULL: the axes have no bounds, or too many elements */
Curve *curve_interpolate(Arena *, const Axis *coarse, const Axis *fine);  /* NULL: no positions */
unsigned curve_in(const Curve *);                        /* elements read */
unsigned curve_out(const Curve *);                       /* elements written */
void curve_apply(const Curve *, const double *in, double *out);
#endif
