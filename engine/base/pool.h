/* Threads that share out numbered chunks of work.
 *
 * Which thread does which chunk is not determined: a chunk must write only what is its own, so that the answer does not
 * depend on the schedule. */
#ifndef YUANJING_BASE_POOL_H
#define YUANJING_BASE_POOL_H

#include <stddef.h>

typedef struct Pool Pool;

/* Called once per chunk, from any of the pool's threads; thread counts from 0 and is 0 for the caller of pool_for. */
typedef void PoolWork(void *context, size_t chunk, unsigned thread);

/* threads counts the caller; 0 means one per processor on line. Fewer are made when the system refuses. NULL: no memory. */
Pool *pool_new(unsigned threads);
void pool_free(Pool *);             /* NULL is allowed */
unsigned pool_threads(const Pool *);/* 1 for NULL */

/* Does chunks 0..chunks-1, each once, and returns when all are done. The caller works too. Only one pool_for at a time
 * on a pool, and never from inside a chunk of the same pool. pool NULL: the caller does all, in order. */
void pool_for(Pool *, size_t chunks, PoolWork *, void *context);

#endif
