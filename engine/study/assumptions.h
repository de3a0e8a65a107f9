/* assumptions.h : what two scenarios assume differently: levers, parameters and replaced equations.
 *
 * Each difference points at the change in force on either side, with its file and line; a side without one has the
 * region's own value. */
#ifndef YJ_STUDY_ASSUMPTIONS_H
#define YJ_STUDY_ASSUMPTIONS_H
#include "study/scenario.h"

typedef struct {
  const char *name;
  bool lever;
  const Override *side[2];       /* NULL: the region's own */
  const char *by[2];             /* the scenario that says so, or NULL */
} Difference;

/* Fills *out (in the arena) in order of names' first appearance, a's first. Returns how many; scenarios may be NULL. */
unsigned assumptions_differ(Arena *, const Scenario *a, const Scenario *b, const Difference **out);

/* The same expression, wherever it was written. */
bool expr_same(const Expr *, const Expr *);
#endif
