/* ranked.h : an ensemble shared out among the ranks of mpirun.
 *
 * Rank r of R does the chunks with chunk % R == r (of a shard's chunks: every R-th) and hands what it has to rank 0 about
 * once a second, as the bytes of ensemble_save; rank 0 works too, adds what comes, alone writes the archive and the draws
 * and alone speaks. Of an exact ensemble, and of what --draws keeps, the chunks themselves are handed over, some megabytes
 * at a time. All ranks read the files and make the pilot; they must come to the same key.
 *
 * A rank that dies takes the others with it: mpirun ends them, and the same command goes on from what rank 0 had: its own
 * chunks and those handed over. Lost is what the others had in hand, a second's work at most. */
#ifndef YJ_CLI_RANKED_H
#define YJ_CLI_RANKED_H
#include "cli/batch.h"

/* After batch_open, with what it returned: rank 0 tells the others how it went there and what the archive knew. Returns 0,
 * COMMAND_FAILED, or the exit code of rank 0, which has said why. Without ranks: what became of batch_open. */
int ranked_begin(Batch *, int opened, Fail *);
/* In other ranks than 0, before there is an ensemble: the stores whose chunks go to rank 0. */
int ranked_parcels(Batch *, Fail *);
void ranked_parcels_free(Batch *);
#endif
