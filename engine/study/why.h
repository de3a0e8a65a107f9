/* why.h : the equation behind a value, and what it read at that time. */
#ifndef YJ_STUDY_WHY_H
#define YJ_STUDY_WHY_H
#include "study/reads.h"
#include "study/result.h"

/* What says the value: the equation, the change of a scenario, what the place gives, or the observed history. */
typedef struct { const char *part; const Expr *expr; Place place; const Decl *decl; bool read; } WhyPart;
enum { WHY_PARTS = 6 };

/* The parts in force at a time point, in the order of their weight; `read` marks those whose inputs explain the value.
 * Returns how many. */
unsigned why_parts(const Result *, const Symbol *, unsigned point, WhyPart parts[WHY_PARTS]);

typedef struct {
  const Symbol *symbol;
  ReadMoment moment;
  bool opening;                  /* a stock or level as it stands at the beginning of the step */
  int point;                     /* below 0: that many steps before the start */
} WhyInput;

/* What those parts read, in order of appearance. In the arena. */
unsigned why_inputs(const Result *, Arena *, const Symbol *, unsigned point, const WhyInput **out);

/* The value read, in the input's declared unit; NaN when the run does not know it (perpetual inventories of history). */
double why_value(const Result *, const WhyInput *, unsigned element);
/* An outcome or a target: one number a run, a walk over its years. */
typedef struct { const Decl *decl; double value; const Score *score; } WhyWalk;   /* declared unit; score of a target */
bool why_walk(const Result *, const char *name, WhyWalk *out);

/* What the walk reads: each name at the years it is read at (the last one where a word walks over all). In the arena. */
unsigned why_walk_inputs(const Result *, Arena *, const Decl *, const WhyInput **out);
#endif
