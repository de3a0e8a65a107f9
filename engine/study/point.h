/* point.h : one run with every uncertain number at its point value, behind one door.
 *
 * The compiled program runs it; the oracle (naive evaluator) is kept for the story of what went wrong. A Point belongs
 * to its caller; one thread. */
#ifndef YJ_STUDY_POINT_H
#define YJ_STUDY_POINT_H
#include "model/link.h"

typedef struct Point Point;

/* Runs the graph at its inputs' point values. Returns 0, or E801 with *out = NULL. */
int point_run(const Graph *, Point **out, Fail *);
void point_free(Point *);                        /* NULL is allowed */

/* Output k at grid point g: size doubles in base units. */
const double *point_output(const Point *, uint32_t output, uint32_t g);
/* The value of an END node (outcome, target, verdict), a scalar. */
double point_end(const Point *, NodeId);

/* The median of a distribution as written in the model; for link_model. */
int point_median(const Expr *draw, double *median, Fail *);
#endif
