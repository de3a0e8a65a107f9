/* The text of a table cut into records and cells (RFC 4180), with the place of each cell.
 *
 * The bytes are checked first, all of them: UTF-8 (a byte order mark at the start is passed over), no control or invisible
 * characters, LF or CRLF line ends, the last line ended, lines of at most TABLE_LINE bytes. */
#ifndef YUANJING_QUANTITY_CELLS_H
#define YUANJING_QUANTITY_CELLS_H

#include "base/fail.h"

#include <stdbool.h>
#include <stddef.h>

enum { CELLS_SCRATCH = 64 << 10 };

typedef struct {
  const char *path;
  const char *at, *end;  /* what is still to be read */
  int line, column;      /* of at, from 1; columns in characters */
  size_t used;           /* of scratch, by the present record */
  char scratch[CELLS_SCRATCH];
} Cells;

/* Valid until the next record is read. Doubled quotes are already single. */
typedef struct {
  const char *text;      /* not NUL-terminated */
  size_t n;
  int line, column;      /* of its first character, after the quote */
} Cell;

/* Checks the bytes, which must outlive the reader, and stands at the first record. */
int cells_open(Cells *, const char *path, const char *bytes, size_t n, Fail *);
bool cells_done(const Cells *);
size_t cells_lines(const Cells *);  /* line ends still to come */

/* One record: the first `most` cells into cells, their true number into *n (at least 1). */
int cells_record(Cells *, Cell *cells, unsigned most, unsigned *n, Fail *);

Place cells_place(const Cells *, const Cell *);

/* "semicolons", "tabs" or "full-width commas" when these cells are full of them, else NULL. */
const char *cells_other_separator(const Cell *cells, unsigned n);
/* Whether a cell holds full-width forms of ASCII characters. */
bool cells_full_width(const Cell *);

#endif
