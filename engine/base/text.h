/* UTF-8 text and numbers as text. Nothing here depends on the process's locale; all of it may run in any thread. */
#ifndef YUANJING_BASE_TEXT_H
#define YUANJING_BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>

/* Offset of the first byte that is not well-formed UTF-8; n when all are. */
size_t text_valid(const char *, size_t n);

/* The character at s (at most n bytes) into *character; returns its bytes, 0 when n is 0, -1 when malformed. */
int text_next(const char *s, size_t n, int *character);

/* Columns on a terminal: 2 for wide characters, 0 for combining ones. */
unsigned text_width(const char *);

typedef enum { TEXT_LEFT, TEXT_RIGHT, TEXT_CENTRE } TextAlign;

/* text in exactly width columns: padded with blanks, or cut at a whole character with an ellipsis. Returns the bytes
 * written without the NUL; out of size bytes is never overrun. */
size_t text_pad(char *out, size_t size, const char *text, unsigned width, TextAlign);

/* A copy that is safe to print on one line: control characters as \n, \t, \xHH, bidirectional controls as \u{...},
 * malformed bytes as \xHH. Cut at a whole character (or escape) when size is short; returns the length. */
size_t text_escape(char *out, size_t size, const char *in, size_t n);

/* Cuts a text at size - 1 bytes or before, at a whole character, and replaces malformed bytes by U+FFFD. Returns the length. */
size_t text_clean(char *out, size_t size, const char *in, size_t n);

/* The shortest of %.15g, %.16g, %.17g that reads back as the same double; nan, inf, -inf. Returns the length. */
int text_double(char out[32], double);
/* Always %.17g. */
int text_double17(char out[32], double);

typedef enum {
  TEXT_NUMBER_OK,
  TEXT_NUMBER_EMPTY,      /* nothing there */
  TEXT_NUMBER_MALFORMED,  /* not [+-]digits[.digits][e[+-]digits]; nan, inf and hex are this */
  TEXT_NUMBER_LARGE,      /* beyond the largest double */
  TEXT_NUMBER_SMALL       /* not zero, but nearer to zero than the smallest double */
} TextNumber;

/* The whole of n bytes as a decimal number, correctly rounded. *where (may be NULL) gets the offset of the first byte
 * that does not belong. */
TextNumber text_parse_double(const char *, size_t n, double *out, size_t *where);

#endif
