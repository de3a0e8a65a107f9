/* walks.h : what the outcomes and targets of a model say about years, through the names of other outcomes too.
 *
 * A walk is at, growth, total, mean_over, peak, ... over the years of a finished run; an outcome may stand in other outcomes
 * and in targets by its name. Each outcome is read once, inner ones before those that name them, however often it is
 * named: the work is linear in the length of the text. Outcomes that name each other in a circle are the linker's to
 * refuse; here they only must not hang.
 *
 * Everything lives in the arena; the model must outlive it. One thread. */
#ifndef YJ_STUDY_WALKS_H
#define YJ_STUDY_WALKS_H
#include "model/model.h"

typedef struct Walks Walks;
Walks *walks_new(Arena *, const Model *);                /* NULL when memory is short */

/* The latest year that the expression of an outcome or target names; minus infinity: none. */
double walks_latest(const Walks *, const Expr *);

/* Whether at, growth, total or mean_over stands in it. */
bool walks_have(const Walks *, const Expr *, Word);

/* The expression behind the names of outcomes, as often as it is one; the expression itself when it is none. */
const Expr *walks_behind(const Walks *, const Expr *);

/* The earliest year to which the year `last` may be moved: a year after the first one of the walks that end in it. Minus
 * infinity: any; NaN: no memory. */
double walks_earliest(Walks *, const Expr *, double last);

/* The expression with the year `from` of its walks replaced by `to`. Outcomes within it that speak of that year get
 * a moved copy of their own, inner ones first, which `add` is given (once for each from and to); others keep their name.
 * NULL when memory is short, or when `add` says so by false. */
typedef bool AddOutcome(void *context, Decl *);
Expr *walks_moved(Walks *, const Expr *, double from, double to, AddOutcome *add, void *context);
#endif
