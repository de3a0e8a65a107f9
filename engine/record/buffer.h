/* buffer.h : text that grows in memory and leaves in one piece.
 *
 * Reports and files are built here first, so that a file is whole or not there, and stdout is written once, when all
 * is known to be well. Zero-initialised is empty. A refusal of memory sticks: later text is dropped, and saving or
 * sending reports it. Owned by its maker; one thread. */
#ifndef YJ_RECORD_BUFFER_H
#define YJ_RECORD_BUFFER_H
#include "base/fail.h"
#include <stdbool.h>
#include <stddef.h>

typedef struct { char *text; size_t length, capacity; bool failed; } Buffer;   /* text ends with a NUL; NULL while empty */

void buffer_free(Buffer *);
void buffer_put(Buffer *, const char *text);
void buffer_bytes(Buffer *, const char *bytes, size_t n);
void buffer_char(Buffer *, char);
void buffer_repeat(Buffer *, const char *text, unsigned times);
void buffer_format(Buffer *, const char *format, ...) __attribute__((format(printf, 2, 3)));
const char *buffer_text(const Buffer *);          /* "" when empty */

/* Writes the whole to a new file beside `path` and renames it over `path`; what was there stays when that fails. What
 * is no regular file (/dev/null, a pipe) is written directly. Returns 0, or E801, E811. */
int buffer_save(const Buffer *, const char *path, Fail *);

/* Writes the whole to a file descriptor. A reader that has gone away (EPIPE) is no failure. Returns 0, or E801, E811;
 * `name` is for the sentence. */
int buffer_send(const Buffer *, int descriptor, const char *name, Fail *);
#endif
