#define _POSIX_C_SOURCE 200809L
#include "base/arena.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Under AddressSanitizer every request is a block of its own, so that a step over its end is seen. */
#if defined(__SANITIZE_ADDRESS__)
#define BLOCK_BYTES 0
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define BLOCK_BYTES 0
#endif
#endif
#ifndef BLOCK_BYTES
#define BLOCK_BYTES (64u << 10)
#endif

enum { LINE = 64, SMALL = 16, RESERVE_BYTES = 32 << 10, LIMIT = 1 << 30 };

typedef struct Block Block;
struct Block {
  Block *next;
  size_t size, used; /* of the bytes after the header's cache line */
};

struct Arena {
  Block *newest;
  Block *reserve;    /* never in the list; spent only after a refusal */
  size_t bytes;
  long refuse_after; /* negative: never */
  bool failed;
  void (*refused)(void *);
  void *with;
};

static char *block_bytes(Block *block) { return (char *)block + LINE; }

static Block *block_new(size_t size) {
  size_t whole = (size + LINE + LINE - 1) & ~(size_t)(LINE - 1);
  Block *block = aligned_alloc(LINE, whole);
  if (block) *block = (Block){NULL, whole - LINE, 0};
  return block;
}

/* bytes from this block, or NULL when they do not fit. */
static void *block_take(Block *block, size_t bytes) {
  size_t align = bytes >= LINE ? LINE : SMALL;
  size_t begin = (block->used + align - 1) & ~(align - 1);
  if (begin > block->size || bytes > block->size - begin) return NULL;
  block->used = begin + bytes;
  return memset(block_bytes(block) + begin, 0, bytes);
}

Arena *arena_new(void) {
  Arena *arena = calloc(1, sizeof *arena);
  if (!arena) return NULL;
  arena->reserve = block_new(RESERVE_BYTES);
  arena->refuse_after = -1;
  if (!arena->reserve) {
    free(arena);
    return NULL;
  }
  arena->bytes = sizeof *arena + RESERVE_BYTES + LINE;
  return arena;
}

void arena_free(Arena *arena) {
  if (!arena) return;
  for (Block *block = arena->newest, *next; block; block = next) {
    next = block->next;
    free(block);
  }
  free(arena->reserve);
  free(arena);
}

/* A new block with room for bytes; large requests do not displace the block that is being filled. */
static Block *arena_grow(Arena *arena, size_t bytes) {
  if (arena->refuse_after == 0 || bytes >= LIMIT) return NULL;
  Block *block = block_new(bytes > BLOCK_BYTES ? bytes : BLOCK_BYTES);
  if (!block) return NULL;
  if (arena->refuse_after > 0) arena->refuse_after--;
  arena->bytes += block->size + LINE;
  bool alone = bytes > BLOCK_BYTES / 4 && arena->newest;
  block->next = alone ? arena->newest->next : arena->newest;
  if (alone) arena->newest->next = block;
  else arena->newest = block;
  return block;
}

static void refuse(Arena *arena) {
  arena->failed = true;
  if (arena->refused) arena->refused(arena->with);
}

void *arena_alloc(Arena *arena, size_t bytes) {
  if (bytes == 0) bytes = 1;
  void *place = arena->newest ? block_take(arena->newest, bytes) : NULL;
  if (place) return place;
  Block *block = arena_grow(arena, bytes);
  if (block) return block_take(block, bytes);
  refuse(arena);
  return block_take(arena->reserve, bytes);
}

void *arena_array(Arena *arena, size_t count, size_t size) {
  if (size && count > (size_t)LIMIT / size) {
    refuse(arena);
    return NULL;
  }
  return arena_alloc(arena, count * size);
}

char *arena_copy(Arena *arena, const char *text, size_t n) {
  char *copy = n < LIMIT ? arena_alloc(arena, n + 1) : arena_alloc(arena, n);
  if (copy && n) memcpy(copy, text, n);
  return copy;
}

char *arena_printf(Arena *arena, const char *format, ...) {
  va_list arguments, again;
  va_start(arguments, format);
  va_copy(again, arguments);
  int length = vsnprintf(NULL, 0, format, arguments);
  char *text = length < 0 ? NULL : arena_alloc(arena, (size_t)length + 1);
  if (text) vsnprintf(text, (size_t)length + 1, format, again);
  va_end(again);
  va_end(arguments);
  return text;
}

bool arena_failed(const Arena *arena) { return arena->failed; }
size_t arena_bytes(const Arena *arena) { return arena->bytes; }
void arena_on_refusal(Arena *arena, void (*refused)(void *), void *with) { arena->refused = refused, arena->with = with; }
void arena_refuse_after(Arena *arena, long n) { arena->refuse_after = n; }
