#define _POSIX_C_SOURCE 200809L
#include "quantity/table.h"

#include "base/name.h"
#include "base/text.h"
#include "quantity/cells.h"

#include <errno.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { COLUMNS = 6, SHOWN = 80 };
typedef enum { SERIES, YEAR, VALUE, UNIT, SOURCE, CONFIDENCE } Column;
static const char *const column_names[COLUMNS] = {"series", "year", "value", "unit", "source", "confidence"};

/* One series: its rows of single years are years[0..n), rising. */
typedef struct { const char *name; const TableRow **years; unsigned n; const TableRow *latest; } Group;

/* Open addressing on two interned texts: (series, period) -> row, (series, NULL) -> group. */
typedef struct { const char *series, *period; unsigned value; } Key;

struct Table {
  Arena *arena;
  const char *path;
  NameTable *names;
  TableRow *rows;
  unsigned n;
  Group *groups;
  unsigned group_count;
  Key *keys;
  size_t key_size;
};

/* ---- cells into a row ---- */

static const char *shown(char out[SHOWN], const Cell *cell) {
  text_clean(out, SHOWN, cell->text, cell->n);
  return out;
}

static int header_wrong(const Cells *reader, const Cell *cells, unsigned n, Fail *fail) {
  const char *separator = cells_other_separator(cells, n);
  Place place = cells_place(reader, &cells[0]);
  if (separator) return fail_set(fail, E509, place, separator);
  char line[2 * SHOWN] = "";
  size_t used = 0;
  unsigned wrong = n;
  for (unsigned i = 0; i < n && used + SHOWN < sizeof line; i++) {
    char cell[SHOWN / 2];
    text_clean(cell, sizeof cell, cells[i].text, cells[i].n);
    used += (size_t)snprintf(line + used, sizeof line - used, "%s%s", i ? "," : "", cell);
    if (wrong == n && (i >= COLUMNS || strcmp(cell, column_names[i]) != 0)) wrong = i;
  }
  place = cells_place(reader, &cells[wrong < n ? wrong : n - 1]);
  return fail_set(fail, E508, place, line);
}

static int read_header(Cells *reader, Fail *fail) {
  Cell cells[COLUMNS];
  unsigned n;
  int wrong = cells_record(reader, cells, COLUMNS, &n, fail);
  if (wrong) return wrong;
  bool right = n == COLUMNS;
  for (unsigned i = 0; right && i < COLUMNS; i++)
    right = cells[i].n == strlen(column_names[i]) && memcmp(cells[i].text, column_names[i], cells[i].n) == 0;
  return right ? 0 : header_wrong(reader, cells, n < COLUMNS ? n : COLUMNS, fail);
}

static int row_ragged(const Cells *reader, const Cell *cells, unsigned n, Fail *fail) {
  const char *separator = cells_other_separator(cells, n < COLUMNS ? n : COLUMNS);
  Place place = cells_place(reader, &cells[n < COLUMNS ? n - 1 : COLUMNS - 1]);
  if (n == 1 && cells[0].n == 0) return fail_set(fail, E525, place);
  if (separator) return fail_set(fail, E509, place, separator);
  return fail_set(fail, E510, place, n);
}

static bool is_blank(char c) { return c == ' ' || c == '\t'; }

static bool is_confidence(const Cell *cell) {
  static const char *const levels[] = {"high", "medium", "low"};
  for (unsigned i = 0; i < 3; i++)
    if (cell->n == strlen(levels[i]) && memcmp(cell->text, levels[i], cell->n) == 0) return true;
  return false;
}

/* A name or a text that cannot be mistaken for another one. */
static int check_text(const Cells *reader, const Cell *cell, Column column, size_t most, Fail *fail) {
  char text[SHOWN];
  Place place = cells_place(reader, cell);
  if (cell->n == 0) return fail_set(fail, E513, place, column_names[column]);
  const char *wrong = NULL;
  if (is_blank(cell->text[0]) || is_blank(cell->text[cell->n - 1])) wrong = "begins or ends with a blank; remove it";
  if (cell->n > most) wrong = "is too long; shorten it";
  if (column == SERIES && memchr(cell->text, '\n', cell->n)) wrong = "holds a line end; remove it";
  if (column == CONFIDENCE && !is_confidence(cell)) wrong = "is none of high, medium and low; choose one";
  if (column == SERIES && cells_full_width(cell)) wrong = "holds full-width letters, digits or signs; write the ASCII ones";
  return wrong ? fail_set(fail, E524, place, column_names[column], shown(text, cell), wrong) : 0;
}

/* Four digits from 1000 to 2999 at s. */
static bool read_year(const char *s, double *out) {
  *out = 0;
  for (int i = 0; i < 4; i++) {
    if (s[i] < '0' || s[i] > '9') return false;
    *out = *out * 10 + (s[i] - '0');
  }
  return *out >= 1000 && *out < 3000;
}

static int read_period(const Cells *reader, const Cell *cell, TableRow *row, Fail *fail) {
  double first, last;
  bool single = cell->n == 4 && read_year(cell->text, &first);
  bool period = cell->n == 9 && cell->text[4] == '-' && read_year(cell->text, &first) &&
                read_year(cell->text + 5, &last) && last > first;
  char text[SHOWN];
  if (cell->n == 0) return fail_set(fail, E513, cells_place(reader, cell), "year");
  if (!single && !period) return fail_set(fail, E516, cells_place(reader, cell), shown(text, cell));
  row->year = single ? first : NAN;
  return 0;
}

static bool holds(const Cell *cell, const char *any) {
  for (size_t i = 0; i < cell->n; i++)
    if (strchr(any, cell->text[i])) return true;
  return false;
}

static bool all_ascii(const Cell *cell) {
  for (size_t i = 0; i < cell->n; i++)
    if ((unsigned char)cell->text[i] >= 0x80) return false;
  return true;
}

/* What to do about a value that is no number. */
static const char *number_cure(const Cell *cell, size_t where) {
  char first = cell->text[0];
  if (!all_ascii(cell)) return "write ASCII digits, point and minus";
  if (holds(cell, " \t")) return "remove the blanks";
  if (first == '=') return "write the number, not a formula";
  if (holds(cell, ",_'")) return "write thousands without marks and decimals with a point";
  if (cell->n > 1 && first == '0' && (cell->text[1] == 'x' || cell->text[1] == 'X')) return "write decimal digits";
  if (where == 0 && first != '.') return "leave the row out where there is no value";
  if (where && where < cell->n && cell->text[where] != '.') return "the unit stands in its own column";
  return "a point needs a digit on both sides";
}

static int read_value(const Cells *reader, const Cell *cell, TableRow *row, Fail *fail) {
  char text[SHOWN];
  size_t where = 0;
  Place place = cells_place(reader, cell);
  shown(text, cell);
  row->value_column = place.column;
  if (cell->n == 0) return fail_set(fail, E513, place, "value");
  if (cell->n > TABLE_NUMBER) return fail_set(fail, E514, place, text, "write it with fewer digits");
  switch (text_parse_double(cell->text, cell->n, &row->value, &where)) {
    case TEXT_NUMBER_OK: row->value += 0.0; return 0; /* -0 + 0 is 0 */
    case TEXT_NUMBER_LARGE: return fail_set(fail, E515, place, text, "large");
    case TEXT_NUMBER_SMALL: return fail_set(fail, E515, place, text, "small");
    default: break;
  }
  place.column += (int)where;
  return fail_set(fail, E514, place, text, number_cure(cell, where));
}

static int read_cells(Table *table, const Cells *reader, const Cell cells[COLUMNS], TableRow *row, Fail *fail) {
  static const size_t most[COLUMNS] = {TABLE_NAME, TABLE_NAME, TABLE_NUMBER, TABLE_NAME, TABLE_CELL, TABLE_NAME};
  int wrong = 0;
  for (unsigned i = 0; i < COLUMNS && !wrong; i++) {
    if (i == YEAR) wrong = read_period(reader, &cells[i], row, fail);
    else if (i == VALUE) wrong = read_value(reader, &cells[i], row, fail);
    else wrong = check_text(reader, &cells[i], (Column)i, most[i], fail);
  }
  if (wrong) return wrong;
  const char *texts[COLUMNS];
  for (unsigned i = 0; i < COLUMNS; i++) {
    texts[i] = i == VALUE ? "" : name_intern(table->names, cells[i].text, cells[i].n);
    if (!texts[i]) return fail_set(fail, E801, cells_place(reader, &cells[i]), table->path);
  }
  row->series = texts[SERIES];
  row->period = texts[YEAR];
  row->unit = texts[UNIT];
  row->source = texts[SOURCE];
  row->confidence = texts[CONFIDENCE];
  row->line = cells[0].line;
  row->unit_column = cells[UNIT].column;
  return 0;
}

static int read_rows(Table *table, Cells *reader, Fail *fail) {
  size_t lines = cells_lines(reader), room = lines < TABLE_ROWS ? lines : TABLE_ROWS;
  table->rows = arena_array(table->arena, room, sizeof *table->rows);
  if (!table->rows) return fail_set(fail, E801, place_at(table->path, 0, 0), table->path);
  while (!cells_done(reader)) {
    Cell cells[COLUMNS];
    unsigned n;
    int wrong = cells_record(reader, cells, COLUMNS, &n, fail);
    if (wrong) return wrong;
    if (n != COLUMNS) return row_ragged(reader, cells, n, fail);
    if (table->n == TABLE_ROWS) return fail_set(fail, E526, cells_place(reader, &cells[0]), TABLE_ROWS);
    if ((wrong = read_cells(table, reader, cells, &table->rows[table->n], fail))) return wrong;
    table->n++;
  }
  return table->n ? 0 : fail_set(fail, E520, place_at(table->path, 1, 0));
}

/* ---- the index ---- */

static Key *key_of(const Table *table, const char *series, const char *period) {
  uint64_t hash = ((uint64_t)(uintptr_t)series * 0x9E3779B97F4A7C15u) ^ ((uint64_t)(uintptr_t)period * 0xC2B2AE3D27D4EB4Fu);
  size_t i = (size_t)(hash ^ hash >> 29) & (table->key_size - 1);
  while (table->keys[i].series && (table->keys[i].series != series || table->keys[i].period != period))
    i = (i + 1) & (table->key_size - 1);
  return &table->keys[i];
}

static Group *group_of(Table *table, const char *series) {
  Key *key = key_of(table, series, NULL);
  if (!key->series) {
    *key = (Key){series, NULL, table->group_count};
    table->groups[table->group_count++] = (Group){.name = series};
  }
  return &table->groups[key->value];
}

/* Rows of a series come in the order of their first years; each period stands once. */
static int index_row(Table *table, unsigned i, Fail *fail) {
  const TableRow *row = &table->rows[i];
  Place place = place_at(table->path, row->line, 0);
  Group *group = group_of(table, row->series);
  Key *key = key_of(table, row->series, row->period);
  if (key->series) return fail_set(fail, E517, place, row->series, row->period, table->rows[key->value].line);
  if (group->latest && strncmp(row->period, group->latest->period, 4) < 0)
    return fail_set(fail, E518, place, row->series, group->latest->period, row->period);
  *key = (Key){row->series, row->period, i};
  group->latest = row;
  group->n += !isnan(row->year);
  return 0;
}

static void list_years(Table *table, const TableRow **list) {
  for (unsigned i = 0; i < table->group_count; i++) {
    Group *group = &table->groups[i];
    group->years = list;
    list += group->n;
    group->n = 0;
  }
  for (unsigned i = 0; i < table->n; i++) {
    Group *group = group_of(table, table->rows[i].series);
    if (!isnan(table->rows[i].year)) group->years[group->n++] = &table->rows[i];
  }
}

static int index_build(Table *table, Fail *fail) {
  table->key_size = 8;
  while (table->key_size < 3 * (size_t)table->n) table->key_size *= 2;
  table->keys = arena_array(table->arena, table->key_size, sizeof *table->keys);
  table->groups = arena_array(table->arena, table->n, sizeof *table->groups);
  const TableRow **list = arena_array(table->arena, table->n, sizeof *list);
  if (!table->keys || !table->groups || !list) return fail_set(fail, E801, place_at(table->path, 0, 0), table->path);
  for (unsigned i = 0; i < table->n; i++) {
    int wrong = index_row(table, i, fail);
    if (wrong) return wrong;
  }
  list_years(table, list);
  return 0;
}

/* ---- files ---- */

int table_parse(Arena *arena, const char *path, const char *bytes, size_t n, const Table **out, Fail *fail) {
  Table *table = arena_alloc(arena, sizeof *table);
  const char *own_path = arena_copy(arena, path, strlen(path));
  NameTable *names = name_table_new(arena);
  if (!table || !own_path || !names) return fail_set(fail, E801, place_at(path, 0, 0), "a table");
  *table = (Table){.arena = arena, .path = own_path, .names = names};
  Cells reader;
  int wrong = cells_open(&reader, own_path, bytes, n, fail);
  if (!wrong) wrong = read_header(&reader, fail);
  if (!wrong) wrong = read_rows(table, &reader, fail);
  if (!wrong) wrong = index_build(table, fail);
  if (!wrong) *out = table;
  return wrong;
}

static const char *system_reason(int error) {
  switch (error) {
    case ENOENT: case ENOTDIR: return "there is no such file";
    case EACCES: case EPERM: return "it may not be read; change its permissions";
    case EISDIR: return "it is a folder";
    default: return "the system refused to read it";
  }
}

/* The file's bytes (to be freed) up to one more than the limit. */
static char *read_bytes(FILE *file, size_t *n) {
  char *bytes = malloc(TABLE_BYTES + 1);
  if (bytes) *n = fread(bytes, 1, TABLE_BYTES + 1, file);
  return bytes;
}

int table_read(Arena *arena, const char *path, const Table **out, Fail *fail) {
  const char *own_path = arena_copy(arena, path, strlen(path));
  Place place = place_at(own_path, 0, 0);
  struct stat status;
  if (stat(path, &status) != 0) return fail_set(fail, E501, place, own_path, system_reason(errno));
  if (!S_ISREG(status.st_mode)) return fail_set(fail, E501, place, own_path, S_ISDIR(status.st_mode) ? "it is a folder" : "it is no plain file");
  if (status.st_size > TABLE_BYTES) return fail_set(fail, E519, place, "the table", TABLE_BYTES);
  FILE *file = fopen(path, "rb");
  if (!file) return fail_set(fail, E501, place, own_path, system_reason(errno));
  size_t n = 0;
  char *bytes = read_bytes(file, &n);
  int broken = ferror(file);
  fclose(file);
  int wrong = 0;
  if (!bytes) wrong = fail_set(fail, E801, place, path);
  else if (broken) wrong = fail_set(fail, E501, place, own_path, system_reason(EIO));
  else wrong = table_parse(arena, path, bytes, n, out, fail);
  free(bytes);
  return wrong;
}

/* ---- asking ---- */

const char *table_path(const Table *table) { return table->path; }
unsigned table_rows(const Table *table) { return table->n; }
const TableRow *table_row(const Table *table, unsigned i) { return &table->rows[i]; }
unsigned table_series_count(const Table *table) { return table->group_count; }
const char *table_series_name(const Table *table, unsigned i) { return table->groups[i].name; }

static const Group *find_group(const Table *table, const char *series) {
  const char *name = name_find(table->names, series, strlen(series));
  const Key *key = name ? key_of(table, name, NULL) : NULL;
  return key && key->series ? &table->groups[key->value] : NULL;
}

bool table_has(const Table *table, const char *series) { return find_group(table, series) != NULL; }

const TableRow *table_find(const Table *table, const char *series, const char *period) {
  const char *name = name_find(table->names, series, strlen(series));
  const char *text = name_find(table->names, period, strlen(period));
  const Key *key = name && text ? key_of(table, name, text) : NULL;
  return key && key->series ? &table->rows[key->value] : NULL;
}

static int no_series(const Table *table, const char *series, Fail *fail, Place place) {
  char name[SHOWN], cure[2 * SHOWN] = "";
  text_clean(name, sizeof name, series, strlen(series));
  const char *nearest = NULL, **names = malloc(table->group_count * sizeof *names);
  for (unsigned i = 0; names && i < table->group_count; i++) names[i] = table->groups[i].name;
  if (names) nearest = name_nearest(series, names, table->group_count);
  free(names);
  if (nearest) snprintf(cure, sizeof cure, "; did you mean '%.100s'?", nearest);
  return fail_set(fail, E521, place, table->path, name, nearest ? cure : "; check its spelling");
}

/* "2010, 2015, 2020" or "2010 ... 2023 (14 of them)", periods of all kinds. */
static void list_periods(const Table *table, const char *series, char out[2 * SHOWN]) {
  enum { MOST = 6 };
  const char *first = NULL, *last = NULL;
  unsigned count = 0;
  size_t used = 0;
  for (unsigned i = 0; i < table->n; i++) {
    if (table->rows[i].series != series) continue;
    last = table->rows[i].period;
    if (count++ == 0) first = last;
    if (count <= MOST) used += (size_t)snprintf(out + used, 2 * SHOWN - used, "%s%s", count > 1 ? ", " : "", last);
  }
  if (count > MOST) snprintf(out, 2 * SHOWN, "%s ... %s (%u of them)", first, last, count);
}

int table_cell(const Table *table, const char *series, const char *period, const TableRow **out, Fail *fail, Place place) {
  const TableRow *row = table_find(table, series, period);
  if (row) {
    *out = row;
    return 0;
  }
  const Group *group = find_group(table, series);
  if (!group) return no_series(table, series, fail, place);
  char list[2 * SHOWN] = "", wanted[SHOWN];
  list_periods(table, group->name, list);
  text_clean(wanted, sizeof wanted, period, strlen(period));
  return fail_set(fail, E522, place, group->name, table->path, wanted, list);
}

const TableRow *const *table_years(const Table *table, const char *series, unsigned *n, Fail *fail, Place place) {
  const Group *group = find_group(table, series);
  *n = group ? group->n : 0;
  if (group) return group->years;
  no_series(table, series, fail, place);
  return NULL;
}

int table_value(const Table *table, const TableRow *row, UnitTable *units, Unit wanted, double *out, Fail *fail) {
  Unit unit;
  Place place = place_at(table->path, row->line, row->unit_column);
  int wrong = unit_parse(units, row->unit, &unit, fail, place);
  if (wrong) return wrong;
  char text[UNIT_TEXT];
  if (!unit_same_dimension(unit, wanted))
    return fail_set(fail, E523, place, row->series, row->unit, unit_text(units, wanted, text));
  *out = unit_same(unit, wanted) ? row->value : unit_out(wanted, unit_in(unit, row->value));
  return 0;
}
