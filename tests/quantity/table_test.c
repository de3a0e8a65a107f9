#define _POSIX_C_SOURCE 200809L
#include "support/check.h"

#include "base/text.h"
#include "quantity/table.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define HEADER "series,year,value,unit,source,confidence\n"
#define ROW "CQ.population,2020,3208.93,万人,\"Bureau of Statistics, census\",high\n"
#define VALUE(text) HEADER "x," "2020," text ",人,s,high\n"
#define YEAR(text) HEADER "x," text ",1,人,s,high\n"

static Arena *arena;
static Fail fail;
static const Place here = {"numbers.lua", 5, 0};

static int set_up(void **state) {
  (void)state;
  arena = arena_new();
  fail = (Fail){0};
  return 0;
}

static int tear_down(void **state) {
  (void)state;
  arena_free(arena);
  return 0;
}

static const Table *parsed(const char *text) {
  const Table *table = NULL;
  assert_done(table_parse(arena, "good.csv", text, strlen(text), &table, &fail), &fail);
  return table;
}

/* ---- what is good ---- */

static void a_row_keeps_everything(void **state) {
  (void)state;
  const Table *table = parsed(HEADER ROW "CQ.rate,2020-2025,-0,\"a \"\"quoted\"\"\nunit\",s,low\n" "CQ.population,2021,3212.43,万人,s,medium\n");
  assert_int_equal(table_rows(table), 3);
  const TableRow *row = table_row(table, 0);
  assert_string_equal(row->series, "CQ.population");
  assert_string_equal(row->period, "2020");
  assert_same_double(row->year, 2020);
  assert_same_double(row->value, 3208.93);
  assert_string_equal(row->unit, "万人");
  assert_string_equal(row->source, "Bureau of Statistics, census");
  assert_string_equal(row->confidence, "high");
  assert_int_equal(row->line, 2);
  row = table_row(table, 1);
  assert_true(isnan(row->year));
  assert_same_double(row->value, 0.0);
  assert_string_equal(row->unit, "a \"quoted\"\nunit");
  assert_int_equal(table_row(table, 2)->line, 5);
  assert_ptr_equal(table_row(table, 2)->series, table_row(table, 0)->series);
  assert_string_equal(table_path(table), "good.csv");
}

/* Spellings of a table that are different bytes but the same table. */
static void harmless_bytes(void **state) {
  (void)state;
  static const char *const texts[] = {
    "\xEF\xBB\xBF" HEADER ROW,                                                         /* byte order mark */
    "series,year,value,unit,source,confidence\r\nx,2020,1,人,s,high\r\n",              /* CRLF */
    "series,year,value,unit,source,confidence\r\nx,2020,1,人,s,high\nx,2021,1,人,s,high\r\n", /* both */
    "\"series\",\"year\",\"value\",\"unit\",\"source\",\"confidence\"\n\"x\",\"2020\",\"1\",\"人\",\"s\",\"high\"\n",
    YEAR("1000"), YEAR("2999"), YEAR("1000-2999"),
    VALUE("1.00000000000000000000000000000000000000000000000000000000000000"),          /* 64 characters */
    VALUE("+1"), VALUE("1E3"), VALUE("5e-324"), VALUE("-0"), VALUE("0.000"),
  };
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) assert_in_range(table_rows(parsed(texts[i])), 1, 2);
  assert_same_double(table_row(parsed(VALUE("5e-324")), 0)->value, 5e-324);
}

/* Characters that nobody sees, at the ends of their ranges and one beside each. */
static void invisible_characters(void **state) {
  (void)state;
  static const struct { const char *text; bool refused; } cases[] = {
    {"\x01", true}, {"\x08", true}, {"\t", false}, {"\x0B", true}, {"\x1F", true}, {" ", false}, {"~", false}, {"\x7F", true},
    {"\xC2\x80", true}, {"\xC2\x9F", true}, {"\u00A0", false}, {"\u00AD", true}, {"\u200A", false}, {"\u200B", true}, {"\u200F", true},
    {"\u2010", false}, {"\u2027", false}, {"\u2028", true}, {"\u202E", true}, {"\u202F", false}, {"\u205F", false}, {"\u2060", true},
    {"\u206F", true}, {"\u2070", false}, {"\uFEFF", true}, {"\uFFF8", false}, {"\uFFF9", true}, {"\uFFFB", true}, {"\uFFFC", false},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    char text[256];
    const Table *table = NULL;
    int n = snprintf(text, sizeof text, HEADER "x,2020,1,人,a%sb,high\n", cases[i].text);
    int status = table_parse(arena, "t.csv", text, (size_t)n, &table, &fail);
    assert_int_equal(status, cases[i].refused ? E505 : 0);
    if (cases[i].refused) assert_int_equal(fail.place.column, 13);
  }
}

static void full_width_names(void **state) {
  (void)state;
  static const struct { const char *name; bool refused; } cases[] = {
    {"！", true}, {"～", true}, {"x\u3000y", true}, {"人口", false}, {"\uFF00", false}, {"\uFF5F", false}, {"CQ·人口", false},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    char text[256];
    const Table *table = NULL;
    int n = snprintf(text, sizeof text, HEADER "%s,2020,1,人,s,high\n", cases[i].name);
    assert_int_equal(table_parse(arena, "t.csv", text, (size_t)n, &table, &fail), cases[i].refused ? E524 : 0);
  }
}

static void lookups(void **state) {
  (void)state;
  const Table *table = parsed(HEADER "a,2020,1,人,s,high\nb,2019,5,人,s,high\na,2021,2,人,s,high\nb,2019-2024,6,人,s,high\n"
                                     "a,2023,3,人,s,high\n");
  const TableRow *row;
  unsigned n;
  assert_same_double(table_find(table, "a", "2021")->value, 2);
  assert_null(table_find(table, "a", "2022"));
  assert_null(table_find(table, "c", "2021"));
  assert_null(table_find(table, "人", "2021"));
  assert_done(table_cell(table, "a", "2023", &row, &fail, here), &fail);
  assert_same_double(row->value, 3);
  const TableRow *const *years = table_years(table, "a", &n, &fail, here);
  assert_int_equal(n, 3);
  assert_same_double(years[0]->value, 1);
  assert_same_double(years[2]->value, 3);
  assert_int_equal(table_series_count(table), 2);
  assert_string_equal(table_series_name(table, 1), "b");
  assert_true(table_has(table, "b"));
  assert_false(table_has(table, "2020"));
}

/* 2015-2020 begins before 2019, which stands before it. */
static void lookups_in_order(void **state) {
  (void)state;
  const Table *table = NULL;
  static const char text[] = HEADER "b,2019,5,人,s,high\nb,2015-2020,6,人,s,high\n";
  assert_fails(table_parse(arena, "t.csv", text, sizeof text - 1, &table, &fail), E518, &fail, "from 2019 back to 2015-2020");
}

static void missing_cells(void **state) {
  (void)state;
  const Table *table = parsed(HEADER "CQ.births,2019,1,人,s,high\nCQ.births,2020,1,人,s,high\nCQ.deaths,2020,1,人,s,high\n");
  const TableRow *row;
  unsigned n;
  assert_fails(table_cell(table, "CQ.brths", "2020", &row, &fail, here), E521, &fail,
               "good.csv has no series 'CQ.brths'; did you mean 'CQ.births'?");
  assert_int_equal(fail.place.line, 5);
  assert_fails(table_cell(table, "CQ.births", "2021", &row, &fail, here), E522, &fail,
               "series 'CQ.births' of good.csv has no 2021; it has 2019, 2020");
  const Table *long_one = parsed(HEADER "x,2011,1,人,s,high\nx,2012,1,人,s,high\ny,2012,1,人,s,high\nx,2013,1,人,s,high\n"
                                        "x,2014,1,人,s,high\nx,2015,1,人,s,high\nx,2016,1,人,s,high\nx,2017,1,人,s,high\n");
  assert_fails(table_cell(long_one, "x", "2010", &row, &fail, here), E522, &fail, "it has 2011 ... 2017 (7 of them)");
  assert_fails(table_cell(long_one, "y", "2010", &row, &fail, here), E522, &fail, "it has 2012");
  assert_null(table_years(table, "CQ.temperature", &n, &fail, here));
  assert_int_equal(fail.code, E521);
  assert_int_equal(n, 0);
}

static void values_in_the_declared_unit(void **state) {
  (void)state;
  const Table *table = parsed(HEADER "a,2020,3208.93,万人,s,high\nb,2020,69.46,%,s,high\nc,2020,7,万人/a,s,high\nd,2020,7,1e4 persons,s,high\n");
  UnitTable *units = unit_table_new(arena);
  Unit persons, tens, one, percent;
  double value;
  assert_done(unit_parse(units, "人", &persons, &fail, here), &fail);
  assert_done(unit_parse(units, "万人", &tens, &fail, here), &fail);
  assert_done(unit_parse(units, "1", &one, &fail, here), &fail);
  assert_done(unit_parse(units, "%", &percent, &fail, here), &fail);
  assert_done(table_value(table, table_find(table, "a", "2020"), units, persons, &value, &fail), &fail);
  assert_same_double(value, 32089300);
  assert_done(table_value(table, table_find(table, "a", "2020"), units, tens, &value, &fail), &fail);
  assert_same_double(value, 3208.93);
  assert_done(table_value(table, table_find(table, "b", "2020"), units, percent, &value, &fail), &fail);
  assert_same_double(value, 69.46);
  assert_done(table_value(table, table_find(table, "b", "2020"), units, one, &value, &fail), &fail);
  assert_same_double(value, 69.46 / 100);
  assert_fails(table_value(table, table_find(table, "c", "2020"), units, persons, &value, &fail), E523, &fail,
               "series 'c' is in 万人/a, declared 人: they are unlike");
  assert_int_equal(fail.place.line, 4);
  assert_string_equal(fail.place.file, "good.csv");
  assert_fails(table_value(table, table_find(table, "d", "2020"), units, persons, &value, &fail), E201, &fail, "1e4 persons");
  assert_int_equal(fail.place.line, 5);
  assert_int_equal(fail.place.column, 10);
}

/* ---- what is bad ---- */

typedef struct { const char *text; size_t n; int code, line, column; const char *part; } Bad;
#define BAD(text, code, line, column, part) {text, sizeof text - 1, code, line, column, part}

static const Bad bad[] = {
  /* bytes */
  BAD("", E502, 1, 1, "expected the header"),
  BAD("\xEF\xBB\xBF", E502, 1, 1, "empty"),
  BAD("\n", E508, 1, 1, "read the header ''"),
  BAD(HEADER, E520, 1, 0, "no rows"),
  BAD("\xFF\xFEs\0e\0", E503, 1, 1, "UTF-16"),
  BAD("\xFE\xFF\0s\0e", E503, 1, 1, "UTF-16"),
  BAD("s\0e\0r\0i\0", E503, 1, 1, "UTF-16"),
  BAD("\0s\0e\0r\0i", E503, 1, 1, "UTF-16"),
  BAD("\xFF\xFE\0\0s\0\0\0", E503, 1, 1, "UTF-32"),
  BAD(HEADER "x,2020,1,\xCD\xF2\xC8\xCB,s,high\n", E504, 2, 10, "0xCD, which is not UTF-8 (it looks like GB18030 or Big5)"),
  BAD(HEADER "x,2020,1,\xCD\xF2\xC8", E504, 2, 10, "GB18030"),
  BAD(HEADER "x,2020,1,\xA4\x48,s,high\n", E504, 2, 10, "Big5"),
  BAD(HEADER "x,2020,1,人\x80,s,high\n", E504, 2, 11, "0x80"),
  BAD(HEADER "x,2020,1,\xFF\xFE\xFD,s,high\n", E504, 2, 10, "0xFF"),
  BAD(HEADER "x,2020,1\0,人,s,high\n", E505, 2, 9, "U+0000"),
  BAD(HEADER "x,2020,1,人,s,high\n\x1A", E505, 3, 1, "U+001A"),
  BAD("series,year,value,unit,source,confidence\rx,2020,1,人,s,high\r", E506, 1, 41, "carriage return"),
  BAD(HEADER "x,2020,1,人,s\r,high\n", E506, 2, 13, "CRLF"),
  BAD(HEADER "x,2020,1,人,s,high", E507, 2, 18, "cut short"),
  BAD(HEADER ROW "\xEF\xBB\xBFx,2021,1,人,s,high\n", E505, 3, 1, "U+FEFF"),
  /* shape */
  BAD("series,year,value,unit,source\n", E508, 1, 24, "read the header 'series,year,value,unit,source'"),
  BAD("series,year,value,unit,source,confidence,\n", E508, 1, 31, "expected series,year,value,unit,source,confidence"),
  BAD("series,value,value,unit,source,confidence\n", E508, 1, 8, "value,value"),
  BAD("series,,value,unit,source,confidence\n", E508, 1, 8, "series,,value"),
  BAD("Series,year,value,unit,source,confidence\n", E508, 1, 1, "Series"),
  BAD("ｓeries,year,value,unit,source,confidence\n", E508, 1, 1, "ｓeries"),
  BAD("series,ye\xE2\x80\xAE" "ar,value,unit,source,confidence\n", E505, 1, 10, "U+202E"),
  BAD("series, year,value,unit,source,confidence\n", E508, 1, 8, " year"),
  BAD("series,year,value,\"unit,source,confidence\n", E511, 1, 19, "never closed"),
  BAD("series;year;value;unit;source;confidence\n", E509, 1, 1, "semicolons"),
  BAD("series\tyear\tvalue\tunit\tsource\tconfidence\n", E509, 1, 1, "tabs"),
  BAD("series，year，value，unit，source，confidence\n", E509, 1, 1, "full-width commas"),
  BAD(HEADER "x;2020;1;人;s;high\n", E509, 2, 1, "semicolons"),
  BAD(HEADER "x,2020,1,人,s\n", E510, 2, 12, "read 5 cells, expected 6"),
  BAD(HEADER "x,2020,1,人,s,high,\n", E510, 2, 14, "read 7 cells"),
  BAD(HEADER "x,2020,3,208.93,人,s,high\n", E510, 2, 19, "stands in quotes"),
  BAD(HEADER "\n\n\n", E525, 2, 1, "remove it"),
  BAD(HEADER ROW "\n" ROW, E525, 3, 1, "empty"),
  BAD(HEADER "x,2020,1,\"人,s,high\n", E511, 2, 10, "never closed"),
  BAD(HEADER "x,2020,1,\"人,s,high\ny,2020,1,\"人\",s,high\n", E512, 3, 11, "double the quotes"),
  BAD(HEADER "x,2020,1,人\"s,high\n", E512, 2, 11, "'人'"),
  BAD(HEADER "x,2020,1,\"人\"s,t,high\n", E512, 2, 13, "'人'"),
  BAD(HEADER "\"x\ny\",2020,1,人,s,high\n", E524, 2, 2, "line end"),
  BAD(HEADER "a,2020,1,\"人\n\n\",s,high\nb,2020,zero,人,s,high\n", E514, 5, 8, "zero"),
  BAD(HEADER " x,2020,1,人,s,high\n", E524, 2, 1, "begins or ends with a blank"),
  BAD(HEADER "ｘ,2020,1,人,s,high\n", E524, 2, 1, "full-width"),
  BAD(HEADER ",2020,1,人,s,high\n", E513, 2, 1, "'series'"),
  BAD(HEADER "x,2020,1,,s,high\n", E513, 2, 10, "'unit'"),
  BAD(HEADER "x,2020,1,人,,high\n", E513, 2, 12, "'source'"),
  BAD(HEADER "x,2020,1,人,s,\n", E513, 2, 14, "'confidence'"),
  BAD(HEADER "x,2020,1,人,s,hig\n", E524, 2, 14, "high, medium and low"),
  /* numbers */
  BAD(VALUE("NaN"), E514, 2, 8, "leave the row out"), BAD(VALUE("nan(0x1)"), E514, 2, 8, "nan(0x1)"),
  BAD(VALUE("Inf"), E514, 2, 8, "leave the row out"), BAD(VALUE("-Inf"), E514, 2, 8, "-Inf"),
  BAD(VALUE("1e400"), E515, 2, 8, "too large"), BAD(VALUE("1e-400"), E515, 2, 8, "too small"),
  BAD(VALUE("0X10"), E514, 2, 9, "decimal digits"), BAD(VALUE("0x1p3"), E514, 2, 9, "decimal digits"), BAD(VALUE("1_000"), E514, 2, 9, "thousands"),
  BAD(VALUE("1 000"), E514, 2, 9, "remove the blanks"), BAD(VALUE("１２"), E514, 2, 8, "ASCII digits"),
  BAD(VALUE("12abc"), E514, 2, 10, "the unit stands in its own column"), BAD(VALUE("12%"), E514, 2, 10, "own column"),
  BAD(VALUE(""), E513, 2, 8, "'value'"), BAD(VALUE("   "), E514, 2, 8, "remove the blanks"),
  BAD(VALUE("#N/A"), E514, 2, 8, "leave the row out"), BAD(VALUE("=1+1"), E514, 2, 8, "not a formula"),
  BAD(VALUE("\"1,5\""), E514, 2, 10, "decimals with a point"), BAD(VALUE("\"1,000,000\""), E514, 2, 10, "thousands"),
  BAD(VALUE("5."), E514, 2, 9, "both sides"), BAD(VALUE(".5"), E514, 2, 8, "both sides"), BAD(VALUE("1e"), E514, 2, 9, "1e"),
  BAD(VALUE("1.0000000000000000000000000000000000000000000000000000000000000000"), E514, 2, 8, "fewer digits"),
  /* years */
  BAD(YEAR(""), E513, 2, 3, "'year'"), BAD(YEAR("0"), E516, 2, 3, "read the year '0'"), BAD(YEAR("-1"), E516, 2, 3, "'-1'"),
  BAD(YEAR("1000000000"), E516, 2, 3, "'1000000000'"), BAD(YEAR("1900.5"), E516, 2, 3, "1900.5"),
  BAD(YEAR("２０２０"), E516, 2, 3, "２０２０"), BAD(YEAR("2020年"), E516, 2, 3, "2020年"), BAD(YEAR("0999"), E516, 2, 3, "1000"),
  BAD(YEAR("3000"), E516, 2, 3, "2999"), BAD(YEAR("2025-2020"), E516, 2, 3, "a period like"), BAD(YEAR("2020-2020"), E516, 2, 3, ""),
  BAD(YEAR("2020/2025"), E516, 2, 3, ""), BAD(YEAR("20-21"), E516, 2, 3, ""),
  BAD(HEADER ROW ROW, E517, 3, 0, "has 2020 twice, first in line 2"),
  BAD(HEADER "x,2021,1,人,s,high\ny,2020,1,人,s,high\nx,2020,1,人,s,high\n", E518, 4, 0, "goes from 2021 back to 2020"),
};

static void every_bad_table_is_named(void **state) {
  (void)state;
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
    const Table *table = NULL;
    Fail got = {0};
    int status = table_parse(arena, "bad.csv", bad[i].text, bad[i].n, &table, &got);
    char text[2048];
    fail_text(text, sizeof text, &got);
    bool right = status == bad[i].code && got.code == status && got.place.line == bad[i].line &&
                 got.place.column == bad[i].column && strstr(got.sentence, bad[i].part) && !table;
    if (!right) print_error("case %zu: %s\nexpected %s at %d:%d with \"%s\"\n", i, text, fail_name(bad[i].code), bad[i].line, bad[i].column, bad[i].part);
    assert_true(right);
    assert_string_equal(got.place.file, "bad.csv");
  }
  assert_in_range(sizeof bad / sizeof *bad, 60, 1000);
}

/* A prefix is a table only where a row has just ended. */
static void cut_at_every_byte(void **state) {
  (void)state;
  static const char text[] = HEADER ROW "CQ.rate,2020-2025,-1.5,%,\"a\nb\",low\n" ROW;
  size_t whole = sizeof text - 1 - strlen(ROW);
  unsigned good = 0;
  for (size_t n = 0; n <= whole; n++) {
    const Table *table = NULL;
    Arena *own = arena_new();
    char *copy = malloc(n + 1);
    memcpy(copy, text, n);
    int status = table_parse(own, "cut.csv", copy, n, &table, &fail);
    assert_true((status == 0) == (table != NULL));
    if (!status) assert_int_equal(copy[n - 1], '\n');
    good += !status;
    free(copy);
    arena_free(own);
  }
  assert_int_equal(good, 2);
}

/* ---- sizes ---- */

static double seconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

static int parse_filled(size_t n, const char *begin, char filler, const char *end, Fail *got) {
  const Table *table;
  size_t head = strlen(begin), tail = strlen(end);
  char *text = malloc(head + n + tail);
  memcpy(text, begin, head);
  memset(text + head, filler, n);
  memcpy(text + head + n, end, tail);
  double start = seconds();
  int status = table_parse(arena, "large.csv", text, head + n + tail, &table, got);
  assert_true(seconds() - start < 1.0 * 20); /* a second; sanitizers are slower */
  free(text);
  return status;
}

static void large_things_are_refused(void **state) {
  (void)state;
  assert_fails(parse_filled(1000000, HEADER, ',', "\n", &fail), E519, &fail, "the line is longer than");
  assert_int_equal(fail.place.line, 2);
  assert_fails(parse_filled(10000000, HEADER, '\n', "", &fail), E525, &fail, "empty");
  assert_fails(parse_filled(TABLE_LINE - 1, HEADER, ',', "\n", &fail), E510, &fail, "read 65536 cells");
  assert_fails(parse_filled(TABLE_LINE, HEADER, ',', "\n", &fail), E519, &fail, "the line");
  assert_fails(parse_filled(20000, HEADER "x,2020,1,人,", 's', ",high\n", &fail), E519, &fail, "the cell is longer than");
  assert_fails(parse_filled(20000, HEADER "x,2020,1,人,\"", '"', "\",high\n", &fail), E519, &fail, "the cell");
  assert_fails(parse_filled(300, HEADER, 'x', ",2020,1,人,s,high\n", &fail), E524, &fail, "too long");
  assert_fails(parse_filled(TABLE_BYTES, HEADER, 'x', "\n", &fail), E519, &fail, "the table is longer than");
  assert_fails(parse_filled(40000, HEADER, ',', "\n", &fail), E510, &fail, "read 40001 cells");
}

static char *many_rows(unsigned rows, size_t *n) {
  char *text = malloc(64 + 40 * (size_t)rows);
  *n = (size_t)sprintf(text, HEADER);
  for (unsigned i = 0; i < rows; i++) *n += (size_t)sprintf(text + *n, "x%u,%u,%u.5,人,s,low\n", i / 50, 2000 + i % 50, i);
  return text;
}

static void many_rows_are_read_and_found(void **state) {
  (void)state;
  size_t n;
  const Table *table = NULL;
  char *text = many_rows(TABLE_ROWS, &n);
  assert_done(table_parse(arena, "many.csv", text, n, &table, &fail), &fail);
  free(text);
  assert_int_equal(table_rows(table), TABLE_ROWS);
  assert_int_equal(table_series_count(table), TABLE_ROWS / 50);
  assert_same_double(table_find(table, "x3999", "2049")->value, 199999.5);
#if !defined(__SANITIZE_ADDRESS__)
  assert_in_range(arena_bytes(arena), 1, 48 << 20);
#endif
  text = many_rows(TABLE_ROWS + 1, &n);
  assert_fails(table_parse(arena, "many.csv", text, n, &table, &fail), E526, &fail, "more than 200000 rows");
  free(text);
}

/* ---- files ---- */

static void files(void **state) {
  (void)state;
  char folder[] = "/tmp/table-XXXXXX", path[64];
  const Table *table = NULL;
  assert_non_null(mkdtemp(folder));
  assert_fails(table_read(arena, folder, &table, &fail), E501, &fail, "it is a folder");
  snprintf(path, sizeof path, "%s/t.csv", folder);
  assert_fails(table_read(arena, path, &table, &fail), E501, &fail, "there is no such file");
  assert_string_equal(fail.place.file, path);
  FILE *file = fopen(path, "wb");
  fputs(HEADER ROW, file);
  fclose(file);
  assert_done(table_read(arena, path, &table, &fail), &fail);
  assert_same_double(table_find(table, "CQ.population", "2020")->value, 3208.93);
  assert_int_equal(truncate(path, (off_t)1 << 30), 0); /* sparse: a line of 1 GiB */
  assert_fails(table_read(arena, path, &table, &fail), E519, &fail, "the table is longer than");
  unlink(path);
  assert_int_equal(mkfifo(path, 0600), 0);
  assert_fails(table_read(arena, path, &table, &fail), E501, &fail, "no plain file");
  unlink(path);
  rmdir(folder);
}

static void without_memory(void **state) {
  (void)state;
  size_t n;
  char *text = many_rows(5000, &n);
  const Table *table;
  int status = 1;
  long blocks = 0;
  for (; status && blocks < 100000; blocks += 1 + blocks / 20) {
    Arena *own = arena_new();
    arena_refuse_after(own, blocks);
    status = table_parse(own, "many.csv", text, n, &table, &fail);
    if (status) assert_int_equal(status, E801);
    arena_free(own);
  }
  free(text);
  assert_int_equal(status, 0);
  assert_in_range(blocks, 3, 99999);
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
  const struct CMUnitTest tests[] = {
    TEST(a_row_keeps_everything), TEST(harmless_bytes), TEST(invisible_characters), TEST(full_width_names), TEST(lookups), TEST(lookups_in_order), TEST(missing_cells),
    TEST(values_in_the_declared_unit), TEST(every_bad_table_is_named), TEST(cut_at_every_byte), TEST(large_things_are_refused),
    TEST(many_rows_are_read_and_found), TEST(files), TEST(without_memory),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
