/* Memory by lifetime: an arena hands out zeroed memory and gives all of it back at once.
 *
 * One arena per model, per study, per command. A pointer into an arena lives until arena_free; nothing is freed alone.
 * An arena belongs to one thread at a time.
 *
 * When the system refuses memory the arena remembers it for good (arena_failed). Small requests are then served from a
 * reserve, so that a builder may go on to its end and ask once; a request that does not fit the reserve gets NULL. */
#ifndef YUANJING_BASE_ARENA_H
#define YUANJING_BASE_ARENA_H

#include <stdbool.h>
#include <stddef.h>

typedef struct Arena Arena;

Arena *arena_new(void);   /* NULL when the system has no memory */
void arena_free(Arena *); /* NULL is allowed */

/* Zeroed; aligned to 64 bytes when bytes >= 64, else to 16. Zero bytes give a valid address. A request of 1 GiB or more
 * is refused. NULL only after the system (or that limit) refused; arena_failed is then true. */
void *arena_alloc(Arena *, size_t bytes);

/* count * size with the product checked. */
void *arena_array(Arena *, size_t count, size_t size);

/* n bytes and a NUL after them. NULL as arena_alloc. */
char *arena_copy(Arena *, const char *, size_t n);

/* printf into the arena. NULL as arena_alloc. */
char *arena_printf(Arena *, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* True from the first refusal on. */
bool arena_failed(const Arena *);

/* Is called at every refusal, before NULL or the reserve is handed out; it may leave by longjmp. NULL ends that. */
void arena_on_refusal(Arena *, void (*refused)(void *), void *with);

/* Bytes taken from the system. */
size_t arena_bytes(const Arena *);

/* For tests: from the n-th further block on the system is said to refuse; a negative n ends that. */
void arena_refuse_after(Arena *, long n);

#endif
