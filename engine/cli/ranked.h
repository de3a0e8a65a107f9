/* ranked.h : an ensemble shared out among the ranks of mpirun.
 *
 * Rank r of R does the chunks with chunk % R == r (of a shard's chunks: every R-th) and hands what it has to rank 0 about
 * once a second, as the bytes of ensemble_save; rank 0 works too, adds what comes, alone writes the archive and alone
 * speaks. All ranks read the files and make the pilot; they must come to the same key. An ensemble that fits in memory
 * (exact) or that writes its draws is done by rank 0 alone.
 *
 * A rank that dies takes the others with it: mpirun ends them, rank 0 puts what it has into the archive, and the same
 * command goes on from there. */
#ifndef YJ_CLI_RANKED_H
#define YJ_CLI_RANKED_H
#include "cli/batch.h"

/* After batch_open, with what it returned: rank 0 tells the others how it went there and what the archive knew. Returns 0,
 * COMMAND_FAILED, or the exit code of rank 0, which has said why. Without ranks: what became of batch_open. */
int ranked_begin(Batch *, int opened, Fail *);
#endif
