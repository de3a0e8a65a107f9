#include "view/sheet.h"

#include <stdlib.h>
#include <string.h>

enum { NARROWEST = 12, GAP = 2 };

typedef struct Row Row;
struct Row { Row *next; bool section, head; const char *cells[]; };

struct Sheet {
  Arena *arena;
  unsigned columns, filled;
  TextAlign align[SHEET_COLUMNS];
  Row *first, **end, *open;
};

Sheet *sheet_new(Arena *arena, unsigned columns) {
  if (columns == 0 || columns > SHEET_COLUMNS) return NULL;
  Sheet *sheet = arena_alloc(arena, sizeof *sheet);
  if (!sheet) return NULL;
  *sheet = (Sheet){.arena = arena, .columns = columns};
  for (unsigned i = 1; i < columns; i++) sheet->align[i] = TEXT_RIGHT;
  sheet->end = &sheet->first;
  return sheet;
}

void sheet_align(Sheet *sheet, unsigned column, TextAlign align) {
  if (sheet && column < sheet->columns) sheet->align[column] = align;
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

static unsigned measure(const Sheet *sheet, unsigned widths[SHEET_COLUMNS]) {
  unsigned total = 0;
  for (unsigned i = 0; i < sheet->columns; i++) {
    widths[i] = 0;
    for (const Row *row = sheet->first; row; row = row->next)
      if (!row->section && !row->head && text_width(cell_of(row, i)) > widths[i]) widths[i] = text_width(cell_of(row, i));
    total += widths[i] + (i && widths[i] ? GAP : 0);
  }
  return total;
}

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

static void print_row(const Sheet *sheet, const Row *row, const unsigned widths[], Buffer *out) {
  for (unsigned i = 0; i < sheet->columns; i++) {
    if (!widths[i]) continue;
    if (i) buffer_repeat(out, " ", GAP);
    print_cell(cell_of(row, i), widths[i], sheet->align[i], out);
  }
  trim_line(out);
}

void sheet_print(const Sheet *sheet, unsigned width, const char *indent, Buffer *out) {
  unsigned widths[SHEET_COLUMNS];
  if (!sheet) { out->failed = true; return; }
  unsigned total = measure(sheet, widths) + text_width(indent);
  if (width && total > width && widths[0] > NARROWEST) {
    unsigned over = total - width, spare = widths[0] - NARROWEST, less = over < spare ? over : spare;
    widths[0] -= less;
    total -= less;
  }
  for (const Row *row = sheet->first; row; row = row->next) {
    buffer_put(out, indent);
    if (row->head) buffer_repeat(out, "─", total - text_width(indent)), trim_line(out);
    else if (row->section) buffer_put(out, cell_of(row, 0)), trim_line(out);
    else print_row(sheet, row, widths, out);
  }
}
