/* point.h : one run with every uncertain number at its point value, behind one door.
 *
 * The compiled program does it while it is compiled: nothing varies, so everything is computed once. A Point belongs to
 * its caller; the Linked must outlive it; one thread. */
#ifndef YJ_STUDY_POINT_H
#define YJ_STUDY_POINT_H
#include "model/link.h"

typedef struct Point Point;

/* Runs the graph at its inputs' point values. Returns 0, or E801 with *out = NULL. */
int point_run(const Linked *, Point **out, Fail *);
void point_free(Point *);                        /* NULL is allowed */

/* Output k at grid point g: size doubles in base units. */
const double *point_output(const Point *, uint32_t output, uint32_t g);
/* The value of an outcome's or target's node, of a check's `failed`, or of `finite`. */
double point_end(const Point *, NodeId);

/* The median of a distribution as written in the model; for link_model. */
int point_median(const Expr *draw, double *median, Fail *);
#endif
