/* batch.h : an ensemble from the command line: opened, gone on with where it stopped, kept in the archive.
 *
 * A checkpoint is written whenever twenty times as long has passed as the last one took, at most a second; Ctrl-C stops
 * after the batch at hand (a quarter of a second), writes one more and says how to go on. What kill -9 loses is the work
 * since the last checkpoint. */
#ifndef YJ_CLI_BATCH_H
#define YJ_CLI_BATCH_H
#include "base/ranks.h"
#include "cli/sources.h"
#include "study/ensemble.h"
#include "view/shown.h"

typedef struct {
  const ShownRow *rows; unsigned n_rows;         /* the indicators that are summarised, one column a time point each */
  const Walk *const *walks; unsigned n_walks;    /* outcomes, then targets */
  unsigned n_outcomes;
} BatchColumns;

typedef struct {
  Ranks *ranks;                                  /* NULL: a process by itself */
  bool alone;                                    /* rank 0 does it without the others */
  Arena *arena;
  Case opened;                                   /* the script and its point run */
  const Linked *linked;
  Uncertainty uncertainty;
  Design *design;
  BatchColumns columns;
  EnsembleSpec described;                        /* what the ensemble was made from */
  Ensemble *ensemble;
  Pool *pool;
  Sources sources;
  DigestText key;
  Archive *archive; int64_t id;                  /* NULL: not kept */
  bool aside;                                    /* the archive holds a larger one, which stays as it is */
  uint64_t stored;                               /* runs in its state */
  uint64_t runs;                                 /* of the whole ensemble, in all shards */
  double seconds;                                /* of this and earlier work */
  uint64_t resumed;                              /* runs that an earlier process did */
} Batch;

#define ARCHIVE_NAME "yuanjing.db"

typedef bool BatchSink(void *context, uint64_t first_run, unsigned n, const double *values);
/* Reads, links, runs the point run, makes the design and the pilot. Returns 0, or the failure; then ranked_begin. */
int batch_open(const char *path, const Options *, Ranks *, BatchSink *, void *context, Batch *, Fail *);
void batch_close(Batch *, const Options *, Fail *);

/* Does all runs of this shard, with the other ranks (ranked.c); without shards, finishes the ensemble (on rank 0). Returns
 * 0, COMMAND_FAILED, or the exit code of an interruption (130, 143). */
int batch_run(Batch *, const Options *, Fail *);
/* Stores the summary. Returns 0, or the failure. */
int batch_keep(Batch *, const char *result, Fail *);

uint64_t batch_total(const Batch *, const Options *);   /* runs of this shard, or all */
const char *batch_name(const Batch *);           /* of the scenario, else of the model */
/* Why a run is bad, in the model's words: "not finite", or the check's name. */
const char *batch_reason(const Batch *, const BadRun *);

/* Puts the state into the archive now, if it is more than the archive has. Returns 0, or the failure. */
int batch_checkpoint(Batch *, Fail *);

/* The summary of a finished ensemble as it is archived (ensemble.c). Returns 0, or the failure. */
int ensemble_result(Batch *, const Options *, Buffer *json, Fail *);

void batch_catch_signals(void);
int batch_interrupted(void);                     /* 0, or the exit code */
#endif
