/* Tables of data: CSV files with the header series,year,value,unit,source,confidence.
 *
 * One row is one number with its unit and its source. Quoting follows RFC 4180 (a cell in quotes may hold commas, line
 * ends and doubled quotes). Lines end with LF or CRLF. Everything that is not exactly this is an error with file, line,
 * column (in characters), what was read and what was expected: an analyst's slip must never become another number. */
#ifndef YUANJING_QUANTITY_TABLE_H
#define YUANJING_QUANTITY_TABLE_H

#include "base/arena.h"
#include "base/fail.h"
#include "quantity/unit.h"

#include <stdbool.h>

enum {
  TABLE_BYTES = 16 << 20,  /* of a file */
  TABLE_LINE = 64 << 10,   /* of a line */
  TABLE_CELL = 8 << 10,    /* of a cell */
  TABLE_ROWS = 200000,
  TABLE_NAME = 200,        /* of a series name and of a unit */
  TABLE_NUMBER = 64        /* of a value */
};

typedef struct {
  const char *series;  /* same address for the same series of a table */
  const char *period;  /* the year column's text: "2020" or "2020-2025" */
  double year;         /* the number of a single year, else NaN */
  double value;        /* as written, in unit; -0 reads as 0 */
  const char *unit;
  const char *source;
  const char *confidence;
  int line;            /* where the row begins */
  int value_column, unit_column;
} TableRow;

typedef struct Table Table; /* constant once read; in the arena it was read into */

/* Reads a file; path is used in messages as it is. */
int table_read(Arena *, const char *path, const Table **out, Fail *);
/* The same from memory; bytes need not outlive the call. */
int table_parse(Arena *, const char *path, const char *bytes, size_t n, const Table **out, Fail *);

const char *table_path(const Table *);
unsigned table_rows(const Table *);
const TableRow *table_row(const Table *, unsigned i);       /* in the file's order */

unsigned table_series_count(const Table *);
const char *table_series_name(const Table *, unsigned i);   /* in order of first appearance */
bool table_has(const Table *, const char *series);

/* The row of (series, year text), NULL when there is none. */
const TableRow *table_find(const Table *, const char *series, const char *period);
/* The same, but a missing row is an error: E521 no such series (nearest name), E522 no such year (which there are). */
int table_cell(const Table *, const char *series, const char *period, const TableRow **out, Fail *, Place);

/* The rows of single years of a series, by rising year; *n is 0 when the series has none. NULL and E521 if unknown. */
const TableRow *const *table_years(const Table *, const char *series, unsigned *n, Fail *, Place);

/* The row's value in the wanted unit. E523 with the row's place when the row's unit is unlike; the unit column's own
 * mistakes (E20x) with the row's place too. */
int table_value(const Table *, const TableRow *, UnitTable *, Unit wanted, double *out, Fail *);

#endif
