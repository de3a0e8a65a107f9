/* swing.h : how far an outcome moves with an input, for tornado diagrams.
 *
 * A swing is the mean of the outcome over the runs in which the input lies in its lowest tenth, and over those in which it
 * lies in its highest (by its distribution). NaN where no run does. From any sample but a local one; of a saltelli
 * design the points A and B are used, of which all others are mixtures. */
#ifndef YJ_STUDY_SWING_H
#define YJ_STUDY_SWING_H
#include "base/pool.h"
#include "study/uncertainty.h"

typedef struct { double low, high; } Swing;

typedef struct Swings Swings;            /* the runs in every input's tails, in the arena */

/* 0, or E801. All must outlive it. */
int swings_new(const Uncertainty *, const Design *, Pool *, Arena *, Swings **out, Fail *);

/* out: [outcome][parameter]; y: [outcome][run]. */
void swings_of(const Swings *, unsigned outcomes, const double *const *y, Pool *, Swing *out);
#endif
