#include "quantity/cells.h"

#include "base/text.h"
#include "quantity/table.h"

#include <string.h>

/* ---- the bytes ---- */

static bool starts(const char *bytes, size_t n, const char *with, size_t length) {
  return n >= length && memcmp(bytes, with, length) == 0;
}

/* UTF-16 and UTF-32 by their mark, or by the zero byte of the first letter. */
static const char *other_encoding(const char *bytes, size_t n) {
  if (starts(bytes, n, "\xFF\xFE\0\0", 4) || starts(bytes, n, "\0\0\xFE\xFF", 4)) return "UTF-32";
  if (starts(bytes, n, "\xFF\xFE", 2) || starts(bytes, n, "\xFE\xFF", 2)) return "UTF-16";
  if (n >= 4 && (!bytes[0] != !bytes[1]) && (!bytes[2] != !bytes[3])) return "UTF-16";
  return NULL;
}

/* Characters one does not see: controls (tabs and line ends apart), joiners, marks of direction, soft hyphens. */
static bool is_invisible(int c) {
  if (c < 0x20) return c != '\t' && c != '\n' && c != '\r';
  return (c >= 0x7F && c < 0xA0) || c == 0xAD || (c >= 0x200B && c <= 0x200F) || (c >= 0x2028 && c <= 0x202E) ||
         (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF || (c >= 0xFFF9 && c <= 0xFFFB);
}

/* In GB18030 and Big5 a character begins with a byte above 0x80 and goes on with one from 0x30 or 0x40. */
static const char *legacy(const char *at, const char *end) {
  unsigned char first = (unsigned char)at[0], second = at + 1 < end ? (unsigned char)at[1] : 0;
  return first > 0x80 && first < 0xFF && second >= 0x30 ? " (it looks like GB18030 or Big5)" : "";
}

/* Where the check is. */
typedef struct { const char *at, *end, *line_begin; Place place; } Scan;

static int line_too_long(const Scan *scan, Fail *fail) {
  return fail_set(fail, E519, place_at(scan->place.file, scan->place.line, 1), "the line", TABLE_LINE);
}

/* One character. */
static int scan_character(Scan *scan, Fail *fail) {
  int c, step = text_next(scan->at, (size_t)(scan->end - scan->at), &c);
  if (step < 0)
    return fail_set(fail, E504, scan->place, (unsigned)(unsigned char)*scan->at, legacy(scan->at, scan->end));
  if (is_invisible(c)) return fail_set(fail, E505, scan->place, (unsigned)c);
  if (c == '\r' && (scan->at + 1 == scan->end || scan->at[1] != '\n')) return fail_set(fail, E506, scan->place);
  if (scan->at - scan->line_begin >= TABLE_LINE) return line_too_long(scan, fail);
  scan->at += step;
  scan->place.column++;
  if (c == '\n') {
    scan->line_begin = scan->at;
    scan->place.line++;
    scan->place.column = 1;
  }
  return 0;
}

static int check_bytes(const char *path, const char *bytes, size_t n, Fail *fail) {
  Scan scan = {bytes, bytes + n, bytes, place_at(path, 1, 1)};
  while (scan.at < scan.end) {
    int wrong = scan_character(&scan, fail);
    if (wrong) return wrong;
  }
  return scan.at == scan.line_begin ? 0 : fail_set(fail, E507, scan.place);
}

int cells_open(Cells *reader, const char *path, const char *bytes, size_t n, Fail *fail) {
  const char *encoding = other_encoding(bytes, n);
  if (n > TABLE_BYTES) return fail_set(fail, E519, place_at(path, 0, 0), "the table", TABLE_BYTES);
  if (encoding) return fail_set(fail, E503, place_at(path, 1, 1), encoding);
  if (starts(bytes, n, "\xEF\xBB\xBF", 3)) bytes += 3, n -= 3;
  if (n == 0) return fail_set(fail, E502, place_at(path, 1, 1));
  reader->path = path;
  reader->at = bytes;
  reader->end = bytes + n;
  reader->line = reader->column = 1;
  return check_bytes(path, bytes, n, fail);
}

bool cells_done(const Cells *reader) { return reader->at == reader->end; }

size_t cells_lines(const Cells *reader) {
  size_t lines = 0;
  for (const char *c = reader->at; (c = memchr(c, '\n', (size_t)(reader->end - c))); c++) lines++;
  return lines;
}

/* ---- records ---- */

Place cells_place(const Cells *reader, const Cell *cell) { return place_at(reader->path, cell->line, cell->column); }

/* Passes n bytes, which are well-formed. */
static void pass(Cells *reader, size_t n) {
  for (const char *to = reader->at + n; reader->at < to; reader->at++) {
    if (*reader->at == '\n') {
      reader->line++;
      reader->column = 1;
    } else if (((unsigned char)*reader->at & 0xC0) != 0x80) {
      reader->column++;
    }
  }
}

static bool at_line_end(const Cells *reader) { return *reader->at == '\n' || *reader->at == '\r'; }

static int cell_too_long(const Cells *reader, const Cell *cell, Fail *fail) {
  return fail_set(fail, E519, cells_place(reader, cell), "the cell", TABLE_CELL);
}

static int quote_inside(const Cells *reader, const Cell *cell, Fail *fail) {
  char shown[48];
  text_clean(shown, sizeof shown, cell->text, cell->n);
  return fail_set(fail, E512, place_at(reader->path, reader->line, reader->column), shown);
}

static int read_plain(Cells *reader, Cell *cell, Fail *fail) {
  const char *to = reader->at;
  while (*to != ',' && *to != '\n' && *to != '\r' && *to != '"') to++;
  cell->n = (size_t)(to - cell->text);
  pass(reader, cell->n);
  if (*to == '"') return quote_inside(reader, cell, fail);
  return cell->n > TABLE_CELL ? cell_too_long(reader, cell, fail) : 0;
}

/* Copies up to the closing quote into scratch; what does not fit any more belongs to cells that nobody asked for. */
static int read_quoted(Cells *reader, Cell *cell, Fail *fail) {
  Place opening = place_at(reader->path, reader->line, reader->column);
  pass(reader, 1);
  *cell = (Cell){reader->scratch + reader->used, 0, reader->line, reader->column};
  for (;;) {
    if (cells_done(reader)) return fail_set(fail, E511, opening);
    if (*reader->at == '"') {
      pass(reader, 1);
      if (cells_done(reader) || *reader->at != '"') break;
    }
    if (cell->n == TABLE_CELL) return cell_too_long(reader, cell, fail);
    if (reader->used < CELLS_SCRATCH) {
      reader->scratch[reader->used++] = *reader->at;
      cell->n++;
    }
    pass(reader, 1);
  }
  bool ends = *reader->at == ',' || at_line_end(reader);
  return ends ? 0 : quote_inside(reader, cell, fail);
}

int cells_record(Cells *reader, Cell *cells, unsigned most, unsigned *n, Fail *fail) {
  reader->used = 0;
  *n = 0;
  for (;;) {
    Cell cell = {reader->at, 0, reader->line, reader->column};
    int wrong = *reader->at == '"' ? read_quoted(reader, &cell, fail) : read_plain(reader, &cell, fail);
    if (wrong) return wrong;
    if (*n < most) cells[*n] = cell;
    ++*n;
    if (at_line_end(reader)) break;
    pass(reader, 1); /* the comma */
  }
  pass(reader, *reader->at == '\r' ? 2 : 1);
  return 0;
}

/* ---- what a wrong record looks like ---- */

static size_t count(const Cell *cells, unsigned n, const char *what) {
  size_t found = 0, length = strlen(what);
  for (unsigned i = 0; i < n; i++)
    for (size_t j = 0; j + length <= cells[i].n; j++) found += memcmp(cells[i].text + j, what, length) == 0;
  return found;
}

const char *cells_other_separator(const Cell *cells, unsigned n) {
  enum { FULL = 5 }; /* separators of six cells */
  if (count(cells, n, ";") >= FULL) return "semicolons";
  if (count(cells, n, "\t") >= FULL) return "tabs";
  if (count(cells, n, "，") >= FULL) return "full-width commas";
  return NULL;
}

bool cells_full_width(const Cell *cell) {
  for (size_t i = 0; i < cell->n;) {
    int c, step = text_next(cell->text + i, cell->n - i, &c);
    if (step <= 0 || (c >= 0xFF01 && c <= 0xFF5E) || c == 0x3000) return true;
    i += (size_t)step;
  }
  return false;
}
