/* report_check.c : a model as a thing: what it shows, what moves it, what it stands on, what is open. */
#define _POSIX_C_SOURCE 200809L
#include "view/report.h"
#include "view/sheet.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

typedef struct {
  const Result *r;
  const Findings *found;
  const ReportLook *look;
  Arena *arena;
  Buffer *out;
} Survey;

static Lang lang_of(const Survey *c) { return c->look->lang; }

static const char *two(const Survey *c, const char *zh, const char *en) { return say(lang_of(c), zh, en); }

/* ---- values in a cell ----------------------------------------------------------------------------------------- */

/* "40 → 200", one number when it does not change, "min … max" over elements. */
static const char *value_text(const Survey *c, const Symbol *s) {
  const Result *r = c->r;
  double both[2] = {INFINITY, -INFINITY};
  char a[32], b[32];
  if (s->size == 1) {
    both[0] = result_at(r, s, 0, 0);
    both[1] = result_at(r, s, 0, r->n_times - 1);
  } else {
    for (unsigned i = 0; i < 2 * s->size; i++) {           /* at the end when the start is not known */
      double x = result_at(r, s, i % s->size, i < s->size ? 0 : r->n_times - 1);
      if (i >= s->size && both[0] <= both[1]) break;
      both[0] = fmin(both[0], x), both[1] = fmax(both[1], x);
    }
  }
  int decimals = number_decimals(both, 2);
  number_shown(both[0], decimals, a);
  number_shown(both[1], decimals, b);
  if (!strcmp(a, b)) return arena_printf(c->arena, "%s", a);
  return arena_printf(c->arena, "%s %s %s", a, s->size == 1 ? "→" : "…", b);
}

static const char *range_text(const Survey *c, const Decl *d) {
  return d->has_range ? arena_printf(c->arena, "%g … %g", d->range_low, d->range_high) : "";
}

static void cell(Sheet *sheet, const char *text) { sheet_cell(sheet, text ? text : ""); }

static void cell_place(Sheet *sheet, Place place) {
  char text[256];
  sheet_cell(sheet, place_shown(place, text));
}

static const char *name_of(const Survey *c, const Symbol *s) {
  const char *text = s->name;
  for (unsigned i = 0; text && i < s->n_axes; i++)
    text = arena_printf(c->arena, "%s%s%s", text, i ? ", " : "(", c->r->linked->graph->axes[s->axes[i]]->name);
  return s->n_axes && text ? arena_printf(c->arena, "%s)", text) : text;
}

static void symbol_cells(const Survey *c, const Symbol *s, Sheet *sheet) {
  cell(sheet, name_of(c, s));
  cell(sheet, label_in(lang_of(c), s->decl->label, ""));
  cell(sheet, s->decl->unit_text);
  cell(sheet, value_text(c, s));
}

/* ---- lists of symbols ----------------------------------------------------------------------------------------- */

typedef bool Wanted(const Symbol *);
static bool is_lever(const Symbol *s) { return s->decl->kind == DECL_LEVER; }
static bool is_basis(const Symbol *s) {
  return s->decl->kind == DECL_PARAMETER || s->decl->kind == DECL_NEED || s->decl->kind == DECL_SERIES;
}

static unsigned count(const Survey *c, Wanted *wanted) {
  unsigned n = 0;
  for (unsigned i = 0; i < c->r->linked->n_symbols; i++) n += wanted(&c->r->linked->symbols[i]);
  return n;
}

typedef void Row(const Survey *, const Symbol *, Sheet *);

static void print_symbols(const Survey *c, const char *title, const char *const heads[], unsigned columns, Wanted *wanted, Row *row) {
  unsigned n = count(c, wanted);
  buffer_format(c->out, "\n%s  %u\n", title, n);
  if (!n) return;
  Sheet *sheet = sheet_new(c->arena, columns);
  for (unsigned i = 0; i < columns; i++) {
    sheet_align(sheet, i, i == 3 ? TEXT_RIGHT : TEXT_LEFT);
    cell(sheet, heads[i]);
  }
  sheet_end(sheet);
  sheet_head(sheet);
  for (unsigned i = 0; i < c->r->linked->n_symbols; i++)
    if (wanted(&c->r->linked->symbols[i])) row(c, &c->r->linked->symbols[i], sheet);
  sheet_print(sheet, 0, "  ", c->out);
}

static void indicator_row(const Survey *c, const Symbol *s, Sheet *sheet) {
  symbol_cells(c, s, sheet);
  cell(sheet, s->decl->iamc);
  cell_place(sheet, s->decl->place);
  sheet_end(sheet);
}

static bool is_dead(const Survey *c, const Symbol *s) {
  for (unsigned i = 0; i < c->found->n_dead; i++)
    if (c->found->dead[i] == s) return true;
  return false;
}

static void lever_row(const Survey *c, const Symbol *s, Sheet *sheet) {
  symbol_cells(c, s, sheet);
  cell(sheet, range_text(c, s->decl));
  cell(sheet, s->decl->chapter);
  cell(sheet, is_dead(c, s) ? two(c, "无作用", "no effect") : s->override_by);
  cell_place(sheet, s->override ? s->override->place : s->given ? s->given->place : s->decl->place);
  sheet_end(sheet);
}

/* Source or estimate, the place's before the model's own; else what the data file says of its number. */
static const char *origin_text(const Survey *c, const Symbol *s) {
  const Decl *of[2] = {s->given, s->decl};
  for (unsigned i = 0; i < 2; i++) {
    if (!of[i]) continue;
    if (of[i]->source) return of[i]->source;
    if (of[i]->estimate) return arena_printf(c->arena, "%s: %s", two(c, "估计", "estimate"), of[i]->estimate);
  }
  const char *file = link_data_source(c->r->linked, s->given ? s->given->value : s->decl->value);
  return file ? file : two(c, "(无来源)", "(no source)");
}

static void basis_row(const Survey *c, const Symbol *s, Sheet *sheet) {
  symbol_cells(c, s, sheet);
  cell(sheet, range_text(c, s->decl));
  cell(sheet, origin_text(c, s));
  cell_place(sheet, s->override ? s->override->place : s->given ? s->given->place : s->decl->place);
  sheet_end(sheet);
}

/* ---- the rest ------------------------------------------------------------------------------------------------- */

static void print_dead(const Survey *c) {
  const char **names = arena_array(c->arena, c->found->n_dead + 1, sizeof *names);
  if (!names) return;
  for (unsigned i = 0; i < c->found->n_dead; i++) names[i] = c->found->dead[i]->name;
  buffer_format(c->out, "\n%s  %u\n", two(c, "对任何指标都没有作用的政策", "Levers without effect on any indicator"), c->found->n_dead);
  report_list(names, c->found->n_dead, lang_of(c), c->look->width, "  ", c->out);
}

static void print_closures(const Survey *c) {
  unsigned open = 0;
  Sheet *sheet = sheet_new(c->arena, 6);
  const char *const zh[] = {"基年闭合", "计算", "公布", "相差", "容许", ""}, *const en[] = {"Base year", "computed", "published", "apart", "allowed", ""};
  for (unsigned i = 0; i < 6; i++) cell(sheet, lang_of(c) == LANG_ZH ? zh[i] : en[i]);
  sheet_end(sheet);
  sheet_head(sheet);
  for (unsigned i = 0; i < c->found->n_closures; i++) {
    const Closure *x = &c->found->closures[i];
    double both[2] = {unit_out(x->unit, x->computed), unit_out(x->unit, x->observed)};
    char text[32];
    open += !x->holds;
    cell(sheet, x->name);
    for (unsigned k = 0; k < 2; k++) {
      snprintf(text, sizeof text, "%.7g", both[k]);
      cell(sheet, text);
    }
    cell(sheet, arena_printf(c->arena, "%.3g%%", both[1] != 0 ? (both[0] / both[1] - 1) * 100 : NAN));
    cell(sheet, arena_printf(c->arena, "%.3g%%", x->tolerance * 100));
    cell(sheet, x->holds ? "✓" : two(c, "✗ 不闭合", "✗ open"));
    sheet_end(sheet);
  }
  sheet_align(sheet, 5, TEXT_LEFT);
  buffer_format(c->out, two(c, "\n基年闭合  %u 项，不闭合 %u 项\n", "\nBase-year closures  %u, open %u\n"), c->found->n_closures, open);
  if (c->found->n_closures) sheet_print(sheet, 0, "  ", c->out);
}

static void print_targets(const Survey *c) {
  const char **names = arena_array(c->arena, c->r->n_scores + 1, sizeof *names);
  unsigned n = 0;
  for (unsigned i = 0; names && i < c->r->n_scores; i++)
    if (c->r->scores[i].status == STATUS_NOT_MODELLED) names[n++] = label_in(lang_of(c), c->r->scores[i].decl->label, c->r->scores[i].decl->name);
  buffer_format(c->out, two(c, "\n目标  %u 项，其中尚未建模 %u 项\n", "\nTargets  %u, of which not yet modelled %u\n"), c->r->n_scores, n);
  report_list(names, n, lang_of(c), c->look->width, "  ", c->out);
}

static void print_warning(const Survey *c, const Fail *warning) {
  char text[1600];
  fail_text(text, sizeof text, warning);
  buffer_format(c->out, "  %s\n", text);
}

static void print_warnings(const Survey *c) {
  unsigned n = c->look->n_warnings + c->r->linked->n_warnings;
  buffer_format(c->out, "\n%s  %u\n", two(c, "提醒", "Warnings"), n);
  for (unsigned i = 0; i < c->look->n_warnings; i++) print_warning(c, &c->look->warnings[i]);
  for (unsigned i = 0; i < c->r->linked->n_warnings; i++) print_warning(c, &c->r->linked->warnings[i]);
}

static void print_size(const Survey *c) {
  const Graph *g = c->r->linked->graph;
  buffer_format(c->out, two(c, "%u 个文件，%u 条声明；图有 %u 个节点，%u 个状态，%u 项检查\n",
                            "%u files, %u declarations; the graph has %u nodes, %u states, %u checks\n"),
                c->r->model->n_files, c->r->model->n_decls, (unsigned)g->n_nodes, (unsigned)g->n_states, (unsigned)g->n_checks);
}

static void print_all(const Survey *c) {
  static const char *const indicators[2][6] = {{"指标", "名称", "单位", "起 → 止", "IAMC", "位置"}, {"Indicator", "label", "unit", "start → end", "IAMC", "where"}};
  static const char *const levers[2][8] = {{"政策", "名称", "单位", "起 → 止", "范围", "规划", "情景", "位置"},
                                           {"Lever", "label", "unit", "start → end", "range", "plan", "scenario", "where"}};
  static const char *const bases[2][7] = {{"参数", "名称", "单位", "值", "范围", "来源", "位置"}, {"Parameter", "label", "unit", "value", "range", "source", "where"}};
  unsigned l = lang_of(c) == LANG_EN;
  report_title(c->r, c->look, c->out);
  print_size(c);
  print_symbols(c, two(c, "指标", "Indicators"), indicators[l], 6, symbol_is_indicator, indicator_row);
  print_symbols(c, two(c, "政策杠杆", "Levers"), levers[l], 8, is_lever, lever_row);
  print_symbols(c, two(c, "参数与数据", "Parameters and data"), bases[l], 7, is_basis, basis_row);
  print_dead(c);
  print_closures(c);
  print_targets(c);
  report_checks(c->r, c->look, c->out);
  print_warnings(c);
}

int report_check(const Result *r, const Findings *found, const ReportLook *look, Buffer *out, Fail *fail) {
  Survey c = {r, found, look, arena_new(), out};
  if (c.arena) print_all(&c);
  bool done = c.arena && !arena_failed(c.arena) && !out->failed;
  arena_free(c.arena);
  return done ? 0 : fail_set(fail, E801, place_at(NULL, 0, 0), "a report");
}
