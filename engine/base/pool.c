#define _POSIX_C_SOURCE 200809L
#include "base/pool.h"

#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdlib.h>
#include <unistd.h>

enum { MOST_THREADS = 256 };

struct Pool {
  pthread_mutex_t mutex;
  pthread_cond_t begin, end;
  pthread_t *workers;      /* threads - 1 of them */
  unsigned threads;
  /* Below: written by the caller of pool_for while no worker is busy. */
  unsigned long round;
  unsigned busy;           /* workers that have not finished this round */
  bool leave;
  PoolWork *work;
  void *context;
  size_t chunks;
  atomic_size_t next;
};

typedef struct { Pool *pool; unsigned thread; } Worker;

static void do_chunks(Pool *pool, unsigned thread) {
  for (;;) {
    size_t chunk = atomic_fetch_add_explicit(&pool->next, 1, memory_order_relaxed);
    if (chunk >= pool->chunks) return;
    pool->work(pool->context, chunk, thread);
  }
}

static void *worker_main(void *argument) {
  Worker worker = *(Worker *)argument;
  free(argument);
  Pool *pool = worker.pool;
  unsigned long seen = 0;
  pthread_mutex_lock(&pool->mutex);
  for (;;) {
    while (pool->round == seen && !pool->leave) pthread_cond_wait(&pool->begin, &pool->mutex);
    if (pool->leave) break;
    seen = pool->round;
    pthread_mutex_unlock(&pool->mutex);
    do_chunks(pool, worker.thread);
    pthread_mutex_lock(&pool->mutex);
    if (--pool->busy == 0) pthread_cond_signal(&pool->end);
  }
  pthread_mutex_unlock(&pool->mutex);
  return NULL;
}

/* Signals are for the main thread: workers start with all of them blocked. */
static bool worker_start(Pool *pool, unsigned thread) {
  Worker *worker = malloc(sizeof *worker);
  if (!worker) return false;
  *worker = (Worker){pool, thread};
  sigset_t all, before;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  int refused = pthread_create(&pool->workers[thread - 1], NULL, worker_main, worker);
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  if (refused) free(worker);
  return !refused;
}

static unsigned processors(void) {
  long n = sysconf(_SC_NPROCESSORS_ONLN);
  return n < 1 ? 1 : (unsigned)n;
}

Pool *pool_new(unsigned threads) {
  if (threads == 0) threads = processors();
  if (threads > MOST_THREADS) threads = MOST_THREADS;
  Pool *pool = calloc(1, sizeof *pool);
  if (!pool) return NULL;
  pool->workers = calloc(threads, sizeof *pool->workers);
  pthread_mutex_init(&pool->mutex, NULL);
  pthread_cond_init(&pool->begin, NULL);
  pthread_cond_init(&pool->end, NULL);
  pool->threads = 1;
  while (pool->workers && pool->threads < threads && worker_start(pool, pool->threads)) pool->threads++;
  return pool;
}

void pool_free(Pool *pool) {
  if (!pool) return;
  pthread_mutex_lock(&pool->mutex);
  pool->leave = true;
  pthread_cond_broadcast(&pool->begin);
  pthread_mutex_unlock(&pool->mutex);
  for (unsigned i = 1; i < pool->threads; i++) pthread_join(pool->workers[i - 1], NULL);
  pthread_cond_destroy(&pool->end);
  pthread_cond_destroy(&pool->begin);
  pthread_mutex_destroy(&pool->mutex);
  free(pool->workers);
  free(pool);
}

unsigned pool_threads(const Pool *pool) { return pool ? pool->threads : 1; }

void pool_for(Pool *pool, size_t chunks, PoolWork *work, void *context) {
  if (!pool || pool->threads == 1 || chunks < 2) {
    for (size_t chunk = 0; chunk < chunks; chunk++) work(context, chunk, 0);
    return;
  }
  pthread_mutex_lock(&pool->mutex);
  pool->work = work;
  pool->context = context;
  pool->chunks = chunks;
  atomic_store_explicit(&pool->next, 0, memory_order_relaxed);
  pool->busy = pool->threads - 1;
  pool->round++;
  pthread_cond_broadcast(&pool->begin);
  pthread_mutex_unlock(&pool->mutex);
  do_chunks(pool, 0);
  pthread_mutex_lock(&pool->mutex);
  while (pool->busy) pthread_cond_wait(&pool->end, &pool->mutex);
  pthread_mutex_unlock(&pool->mutex);
}
