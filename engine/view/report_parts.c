/* report_parts.c : the parts that several reports share: title, scorecard, checks, lists. */
#define _POSIX_C_SOURCE 200809L
#include "view/report.h"

#include "view/sheet.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

const char *place_shown(Place place, char out[256]) {
  out[0] = 0;
  if (place.file && place.line) snprintf(out, 256, "%.240s:%d", place.file, place.line);
  else if (place.file) snprintf(out, 256, "%.240s", place.file);
  return out;
}

void report_list(const char *const *words, unsigned n, Lang lang, unsigned width, const char *indent, Buffer *out) {
  const char *comma = say(lang, "、", ", ");
  unsigned used = 0, limit = width > 40 ? width : 100;
  for (unsigned i = 0; i < n; i++) {
    unsigned wide = text_width(words[i]) + 2;
    if (used + wide > limit) {
      buffer_char(out, '\n');
      used = 0;
    }
    if (!used) buffer_put(out, indent), used = text_width(indent);
    buffer_put(out, words[i]);
    if (i + 1 < n) buffer_put(out, comma);
    used += wide;
  }
  if (n) buffer_char(out, '\n');
}

/* ---- notes ---------------------------------------------------------------------------------------------------- */

Label note_of_design(const Design *d) { return (Label){.zh = d->warning_zh, .en = d->warning}; }

Label note_of_repair(const Copula *c, Arena *arena) {
  if (!c->n || !c->repaired) return (Label){0};
  return (Label){.zh = arena_printf(arena, "相关系数已修正，最大改动 %.3f", c->largest_change),
                 .en = arena_printf(arena, "the correlations were repaired; the largest change is %.3f", c->largest_change)};
}

void report_note(Label note, Lang lang, Buffer *out) {
  if (note.en) buffer_format(out, "%s\n", label_in(lang, note, ""));
}

void report_gap(const Result *r, Lang lang, Buffer *out) {
  char text[1600];
  if (!r->gap) return;
  fail_text(text, sizeof text, r->gap);
  buffer_format(out, say(lang, "点预测没有数值(“–”)：%s\n", "the point run has no value (\"–\"): %s\n"), text);
}

void report_left_out(unsigned n, Lang lang, Buffer *out) {
  if (n) buffer_format(out, say(lang, "(终端不够宽，略去 %u 列；加宽窗口，或转存到文件即可看到)\n", "(%u columns left out for want of width; a wider window or a file shows them)\n"), n);
}

/* ---- title ---------------------------------------------------------------------------------------------------- */

void report_title(const Result *r, const ReportLook *look, Buffer *out) {
  char first[32], last[32];
  const Model *m = r->model;
  const char *model = label_in(look->lang, m->title, m->name);
  if (look->colour) buffer_put(out, "\033[1m");
  if (r->scenario) buffer_format(out, "%s · %s", model, label_in(look->lang, r->scenario->title, r->scenario->name));
  else buffer_put(out, model);
  buffer_format(out, "  %s–%s", time_shown(r->times[0], first), time_shown(r->times[r->n_times - 1], last));
  if (look->colour) buffer_put(out, "\033[0m");
  buffer_char(out, '\n');
  const Scenario *s = r->scenario;
  const char *story = !s ? NULL : look->lang == LANG_EN && s->story_en ? s->story_en : s->story ? s->story : s->story_en;
  if (story && *story) buffer_format(out, "%s\n", story);
}

/* ---- scorecard ------------------------------------------------------------------------------------------------ */

static const char *sign_of(char comparison, Lang lang) {
  return comparison == '>' ? "≥ " : comparison == '<' ? "≤ " : comparison == '~' ? say(lang, "约 ", "about ") : "";
}

static const char *kind_of(const Decl *d, Lang lang) {
  if (!d->kind_text) return "";
  if (lang == LANG_ZH) return d->kind_text;
  return !strcmp(d->kind_text, "约束性") ? "binding" : !strcmp(d->kind_text, "预期性") ? "expected" : d->kind_text;
}

static const char *status_colour(Status s) {
  return s == STATUS_BEHIND ? "\033[31m" : s == STATUS_EARLY || s == STATUS_AHEAD ? "\033[32m" : "";
}

static void score_row(const Score *s, const ReportLook *look, Arena *arena, Sheet *sheet) {
  char base[32], goal[32], value[32], progress[32] = "", year[32] = "", unit[UNIT_SHOWN];
  double both[2] = {s->goal, s->value};
  int decimals = number_decimals(both, 2);
  const char *units = unit_shown(look->lang, s->decl->unit_text, unit);
  bool moment = unit_is_year(s->decl->unit_text) && s->value > 1000;
  if (moment) decimals = 0;
  if (isfinite(s->progress)) snprintf(progress, sizeof progress, "%.0f%%", s->progress * 100);
  sheet_cell(sheet, label_in(look->lang, s->decl->label, s->decl->name));
  sheet_cell(sheet, kind_of(s->decl, look->lang));
  sheet_cell(sheet, isnan(s->year) ? "" : time_shown(s->year, year));
  sheet_cell(sheet, isfinite(s->base) ? number_shown(s->base, decimals, base) : "");
  sheet_cell(sheet, arena_printf(arena, "%s%s", sign_of(s->comparison, look->lang), number_shown(s->goal, decimals, goal)));
  sheet_cell(sheet, number_shown(s->value, decimals, value));
  sheet_cell(sheet, units);
  sheet_cell(sheet, progress);
  const StatusWord *word = &status_words[s->status];
  sheet_cell(sheet, say(look->lang, word->zh, word->en));
  sheet_end(sheet);
}

static bool is_scored(const Score *s) { return s->status != STATUS_NOT_MODELLED && s->status != STATUS_BEYOND; }

static void count_line(const Result *r, const ReportLook *look, Buffer *out) {
  unsigned counts[STATUS_COUNT] = {0};
  for (unsigned i = 0; i < r->n_scores; i++) counts[r->scores[i].status]++;
  static const Status order[] = {STATUS_EARLY, STATUS_AHEAD, STATUS_ON_SCHEDULE, STATUS_BEHIND, STATUS_BEYOND, STATUS_NOT_MODELLED};
  buffer_format(out, say(look->lang, "  共 %u 项：", "  %u targets: "), r->n_scores);
  unsigned used = 0;
  for (unsigned i = 0; i < sizeof order / sizeof *order; i++) {
    unsigned n = counts[order[i]];
    if (!n) continue;
    const char *word = say(look->lang, status_words[order[i]].zh, status_words[order[i]].en);
    unsigned wide = text_width(word) + 6;
    bool full = used && look->width && used + wide + 16 > look->width;
    if (used) buffer_put(out, say(look->lang, "；", "; "));
    if (full) buffer_put(out, "\n    ");
    if (look->colour) buffer_put(out, status_colour(order[i]));
    buffer_format(out, "%s %u", word, n);
    if (look->colour) buffer_put(out, "\033[0m");
    used = full ? wide : used + wide;
  }
  buffer_char(out, '\n');
}

static void unscored_lines(const Result *r, Status status, const char *title, const ReportLook *look, Arena *arena, Buffer *out) {
  const char **names = arena_array(arena, r->n_scores + 1, sizeof *names);
  unsigned n = 0;
  for (unsigned i = 0; names && i < r->n_scores; i++)
    if (r->scores[i].status == status) names[n++] = label_in(look->lang, r->scores[i].decl->label, r->scores[i].decl->name);
  if (!n) return;
  buffer_format(out, "  %s\n", title);
  report_list(names, n, look->lang, look->width, "    ", out);
}

void report_scorecard(const Result *r, const ReportLook *look, Arena *arena, Buffer *out) {
  if (!r->n_scores) return;
  bool zh = look->lang == LANG_ZH;
  static const char *const heads_zh[] = {"目标", "属性", "年份", "基数", "目标值", "预测值", "单位", "进度", "状态"};
  static const char *const heads_en[] = {"Target", "kind", "year", "base", "goal", "projected", "unit", "progress", "status"};
  Sheet *sheet = sheet_new(arena, 9);
  bool any = false;
  for (unsigned i = 0; i < 9; i++) sheet_cell(sheet, zh ? heads_zh[i] : heads_en[i]);
  sheet_end(sheet);
  sheet_head(sheet);
  for (unsigned i = 0; i < r->n_scores; i++)
    if (is_scored(&r->scores[i])) score_row(&r->scores[i], look, arena, sheet), any = true;
  sheet_align(sheet, 1, TEXT_LEFT);
  sheet_align(sheet, 6, TEXT_LEFT);
  sheet_align(sheet, 8, TEXT_LEFT);
  buffer_put(out, say(look->lang, "\n规划目标\n", "\nTargets of the plan\n"));
  sheet_optional(sheet, 1), sheet_optional(sheet, 3), sheet_optional(sheet, 6), sheet_optional(sheet, 7);
  if (any) report_left_out(sheet_print(sheet, look->width, "  ", out), look->lang, out);
  count_line(r, look, out);
  unscored_lines(r, STATUS_BEYOND, say(look->lang, "超出预测期：", "Beyond the horizon:"), look, arena, out);
  unscored_lines(r, STATUS_NOT_MODELLED, say(look->lang, "已登记、尚未建模：", "Registered, not yet modelled:"), look, arena, out);
}

/* ---- checks --------------------------------------------------------------------------------------------------- */

/* The sides of a check come in base units; a side that is a bare name has a unit to show them in. */
static const Unit *unit_of_sides(const Result *r, const CheckResult *c) {
  const Symbol *s = c->right_text ? link_symbol(r->linked, c->right_text) : NULL;
  if (!s && c->left_text) s = link_symbol(r->linked, c->left_text);
  return s ? &s->unit : NULL;
}

static void check_story(const Result *r, const CheckResult *c, const ReportLook *look, Buffer *out) {
  char place[256], time[32], unit[UNIT_SHOWN] = "";
  const Unit *u = unit_of_sides(r, c);
  double scale = u ? u->scale : 1;
  if (u) unit_shown(look->lang, u->text, unit);
  buffer_format(out, "  ✗ %s  %s\n", c->name, place_shown(c->place, place));
  buffer_format(out, say(look->lang, "    共 %u 步不成立，首次在 %s：", "    fails in %u steps, first in %s:"), c->failed, time_shown(c->time, time));
  if (!isnan(c->left)) {
    buffer_format(out, " %s = %.12g %s", c->left_text ? c->left_text : say(look->lang, "左边", "left"), c->left / scale, unit);
    buffer_format(out, "%s%s = %.12g %s;", say(look->lang, "，", ", "), c->right_text ? c->right_text : say(look->lang, "右边", "right"),
                  c->right / scale, unit);
  }
  buffer_format(out, say(look->lang, " 相差 %.6g，容许 %.6g\n", " they differ by %.6g, allowed are %.6g\n"), c->gap / scale, c->limit / scale);
}

void report_checks(const Result *r, const ReportLook *look, Buffer *out) {
  if (!r->n_checks) return;
  unsigned held = r->n_checks - r->n_failed;
  buffer_put(out, say(look->lang, "\n检查  ", "\nChecks  "));
  if (!r->n_failed) buffer_format(out, say(look->lang, "%u 项每年都成立\n", "all %u hold in every step\n"), held);
  else buffer_format(out, say(look->lang, "%u 项成立，%u 项不成立\n", "%u hold, %u fail\n"), held, r->n_failed);
  for (unsigned i = 0; i < r->n_checks; i++)
    if (r->checks[i].failed) check_story(r, &r->checks[i], look, out);
}
