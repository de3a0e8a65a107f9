/* scorecard.h : targets against a projected path.
 *
 * 时序进度, progress on schedule: the straight line from the base (base_year, base) to the goal (year, goal),
 *     line(t) = base + (goal - base) (t - base_year) / (year - base_year).
 * A mean over the plan's years (growth, mean_over) has no base: its line is the goal in every year; a total's line starts
 * from 0. The path is the target's own expression with its last year moved to t, so "growth to 2025" is the growth so far.
 *
 * Status of a target, decided in this order:
 *   not modelled  it has no equation: registered only
 *   beyond        its year lies after the run's horizon
 *   behind        未达进度、预计完成有难度: the goal is not met at its year
 *   early         提前完成: the goal is not reached at the base, is reached at some projected year before its own, and
 *                 in every year from then on. A target on a year ("peak by 2030") is early when the year is earlier. A
 *                 mean is never early: it can still fall.
 *   ahead         达到时序进度、预计可超额完成: the path is at or beyond the line in every projected year, and at the end
 *                 beyond the goal by more than 1 % of the way from base to goal (of the goal itself when there is no way)
 *   on schedule   达到或基本达到时序进度、预计可如期完成: any other target that is met at its year
 * Met: value >= goal ("at least"), value <= goal ("at most"), to 1e-12 of the goal. "About" (左右) is meant upwards unless
 * the base lies above the goal, and forgives 5 % of the goal, but no more than a tenth of the way from the base; it is
 * reached, as early asks, only at the goal itself. */
#ifndef YJ_STUDY_SCORECARD_H
#define YJ_STUDY_SCORECARD_H
#include "model/link.h"
#include "study/walks.h"

typedef enum { STATUS_NOT_MODELLED, STATUS_BEYOND, STATUS_BEHIND, STATUS_EARLY, STATUS_AHEAD, STATUS_ON_SCHEDULE, STATUS_COUNT } Status;
typedef struct { const char *id, *zh, *en; } StatusWord;
extern const StatusWord status_words[STATUS_COUNT];

/* All numbers in the target's declared unit; NaN where there is none. */
typedef struct {
  const Decl *decl;
  const Walk *walk;              /* NULL: beyond the horizon */
  Status status;
  char comparison;               /* '>' '<' '~', 0 none */
  double year, goal, base_year, base, value;
  double progress;               /* share of the way from base to goal that is covered at its year; NaN: the base meets it */
  double met_from;               /* the first year from which the goal stays reached, NaN never */
  unsigned n; const double *years, *path, *line;   /* projected years from the base on, the last is `year` */
} Score;

typedef struct {                 /* a target's walk moved to an earlier year, or an outcome that such a walk names */
  const Decl *target;            /* NULL: an outcome within it */
  const Decl *moved;             /* an outcome of its own name */
  double year;
} Milestone;

/* What the linker is to be given: the model with an outcome more for every year of every target's path, and without
 * outcomes and targets that speak of years after the horizon. Expressions are shared with the model. Milestones are the
 * model's last outcomes, those of target i (of all targets, in order of definition) from first[i] up to first[i + 1]. */
typedef struct {
  Model model;
  Walks *walks;
  Milestone *milestones; unsigned n_milestones;
  unsigned *first;
} ScoredModel;

/* NULL when memory is short. */
const ScoredModel *scorecard_prepare(Arena *, const Model *, double horizon, bool milestones);

/* The END value of a walk, in base units. */
typedef double WalkValue(const void *run, const Walk *);

/* One score a target of the model, in order of definition; NULL when memory is short (or there are none: *n is 0). */
const Score *scorecard_of(Arena *, const Model *, const ScoredModel *, const Linked *, WalkValue *, const void *run, unsigned *n);

/* For tests: the status of a path of n years whose last is the target's. flat: the line is the goal (a mean). */
typedef struct { char comparison; double goal, base_year, base; bool flat; } Goal;
Status scorecard_status(const Goal *, unsigned n, const double *years, const double *path);
double scorecard_line(const Goal *, double target_year, double year);

/* Whether a value at the target's year meets the goal; for probabilities. */
bool scorecard_met(const Goal *, double value);
#endif
