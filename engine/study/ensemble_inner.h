/* ensemble_inner.h : what ensemble.c and ensemble_state.c share. Not for others. */
#ifndef YJ_STUDY_ENSEMBLE_INNER_H
#define YJ_STUDY_ENSEMBLE_INNER_H
#include "study/ensemble.h"
#include "study/histogram.h"
#include "study/scorecard.h"

enum { BATCH = 64, BATCH_WITH_SINK = 8, ENSEMBLE_LANES = 128 };  /* chunks at once; block width unless said */

typedef struct {                         /* what a thread gathers; one more is the whole */
  Histogram *histograms;                 /* [columns]; NULL when exact */
  uint64_t *hits;                        /* [walks] runs that meet a target */
  uint64_t good, n_bad;
  BadRun *bad; unsigned listed, room, most;   /* most: stop listing there; 0: never */
  bool short_of_memory;
} Tally;

typedef struct {                         /* one thread's tools */
  Block *block;
  double *inputs, *noise;
  double *values;                        /* [columns][ENSEMBLE_CHUNK] of the chunk at hand */
  Tally tally;
} Worker;

struct Ensemble {
  EnsembleSpec spec;
  const Graph *graph;
  Program *program;
  unsigned n_times, columns, walks_at, lanes, threads;
  uint32_t *outputs; unsigned n_outputs; /* of the program's record */
  unsigned *slot;                        /* [n_wanted] which recorded output */
  unsigned char *unseen;                 /* [n_wanted] 1: a flow without a value in the start year, which is no fault */
  NodeId *ends; unsigned n_ends;         /* walks, then checks' failed, then finite */
  Goal *goals;                           /* [n_walks]; comparison 0 when it is no target */
  bool exact;
  double *values;                        /* exact: [columns][n] */
  Worker *workers;
  Tally whole;
  MomentForest *forest;
  uint64_t chunks;                       /* full ones among n */
  unsigned char *done;                   /* [chunks] 1: held here; 2: handed over */
  uint64_t n_done, next;
  uint64_t *batch; size_t n_batch;       /* chunk numbers of the batch at hand */
  Moments *batch_moments;                /* [batch][columns] */
  double *batch_values;                  /* with a sink: [batch][sink columns][ENSEMBLE_CHUNK] */
  bool finished, stopped, short_of_memory;
};

/* Counts a bad run, and lists it while the list is shorter than `most`. */
void ensemble_note_bad(Tally *, uint64_t run, int32_t reason);
/* No run in it; the ranges stay. */
void ensemble_clear(const Ensemble *, Tally *);
/* The workers' tallies go into the whole; the list of bad runs is sorted and cut to the first ENSEMBLE_BAD_LISTED. A
 * worker sees its chunks in rising order, so what it stopped listing lies behind those. */
void ensemble_join(Ensemble *);
#endif
