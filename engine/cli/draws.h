/* draws.h : every run's outcomes, targets, indicators (at the last time, or those of --years) and inputs (--draws-inputs),
 * from the ensemble into a file. */
#ifndef YJ_CLI_DRAWS_H
#define YJ_CLI_DRAWS_H
#include "cli/batch.h"
#include "record/draws_file.h"

typedef struct {
  const Batch *batch;
  DrawsFile *file;
  double *values;                        /* [columns][ENSEMBLE_CHUNK]: the run's number, then what is kept */
  unsigned n_columns;                    /* of them the last are the inputs */
  double *inputs;                        /* [inputs][ENSEMBLE_CHUNK]; NULL: not wanted */
} Draws;

/* The columns of the ensemble that are kept: outcomes and targets, then each indicator at these time points. In the arena. */
int draws_choose(const BatchColumns *, unsigned n_times, const unsigned *points, unsigned n_points, Arena *, const unsigned **columns, unsigned *n, Fail *);
/* After batch_open: makes the file. */
int draws_begin(Draws *, const char *path, const Batch *, const Options *, Fail *);
/* After batch_run: every run goes in, and the file gets its name. */
int draws_end(Draws *, Fail *);
void draws_free(Draws *);                /* what is unfinished is removed */
#endif
