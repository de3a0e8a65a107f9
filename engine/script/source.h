/* source.h : the bytes of a script before Lua sees them: read with a limit, and text in plain UTF-8. */
#ifndef YJ_SCRIPT_SOURCE_H
#define YJ_SCRIPT_SOURCE_H
#include "base/arena.h"
#include "base/fail.h"

enum { SOURCE_BYTES = 256 << 10 };       /* a longer file is refused: some errors of Lua cost the square of its length */

typedef struct {
  const char *path;                      /* as opened, in the arena */
  const char *text;                      /* NUL-terminated, in the arena; a byte order mark and a first line of # are left out */
  size_t n;                              /* lines count from 1 in text as in the file */
} Source;

/* Reads a regular file of at most SOURCE_BYTES and checks its bytes. */
int source_read(Arena *, const char *path, Source *out, Fail *);
/* The same for bytes in memory, which are copied. */
int source_from(Arena *, const char *path, const char *bytes, size_t n, Source *out, Fail *);
#endif
