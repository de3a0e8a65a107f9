/* report_ensemble.h : many runs as people and programs read them: bands, probabilities of targets, a fan chart, bad runs. */
#ifndef YJ_VIEW_REPORT_ENSEMBLE_H
#define YJ_VIEW_REPORT_ENSEMBLE_H
#include "study/ensemble.h"
#include "view/report.h"
#include "view/shown.h"

typedef struct {
  const Result *point;           /* the point run of the same scenario */
  const Ensemble *ensemble;      /* finished */
  const ShownRow *rows; unsigned n_rows;         /* its columns, n_times each */
  bool by_name;                  /* the user named the rows: each has its fan chart */
  const Walk *const *walks; unsigned n_walks, n_outcomes;   /* then these: outcomes, then targets */
  uint64_t runs, seed;
  const char *design;
  Label design_note, repaired;   /* a warning of the design; what the repair of correlations changed */
  const char *(*reason)(const void *context, const BadRun *);
  const char *(*story)(const void *context, const BadRun *, Arena *);   /* in full, for the first ten */
  const void *context;
} EnsembleView;

int report_ensemble(const EnsembleView *, const ReportLook *, Buffer *, Fail *);
/* One object: no clocks and no paths in it, so that equal ensembles are equal bytes. */
int report_ensemble_json(const EnsembleView *, const ReportLook *, Buffer *, Fail *);
#endif
