/* wide.h : expected numbers as a wide CSV: lines of '#' say the origin, one header line, then numbers; an empty cell is NaN. */
#ifndef YUANJING_TESTS_GALLERY_WIDE_H
#define YUANJING_TESTS_GALLERY_WIDE_H
#include "support/check.h"
#include <stdlib.h>

enum { WIDE_COLUMNS = 512 };
typedef struct {
  char *text;                        /* owned; names point into it */
  const char *names[WIDE_COLUMNS];
  unsigned n_columns, n_rows;
  double *cells;                     /* owned, n_rows x n_columns */
} Wide;

static inline char *wide_slurp(const char *path) {
  FILE *file = fopen(path, "rb");
  if (!file) fail_msg("%s cannot be read", path);
  size_t n = 0, room = 1 << 16;
  char *text = malloc(room);
  for (size_t got; (got = fread(text + n, 1, room - n - 1, file)) > 0;) {
    n += got;
    if (n + 1 == room) text = realloc(text, room *= 2);
  }
  fclose(file);
  text[n] = 0;
  return text;
}

static inline void wide_row(Wide *wide, char *line) {
  double *row = wide->cells + (size_t)wide->n_rows++ * wide->n_columns;
  for (unsigned c = 0; c < wide->n_columns; c++) {
    char *end = line;
    row[c] = *line == ',' || *line == 0 ? (double)NAN : strtod(line, &end);
    line = *end == ',' ? end + 1 : end;
  }
}

static inline Wide wide_read(const char *path) {
  Wide wide = {.text = wide_slurp(path)};
  size_t lines = 0;
  for (const char *c = wide.text; *c; c++) lines += *c == '\n';
  for (char *line = wide.text, *next; *line; line = next) {
    next = strchr(line, '\n');
    if (next) *next++ = 0; else next = line + strlen(line);
    if (*line == '#') continue;
    if (wide.cells) { wide_row(&wide, line); continue; }
    for (char *cell = strtok(line, ","); cell && wide.n_columns < WIDE_COLUMNS; cell = strtok(NULL, ",")) wide.names[wide.n_columns++] = cell;
    wide.cells = malloc((lines + 1) * wide.n_columns * sizeof *wide.cells);
  }
  return wide;
}

static inline void wide_free(Wide *wide) { free(wide->text); free(wide->cells); }

static inline double wide_cell(const Wide *wide, unsigned row, unsigned column) { return wide->cells[(size_t)row * wide->n_columns + column]; }

static inline unsigned wide_column(const Wide *wide, const char *name) {
  for (unsigned c = 0; c < wide->n_columns; c++)
    if (strcmp(wide->names[c], name) == 0) return c;
  fail_msg("no column %s", name);
  return 0;
}
#endif
