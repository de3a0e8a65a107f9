/* result.h : a finished point run of one scenario: every named value at every time, outcomes, targets and checks.
 *
 * Uncertain numbers are at their medians and shocks are zero. A Result owns its arena, the linked graph and the values;
 * the Model and the Scenario it was made of must outlive it. Constant once made; one thread makes it. */
#ifndef YJ_STUDY_RESULT_H
#define YJ_STUDY_RESULT_H
#include "model/link.h"
#include "study/scenario.h"
#include "study/scorecard.h"

typedef struct {
  const char *name;
  Place place;
  unsigned failed;               /* steps in which it did not hold */
  /* of the first of them, as the oracle tells it; base units */
  double time, gap, limit;
  double left, right;            /* the two sides where the gap is greatest; NaN when they cannot be told apart */
  const char *left_text, *right_text;     /* as written; right_text NULL when there is no second side */
} CheckResult;

typedef struct Result {
  Arena *arena;
  const Model *model;
  const Scenario *scenario;      /* NULL: the model alone */
  Linked *linked;                /* owned; of the model, without what speaks of years after the horizon */
  unsigned n_times;              /* the start and every step */
  const double *times;           /* in the model's time */
  double *const *values;         /* [graph outputs] n_times x size, base units */
  unsigned n_outcomes;           /* the model's own; linked->outcomes holds more after them */
  const double *outcomes;        /* [n_outcomes], base units */
  const Score *scores; unsigned n_scores;          /* every target, in order of definition */
  const CheckResult *checks; unsigned n_checks, n_failed;
  const Fail *gap;               /* with ResultOptions.gaps: the E701 or E702 of the first value that is not finite; else NULL */
} Result;

typedef struct {
  const Layer *extra; unsigned n_extra;   /* layers above the scenario's */
  bool plain;                    /* values only: no scorecard and no story of failed checks (for many runs) */
  bool gaps;                     /* a value that is not finite is told in `gap` and left as it is: for what makes other runs too */
} ResultOptions;

/* Links and runs. options may be NULL. Returns 0, or a failure with *out = NULL: the linker's, E701 for a value that is
 * not finite (unless gaps), E801. A check that fails is no failure of this function. */
int result_run(const Model *, const Scenario *, const ResultOptions *, Result **out, Fail *);
void result_free(Result *);      /* NULL is allowed */

/* One element of a symbol at a time point, in the symbol's declared unit. */
double result_at(const Result *, const Symbol *, unsigned element, unsigned point);
/* All points of one element into out[n_times]. */
void result_path(const Result *, const Symbol *, unsigned element, double *out);
/* Levels whose start value and observation are to agree. Returns 0, or E801. */
int result_closures(const Result *, const Closure **out, unsigned *n, Fail *);
/* The point of a time, or -1. */
int result_point(const Result *, double time);

/* A flow, level or stock with a label. */
bool symbol_is_indicator(const Symbol *);
/* The names of element i along the symbol's axes, joined by '.': "industry.coal"; "" for a scalar. */
const char *symbol_element(const Result *, const Symbol *, unsigned element, Arena *);

enum { ELEMENTS_SHOWN = 60 };    /* symbols with more elements are shown only when asked for by name */
#endif
