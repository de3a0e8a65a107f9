/* shown.h : which rows and which times of a run people see.
 *
 * Rows come in sections: those of the model's `show`, or with `all` every indicator, and what `show` names, by file. A symbol with axes has a row
 * for each element. Everything is in the caller's arena. */
#ifndef YJ_VIEW_SHOWN_H
#define YJ_VIEW_SHOWN_H
#include "study/result.h"
#include "view/words.h"

typedef struct {
  const Symbol *symbol;
  unsigned element;
  const char *id;                /* "generation.coal" */
  const char *label;
  const char *unit;              /* as declared */
} ShownRow;

typedef struct { const char *title; ShownRow *rows; unsigned n; } ShownSection;

/* Returns 0, or E660 for a name of `show` that is none, E801. */
int shown_sections(const Result *, Arena *, Lang, bool all, const ShownSection **out, unsigned *n, Fail *);

/* What a list of names, "co2,generation.coal,carbon_price", asks for, in one section: any named value, all elements when
 * none is named. Names of outcomes and targets may stand there; they make no row. E908 for a name that is none, E904 for one
 * without a value, E801. */
int shown_named(const Result *, Arena *, Lang, const char *list, const ShownSection **out, Fail *);

/* Every indicator, or with `all` every named value, elements one by one; symbols of more than ELEMENTS_SHOWN elements
 * only with `all`. For files and JSON. NULL when memory is short. */
const ShownRow *shown_everything(const Result *, Arena *, bool all, unsigned *n);

enum { POINTS_SHOWN = 24 };
/* The points of the wanted years, or four spread over the run when none are wanted. Returns 0, or E907. */
int shown_points(const Result *, const double *years, unsigned n_years, unsigned points[POINTS_SHOWN], unsigned *n, Fail *);

/* The change per year between two points as people read it: "+2.1%", points for shares, "–" where it has no meaning. */
const char *growth_shown(Lang, const char *unit, double from, double to, double years, char out[32]);
#endif
