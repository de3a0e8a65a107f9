#define _POSIX_C_SOURCE 200809L
#include "support/check.h"

#include "base/pool.h"

#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <time.h>
#include <unistd.h>

enum { CHUNKS = 1000 };
static atomic_uint times[CHUNKS];
static atomic_uint highest_thread, signals_open;

static void count_chunk(void *context, size_t chunk, unsigned thread) {
  (void)context;
  atomic_fetch_add(&times[chunk], 1);
  unsigned seen = atomic_load(&highest_thread);
  while (thread > seen && !atomic_compare_exchange_weak(&highest_thread, &seen, thread)) {}
}

static void each_chunk_is_done_once(void **state) {
  (void)state;
  for (unsigned threads = 1; threads <= 4; threads++) {
    Pool *pool = pool_new(threads);
    assert_int_equal(pool_threads(pool), threads);
    for (size_t chunks = 0; chunks <= CHUNKS; chunks += 37) {
      for (size_t i = 0; i < CHUNKS; i++) atomic_store(&times[i], 0);
      pool_for(pool, chunks, count_chunk, NULL);
      for (size_t i = 0; i < CHUNKS; i++) assert_int_equal(atomic_load(&times[i]), i < chunks);
    }
    assert_in_range(atomic_load(&highest_thread), 0, threads - 1);
    pool_free(pool);
  }
}

static void note_order(void *context, size_t chunk, unsigned thread) {
  size_t *next = context;
  assert_int_equal(thread, 0);
  assert_int_equal(chunk, *next);
  ++*next;
}

static void without_a_pool_the_caller_works_in_order(void **state) {
  (void)state;
  size_t next = 0;
  pool_for(NULL, 10, note_order, &next);
  assert_int_equal(next, 10);
  assert_int_equal(pool_threads(NULL), 1);
  pool_free(NULL);
}

static void sizes_of_pools(void **state) {
  (void)state;
  Pool *pool = pool_new(0);
  long processors = sysconf(_SC_NPROCESSORS_ONLN);
  assert_int_equal(pool_threads(pool), processors > 256 ? 256 : processors);
  pool_free(pool);
  pool = pool_new(100000);
  assert_in_range(pool_threads(pool), 1, 256);
  pool_for(pool, CHUNKS, count_chunk, NULL);
  pool_free(pool);
}

/* Each chunk waits until every thread has one: the threads really work at the same time. */
static atomic_uint present;
static void wait_for_all(void *context, size_t chunk, unsigned thread) {
  (void)chunk;
  (void)thread;
  atomic_fetch_add(&present, 1);
  for (int i = 0; i < 5000 && atomic_load(&present) < *(unsigned *)context; i++)
    nanosleep(&(struct timespec){0, 1000000}, NULL);
}

static void threads_work_together(void **state) {
  (void)state;
  unsigned threads = 3;
  Pool *pool = pool_new(threads);
  atomic_store(&present, 0);
  struct timespec begin, end;
  clock_gettime(CLOCK_MONOTONIC, &begin);
  pool_for(pool, threads, wait_for_all, &threads);
  clock_gettime(CLOCK_MONOTONIC, &end);
  assert_int_equal(atomic_load(&present), threads);
  assert_true(end.tv_sec - begin.tv_sec < 4);
  pool_free(pool);
}

static void look_at_mask(void *context, size_t chunk, unsigned thread) {
  (void)context;
  (void)chunk;
  sigset_t mask;
  pthread_sigmask(SIG_SETMASK, NULL, &mask);
  if (thread > 0 && !sigismember(&mask, SIGINT)) atomic_fetch_add(&signals_open, 1);
  nanosleep(&(struct timespec){0, 1000000}, NULL);
}

static void signals_are_for_the_main_thread(void **state) {
  (void)state;
  Pool *pool = pool_new(2);
  pool_for(pool, 50, look_at_mask, NULL);
  assert_int_equal(atomic_load(&signals_open), 0);
  sigset_t mask;
  pthread_sigmask(SIG_SETMASK, NULL, &mask);
  assert_false(sigismember(&mask, SIGINT));
  pool_free(pool);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(each_chunk_is_done_once),
    cmocka_unit_test(without_a_pool_the_caller_works_in_order),
    cmocka_unit_test(sizes_of_pools),
    cmocka_unit_test(threads_work_together),
    cmocka_unit_test(signals_are_for_the_main_thread),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
