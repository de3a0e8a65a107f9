/* points_file.c : a CSV of points, one column a parameter, one row a run. */
#include "base/text.h"
#include "quantity/cells.h"
#include "study/design.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_COLUMNS = 4096 };

/* The whole file in malloc'd memory; NULL when it can't be read. */
static char *slurp(const char *path, size_t *n) {
  FILE *file = fopen(path, "rb");
  if (!file) return NULL;
  size_t room = 1 << 16;
  char *bytes = malloc(room);
  *n = 0;
  while (bytes) {
    *n += fread(bytes + *n, 1, room - *n, file);
    if (*n < room) break;
    char *more = room < (size_t)1 << 32 ? realloc(bytes, room *= 2) : NULL;
    if (!more) free(bytes);
    bytes = more;
  }
  if (ferror(file)) {
    free(bytes);
    bytes = NULL;
  }
  fclose(file);
  return bytes;
}

typedef struct {
  const char *path;
  unsigned parameters;
  const char *const *names;
  unsigned column[MOST_COLUMNS];       /* parameter of each column */
  Cell cells[MOST_COLUMNS];
  Cells reader;
} Points;

static int bad(Place place, Fail *fail, const char *what, const char *cure) {
  return fail_set(fail, E631, place, what, cure);
}

/* Every column a parameter, every parameter a column, none twice. */
static int read_header(Points *p, Place asked, Fail *fail) {
  unsigned n = 0;
  bool seen[MOST_COLUMNS] = {false};
  int code = cells_record(&p->reader, p->cells, MOST_COLUMNS, &n, fail);
  if (code) return code;
  char what[256];
  for (unsigned c = 0; c < n && c < MOST_COLUMNS; c++) {
    unsigned j = 0;
    while (j < p->parameters && (strlen(p->names[j]) != p->cells[c].n || memcmp(p->names[j], p->cells[c].text, p->cells[c].n))) j++;
    Place here = cells_place(&p->reader, &p->cells[c]);
    snprintf(what, sizeof what, "has the column '%.*s'", (int)(p->cells[c].n < 100 ? p->cells[c].n : 100), p->cells[c].text);
    if (j == p->parameters) return bad(here, fail, what, "name each column after an uncertain parameter");
    if (seen[j]) return bad(here, fail, what, "it stands there twice; remove one");
    seen[j] = true;
    p->column[c] = j;
  }
  for (unsigned j = 0; j < p->parameters; j++) {
    if (seen[j]) continue;
    snprintf(what, sizeof what, "has no column '%.100s'", p->names[j]);
    return bad(asked, fail, what, "add one for every uncertain parameter");
  }
  return 0;
}

/* One row into point[parameter]. */
static int read_row(Points *p, double *point, Fail *fail) {
  unsigned n = 0;
  int code = cells_record(&p->reader, p->cells, MOST_COLUMNS, &n, fail);
  if (code) return code;
  if (n != p->parameters)
    return bad(cells_place(&p->reader, &p->cells[0]), fail, "has a row of another length than its header", "give one cell a column");
  for (unsigned c = 0; c < n; c++) {
    if (text_parse_double(p->cells[c].text, p->cells[c].n, &point[p->column[c]], NULL) == TEXT_NUMBER_OK) continue;
    char what[160];
    snprintf(what, sizeof what, "has the cell '%.*s'", (int)(p->cells[c].n < 60 ? p->cells[c].n : 60), p->cells[c].text);
    return bad(cells_place(&p->reader, &p->cells[c]), fail, what, "write a finite number like 3208.93");
  }
  return 0;
}

/* Rows are read row by row and stored parameter by parameter. */
static int read_rows(Points *p, Arena *arena, double **points, uint64_t *rows, Place asked, Fail *fail) {
  size_t most = cells_lines(&p->reader), done = 0;
  if (most == 0) return bad(asked, fail, "has a header but no points", "add a row");
  double *by_parameter = arena_array(arena, most * p->parameters, sizeof *by_parameter);
  double *point = arena_array(arena, p->parameters, sizeof *point);
  if (!by_parameter || !point) return fail_set(fail, E801, asked, "the points");
  while (!cells_done(&p->reader)) {
    int code = read_row(p, point, fail);
    if (code) return code;
    for (unsigned j = 0; j < p->parameters; j++) by_parameter[done * p->parameters + j] = point[j];
    done++;
  }
  double *turned = arena_array(arena, done * p->parameters, sizeof *turned);
  if (!turned) return fail_set(fail, E801, asked, "the points");
  for (size_t run = 0; run < done; run++)
    for (unsigned j = 0; j < p->parameters; j++) turned[j * done + run] = by_parameter[run * p->parameters + j];
  *points = turned;
  *rows = done;
  return 0;
}

int points_read(const char *path, unsigned parameters, const char *const *names, Arena *arena, double **points, uint64_t *rows,
                Place place, Fail *fail) {
  size_t n = 0;
  char *bytes = path ? slurp(path, &n) : NULL;
  if (!bytes) {
    char what[360];
    snprintf(what, sizeof what, "'%.300s' cannot be read", path ? path : "");
    return fail_set(fail, E631, place, what, "check its path");
  }
  Points *p = calloc(1, sizeof *p);
  int code = p ? 0 : fail_set(fail, E801, place, "the points");
  if (!code) {
    *p = (Points){.path = path, .parameters = parameters, .names = names};
    code = cells_open(&p->reader, path, bytes, n, fail);
  }
  if (!code) code = read_header(p, place_at(path, 1, 0), fail);
  if (!code) code = read_rows(p, arena, points, rows, place_at(path, 0, 0), fail);
  free(p);
  free(bytes);
  return code;
}
