/* report.h : what the commands print, as text for people and as JSON for programs.
 *
 * Reports are built in a Buffer; nothing is printed here. The JSON forms are one object with a newline at its end. */
#ifndef YJ_VIEW_REPORT_H
#define YJ_VIEW_REPORT_H
#include "record/buffer.h"
#include "study/copula.h"
#include "study/design.h"
#include "study/result.h"
#include "view/words.h"

typedef struct {
  Lang lang;
  bool colour;                   /* only for a terminal */
  unsigned width;                /* of the terminal; 0: no limit */
  bool all;                      /* every indicator, not only the main table */
  const double *years; unsigned n_years;   /* wanted times; none: four spread over the run */
  const Fail *warnings; unsigned n_warnings;   /* of reading the script */
} ReportLook;

/* One run: the main table, outcomes, scorecard and checks; a chart of `show` where there are no targets. */
int report_run(const Result *, const ReportLook *, Buffer *, Fail *);
int report_run_json(const Result *, const ReportLook *, Buffer *, Fail *);

/* Runs side by side, each against the first, and what they assume differently. */
int report_compare(const Result *const *, unsigned n, const ReportLook *, Buffer *, Fail *);
int report_compare_json(const Result *const *, unsigned n, const ReportLook *, Buffer *, Fail *);

/* Only the assumptions of two runs that differ. */
int report_diff(const Result *const pair[2], const ReportLook *, Buffer *, Fail *);
int report_diff_json(const Result *const pair[2], const ReportLook *, Buffer *, Fail *);

/* The model as a thing: indicators, levers, parameters, closures, targets, warnings. */
typedef struct {
  const Symbol *const *dead; unsigned n_dead;            /* levers without effect */
  const Closure *closures; unsigned n_closures;
} Findings;
int report_check(const Result *, const Findings *, const ReportLook *, Buffer *, Fail *);
int report_check_json(const Result *, const Findings *, const ReportLook *, Buffer *, Fail *);

/* How a value comes about: its equation, inputs and their values at a time point, down to `depth`. E908 for a name that
 * the model does not have. */
typedef struct { const char *name; unsigned point, depth; } Question;
int report_why(const Result *, const Question *, const ReportLook *, Buffer *, Fail *);
int report_why_json(const Result *, const Question *, const ReportLook *, Buffer *, Fail *);

/* Parts that several reports share. */
void report_title(const Result *, const ReportLook *, Buffer *);
void report_scorecard(const Result *, const ReportLook *, Arena *, Buffer *);
void report_checks(const Result *, const ReportLook *, Buffer *);
/* Words joined by the language's comma, in lines of at most `width` columns after an indent. */
void report_list(const char *const *words, unsigned n, Lang, unsigned width, const char *indent, Buffer *);
/* What a design warns of, and what the repair of correlations changed, in both languages; {NULL, NULL}: nothing. */
Label note_of_design(const Design *);
Label note_of_repair(const Copula *, Arena *);
/* The note on a line of its own, when there is one. */
void report_note(Label, Lang, Buffer *);
/* Says that the point run has no value, and where, when it has a gap. */
void report_gap(const Result *, Lang, Buffer *);
/* Says that so many columns of the table above were left out for want of width; nothing when 0. */
void report_left_out(unsigned columns, Lang, Buffer *);
/* "models/region/economy.lua:41" or "" */
const char *place_shown(Place, char out[256]);
#endif
