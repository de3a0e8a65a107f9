/* sheet.h : a table of text in columns of even width, wide characters counted as two.
 *
 * Rows are given cell by cell as texts; the sheet copies them. Sections are lines across all columns. Lives in the
 * caller's arena; one thread. */
#ifndef YJ_VIEW_SHEET_H
#define YJ_VIEW_SHEET_H
#include "base/text.h"
#include "record/buffer.h"
#include "base/arena.h"

typedef struct Sheet Sheet;

enum { SHEET_COLUMNS = 65536 };

/* NULL: no memory, or too many columns. */
Sheet *sheet_new(Arena *, unsigned columns);
void sheet_align(Sheet *, unsigned column, TextAlign);       /* the first is left, all others right, until said */
void sheet_optional(Sheet *, unsigned column);               /* may be left out where the width is short, the last of them first */
void sheet_label(Sheet *, unsigned column);                  /* the column that is narrowed; the first, until said */
void sheet_parts(Sheet *, unsigned kept);                    /* too wide, it may be broken into parts; each begins with the first `kept` columns */
void sheet_break(Sheet *, unsigned column);                  /* a part may begin here; the first says that nowhere else may one */
void sheet_cell(Sheet *, const char *);                      /* the next cell of the row under way */
void sheet_end(Sheet *);                                     /* ends the row; missing cells are empty */
void sheet_head(Sheet *);                                    /* the rows so far are the head: a line is drawn below */
void sheet_section(Sheet *, const char *title);

/* width 0: as wide as need be. Otherwise, until the lines fit: optional columns are left out while the labels would have
 * fewer than 20 columns, the labels are narrowed (to 12 at least), the sheet is broken into parts. Labels that would read
 * alike when cut are folded over several lines instead. Returns how many columns were left out. */
unsigned sheet_print(const Sheet *, unsigned width, const char *indent, Buffer *);
#endif
