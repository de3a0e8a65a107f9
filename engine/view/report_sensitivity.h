/* report_sensitivity.h : which inputs matter, as people and programs read it: ranked tables with a verdict, tornado
 * diagrams, heat maps over the years; JSON; CSV.
 *
 * An outcome is an indicator in one year, or an outcome or target of the model. Those that do not vary (a start year, say)
 * are named as such and have no indices. */
#ifndef YJ_VIEW_REPORT_SENSITIVITY_H
#define YJ_VIEW_REPORT_SENSITIVITY_H
#include "study/sampled.h"
#include "study/sensitivity/sensitivity.h"
#include "study/sensitivity/swing.h"
#include "view/report.h"

typedef struct {
  const char *name;              /* "co2", "generation.coal", or of an outcome or target */
  const char *zh, *en;           /* labels */
  const char *unit_text; Unit unit;
  double year;                   /* NaN for outcomes and targets */
  unsigned series;               /* outcomes of one indicator have one number, and stand together */
  bool varies;
} SensedOutcome;

typedef struct {
  const Result *point;           /* the point run of the same scenario */
  const Sensitivity *result;
  const Design *design;
  const SensitivityOptions *options;
  const SensedOutcome *outcomes; unsigned n;
  const char *const *factors;    /* [result->factors] names of inputs or groups */
  const char *const *zh, *const *en;             /* and their labels */
  const Swing *swings;           /* [outcome][factor], base units; NULL: none (groups, local) */
  const double *shocks;          /* [outcome] the share of the variance that is the shocks' own; NULL or NaN: none */
  Label repaired, note;          /* what the repair of correlations changed; a warning of the design */
  bool by_name;                  /* the user named the outcomes: all are shown in full */
  bool kept;                     /* in an archive, all bad runs too */
  const BadRun *bad; unsigned bad_listed; uint64_t bad_total;
  const char *(*reason)(const void *context, const BadRun *);
  const char *(*story)(const void *context, const BadRun *, Arena *);   /* in full, for the first ten */
  const void *context;
} SensitivityView;

int report_sensitivity(const SensitivityView *, const ReportLook *, Buffer *, Fail *);
/* One object: no clocks and no paths in it, so that equal studies are equal bytes. */
int report_sensitivity_json(const SensitivityView *, Buffer *, Fail *);
/* outcome,year,unit,measure,input,value,low,high,converged,next_n: one row an index. */
int report_sensitivity_csv(const SensitivityView *, Buffer *, Fail *);

/* Whether a measure is in the unit of the outcome (mu_star, slope) instead of a pure number. */
bool sensitivity_in_unit(const SensitivityMethod *, unsigned measure);
/* An index as shown: measures in the outcome's unit are converted to its declared one. */
Index sensitivity_shown(const SensitivityView *, unsigned outcome, unsigned measure, unsigned factor);
/* Factors of an outcome in falling order of the measure that ranks; NaN last. order: [factors]. */
void sensitivity_ranked(const SensitivityView *, unsigned outcome, unsigned *order);

typedef struct { unsigned converged, judged, all; uint64_t next; } Verdict;    /* judged: with an interval; next: the largest n asked for; 0: none */
Verdict sensitivity_verdict(const SensitivityView *, unsigned outcome);
#endif
