/* ensemble_inner.h : what the files of the ensemble share. Not for others.
 *
 *   ensemble.c          description to program, the pilot, chunks
 *   ensemble_image.c    where what has been gathered lies, and how a chunk is merged so that a kill loses nothing
 *   ensemble_state.c    the same as bytes for the archive and for other ranks
 *   ensemble_summary.c  what it says in the end */
#ifndef YJ_STUDY_ENSEMBLE_INNER_H
#define YJ_STUDY_ENSEMBLE_INNER_H
#include "study/ensemble.h"
#include "study/histogram.h"
#include "study/node_pool.h"
#include "study/scorecard.h"
#include <pthread.h>

enum { BATCH = 64, ENSEMBLE_LANES = 128 };  /* chunks at once; block width unless said */
enum { GOOD = -2, NOT_FINITE = -1 };     /* verdicts on a run; else the check that failed */

/* ---- the image: one piece of memory, without addresses in it, private or a file's ------------------------------------- */

typedef struct {
  char magic[8];
  uint64_t columns, walks, slots, nodes, exact, sum;   /* sum: of the fields before */
  _Atomic uint64_t begun;                /* chunks that a thread has begun to run, in all processes */
  _Atomic uint64_t torn;                 /* a state is being added: not to be trusted */
} ImageHead;

typedef struct {                         /* how far a slot's chunk at hand has come; all 0: none is being merged */
  _Atomic uint64_t pending;              /* the chunk whose values and verdicts are whole, + 1 */
  _Atomic uint64_t column;               /* so many columns are merged */
  _Atomic uint64_t saved;                /* `undo` holds what this column was before, + 1 */
  _Atomic uint64_t active;               /* which sums are true */
} SlotHead;

typedef struct {                         /* of the chunks that a slot has merged */
  uint64_t last;                         /* the latest of them, + 1 */
  uint64_t good, n_bad, listed;          /* runs; entries of the list of bad runs */
  uint64_t hits[];                       /* [walks] runs that meet a target */
} Sums;

typedef struct {                         /* addresses of one slot's parts; a thread has a slot */
  SlotHead *head;
  Sums *sums[2];
  Moments *moments;                      /* [columns] of the chunk at hand */
  int32_t *reasons;                      /* [ENSEMBLE_CHUNK] verdicts on its runs */
  double *values;                        /* [columns][ENSEMBLE_CHUNK] */
  Histogram *histograms, *undo;          /* [columns], [1]; NULL when exact */
  BadRun *bad; uint64_t room;            /* the first ones, in rising order behind what was loaded */
} Slot;

typedef struct {
  ImageHead *head;
  size_t bytes;
  Slot *slots;
  NodePool pool;
  bool shared;                           /* another process may have to go on with it */
} Image;

typedef struct {                         /* everything together, at the end */
  Histogram *histograms;                 /* [columns]; NULL when exact */
  Sums *sums;
  BadRun *bad;
} Whole;

typedef struct {                         /* one thread's tools */
  Block *block;
  double *inputs, *noise;
  double *rows;                          /* [row columns][ENSEMBLE_CHUNK]; NULL: none are put */
  unsigned step;                         /* runs in a block, so few that an interruption is seen */
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
  Range *ranges;                         /* [columns]; NULL when exact */
  Worker *workers;
  Image image;
  pthread_mutex_t lock;                  /* around the pool of nodes */
  Whole whole;
  MomentForest *forest;                  /* when finished */
  uint64_t chunks;                       /* full ones among n */
  unsigned char *done;                   /* [chunks] 1: held here; 2: handed over */
  uint64_t n_done, next;
  uint64_t *batch; size_t n_batch;       /* chunk numbers of the batch at hand */
  bool ranged, finished;
  _Atomic bool short_of_memory;
};

/* ---- ensemble_image.c ---- */
static inline Sums *sums_of(const Slot *s) { return s->sums[s->head->active]; }
bool image_new(const Ensemble *, Image *);               /* private and empty */
void image_free(Image *);
void image_set_ranges(const Ensemble *, Image *);
/* Merges the chunk that is pending in a slot, from wherever it was left. False: no memory. */
bool image_merge(Ensemble *, Image *, Slot *);
/* All slots' histograms of one column, added up. */
void image_column(const Image *, unsigned column, Range, Histogram *out);
/* All slots' bad runs in order, the first ENSEMBLE_BAD_LISTED; malloc. NULL: no memory. */
BadRun *image_bad(const Image *, uint64_t *listed);
/* The same list again in slot 0, with these; the other slots' are empty then. False: no memory. */
bool image_add_bad(Image *, const BadRun *, uint64_t n);
void image_sums(const Image *, unsigned walks, Sums *total);         /* total: room for the hits */
/* No run in it; the ranges stay. */
void image_clear(const Ensemble *, Image *);
/* Adds runs first .. first + n - 1 of a slot's values and verdicts to sums; bad runs to a list that has room for `room`. */
void image_count(const Ensemble *, const Slot *, uint64_t first, unsigned n, Sums *, BadRun *list, uint64_t room);

/* ---- ensemble.c ---- */
/* All chunks of a node are here now. False: one of them was already, or lies behind the end; nothing is changed. */
bool ensemble_mark_done(Ensemble *, unsigned level, uint64_t position);
#endif
