/* paired.h : the first runs of an ensemble, kept one by one to be set against another scenario's. */
#ifndef YJ_CLI_PAIRED_H
#define YJ_CLI_PAIRED_H
#include "cli/batch.h"
#include "view/report_pairs.h"

enum { PAIRED_RUNS = 4096 };

/* Of a finished batch: outcomes, targets and the indicators at the last time, of its first *runs runs, which are run once more
 * with every value kept. Everything in the arena. Returns 0, or E801; interrupted, 0 and nothing is
 * filled in. */
int paired_sample(const Batch *, Lang, Arena *, PairSample *, unsigned *runs, Fail *);
#endif
