/* report_attribute.h : which factor moved a result, period by period. Text for people and JSON for programs, as in report.h. */
#ifndef YJ_VIEW_REPORT_ATTRIBUTE_H
#define YJ_VIEW_REPORT_ATTRIBUTE_H
#include "study/attribute.h"
#include "view/report.h"

typedef struct {
  const char *target;                              /* "co2" */
  const char *const *factors; unsigned n_factors;  /* "population", "gdp/population", "energy_total/gdp", "co2/energy_total" */
  bool chained;                                    /* each period step by step; else from its first to its last moment */
} AttributeAsk;

/* Periods lie between the wanted years of the look, which rise (none: the start and the end of the run). E904, E907, and
 * attribute.h's. */
int report_attribute(const Result *, const AttributeAsk *, const ReportLook *, Buffer *, Fail *);
int report_attribute_json(const Result *, const AttributeAsk *, const ReportLook *, Buffer *, Fail *);
#endif
