/* table.h : the small reference tables of tests/study/data, read by row and column. */
#ifndef YJ_TESTS_STUDY_TABLE_H
#define YJ_TESTS_STUDY_TABLE_H
#include "support/check.h"
#include <stdlib.h>

#ifndef TEST_FOLDER
#define TEST_FOLDER "tests"
#endif

enum { TABLE_ROWS = 128, TABLE_CELLS = 24, TABLE_TEXT = 64 };
typedef struct { int rows, columns; char cell[TABLE_ROWS][TABLE_CELLS][TABLE_TEXT]; } TestTable;

/* Row 0 is the header. Quotes are taken off; commas inside quotes stay. */
static inline void table_read(TestTable *table, const char *name) {
  char path[256], line[1024];
  snprintf(path, sizeof path, "%s/study/data/%s", TEST_FOLDER, name);
  FILE *file = fopen(path, "r");
  if (!file) fail_msg("%s cannot be read", path);
  *table = (TestTable){0};
  while (table->rows < TABLE_ROWS && fgets(line, sizeof line, file)) {
    int column = 0, used = 0, quoted = 0;
    for (const char *at = line; *at && *at != '\n' && *at != '\r'; at++) {
      if (*at == '"') quoted = !quoted;
      else if (*at == ',' && !quoted) { column++; used = 0; }
      else if (used < TABLE_TEXT - 1) table->cell[table->rows][column][used++] = *at;
    }
    if (column + 1 > table->columns) table->columns = column + 1;
    table->rows++;
  }
  fclose(file);
}

static inline double table_number(const TestTable *table, int row, int column) { return strtod(table->cell[row][column], NULL); }

#endif
