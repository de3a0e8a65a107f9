/* ranks.h : the processes that mpirun started together, and messages between them.
 *
 * Open MPI is loaded only when the environment shows that mpirun started this process with others; the program is not
 * linked with it and is built without its headers. Nothing here waits: a message is posted, and the two sides look from
 * time to time, so that ranks that share processors take none from each other by waiting.
 *
 * Messages from one rank to another arrive whole and in order. One may be under way to each rank.
 *
 * A Ranks belongs to one thread (the first), and there is one in a process. Errors: E831. */
#ifndef YUANJING_BASE_RANKS_H
#define YUANJING_BASE_RANKS_H

#include "base/fail.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct Ranks Ranks;

/* *out is NULL when this process is alone. Returns 0, or E831. */
int ranks_open(Ranks **out, Fail *);
/* orderly: waits for all the others to come here too. Else they are left behind, and mpirun ends them when this process
 * ends with a code that is not 0. NULL is allowed. */
void ranks_close(Ranks *, bool orderly);

unsigned ranks_count(const Ranks *);     /* 1 for NULL */
unsigned ranks_own(const Ranks *);       /* 0 for NULL */
/* Threads for this rank: the processors that it may run on, shared with the other ranks of this machine; at least 1.
 * 0 for NULL: whatever pool_new makes of it. */
unsigned ranks_threads(const Ranks *);

/* Sends bytes to a rank; they are malloc's and are freed when they have gone, also on failure. Only when ranks_idle. */
bool ranks_post(Ranks *, unsigned to, unsigned char *bytes, size_t);
bool ranks_idle(Ranks *, unsigned to);   /* nothing is under way to that rank */

/* A message that has come whole, from any rank; the caller frees it. NULL: none yet. */
unsigned char *ranks_take(Ranks *, unsigned *from, size_t *bytes);

bool ranks_broken(const Ranks *);        /* Open MPI has reported an error, or memory was short for a message */
void ranks_pause(void);                  /* a millisecond */

#endif
