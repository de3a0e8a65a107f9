/* report_ensemble.c : bands of 50, 80 and 95 %, probabilities with Wilson's interval, what went wrong. */
#include "view/report_ensemble.h"
#include "record/json.h"
#include "study/histogram.h"
#include "view/chart.h"
#include "view/sheet.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { FANS = 3, STORIES = 10 };
#define SPIKE 0.05                       /* a bin wider than this share of the 95 % band */

static int no_memory(Fail *fail) { return fail_set(fail, E801, place_at(NULL, 0, 0), "a report"); }

static unsigned column_of(const EnsembleView *v, unsigned row, unsigned point) { return row * v->point->n_times + point; }
static unsigned walk_column(const EnsembleView *v, unsigned walk) { return v->n_rows * v->point->n_times + walk; }
static bool is_target(const EnsembleView *v, unsigned walk) { return walk >= v->n_outcomes; }

static void quantiles_at(const EnsembleView *v, unsigned column, Unit unit, double q[SUMMARY_QUANTILES], bool *edge) {
  *edge = false;
  for (unsigned i = 0; i < SUMMARY_QUANTILES; i++) {
    bool at_edge;
    q[i] = unit_out(unit, ensemble_quantile(v->ensemble, column, summary_quantiles[i], &at_edge));
    *edge |= at_edge;
  }
}

/* ---- the table of bands ------------------------------------------------------------------------------------------------- */

static void band_head(const EnsembleView *v, Lang lang, bool years, Sheet *sheet) {
  sheet_cell(sheet, say(lang, "指标", "Indicator"));
  sheet_cell(sheet, say(lang, "单位", "unit"));
  if (years) sheet_cell(sheet, say(lang, "年份", "year"));
  static const char *const heads[SUMMARY_QUANTILES] = {"2.5%", "10%", "25%", NULL, "75%", "90%", "97.5%"};
  for (unsigned i = 0; i < SUMMARY_QUANTILES; i++) sheet_cell(sheet, heads[i] ? heads[i] : say(lang, "中位数", "median"));
  sheet_cell(sheet, say(lang, "点预测", "point run"));
  sheet_end(sheet);
  sheet_head(sheet);
  (void)v;
}

static void band_row(const EnsembleView *v, unsigned row, unsigned point, Lang lang, bool years, Sheet *sheet) {
  const ShownRow *r = &v->rows[row];
  double q[SUMMARY_QUANTILES];
  bool edge;
  char text[64], unit[UNIT_SHOWN];
  quantiles_at(v, column_of(v, row, point), r->symbol->unit, q, &edge);
  int decimals = number_decimals(q, SUMMARY_QUANTILES);
  sheet_cell(sheet, r->label);
  sheet_cell(sheet, unit_shown(lang, r->unit, unit));
  if (years) sheet_cell(sheet, time_shown(v->point->times[point], text));
  for (unsigned i = 0; i < SUMMARY_QUANTILES; i++) sheet_cell(sheet, number_shown(q[i], decimals, text));
  sheet_cell(sheet, number_shown(result_at(v->point, r->symbol, r->element, point), decimals, text));
  sheet_end(sheet);
}

static int bands(const EnsembleView *v, const ReportLook *look, Arena *arena, Buffer *out, Fail *fail) {
  if (!v->n_rows) return 0;                      /* only outcomes were named */
  unsigned points[POINTS_SHOWN], n = 1;
  points[0] = v->point->n_times - 1;
  if (look->n_years) {
    int code = shown_points(v->point, look->years, look->n_years, points, &n, fail);
    if (code) return code;
  }
  char year[32];
  if (n == 1) buffer_format(out, say(look->lang, "%s 年的分布\n", "Distributions in %s\n"), time_shown(v->point->times[points[0]], year));
  Sheet *sheet = sheet_new(arena, (unsigned)SUMMARY_QUANTILES + 3 + (n > 1));
  if (!sheet) return no_memory(fail);
  band_head(v, look->lang, n > 1, sheet);
  for (unsigned row = 0; row < v->n_rows; row++)
    for (unsigned i = 0; i < n; i++) band_row(v, row, points[i], look->lang, n > 1, sheet);
  sheet_optional(sheet, 4 + (n > 1)), sheet_optional(sheet, 6 + (n > 1));
  sheet_parts(sheet, 2 + (n > 1));
  report_left_out(sheet_print(sheet, look->width, "", out), look->lang, out);
  return 0;
}

/* ---- fan charts ------------------------------------------------------------------------------------------------------------- */

static int fan(const EnsembleView *v, unsigned row, const ReportLook *look, Arena *arena, Buffer *out, Fail *fail) {
  const ShownRow *r = &v->rows[row];
  unsigned n = v->point->n_times;
  double *lines[SUMMARY_QUANTILES];
  char unit[UNIT_SHOWN];
  for (unsigned i = 0; i < SUMMARY_QUANTILES; i++)
    if (!(lines[i] = arena_array(arena, n, sizeof(double)))) return no_memory(fail);
  for (unsigned t = 0; t < n; t++) {
    double q[SUMMARY_QUANTILES];
    bool edge;
    quantiles_at(v, column_of(v, row, t), r->symbol->unit, q, &edge);
    for (unsigned i = 0; i < SUMMARY_QUANTILES; i++) lines[i][t] = q[i];
  }
  unit_shown(look->lang, r->unit, unit);
  ChartSeries series[3] = {{say(look->lang, "95 % 区间", "95 % band"), unit, lines[0], lines[6]},
                           {say(look->lang, "50 % 区间", "50 % band"), unit, lines[2], lines[4]},
                           {say(look->lang, "中位数", "median"), unit, lines[3], NULL}};
  buffer_format(out, "\n%s\n", r->label);
  return chart_draw(series, 3, v->point->times, n, (ChartLook){.width = 60, .height = 10, .colour = look->colour}, out, fail);
}

static bool is_known(const char *id) { return !strcmp(id, "population") || !strcmp(id, "gdp") || !strcmp(id, "co2"); }

/* Of rows that nobody named: the best-known ones, else the first. */
static int fans(const EnsembleView *v, const ReportLook *look, Arena *arena, Buffer *out, Fail *fail) {
  unsigned known = 0, drawn = 0;
  for (unsigned row = 0; row < v->n_rows; row++) known += is_known(v->rows[row].id);
  for (unsigned row = 0; row < v->n_rows; row++) {
    bool wanted = v->by_name || (known ? is_known(v->rows[row].id) : row < FANS);
    int code = wanted ? fan(v, row, look, arena, out, fail) : 0;
    if (code) return code;
    drawn += wanted;
  }
  if (drawn < v->n_rows)
    buffer_format(out, say(look->lang, "另有 %u 项没有画出；--indicators 名字,名字 画出所列各项\n", "%u more are not drawn; --indicators NAME,NAME draws those it names\n"), v->n_rows - drawn);
  return 0;
}

/* ---- outcomes and targets ----------------------------------------------------------------------------------------------------- */

static const char *sign_of(char comparison) { return comparison == '>' ? "≥" : comparison == '<' ? "≤" : "≈"; }

/* An outcome that is a year of the run: how often each year comes out. */
static bool is_year_outcome(const EnsembleView *v, unsigned w) {
  double least, greatest;
  if (is_target(v, w) || !unit_is_year(v->walks[w]->decl->unit_text)) return false;
  ensemble_extremes(v->ensemble, walk_column(v, w), &least, &greatest);
  Unit unit = v->walks[w]->unit;
  return unit_out(unit, least) >= v->point->times[0] && unit_out(unit, greatest) <= v->point->times[v->point->n_times - 1];
}

/* Runs at the t-th time of the run; the nearest time counts. */
static uint64_t runs_at(const EnsembleView *v, unsigned w, unsigned t) {
  const double *times = v->point->times;
  unsigned last = v->point->n_times - 1;
  Unit unit = v->walks[w]->unit;
  double low = t == 0 ? -INFINITY : unit_in(unit, 0.5 * (times[t - 1] + times[t]));
  double high = t == last ? INFINITY : unit_in(unit, 0.5 * (times[t] + times[t + 1]));
  return ensemble_between(v->ensemble, walk_column(v, w), low, high);
}

static void year_shares(const EnsembleView *v, const ReportLook *look, Buffer *out) {
  Lang lang = look->lang;
  for (unsigned w = 0; w < v->n_outcomes; w++) {
    if (!is_year_outcome(v, w)) continue;
    uint64_t n = ensemble_moments(v->ensemble, walk_column(v, w)).n;
    const char *label = label_in(lang, v->walks[w]->decl->label, v->walks[w]->decl->name), *comma = "";
    unsigned used = text_width(label) + 2;
    buffer_format(out, "%s: ", label);
    for (unsigned t = 0; t < v->point->n_times && n; t++) {
      char year[32];
      double share = 100.0 * (double)runs_at(v, w, t) / (double)n;
      if (share < 0.05) continue;
      char item[64];
      snprintf(item, sizeof item, "%s %.1f%%", time_shown(v->point->times[t], year), share);
      bool full = look->width && used + strlen(item) + 3 > look->width;
      buffer_format(out, "%s%s%s", full && *comma ? "," : comma, full ? "\n  " : "", item);
      used = (full ? 2 : used + (unsigned)strlen(comma)) + (unsigned)strlen(item), comma = ", ";
    }
    buffer_put(out, "\n");
  }
}

static int walks(const EnsembleView *v, const ReportLook *look, Arena *arena, Buffer *out, Fail *fail) {
  Lang lang = look->lang;
  Sheet *sheet = sheet_new(arena, 8);
  if (!sheet) return no_memory(fail);
  static const char *const zh[8] = {"结果与目标", "单位", "目标值", "10%", "中位数", "90%", "实现概率", "95 % 区间"};
  static const char *const en[8] = {"Outcomes and targets", "unit", "goal", "10%", "median", "90%", "probability", "95 % interval"};
  for (unsigned i = 0; i < 8; i++) sheet_cell(sheet, say(lang, zh[i], en[i]));
  sheet_end(sheet), sheet_head(sheet);
  for (unsigned w = 0; w < v->n_walks; w++) {
    const Walk *walk = v->walks[w];
    double q[SUMMARY_QUANTILES], low, high;
    bool edge;
    char text[64], unit[UNIT_SHOWN];
    quantiles_at(v, walk_column(v, w), walk->unit, q, &edge);
    int decimals = unit_is_year(walk->decl->unit_text) && fabs(q[3]) > 1000 ? 0 : number_decimals(q, SUMMARY_QUANTILES);
    sheet_cell(sheet, label_in(lang, walk->decl->label, walk->decl->name));
    sheet_cell(sheet, unit_shown(lang, walk->decl->unit_text, unit));
    bool target = is_target(v, w) && !isnan(walk->goal);
    sheet_cell(sheet, target ? arena_printf(arena, "%s %s", sign_of(walk->comparison), number_shown(unit_out(walk->unit, walk->goal), decimals, text)) : "");
    for (unsigned i = 1; i < 6; i += 2) sheet_cell(sheet, number_shown(q[i], decimals, text));
    Share met = ensemble_met(v->ensemble, w);
    share_interval(met, &low, &high);
    sheet_cell(sheet, target && met.n ? arena_printf(arena, "%.1f%%", 100.0 * (double)met.hits / (double)met.n) : "");
    sheet_cell(sheet, target && met.n ? arena_printf(arena, "%.1f–%.1f", 100.0 * low, 100.0 * high) : "");
    sheet_end(sheet);
  }
  buffer_put(out, "\n");
  sheet_optional(sheet, 7);
  report_left_out(sheet_print(sheet, look->width, "", out), lang, out);
  buffer_put(out, "\n");
  year_shares(v, look, out);
  return 0;
}

/* ---- what went wrong --------------------------------------------------------------------------------------------------------------- */

static void bad_runs(const EnsembleView *v, Lang lang, Arena *arena, Buffer *out) {
  unsigned listed;
  uint64_t total;
  const BadRun *bad = ensemble_bad(v->ensemble, &listed, &total);
  if (!total) { buffer_put(out, say(lang, "每次运行都有限，检查都成立\n", "every run was finite and passed its checks\n")); return; }
  buffer_format(out, say(lang, "%llu 次运行不计入汇总(不是有限数，或检查不成立)：\n", "%llu runs are not in the summary (not finite, or a check failed):\n"), (unsigned long long)total);
  for (unsigned i = 0; i < listed && i < STORIES; i++) buffer_format(out, "  %s\n", v->story(v->context, &bad[i], arena));
  if (total > listed) buffer_format(out, say(lang, "  档案列出前 %u 次\n", "  the archive lists the first %u\n"), listed);
  else if (total > STORIES) buffer_put(out, say(lang, "  其余在档案中\n", "  the others stand in the archive\n"));
}

/* The widest bin of the last year and the walks, as a share of the 95 % band it stands in. Where nearly all runs agree and a
 * few lie far away the bins are wider than the band: such columns are counted apart. */
static double coarsest(const EnsembleView *v, unsigned *spikes) {
  double most = 0;
  *spikes = 0;
  for (unsigned c = 0; c < v->n_rows + v->n_walks; c++) {
    unsigned column = c < v->n_rows ? column_of(v, c, v->point->n_times - 1) : walk_column(v, c - v->n_rows);
    double low = ensemble_quantile(v->ensemble, column, summary_quantiles[0], NULL), high = ensemble_quantile(v->ensemble, column, summary_quantiles[SUMMARY_QUANTILES - 1], NULL);
    double size = fmax(fabs(low), fabs(high));
    if (!(high - low > 1e-9 * size)) continue;
    double share = ensemble_bound(v->ensemble, column) / (high - low);
    if (share > SPIKE) ++*spikes;
    else most = fmax(most, share);
  }
  return most;
}

static const char *accuracy(const EnsembleView *v, Lang lang, Arena *arena) {
  if (ensemble_exact(v->ensemble)) return say(lang, "精确", "are exact");
  unsigned spikes;
  double most = 100 * coarsest(v, &spikes);
  const char *text = arena_printf(arena, say(lang, "误差不超过 95%% 区间宽度的 %.2g%%", "are off by at most %.2g%% of the 95%% band"), most);
  if (!spikes || !text) return text;
  return arena_printf(arena, say(lang, "%s(%u 项几乎集中于一点，误差较大，见 JSON)", "%s (%u columns are nearly one value and coarser, see the JSON)"), text, spikes);
}

static void heading(const EnsembleView *v, const ReportLook *look, Arena *arena, Buffer *out) {
  Lang lang = look->lang;
  report_title(v->point, look, out);
  buffer_format(out, say(lang, "%llu 次运行，设计 %s，种子 %llu；分位数%s\n", "%llu runs, design %s, seed %llu; quantiles %s\n"), (unsigned long long)v->runs, v->design,
                (unsigned long long)v->seed, accuracy(v, lang, arena));
  report_note(v->design_note, lang, out);
  report_note(v->repaired, lang, out);
  report_gap(v->point, lang, out);
}

int report_ensemble(const EnsembleView *v, const ReportLook *look, Buffer *out, Fail *fail) {
  Arena *arena = arena_new();
  if (!arena) return no_memory(fail);
  heading(v, look, arena, out);
  bad_runs(v, look->lang, arena, out);
  buffer_put(out, "\n");
  int code = bands(v, look, arena, out, fail);
  if (!code) code = fans(v, look, arena, out, fail);
  if (!code && v->n_walks) code = walks(v, look, arena, out, fail);
  if (!code && arena_failed(arena)) code = no_memory(fail);
  arena_free(arena);
  return code;
}

/* ---- JSON ----------------------------------------------------------------------------------------------------------------------------- */

static void json_column(const EnsembleView *v, unsigned column, Unit unit, Json *j) {
  Moments m = ensemble_moments(v->ensemble, column);
  double least, greatest;
  ensemble_extremes(v->ensemble, column, &least, &greatest);
  json_key(j, "quantiles"), json_array(j);
  for (unsigned i = 0; i < SUMMARY_QUANTILES; i++) json_number(j, unit_out(unit, ensemble_quantile(v->ensemble, column, summary_quantiles[i], NULL)));
  json_end(j);
  json_pair_number(j, "mean", unit_out(unit, m.mean)), json_pair_number(j, "sd", unit_out(unit, moments_sd(m)));
  json_pair_number(j, "min", unit_out(unit, least)), json_pair_number(j, "max", unit_out(unit, greatest));
  json_pair_number(j, "error_bound", unit_out(unit, ensemble_bound(v->ensemble, column)));
}

static void json_label(Label label, const char *name, Json *j) {
  json_key(j, "label"), json_object(j);
  json_pair(j, "zh", label_in(LANG_ZH, label, name)), json_pair(j, "en", label_in(LANG_EN, label, name));
  json_end(j);
}

static void json_row(const EnsembleView *v, unsigned row, Json *j) {
  const ShownRow *r = &v->rows[row];
  json_key(j, r->id), json_object(j);
  json_pair(j, "unit", r->unit);
  json_label(r->symbol->decl->label, r->id, j);
  json_key(j, "years"), json_array(j);
  for (unsigned t = 0; t < v->point->n_times; t++) {
    json_object(j);
    json_pair_number(j, "year", v->point->times[t]);
    json_column(v, column_of(v, row, t), r->symbol->unit, j);
    json_end(j);
  }
  json_end(j), json_end(j);
}

static void json_walk(const EnsembleView *v, unsigned w, Json *j) {
  const Walk *walk = v->walks[w];
  json_key(j, walk->decl->name), json_object(j);
  json_pair(j, "unit", walk->decl->unit_text);
  json_label(walk->decl->label, walk->decl->name, j);
  json_column(v, walk_column(v, w), walk->unit, j);
  if (is_year_outcome(v, w)) {
    uint64_t n = ensemble_moments(v->ensemble, walk_column(v, w)).n;
    json_key(j, "probability_by_year"), json_array(j);
    for (unsigned t = 0; t < v->point->n_times; t++) json_number(j, n ? (double)runs_at(v, w, t) / (double)n : NAN);
    json_end(j);
  }
  if (is_target(v, w) && !isnan(walk->goal)) {
    Share met = ensemble_met(v->ensemble, w);
    double low, high;
    share_interval(met, &low, &high);
    char comparison[2] = {walk->comparison, 0};
    json_pair_number(j, "target", unit_out(walk->unit, walk->goal)), json_pair(j, "comparison", comparison);
    json_pair_number(j, "probability", met.n ? (double)met.hits / (double)met.n : NAN);
    json_pair_number(j, "probability_low", low), json_pair_number(j, "probability_high", high);
  }
  json_end(j);
}

static void json_bad(const EnsembleView *v, Json *j, Arena *arena) {
  unsigned listed;
  uint64_t total;
  const BadRun *bad = ensemble_bad(v->ensemble, &listed, &total);
  json_pair_count(j, "bad", total);
  if (total > listed) json_pair_count(j, "bad_listed", listed);          /* in the archive */
  json_key(j, "bad_runs"), json_array(j);
  for (unsigned i = 0; i < listed && i < STORIES; i++) {
    json_object(j);
    json_pair_count(j, "run", bad[i].run), json_pair(j, "reason", v->reason(v->context, &bad[i])), json_pair(j, "story", v->story(v->context, &bad[i], arena));
    json_end(j);
  }
  json_end(j);
}

int report_ensemble_json(const EnsembleView *v, const ReportLook *look, Buffer *out, Fail *fail) {
  (void)look;
  Arena *arena = arena_new();
  if (!arena) return no_memory(fail);
  Json j = json_to(out);
  json_object(&j);
  json_pair(&j, "scenario", v->point->scenario ? v->point->scenario->name : NULL), json_pair(&j, "model", v->point->model->name);
  json_pair_count(&j, "runs", v->runs), json_pair(&j, "design", v->design), json_pair_count(&j, "seed", v->seed);
  json_key(&j, "exact"), json_bool(&j, ensemble_exact(v->ensemble));
  json_pair(&j, "note", v->design_note.en), json_pair(&j, "repaired", v->repaired.en);
  if (v->point->gap) json_pair(&j, "point_gap", v->point->gap->sentence);
  json_key(&j, "quantile_levels"), json_array(&j);
  for (unsigned i = 0; i < SUMMARY_QUANTILES; i++) json_number(&j, summary_quantiles[i]);
  json_end(&j);
  json_bad(v, &j, arena);
  json_key(&j, "indicators"), json_object(&j);
  for (unsigned row = 0; row < v->n_rows; row++) json_row(v, row, &j);
  json_end(&j);
  json_key(&j, "outcomes"), json_object(&j);
  for (unsigned w = 0; w < v->n_outcomes; w++) json_walk(v, w, &j);
  json_end(&j);
  json_key(&j, "targets"), json_object(&j);
  for (unsigned w = v->n_outcomes; w < v->n_walks; w++) json_walk(v, w, &j);
  json_end(&j);
  json_end(&j);
  buffer_put(out, "\n");
  int code = out->failed || arena_failed(arena) ? no_memory(fail) : 0;
  arena_free(arena);
  return code;
}
