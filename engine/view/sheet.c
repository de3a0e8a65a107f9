#include "view/sheet.h"

#include <stdlib.h>
#include <string.h>

enum { NARROWEST = 12, COMFORTABLE = 20, GAP = 2 };

typedef struct Row Row;
struct Row { Row *next; bool section, head; const char *cells[]; };

typedef struct { TextAlign align; bool optional, breaks; } Column;

struct Sheet {
  Arena *arena;
  unsigned columns, filled, label, kept;
  bool parts, some_break;
  Column *column;                /* [columns] */
  Row *first, **end, *open;
};

Sheet *sheet_new(Arena *arena, unsigned columns) {
  if (columns == 0 || columns > SHEET_COLUMNS) return NULL;
  Sheet *sheet = arena_alloc(arena, sizeof *sheet);
  Column *column = arena_array(arena, columns, sizeof *column);
  if (!sheet || !column) return NULL;
  *sheet = (Sheet){.arena = arena, .columns = columns, .column = column};
  for (unsigned i = 0; i < columns; i++) column[i] = (Column){.align = i ? TEXT_RIGHT : TEXT_LEFT};
  sheet->end = &sheet->first;
  return sheet;
}

void sheet_align(Sheet *sheet, unsigned column, TextAlign align) {
  if (sheet && column < sheet->columns) sheet->column[column].align = align;
}

void sheet_optional(Sheet *sheet, unsigned column) {
  if (sheet && column < sheet->columns) sheet->column[column].optional = true;
}

void sheet_label(Sheet *sheet, unsigned column) {
  if (sheet && column < sheet->columns) sheet->label = column;
}

void sheet_parts(Sheet *sheet, unsigned kept) {
  if (sheet) sheet->parts = true, sheet->kept = kept;
}

void sheet_break(Sheet *sheet, unsigned column) {
  if (sheet && column < sheet->columns) sheet->column[column].breaks = sheet->some_break = true;
}

static Row *new_row(Sheet *sheet) {
  Row *row = arena_alloc(sheet->arena, sizeof *row + sheet->columns * sizeof *row->cells);
  if (!row) return NULL;
  *sheet->end = row;
  sheet->end = &row->next;
  return row;
}

void sheet_cell(Sheet *sheet, const char *text) {
  if (!sheet || sheet->filled == sheet->columns) return;
  if (!sheet->open) sheet->open = new_row(sheet);
  if (sheet->open) sheet->open->cells[sheet->filled] = arena_copy(sheet->arena, text, strlen(text));
  sheet->filled++;
}

void sheet_end(Sheet *sheet) {
  if (!sheet) return;
  sheet->open = NULL;
  sheet->filled = 0;
}

void sheet_head(Sheet *sheet) {
  Row *row = sheet ? new_row(sheet) : NULL;
  if (row) row->head = true;
}

void sheet_section(Sheet *sheet, const char *title) {
  Row *row = sheet ? new_row(sheet) : NULL;
  if (!row) return;
  row->section = true;
  row->cells[0] = arena_copy(sheet->arena, title, strlen(title));
}

static const char *cell_of(const Row *row, unsigned i) { return row->cells[i] ? row->cells[i] : ""; }

/* ---- widths --------------------------------------------------------------------------------------------------- */

/* [columns] widths of the columns that are shown; 0: not there. */
typedef struct { const Sheet *sheet; unsigned *widths; unsigned limit; const char *indent; Buffer *out; } Page;

static void measure(const Sheet *sheet, unsigned *widths) {
  for (unsigned i = 0; i < sheet->columns; i++) {
    widths[i] = 0;
    for (const Row *row = sheet->first; row; row = row->next)
      if (!row->section && !row->head && text_width(cell_of(row, i)) > widths[i]) widths[i] = text_width(cell_of(row, i));
  }
}

static unsigned total_of(const Page *p) {
  unsigned total = 0;
  for (unsigned i = 0; i < p->sheet->columns; i++)
    if (p->widths[i]) total += p->widths[i] + (total ? GAP : 0);
  return total + text_width(p->indent);
}

/* By how much the lines are too long when the labels have so many columns. */
static unsigned excess(const Page *p, unsigned labels) {
  unsigned own = p->widths[p->sheet->label], spared = own > labels ? own - labels : 0, total = total_of(p);
  return p->limit && total - spared > p->limit ? total - spared - p->limit : 0;
}

static unsigned leave_out(Page *p) {
  unsigned n = 0;
  for (unsigned i = p->sheet->columns; i-- && excess(p, COMFORTABLE);)
    if (p->sheet->column[i].optional && p->widths[i]) p->widths[i] = 0, n++;
  return n;
}

static void narrow(Page *p) {
  unsigned *labels = &p->widths[p->sheet->label], over = excess(p, *labels);
  if (!over || *labels <= NARROWEST) return;
  *labels -= over < *labels - NARROWEST ? over : *labels - NARROWEST;
}

/* ---- labels that are too long ---------------------------------------------------------------------------------- */

/* Bytes of a text that fill at most `width` columns, at a blank where there is one in the second half. */
static size_t fold(const char *text, unsigned width) {
  size_t n = strlen(text), at = 0, blank = 0;
  for (unsigned filled = 0; at < n;) {
    char one[8] = "";
    int character, step = text_next(text + at, n - at, &character);
    if (step <= 0) step = 1;
    memcpy(one, text + at, (size_t)step);
    unsigned wide = text_width(one);
    if (filled + wide > width) return blank && at ? blank : at ? at : (size_t)step;
    filled += wide, at += (size_t)step;
    if (character == ' ' && filled * 2 > width) blank = at;
  }
  return n;
}

/* Bytes that an ellipsis leaves. */
static size_t kept_of(const char *text, unsigned width) {
  size_t n = strlen(text), at = 0;
  for (unsigned filled = 0; at < n;) {
    char one[8] = "";
    int character, step = text_next(text + at, n - at, &character);
    if (step <= 0) step = 1;
    memcpy(one, text + at, (size_t)step);
    if ((filled += text_width(one)) > width - 1) break;
    at += (size_t)step;
  }
  return at;
}

/* Cut, another label that differs would read the same. */
static bool reads_alike(const Sheet *sheet, const char *label, unsigned width) {
  size_t n = kept_of(label, width);
  for (const Row *row = sheet->first; row; row = row->next) {
    const char *other = row->section || row->head ? "" : cell_of(row, sheet->label);
    if (text_width(other) > width && strcmp(other, label) && kept_of(other, width) == n && !memcmp(other, label, n)) return true;
  }
  return false;
}

/* ---- printing -------------------------------------------------------------------------------------------------- */

static void print_cell(const char *text, unsigned width, TextAlign align, Buffer *out) {
  size_t size = strlen(text) + width * 4 + 8;
  char local[1024], *room = size <= sizeof local ? local : malloc(size);
  if (!room) { out->failed = true; return; }
  text_pad(room, size, text, width, align);
  buffer_put(out, room);
  if (room != local) free(room);
}

static void trim_line(Buffer *out) {
  while (out->length && out->text[out->length - 1] == ' ') out->text[--out->length] = 0;
  buffer_char(out, '\n');
}

/* One line of a row, with `label` where the labels stand; `rest` says whether the other cells are printed. */
static void print_line(const Page *p, const Row *row, const char *label, bool rest) {
  bool any = false;
  buffer_put(p->out, p->indent);
  for (unsigned i = 0; i < p->sheet->columns; i++) {
    if (!p->widths[i]) continue;
    if (any) buffer_repeat(p->out, " ", GAP);
    print_cell(i == p->sheet->label ? label : rest ? cell_of(row, i) : "", p->widths[i], p->sheet->column[i].align, p->out);
    any = true;
  }
  trim_line(p->out);
}

static void print_row(const Page *p, const Row *row) {
  const char *label = cell_of(row, p->sheet->label);
  unsigned width = p->widths[p->sheet->label];
  bool rest = true;
  while (text_width(label) > width && (!rest || reads_alike(p->sheet, label, width))) {
    size_t n = fold(label, width);
    const char *line = arena_copy(p->sheet->arena, label, n);
    if (!line) { p->out->failed = true; return; }
    print_line(p, row, line, rest);
    label += n, rest = false;
  }
  print_line(p, row, label, rest);
}

static void print_page(Page *p) {
  narrow(p);
  for (const Row *row = p->sheet->first; row; row = row->next) {
    if (!row->head && !row->section) { print_row(p, row); continue; }
    buffer_put(p->out, p->indent);
    if (row->head) buffer_repeat(p->out, "─", total_of(p) - text_width(p->indent));
    else buffer_put(p->out, cell_of(row, 0));
    trim_line(p->out);
  }
}

static bool may_begin(const Sheet *sheet, unsigned column) { return !sheet->some_break || sheet->column[column].breaks; }

/* Where the part that begins with `from` ends: as many as fit, one at least. */
static unsigned part_end(Page *p, const unsigned *all, unsigned from) {
  const Sheet *sheet = p->sheet;
  unsigned end = from;
  for (unsigned i = 0; i < sheet->columns; i++) p->widths[i] = i < sheet->kept ? all[i] : 0;
  for (unsigned i = from; i < sheet->columns; i++) {
    if (i > from && may_begin(sheet, i)) end = i;
    p->widths[i] = all[i];
    if (excess(p, NARROWEST) && end > from) break;
    if (i + 1 == sheet->columns) end = i + 1;
  }
  for (unsigned i = end; i < sheet->columns; i++) p->widths[i] = 0;
  return end;
}

static void print_parts(Page *p) {
  const Sheet *sheet = p->sheet;
  unsigned *all = arena_array(sheet->arena, sheet->columns, sizeof *all);
  if (!all) { p->out->failed = true; return; }
  memcpy(all, p->widths, sheet->columns * sizeof *all);
  for (unsigned from = sheet->kept, end; from < sheet->columns; from = end) {
    if (from > sheet->kept) buffer_char(p->out, '\n');
    end = part_end(p, all, from);
    print_page(p);
  }
}

unsigned sheet_print(const Sheet *sheet, unsigned width, const char *indent, Buffer *out) {
  unsigned *widths = sheet ? arena_array(sheet->arena, sheet->columns, sizeof *widths) : NULL;
  if (!widths) { out->failed = true; return 0; }
  Page page = {sheet, widths, width, indent, out};
  measure(sheet, widths);
  unsigned left_out = leave_out(&page);
  if (sheet->parts && excess(&page, NARROWEST)) print_parts(&page);
  else print_page(&page);
  return left_out;
}
