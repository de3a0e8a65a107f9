/* report_run.c : one run: the main table or chart, outcomes, scorecard, checks. */
#define _POSIX_C_SOURCE 200809L
#include "view/chart.h"
#include "view/report.h"
#include "view/sheet.h"
#include "view/shown.h"
#include "view/spark.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

typedef struct {
  const Result *r;
  const ReportLook *look;
  Arena *arena;
  unsigned points[POINTS_SHOWN], n_points;
  double *path;                  /* [n_times] scratch */
} Report;

static Lang lang_of(const Report *p) { return p->look->lang; }

static int no_memory(Fail *fail) { return fail_set(fail, E801, place_at(NULL, 0, 0), "a report"); }

/* ---- the table ------------------------------------------------------------------------------------------------ */

static bool counts_years(const Result *r) { return r->model->time_text && !strcmp(r->model->time_text, "a"); }

static bool has_growth(const Report *p) { return counts_years(p->r) && p->n_points > 1; }

static void table_head(const Report *p, Sheet *sheet) {
  char time[32];
  sheet_cell(sheet, say(lang_of(p), "指标", "Indicator"));
  sheet_cell(sheet, say(lang_of(p), "单位", "unit"));
  for (unsigned i = 0; i < p->n_points; i++) sheet_cell(sheet, time_shown(p->r->times[p->points[i]], time));
  if (has_growth(p)) sheet_cell(sheet, say(lang_of(p), "年均", "per year"));
  sheet_cell(sheet, say(lang_of(p), "走势", "path"));
  sheet_end(sheet);
  sheet_head(sheet);
}

static void table_row(const Report *p, const ShownRow *row, Sheet *sheet) {
  char text[64], unit[UNIT_SHOWN], spark[SPARK_BYTES];
  double values[POINTS_SHOWN];
  result_path(p->r, row->symbol, row->element, p->path);
  for (unsigned i = 0; i < p->n_points; i++) values[i] = p->path[p->points[i]];
  int decimals = number_decimals(values, p->n_points);
  unsigned last = p->n_points - 1;
  sheet_cell(sheet, row->label);
  sheet_cell(sheet, unit_shown(lang_of(p), row->unit, unit));
  for (unsigned i = 0; i < p->n_points; i++) sheet_cell(sheet, number_shown(values[i], decimals, text));
  double years = p->r->times[p->points[last]] - p->r->times[p->points[0]];
  if (has_growth(p)) sheet_cell(sheet, growth_shown(lang_of(p), row->unit, values[0], values[last], years, text));
  sheet_cell(sheet, spark_of(p->path, p->r->n_times, 16, spark));
  sheet_end(sheet);
}

static bool in_prices_of(const char *unit, char year[8]) {
  const char *yuan = unit ? strstr(unit, "元") : NULL;
  size_t n = yuan ? strspn(yuan + strlen("元"), "0123456789") : 0;
  if (n != 4) return false;
  memcpy(year, yuan + strlen("元"), n);
  year[n] = 0;
  return true;
}

/* The year of the prices, said once when all rows agree. */
static void price_line(const Report *p, const ShownSection *sections, unsigned n, Buffer *out) {
  char first[8] = "", year[8];
  for (unsigned i = 0; i < n; i++)
    for (unsigned k = 0; k < sections[i].n; k++) {
      if (!in_prices_of(sections[i].rows[k].unit, year)) continue;
      if (*first && strcmp(first, year)) return;
      strcpy(first, year);
    }
  if (*first) buffer_format(out, say(lang_of(p), "元为 %s 年价\n", "yuan at %s prices\n"), first);
}

static void print_table(const Report *p, const ShownSection *sections, unsigned n, Buffer *out) {
  Sheet *sheet = sheet_new(p->arena, p->n_points + 3 + has_growth(p));
  table_head(p, sheet);
  for (unsigned i = 0; i < n; i++) {
    if (*sections[i].title) sheet_section(sheet, sections[i].title);
    for (unsigned k = 0; k < sections[i].n; k++) table_row(p, &sections[i].rows[k], sheet);
  }
  sheet_align(sheet, 1, TEXT_LEFT);
  sheet_align(sheet, p->n_points + 2 + has_growth(p), TEXT_LEFT);
  sheet_optional(sheet, p->n_points + 2 + has_growth(p));
  sheet_parts(sheet, 2);
  report_left_out(sheet_print(sheet, p->look->width, "", out), lang_of(p), out);
}

/* ---- the chart of a model without targets --------------------------------------------------------------------- */

static bool has_targets(const Result *r) { return r->n_scores > 0; }

enum { LINES_READABLE = 6 };     /* more lines of unlike units in one chart cannot be told apart */

/* A region's annual accounts are a table; what moves on its own clock is a picture. */
static bool is_drawn(const Report *p, const ShownSection *section) {
  return !p->r->model->calendar || section->n <= LINES_READABLE;
}

static int print_chart(const Report *p, const ShownSection *section, Buffer *out, Fail *fail) {
  ChartSeries series[CHART_SERIES];
  unsigned n = section->n < CHART_SERIES ? section->n : CHART_SERIES;
  for (unsigned i = 0; i < n; i++) {
    const ShownRow *row = &section->rows[i];
    double *path = arena_array(p->arena, p->r->n_times, sizeof *path);
    char *unit = arena_alloc(p->arena, UNIT_SHOWN);
    if (!path || !unit) return no_memory(fail);
    result_path(p->r, row->symbol, row->element, path);
    series[i] = (ChartSeries){row->label, unit_shown(lang_of(p), row->unit, unit), path, NULL};
  }
  ChartLook look = {.colour = p->look->colour, .width = p->look->width > 40 && p->look->width < 90 ? p->look->width - 16 : 0};
  if (*section->title) buffer_format(out, "\n%s\n", section->title);
  else buffer_char(out, '\n');
  return chart_draw(series, n, p->r->times, p->r->n_times, look, out, fail);
}

static int print_charts(const Report *p, const ShownSection *sections, unsigned n, Buffer *out, Fail *fail) {
  for (unsigned i = 0; i < n; i++) {
    int code = is_drawn(p, &sections[i]) ? print_chart(p, &sections[i], out, fail) : 0;
    if (code) return code;
  }
  buffer_char(out, '\n');
  return 0;
}

/* ---- outcomes ------------------------------------------------------------------------------------------------- */

static void print_outcomes(const Report *p, Buffer *out) {
  Sheet *sheet = sheet_new(p->arena, 3);
  bool any = false;
  for (unsigned i = 0; i < p->r->n_outcomes; i++) {
    const Walk *w = &p->r->linked->outcomes[i];
    if (!p->look->all && !w->decl->label.zh && !w->decl->label.en) continue;
    double value = unit_out(w->unit, p->r->outcomes[i]);
    char number[32], unit[UNIT_SHOWN];
    bool moment = unit_is_year(w->decl->unit_text) && value > 1000;
    sheet_cell(sheet, label_in(lang_of(p), w->decl->label, w->decl->name));
    sheet_cell(sheet, number_shown(value, moment ? 0 : number_decimals(&value, 1), number));
    sheet_cell(sheet, unit_shown(lang_of(p), w->decl->unit_text, unit));
    sheet_end(sheet);
    any = true;
  }
  sheet_align(sheet, 2, TEXT_LEFT);
  if (!any) return;
  buffer_put(out, say(lang_of(p), "\n结果\n", "\nOutcomes\n"));
  sheet_print(sheet, p->look->width, "  ", out);
}

/* ---- the whole ------------------------------------------------------------------------------------------------ */

static void warning_line(const Report *p, Buffer *out) {
  unsigned n = p->look->n_warnings + p->r->linked->n_warnings;
  if (n) buffer_format(out, say(lang_of(p), "\n另有 %u 条提醒，用 yuanjing check 查看\n", "\n%u warnings; yuanjing check lists them\n"), n);
}

static int print_report(Report *p, Buffer *out, Fail *fail) {
  const ShownSection *sections;
  unsigned n;
  int code = shown_points(p->r, p->look->years, p->look->n_years, p->points, &p->n_points, fail);
  if (!code) code = shown_sections(p->r, p->arena, lang_of(p), p->look->all, &sections, &n, fail);
  if (code) return code;
  report_title(p->r, p->look, out);
  price_line(p, sections, n, out);
  if (!has_targets(p->r) && p->r->n_times > 2 && p->r->model->n_show && (code = print_charts(p, sections, n, out, fail))) return code;
  if (has_targets(p->r)) buffer_char(out, '\n');
  print_table(p, sections, n, out);
  print_outcomes(p, out);
  report_scorecard(p->r, p->look, p->arena, out);
  report_checks(p->r, p->look, out);
  warning_line(p, out);
  return arena_failed(p->arena) || out->failed ? no_memory(fail) : 0;
}

int report_run(const Result *r, const ReportLook *look, Buffer *out, Fail *fail) {
  Report p = {.r = r, .look = look, .arena = arena_new()};
  p.path = p.arena ? arena_array(p.arena, r->n_times, sizeof *p.path) : NULL;
  int code = p.path ? print_report(&p, out, fail) : no_memory(fail);
  arena_free(p.arena);
  return code;
}
