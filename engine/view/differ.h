/* differ.h : what two runs assume differently, as text and as JSON. */
#ifndef YJ_VIEW_DIFFER_H
#define YJ_VIEW_DIFFER_H
#include "record/json.h"
#include "view/report.h"

/* Prints each difference with both sides as written, where, and their values at the points; says so when there is none. */
int differ_print(const Result *const pair[2], const ReportLook *, Arena *, Buffer *, Fail *);
/* One array value: [{"name", "lever", "unit", "sides": [{"scenario", "text", "file", "line", "values"}, ...]}, ...] */
int differ_json(const Result *const pair[2], const ReportLook *, Arena *, Json *, Fail *);
/* The scenario's title, or the model's. */
const char *run_title(const Result *, Lang);
#endif
