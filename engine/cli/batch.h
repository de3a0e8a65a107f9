/* batch.h : an ensemble from the command line: opened, gone on with where it stopped, kept in the archive.
 *
 * What protects the work, when the batch is kept in an archive:
 *   kill -9         what is under way lies in files beside the archive (record/running_file.h) from one instruction to the
 *                   next; lost are the chunks whose runs were not all made, at most one a thread
 *   loss of power   a checkpoint in the archive every second (less often where one takes more than a twentieth of that);
 *                   exact ensembles have none and are done again
 *   Ctrl-C          stops between two blocks of runs (a tenth of a second), writes a checkpoint and says how to go on
 * The files beside the archive are removed when the archive holds all that they hold. */
#ifndef YJ_CLI_BATCH_H
#define YJ_CLI_BATCH_H
#include "base/ranks.h"
#include "cli/sources.h"
#include "record/running_file.h"
#include "study/ensemble.h"
#include "view/shown.h"

typedef struct {
  const ShownRow *rows; unsigned n_rows;         /* the indicators that are summarised, one column a time point each */
  const Walk *const *walks; unsigned n_walks;    /* outcomes, then targets */
  unsigned n_outcomes;
} BatchColumns;

typedef struct {
  Ranks *ranks;                                  /* NULL: a process by itself */
  Arena *arena;
  Case opened;                                   /* the script and its point run */
  const Linked *linked;
  Uncertainty uncertainty;
  Design *design;
  const char *dimensions;                        /* as --dimensions has them, where the scenario by itself would have others; else NULL */
  BatchColumns columns;
  EnsembleSpec described;                        /* what the ensemble was made from */
  Ensemble *ensemble;
  Pool *pool;
  Sources sources;
  DigestText key;
  Archive *archive; int64_t id;                  /* NULL: not kept */
  bool aside;                                    /* the archive holds a larger one, which stays as it is */
  Arena *blobs; const Study *known;              /* while it is opened: the study in the archive; NULL: none */
  RunningFile *running; ChunkStore store;        /* what is under way; NULL: not kept */
  RunningFile *rows; ChunkStore row_store;       /* --draws of a counted ensemble: the columns that are kept, chunk by chunk */
  const unsigned *row_columns; unsigned n_row_columns;           /* with --draws */
  unsigned draw_points[POINTS_SHOWN], n_draw_points;             /* with --draws: the times of its indicators */
  struct Parcels *parcels;                       /* of other ranks than 0: chunks for rank 0 (ranked.c) */
  Range *ranges;                                 /* of an earlier pilot; NULL: not known */
  bool settled;                                  /* the archive has all of it */
  uint64_t stored;                               /* runs in its state */
  uint64_t runs;                                 /* of the whole ensemble, in all shards */
  double seconds;                                /* of this and earlier work */
  uint64_t resumed;                              /* runs that an earlier process did */
} Batch;

#define ARCHIVE_NAME "yuanjing.db"

/* Reads, links, runs the point run, makes the design and the pilot; takes up what is known. Returns 0, or the failure; then
 * ranked_begin. Interrupted in the pilot: 0 without an ensemble; batch_run says so. */
int batch_open(const char *path, const Options *, Ranks *, Batch *, Fail *);
void batch_close(Batch *, const Options *, Fail *);

/* Does all runs of this shard, with the other ranks (ranked.c); without shards, finishes the ensemble (on rank 0). Returns
 * 0, COMMAND_FAILED, or the exit code of an interruption (130, 143). */
int batch_run(Batch *, const Options *, Fail *);
/* Stores the summary. Returns 0, or the failure. */
int batch_keep(Batch *, const char *result, Fail *);

/* Chooses and makes the design (batch_design.c); says what a grid costs. Returns 0, or E630 to E633, E643, E801, E904. */
int batch_design(Batch *, const Options *, Fail *);
/* One assignment of Sobol dimensions for all files of a command, as --dimensions has it: equal names have equal draws in every
 * scenario, and what scenarios add moves nothing of the model's. In the options' arena. Returns 0, or the failure. */
int batch_share_dimensions(const Options *, const char **text, Fail *);

unsigned batch_columns(const Batch *);
bool batch_exact(const Batch *);                 /* also before there is an ensemble */
uint64_t batch_total(const Batch *, const Options *);   /* runs of this shard, or all */
const char *batch_name(const Batch *);           /* of the scenario, else of the model */
/* Why a run is bad, in the model's words: "not finite", or the check's name. */
const char *batch_reason(const Batch *, const BadRun *);

/* What is under way goes into a file from here on. Returns 0, or the failure. */
int batch_settle_in(Batch *, Fail *);
/* Puts the state into the archive now, if it is more than the archive has; later when a reader is in the way. Returns 0, or the
 * failure. */
int batch_checkpoint(Batch *, Fail *);

/* The summary of a finished ensemble as it is archived (ensemble.c). Returns 0, or the failure. */
int ensemble_result(Batch *, const Options *, Buffer *json, Fail *);

void batch_catch_signals(void);
int batch_interrupted(void);                     /* 0, or the exit code */
#endif
