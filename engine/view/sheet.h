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

enum { SHEET_COLUMNS = 32 };

/* NULL: no memory, or too many columns. */
Sheet *sheet_new(Arena *, unsigned columns);
void sheet_align(Sheet *, unsigned column, TextAlign);       /* the first is left, all others right, until said */
void sheet_cell(Sheet *, const char *);                      /* the next cell of the row under way */
void sheet_end(Sheet *);                                     /* ends the row; missing cells are empty */
void sheet_head(Sheet *);                                    /* the rows so far are the head: a line is drawn below */
void sheet_section(Sheet *, const char *title);

/* width 0: as wide as need be; otherwise the first column is narrowed (to 12 at least) until the lines fit. */
void sheet_print(const Sheet *, unsigned width, const char *indent, Buffer *);
#endif
