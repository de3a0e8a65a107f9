/* report_pairs.h : scenarios against the first, run by run under the same draws. */
#ifndef YJ_VIEW_REPORT_PAIRS_H
#define YJ_VIEW_REPORT_PAIRS_H
#include "view/report.h"

typedef struct {
  const char *id, *label, *unit;         /* unit as declared */
  bool target;                           /* `probability` of meeting it; no values */
  double probability;
  const double *values;                  /* [runs] declared units, NaN for a bad run */
} PairColumn;

typedef struct { const char *title; const PairColumn *columns; unsigned n; } PairSample;    /* of one scenario */

/* n >= 2 scenarios, the first `runs` runs of each. Columns are matched by id. Returns 0, or E801. */
int report_pairs(const PairSample *, unsigned n, unsigned runs, const ReportLook *, Buffer *, Fail *);
#endif
