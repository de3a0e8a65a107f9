/* report_compare.c : runs side by side, each against the first. */
#define _POSIX_C_SOURCE 200809L
#include "view/differ.h"
#include "view/report.h"
#include "view/sheet.h"
#include "view/shown.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

typedef struct {
  const Result *const *runs;
  unsigned n;
  const ReportLook *look;
  Arena *arena;
  unsigned points[POINTS_SHOWN], n_points;   /* of the first run */
} Compare;

static Lang lang_of(const Compare *c) { return c->look->lang; }

static int no_memory(Fail *fail) { return fail_set(fail, E801, place_at(NULL, 0, 0), "a report"); }

/* ---- values --------------------------------------------------------------------------------------------------- */

/* The row's value in another run at the time of a point of the first, in the first run's unit; NaN where it has none. */
static double value_in(const Compare *c, unsigned run, const ShownRow *row, unsigned point) {
  const Result *r = c->runs[run];
  const Symbol *s = run ? link_symbol(r->linked, row->symbol->name) : row->symbol;
  int at = result_point(r, c->runs[0]->times[point]);
  if (!s || at < 0 || row->element >= s->size || s->size != row->symbol->size) return NAN;
  if (!unit_same_dimension(s->unit, row->symbol->unit)) return NAN;
  return unit_out(row->symbol->unit, r->values[s->output][(size_t)at * s->size + row->element]);
}

/* "-12.3%", "-3.21百分点", "+0.5岁"; "=" when the bits are the same. */
static const char *difference(const Compare *c, const char *unit, double from, double to, char out[64]) {
  char number[32], unit_text[UNIT_SHOWN];
  double change = to - from;
  if (!isfinite(change)) return strcpy(out, "–");
  if (change == 0) return strcpy(out, "=");
  bool points = unit_is_percent(unit) || unit_is_year(unit);
  if (!points && from != 0 && (from > 0) == (to > 0)) {
    snprintf(out, 64, "%s%%", number_signed(change / fabs(from) * 100, 2, number));
    return out;
  }
  const char *of = points ? unit_of_difference(lang_of(c), unit, unit_text) : "";
  int decimals = points ? 2 : number_decimals(&change, 1);
  snprintf(out, 64, "%s%s%.24s", number_signed(change, decimals, number), lang_of(c) == LANG_EN && *of ? " " : "", of);
  return out;
}

/* ---- the table ------------------------------------------------------------------------------------------------ */

static void table_head(const Compare *c, Sheet *sheet) {
  char time[32];
  sheet_cell(sheet, say(lang_of(c), "指标", "Indicator"));
  sheet_cell(sheet, say(lang_of(c), "单位", "unit"));
  for (unsigned i = 0; i < c->n_points; i++)
    for (unsigned k = 0; k < c->n; k++) {
      time_shown(c->runs[0]->times[c->points[i]], time);
      sheet_cell(sheet, time);
      if (k) sheet_cell(sheet, "");
    }
  sheet_end(sheet);
  sheet_cell(sheet, "");
  sheet_cell(sheet, "");
  for (unsigned i = 0; i < c->n_points; i++)
    for (unsigned k = 0; k < c->n; k++) {
      sheet_cell(sheet, run_title(c->runs[k], lang_of(c)));
      if (k) sheet_cell(sheet, say(lang_of(c), "差", "difference"));
    }
  sheet_end(sheet);
  sheet_head(sheet);
}

static void table_row(const Compare *c, const ShownRow *row, Sheet *sheet) {
  double *values = arena_array(c->arena, (size_t)c->n_points * c->n, sizeof *values);
  char text[64], unit[UNIT_SHOWN];
  unsigned n = 0;
  if (!values) return;
  for (unsigned i = 0; i < c->n_points; i++)
    for (unsigned k = 0; k < c->n; k++) values[n++] = value_in(c, k, row, c->points[i]);
  int decimals = number_decimals(values, n);
  sheet_cell(sheet, row->label);
  sheet_cell(sheet, unit_shown(lang_of(c), row->unit, unit));
  for (unsigned i = 0; i < n; i++) {
    unsigned first = i - i % c->n;
    sheet_cell(sheet, number_shown(values[i], decimals, text));
    if (i != first) sheet_cell(sheet, difference(c, row->unit, values[first], values[i], text));
  }
  sheet_end(sheet);
}

static int print_table(const Compare *c, Buffer *out, Fail *fail) {
  const ShownSection *sections;
  unsigned n;
  int code = shown_sections(c->runs[0], c->arena, lang_of(c), c->look->all, &sections, &n, fail);
  if (code) return code;
  Sheet *sheet = sheet_new(c->arena, 2 + c->n_points * (2 * c->n - 1));
  table_head(c, sheet);
  for (unsigned i = 0; i < n; i++) {
    if (*sections[i].title) sheet_section(sheet, sections[i].title);
    for (unsigned k = 0; k < sections[i].n; k++) table_row(c, &sections[i].rows[k], sheet);
  }
  sheet_align(sheet, 1, TEXT_LEFT);
  sheet_parts(sheet, 2);
  for (unsigned i = 0; i < c->n_points; i++)             /* a value and its difference stand together */
    for (unsigned k = 0; k < c->n; k++) sheet_break(sheet, 2 + i * (2 * c->n - 1) + (k ? 2 * k - 1 : 0));
  sheet_print(sheet, c->look->width, "", out);
  return 0;
}

/* ---- targets -------------------------------------------------------------------------------------------------- */

static const Score *score_of(const Result *r, const char *name) {
  for (unsigned i = 0; i < r->n_scores; i++)
    if (!strcmp(r->scores[i].decl->name, name)) return &r->scores[i];
  return NULL;
}

static bool status_differs(const Compare *c, const Score *s) {
  for (unsigned k = 1; k < c->n; k++) {
    const Score *other = score_of(c->runs[k], s->decl->name);
    if (!other || other->status != s->status) return true;
  }
  return false;
}

static void print_targets(const Compare *c, Buffer *out) {
  Sheet *sheet = sheet_new(c->arena, 1 + c->n);
  bool any = false;
  sheet_cell(sheet, say(lang_of(c), "状态不同的目标", "Targets with another status"));
  for (unsigned k = 0; k < c->n; k++) {
    sheet_cell(sheet, run_title(c->runs[k], lang_of(c)));
    sheet_align(sheet, k + 1, TEXT_LEFT);
  }
  sheet_end(sheet);
  sheet_head(sheet);
  for (unsigned i = 0; i < c->runs[0]->n_scores; i++) {
    const Score *s = &c->runs[0]->scores[i];
    if (!status_differs(c, s)) continue;
    any = true;
    sheet_cell(sheet, label_in(lang_of(c), s->decl->label, s->decl->name));
    for (unsigned k = 0; k < c->n; k++) {
      const Score *own = score_of(c->runs[k], s->decl->name);
      sheet_cell(sheet, own ? say(lang_of(c), status_words[own->status].zh, status_words[own->status].en) : "–");
    }
    sheet_end(sheet);
  }
  if (!any) return;
  buffer_char(out, '\n');
  sheet_parts(sheet, 1);
  sheet_print(sheet, c->look->width, "", out);
}

/* ---- the whole ------------------------------------------------------------------------------------------------ */

/* As many of the last years as fit a page. */
static int choose_points(Compare *c, Fail *fail) {
  int code = shown_points(c->runs[0], c->look->years, c->look->n_years, c->points, &c->n_points, fail);
  if (code) return code;
  unsigned usual = c->n == 2 ? 3 : c->n == 3 ? 2 : 1, keep = c->look->n_years ? c->n_points : usual;
  if (keep > c->n_points) keep = c->n_points;
  if (!c->look->n_years && keep == c->n_points && keep > 1) keep--;     /* at the start scenarios are the same */
  if (!c->look->n_years) memmove(c->points, c->points + (c->n_points - keep), keep * sizeof *c->points);
  c->n_points = keep;
  return 0;
}

static int print_report(Compare *c, Buffer *out, Fail *fail) {
  int code = choose_points(c, fail);
  if (!code) code = print_table(c, out, fail);
  if (code) return code;
  print_targets(c, out);
  for (unsigned k = 1; k < c->n && !code; k++) {
    const Result *pair[2] = {c->runs[0], c->runs[k]};
    code = differ_print(pair, c->look, c->arena, out, fail);
  }
  for (unsigned k = 0; k < c->n; k++)
    if (c->runs[k]->n_failed) {
      buffer_format(out, "\n%s", run_title(c->runs[k], lang_of(c)));
      report_checks(c->runs[k], c->look, out);
    }
  return code;
}

int report_compare(const Result *const *runs, unsigned n, const ReportLook *look, Buffer *out, Fail *fail) {
  Compare c = {.runs = runs, .n = n, .look = look, .arena = arena_new()};
  int code = c.arena ? print_report(&c, out, fail) : no_memory(fail);
  if (!code && (arena_failed(c.arena) || out->failed)) code = no_memory(fail);
  arena_free(c.arena);
  return code;
}

/* ---- JSON ----------------------------------------------------------------------------------------------------- */

static void put_row(const Compare *c, const ShownRow *row, Json *j) {
  json_key(j, row->id);
  json_object(j);
  json_pair(j, "unit", row->unit);
  json_pair(j, "label", row->label);
  json_key(j, "values");
  json_array(j);
  for (unsigned k = 0; k < c->n; k++) {
    json_array(j);
    for (unsigned i = 0; i < c->n_points; i++) json_number(j, value_in(c, k, row, c->points[i]));
    json_end(j);
  }
  json_end(j);
  json_key(j, "differences");
  json_array(j);
  for (unsigned k = 1; k < c->n; k++) {
    json_array(j);
    for (unsigned i = 0; i < c->n_points; i++)
      json_number(j, value_in(c, k, row, c->points[i]) - value_in(c, 0, row, c->points[i]));
    json_end(j);
  }
  json_end(j);
  json_end(j);
}

static void put_names(const Compare *c, Json *j) {
  json_key(j, "scenarios");
  json_array(j);
  for (unsigned k = 0; k < c->n; k++) json_string(j, c->runs[k]->scenario ? c->runs[k]->scenario->name : c->runs[k]->model->name);
  json_end(j);
  json_key(j, "years");
  json_array(j);
  for (unsigned i = 0; i < c->n_points; i++) json_number(j, c->runs[0]->times[c->points[i]]);
  json_end(j);
}

static void put_targets(const Compare *c, Json *j) {
  json_key(j, "targets");
  json_array(j);
  for (unsigned i = 0; i < c->runs[0]->n_scores; i++) {
    const char *name = c->runs[0]->scores[i].decl->name;
    json_object(j);
    json_pair(j, "id", name);
    json_key(j, "status");
    json_array(j);
    for (unsigned k = 0; k < c->n; k++) {
      const Score *s = score_of(c->runs[k], name);
      json_string(j, s ? status_words[s->status].id : NULL);
    }
    json_end(j);
    json_end(j);
  }
  json_end(j);
}

static int put_report(Compare *c, Json *j, Fail *fail) {
  unsigned n = 0;
  int code = shown_points(c->runs[0], c->look->years, c->look->n_years, c->points, &c->n_points, fail);
  const ShownRow *rows = code ? NULL : shown_everything(c->runs[0], c->arena, c->look->all, &n);
  if (code || !rows) return code ? code : no_memory(fail);
  json_object(j);
  put_names(c, j);
  json_key(j, "indicators");
  json_object(j);
  for (unsigned i = 0; i < n; i++) put_row(c, &rows[i], j);
  json_end(j);
  put_targets(c, j);
  json_key(j, "assumptions");
  json_array(j);
  for (unsigned k = 1; k < c->n && !code; k++) {
    const Result *pair[2] = {c->runs[0], c->runs[k]};
    code = differ_json(pair, c->look, c->arena, j, fail);
  }
  json_end(j);
  json_end(j);
  return code;
}

int report_compare_json(const Result *const *runs, unsigned n, const ReportLook *look, Buffer *out, Fail *fail) {
  Compare c = {.runs = runs, .n = n, .look = look, .arena = arena_new()};
  Json j = json_to(out);
  int code = c.arena ? put_report(&c, &j, fail) : no_memory(fail);
  buffer_char(out, '\n');
  if (!code && (arena_failed(c.arena) || out->failed)) code = no_memory(fail);
  arena_free(c.arena);
  return code;
}
