/* report_sensitivity.c : what the analysis says, in tables and pictures for the terminal. */
#define _POSIX_C_SOURCE 200809L
#include "view/report_sensitivity.h"
#include "view/bars.h"
#include "view/sheet.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { HOPELESS = 1 << 24, ROWS = 12, NAMED = 3, SERIES = 3, PAIRS = 5, STORIES = 10, HALF = 22, HEADS = 40 };

static int no_memory(Fail *fail) { return fail_set(fail, E801, place_at(NULL, 0, 0), "a report"); }
static const SensitivityMethod *method_of(const SensitivityView *v) { return v->result->method; }
static const char *label_of(const SensitivityView *v, unsigned outcome, Lang lang) { return say(lang, v->outcomes[outcome].zh, v->outcomes[outcome].en); }
static const char *factor_of(const SensitivityView *v, unsigned factor, Lang lang) { return say(lang, v->zh[factor], v->en[factor]); }

/* "co2 2035", with its label. */
static const char *title_of(const SensitivityView *v, unsigned outcome, Lang lang, Arena *arena) {
  const SensedOutcome *o = &v->outcomes[outcome];
  char year[32], unit[UNIT_SHOWN];
  const char *label = label_of(v, outcome, lang), *own = strcmp(label, o->name) ? arena_printf(arena, " (%s)", o->name) : "";
  unit_shown(lang, o->unit_text, unit);
  return arena_printf(arena, "%s%s%s%s%s%s", label, own, isnan(o->year) ? "" : " ", isnan(o->year) ? "" : time_shown(o->year, year), *unit ? say(lang, "，", ", ") : "", unit);
}

/* ---- the head -------------------------------------------------------------------------------------------------------- */

typedef struct { const SensitivityMethod *method; const char *zh, *en; } Meaning;
static const Meaning meanings[] = {
  {&sobol_method, "S1：该输入单独解释的方差份额；ST：连同与其他输入的相互作用。ST 接近 0 的输入可以固定不管；ST 明显大于 S1 说明有相互作用。",
   "S1: the share of the variance that the input explains alone; ST: with its interplay with others. Where ST is near 0 the input may be fixed; where ST is well above S1 there is interplay."},
  {&morris_method, "mu_star：输入从最低移到最高时结果平均变化多大；mu：带正负号；sigma：变化在各处不一致的程度(非线性或相互作用)。",
   "mu_star: how much the outcome changes, on average, when the input goes over its range; mu: the same with its sign; sigma: how unequal that is (curvature or interplay)."},
  {&pawn_method, "输入固定在某一段时结果分布与总分布的最大距离(KS)，取各段的中位数和最大值；不超过“噪声”的与没有影响无法区分。",
   "How far the outcome's distribution moves when the input stays in a slice of its range (KS distance), median and largest over slices; up to `noise` it cannot be told from no influence."},
  {&delta_method, "delta：输入已知时结果分布平均改变多少(0 无关，1 完全决定)；S1：单独解释的方差份额。",
   "delta: how much the outcome's distribution changes, on average, when the input is known (0 not at all, 1 all of it); S1: the share of the variance that it explains alone."},
  {&regression_method, "SRC：标准化回归系数；PRCC：偏秩相关系数。R² 说明直线(和秩的直线)解释了多少方差：低于 0.7 时不要只看它们。",
   "SRC: standardised regression coefficients; PRCC: partial rank correlations. R² says how much of the variance straight lines (and lines of ranks) explain: below 0.7 do not trust them alone."},
  {&rbd_fast_method, "S1：该输入单独解释的方差份额(由任意样本估计)。", "S1: the share of the variance that the input explains alone, from any sample."},
  {&local_method, "在各输入取中位数、没有冲击时：elasticity 弹性(输入变 1%，结果变百分之几)，slope 斜率。区间来自左右两侧差分：相差大说明弯曲。",
   "At the medians, without shocks: elasticity (per cent of the outcome for one per cent of the input) and slope. The interval is that of the differences to either side: where they disagree the outcome bends."},
  {&shapley_method, "份额：结果方差在各输入之间的公平分摊(沙普利值)，合计为 1；输入相关时仍成立。",
   "share: the outcome's variance shared out fairly among the inputs (Shapley), together 1; holds with correlated inputs too."},
};

static const char *meaning_of(const SensitivityMethod *m, Lang lang) {
  for (size_t i = 0; i < sizeof meanings / sizeof *meanings; i++)
    if (meanings[i].method == m) return say(lang, meanings[i].zh, meanings[i].en);
  return "";
}

static const char shocks_zh[] = "逐年冲击：同一基点的各次运行冲击相同；指数是各种冲击下的平均，冲击自身的方差计入总方差，不归任何输入。";
static const char shocks_en[] = "Yearly shocks: the runs of one base point share theirs; indices are averages over shocks, and what shocks do by themselves is part of the variance but of no input.";

static bool shared_shocks(const SensitivityView *v) {
  DesignKind kind = v->design->spec.kind;
  return v->point->linked->graph->n_noises && (kind == DESIGN_SALTELLI || kind == DESIGN_SHAPLEY || kind == DESIGN_MORRIS);
}

static void bad_runs(const SensitivityView *v, Lang lang, Arena *arena, Buffer *out) {
  if (!v->bad_total) return;
  buffer_format(out, say(lang, "%llu 次运行不可用(不是有限数，或检查不成立)，连同所属基点或轨迹一起舍去，指数只说其余的：\n", "%llu runs are left out with the base point or trajectory they belong to (not finite, or a check failed); indices speak of the others only:\n"),
                (unsigned long long)v->bad_total);
  for (unsigned i = 0; i < v->bad_listed && i < STORIES; i++) buffer_format(out, "  %s\n", v->story(v->context, &v->bad[i], arena));
  if (v->bad_total > STORIES) buffer_put(out, v->kept ? say(lang, "  其余在档案中\n", "  the others stand in the archive\n") : "  ...\n");
}

static void heading(const SensitivityView *v, const ReportLook *look, Arena *arena, Buffer *out) {
  Lang lang = look->lang;
  const DesignSpec *d = &v->design->spec;
  report_title(v->point, look, out);
  buffer_format(out, say(lang, "%s：%u 个不确定输入", "%s: %u uncertain inputs"), method_of(v)->word, d->parameters);
  if (v->result->factors != d->parameters) buffer_format(out, say(lang, "分为 %u 组", " in %u groups"), v->result->factors);
  if (d->kind != DESIGN_LOCAL && d->kind != DESIGN_FILE) buffer_format(out, say(lang, "，n = %llu", ", n = %llu"), (unsigned long long)d->n);
  buffer_format(out, say(lang, "，%llu 次运行，设计 %s，种子 %llu", ", %llu runs, design %s, seed %llu"), (unsigned long long)v->design->runs, design_words[d->kind], (unsigned long long)d->seed);
  if (v->options->resamples && method_of(v) != &local_method) buffer_put(out, say(lang, "；区间 95 %", "; intervals 95 %"));
  buffer_format(out, "\n%s\n", meaning_of(method_of(v), lang));
  if (shared_shocks(v)) buffer_format(out, "%s\n", say(lang, shocks_zh, shocks_en));
  report_note(v->note, lang, out);
  report_note(v->repaired, lang, out);
  report_gap(v->point, lang, out);
  bad_runs(v, lang, arena, out);
}

/* ---- all outcomes in one table ---------------------------------------------------------------------------------------- */

static const char *number_of(double x, bool in_unit, char out[32]) { return number_shown(x, in_unit ? number_decimals(&x, 1) : 3, out); }

/* Short, for a column. */
static const char *verdict_text(Verdict verdict, Lang lang, Arena *arena) {
  if (!verdict.judged) return say(lang, "无区间", "no interval");
  if (verdict.converged == verdict.all) return say(lang, "已收敛", "converged");
  const char *n = verdict.next > HOPELESS ? say(lang, "；分布的尾很重，加大 n 帮助不大", "; heavy tails, a larger n will hardly help") : verdict.next ? arena_printf(arena, say(lang, "；试 n = %llu", "; try n = %llu"), (unsigned long long)verdict.next) : "";
  return arena_printf(arena, say(lang, "未收敛 %u/%u%s", "not converged %u/%u%s"), verdict.all - verdict.converged, verdict.all, n);
}

/* The interval of a local index is no sample's: it is wide where the outcome bends. */
static void local_conclusion(unsigned open, unsigned all, Lang lang, Buffer *out) {
  if (!open) buffer_put(out, say(lang, "已收敛：左右两侧的差分相符\n", "converged: the differences to either side agree\n"));
  else buffer_format(out, say(lang, "未收敛：%2$u 个指数中有 %1$u 个左右不一，结果在中位数处弯曲；样本方法(如 regression)看得更全\n", "not converged: %u of %u indices differ from side to side, the outcome bends at the medians; a method by samples (regression, say) sees more\n"), open, all);
}

/* A sentence: what may be done with the table above. */
static void conclusion(const SensitivityView *v, unsigned outcome, Lang lang, Buffer *out) {
  Verdict verdict = sensitivity_verdict(v, outcome);
  unsigned open = verdict.all - verdict.converged;
  double tolerance = v->options->tolerance;
  bool in_unit = sensitivity_in_unit(method_of(v), 0);
  buffer_put(out, say(lang, "结论：", "verdict: "));
  if (method_of(v) == &local_method) local_conclusion(open, verdict.all, lang, out);
  else if (!verdict.judged && !v->options->resamples) buffer_put(out, say(lang, "没有区间(--resamples 0)，不下结论\n", "no intervals (--resamples 0), so none\n"));
  else if (!verdict.judged) buffer_put(out, say(lang, "可用的运行太少，算不出区间；加大 n\n", "too few runs are left for an interval; take a larger n\n"));
  else if (!open) buffer_format(out, say(lang, "已收敛：%u 个指数的 95 %% 区间半宽都不超过 %g%s\n", "converged: of all %u indices half the 95 %% interval is at most %g%s\n"), verdict.all, tolerance,
                                in_unit ? say(lang, " × 最大的 mu_star", " of the largest mu_star") : "");
  else {
    buffer_format(out, say(lang, "未收敛：%2$u 个指数中有 %1$u 个的区间还太宽", "not converged: %u of %u indices have too wide an interval yet"), open, verdict.all);
    if (verdict.next > HOPELESS) buffer_put(out, say(lang, "；分布的尾很重，加大 n 帮助不大", "; heavy tails, a larger n will hardly help"));
    else if (verdict.next) buffer_format(out, say(lang, "；同一命令改用 -n %llu", "; give the same command with -n %llu"), (unsigned long long)verdict.next);
    buffer_char(out, '\n');
  }
}

static bool last_of_series(const SensitivityView *v, unsigned i) { return i + 1 == v->n || v->outcomes[i + 1].series != v->outcomes[i].series; }

static void summary_row(const SensitivityView *v, unsigned outcome, unsigned *order, Lang lang, Arena *arena, Sheet *sheet) {
  char year[32], value[32];
  const SensedOutcome *o = &v->outcomes[outcome];
  sheet_cell(sheet, label_of(v, outcome, lang));
  sheet_cell(sheet, isnan(o->year) ? "" : time_shown(o->year, year));
  sensitivity_ranked(v, outcome, order);
  for (unsigned i = 0; i < NAMED; i++) {
    if (!o->varies || i >= v->result->factors) { sheet_cell(sheet, ""); continue; }
    Index x = sensitivity_shown(v, outcome, method_of(v)->ranks, order[i]);
    sheet_cell(sheet, arena_printf(arena, "%s %s", v->factors[order[i]], number_of(x.value, sensitivity_in_unit(method_of(v), method_of(v)->ranks), value)));
  }
  sheet_cell(sheet, o->varies ? verdict_text(sensitivity_verdict(v, outcome), lang, arena) : say(lang, "不变", "does not vary"));
  sheet_end(sheet);
}

static int summary(const SensitivityView *v, const ReportLook *look, unsigned *order, Arena *arena, Buffer *out, Fail *fail) {
  static const char *const zh[] = {"结果", "年份", "第一", "第二", "第三", "结论"}, *const en[] = {"Outcome", "year", "first", "second", "third", "verdict"};
  Sheet *sheet = sheet_new(arena, 6);
  if (!sheet) return no_memory(fail);
  for (unsigned i = 0; i < 6; i++) sheet_cell(sheet, say(look->lang, zh[i], en[i])), sheet_align(sheet, i, i == 1 ? TEXT_RIGHT : TEXT_LEFT);
  sheet_end(sheet), sheet_head(sheet);
  for (unsigned i = 0; i < v->n; i++)
    if (last_of_series(v, i)) summary_row(v, i, order, look->lang, arena, sheet);
  buffer_char(out, '\n');
  sheet_print(sheet, look->width, "", out);
  return 0;
}

/* ---- one outcome: ranked table ------------------------------------------------------------------------------------------ */

static void rank_head(const SensitivityView *v, Lang lang, Sheet *sheet) {
  sheet_cell(sheet, say(lang, "输入", "Input"));
  sheet_cell(sheet, say(lang, "名称", "name"));
  for (unsigned m = 0; m < v->result->measures; m++) {
    sheet_cell(sheet, method_of(v)->measures[m]);
    sheet_cell(sheet, say(lang, "区间", "interval"));
  }
  sheet_cell(sheet, say(lang, "结论", "verdict"));
  sheet_cell(sheet, say(lang, "再试 n", "next n"));
  sheet_end(sheet), sheet_head(sheet);
}

static const char *interval_of(const Index *x, int decimals, Arena *arena) {
  char low[32], high[32];
  if (isnan(x->low)) return "–";
  return arena_printf(arena, "%s–%s", number_shown(x->low, decimals, low), number_shown(x->high, decimals, high));
}

/* Which measures of a row are still open: "S1", "S1, ST"; all of them need no naming. */
static const char *row_verdict(const SensitivityView *v, unsigned outcome, unsigned factor, Lang lang, Arena *arena) {
  const char *open = NULL;
  unsigned n = 0, judged = 0;
  for (unsigned m = 0; m < v->result->measures; m++) {
    Index x = sensitivity_shown(v, outcome, m, factor);
    judged += !isnan(x.low);
    if (x.converged || isnan(x.low)) continue;
    open = open ? arena_printf(arena, "%s, %s", open, method_of(v)->measures[m]) : method_of(v)->measures[m];
    n++;
  }
  if (!judged) return "–";
  if (!n) return say(lang, "已收敛", "converged");
  return n == judged ? say(lang, "未收敛", "not converged") : arena_printf(arena, say(lang, "%s 未收敛", "%s not converged"), open);
}

static void rank_row(const SensitivityView *v, unsigned outcome, unsigned rank, unsigned factor, Lang lang, Arena *arena, Sheet *sheet) {
  uint64_t next = 0;
  char value[32];
  sheet_cell(sheet, arena_printf(arena, "%u %s", rank + 1, factor_of(v, factor, lang)));
  sheet_cell(sheet, v->factors[factor]);
  for (unsigned m = 0; m < v->result->measures; m++) {
    Index x = sensitivity_shown(v, outcome, m, factor);
    double three[3] = {x.value, x.low, x.high};
    int decimals = sensitivity_in_unit(method_of(v), m) ? number_decimals(three, 3) : 3;
    sheet_cell(sheet, number_shown(x.value, decimals, value));
    sheet_cell(sheet, interval_of(&x, decimals, arena));
    next = x.next > next ? x.next : next;
  }
  sheet_cell(sheet, row_verdict(v, outcome, factor, lang, arena));
  sheet_cell(sheet, next ? arena_printf(arena, "%llu", (unsigned long long)next) : "");
  sheet_end(sheet);
}

static unsigned rows_of(const SensitivityView *v, const ReportLook *look) {
  return look->all || v->result->factors <= ROWS + 2 ? v->result->factors : ROWS;
}

static void others(const SensitivityView *v, unsigned outcome, const unsigned *order, unsigned shown, Lang lang, Buffer *out) {
  unsigned left = v->result->factors - shown;
  if (!left) return;
  char value[32];
  unsigned ranks = method_of(v)->ranks;
  Index x = sensitivity_shown(v, outcome, ranks, order[shown]);
  buffer_format(out, say(lang, "其余 %u 个输入的 %s 都不超过 %s(--all、--csv 和 --json 列出全部)\n", "%u more inputs have %s of %s at most (--all, --csv and --json list them)\n"), left, method_of(v)->measures[ranks],
                number_of(fabs(x.value), sensitivity_in_unit(method_of(v), ranks), value));
}

static void facts_line(const SensitivityView *v, unsigned outcome, Lang lang, Buffer *out) {
  const OutcomeFacts *f = &v->result->facts[outcome];
  Unit unit = v->outcomes[outcome].unit;
  char mean[32], sd[32];
  double both[2] = {unit_out(unit, f->mean), unit_out(unit, sqrt(f->variance))};
  int decimals = number_decimals(both, 2);
  if (method_of(v) == &local_method) return;
  buffer_format(out, say(lang, "均值 %s，标准差 %s", "mean %s, standard deviation %s"), number_shown(both[0], decimals, mean), number_shown(both[1], decimals, sd));
  if (f->dropped) buffer_format(out, say(lang, "；用 %llu 次，舍去 %llu 次", "; %llu runs used, %llu left out"), (unsigned long long)f->used, (unsigned long long)f->dropped);
  if (!isnan(f->r2)) buffer_format(out, say(lang, "；R² %.3f，秩 R² %.3f", "; R² %.3f, of ranks %.3f"), f->r2, f->r2_rank);
  if (!isnan(f->noise)) buffer_format(out, say(lang, "；噪声 %.3f", "; noise %.3f"), f->noise);
  buffer_char(out, '\n');
}

static void sum_line(const SensitivityView *v, unsigned outcome, Lang lang, Buffer *out) {
  double sum = 0.0, alone = shared_shocks(v) && v->shocks ? v->shocks[outcome] : NAN;
  bool sobol = method_of(v) == &sobol_method;
  if (!sobol && method_of(v) != &shapley_method) return;
  for (unsigned f = 0; f < v->result->factors; f++) sum += sensitivity_shown(v, outcome, 0, f).value;
  buffer_format(out, say(lang, "%s 合计 %.3f", "%s add up to %.3f"), method_of(v)->measures[0], sum);
  if (!isnan(alone)) buffer_format(out, say(lang, "，冲击自身 %.3f", ", the shocks by themselves %.3f"), alone);
  double rest = 1.0 - sum - (isnan(alone) ? 0.0 : alone);
  if (sobol && rest > 0.0) buffer_format(out, say(lang, "，其余 %.3f 是相互作用", "; the rest, %.3f, is interplay"), rest);
  else if (sobol) buffer_put(out, say(lang, "，抽样误差之内不见相互作用", "; no interplay to be seen within the error of the sample"));
  buffer_char(out, '\n');
}

static int ranked(const SensitivityView *v, unsigned outcome, const ReportLook *look, const unsigned *order, Arena *arena, Buffer *out, Fail *fail) {
  Sheet *sheet = sheet_new(arena, 4 + 2 * v->result->measures);
  if (!sheet) return no_memory(fail);
  unsigned rows = rows_of(v, look);
  buffer_format(out, "\n%s\n", title_of(v, outcome, look->lang, arena));
  facts_line(v, outcome, look->lang, out);
  sheet_align(sheet, 1, TEXT_LEFT);
  rank_head(v, look->lang, sheet);
  for (unsigned i = 0; i < rows; i++) rank_row(v, outcome, i, order[i], look->lang, arena, sheet);
  sheet_print(sheet, look->width, "", out);
  others(v, outcome, order, rows, look->lang, out);
  sum_line(v, outcome, look->lang, out);
  conclusion(v, outcome, look->lang, out);
  return 0;
}

/* The strongest pairs of a study with second order. */
static void pairs(const SensitivityView *v, unsigned outcome, Lang lang, Buffer *out) {
  const Index *x = v->result->pair + (size_t)outcome * v->result->pairs;
  double below = INFINITY;
  buffer_put(out, say(lang, "相互作用最强的几对(S2)\n", "Strongest pairs (S2)\n"));
  for (unsigned i = 0; i < PAIRS && i < v->result->pairs; i++) {
    unsigned at = 0, best = v->result->pairs, best_a = 0, best_b = 0;
    for (unsigned a = 0; a < v->result->factors; a++)
      for (unsigned b = a + 1; b < v->result->factors; b++, at++)
        if (x[at].value < below && (best == v->result->pairs || x[at].value > x[best].value)) best = at, best_a = a, best_b = b;
    if (best == v->result->pairs) return;
    below = x[best].value;
    buffer_format(out, "  %s × %s  %.3f  %.3f–%.3f  %s\n", factor_of(v, best_a, lang), factor_of(v, best_b, lang), x[best].value, x[best].low, x[best].high,
                  x[best].converged ? say(lang, "已收敛", "converged") : say(lang, "未收敛", "not converged"));
  }
}

/* ---- one outcome: tornado ------------------------------------------------------------------------------------------------- */

static void tornado_of_swings(const SensitivityView *v, unsigned outcome, const unsigned *order, unsigned rows, Lang lang, TornadoRow *row, Arena *arena, Buffer *out) {
  Unit unit = v->outcomes[outcome].unit;
  double centre = unit_out(unit, v->result->facts[outcome].mean);
  char text[32];
  int decimals = number_decimals(&centre, 1);
  for (unsigned i = 0; i < rows; i++) {
    const Swing *s = &v->swings[(size_t)outcome * v->result->factors + order[i]];
    row[i] = (TornadoRow){factor_of(v, order[i], lang), unit_out(unit, s->low), unit_out(unit, s->high), NULL, NULL};
    row[i].low_text = arena_printf(arena, "%s", number_shown(row[i].low, decimals, text));
    row[i].high_text = arena_printf(arena, "%s", number_shown(row[i].high, decimals, text));
  }
  buffer_format(out, say(lang, "龙卷风图：输入在最低一成(▒，左数)和最高一成(█，右数)时结果的均值；中线 %s\n", "Tornado: mean outcome with the input in its lowest tenth (▒, left figure) and highest tenth (█, right figure); middle %s\n"),
                number_shown(centre, decimals, text));
  tornado_draw(row, rows, centre, HALF, out);
}

/* Without swings: the ranking measure itself, with its sign; for morris mu. */
static void tornado_of_measure(const SensitivityView *v, unsigned outcome, const unsigned *order, unsigned rows, Lang lang, TornadoRow *row, Arena *arena, Buffer *out) {
  char text[32];
  unsigned ranks = method_of(v)->ranks;
  bool in_unit = sensitivity_in_unit(method_of(v), ranks);
  for (unsigned i = 0; i < rows; i++) {
    Index x = sensitivity_shown(v, outcome, ranks, order[i]);
    row[i] = (TornadoRow){factor_of(v, order[i], lang), NAN, x.value, "", arena_printf(arena, "%s", number_of(x.value, in_unit, text))};
  }
  buffer_format(out, say(lang, "龙卷风图：%s\n", "Tornado: %s\n"), method_of(v)->measures[ranks]);
  tornado_draw(row, rows, 0.0, HALF, out);
}

/* ---- one series: heat map ---------------------------------------------------------------------------------------------------- */

/* The measure that colours is the one that ranks; morris and local tell it as a share of the year's largest. */
static unsigned heat_measure(const SensitivityView *v) { return method_of(v)->ranks; }
static bool heat_relative(const SensitivityView *v) { return method_of(v) == &morris_method || method_of(v) == &local_method; }

static double largest_in(const SensitivityView *v, unsigned outcome) {
  double largest = 0.0;
  for (unsigned f = 0; f < v->result->factors; f++) largest = fmax(largest, fabs(sensitivity_shown(v, outcome, heat_measure(v), f).value));
  return largest;
}

static double heat_of(const SensitivityView *v, unsigned outcome, unsigned factor, double largest) {
  double x = fabs(sensitivity_shown(v, outcome, heat_measure(v), factor).value);
  return heat_relative(v) ? x / largest : x;
}

/* Rows by their largest value in any year. */
static unsigned heat_rows(const SensitivityView *v, unsigned first, unsigned n, unsigned most, unsigned *order, Arena *arena) {
  unsigned k = v->result->factors;
  double *top = arena_array(arena, k, sizeof *top);
  for (unsigned f = 0; top && f < k; f++) {
    for (unsigned t = 0; t < n; t++) {
      double x = heat_of(v, first + t, f, largest_in(v, first + t));
      if (x > top[f]) top[f] = x;
    }
    unsigned at = f;
    for (; at > 0 && top[order[at - 1]] < top[f]; at--) order[at] = order[at - 1];
    order[at] = f;
  }
  return k < most ? k : most;
}

static void heat_legend(const SensitivityView *v, Lang lang, Buffer *out) {
  buffer_put(out, say(lang, "图例", "key"));
  for (unsigned i = 0; i < HEAT_SHADES; i++)
    buffer_format(out, i ? "  %s ≥%g" : "  %s <%g", heat_marks[i], i ? heat_limits[i] : heat_limits[1]);
  if (heat_relative(v)) buffer_put(out, say(lang, "(相对于当年最大的输入)", " (of the year's largest)"));
  buffer_char(out, '\n');
}

static int heat(const SensitivityView *v, unsigned first, unsigned n, const ReportLook *look, unsigned *order, Arena *arena, Buffer *out, Fail *fail) {
  if (n > HEADS) first += n - HEADS, n = HEADS;
  unsigned rows = heat_rows(v, first, n, rows_of(v, look), order, arena);
  const char **labels = arena_array(arena, rows, sizeof *labels), **heads = arena_array(arena, n, sizeof *heads);
  double *value = arena_array(arena, (size_t)rows * n, sizeof *value);
  char year[32], last[32];
  if (!labels || !heads || !value) return no_memory(fail);
  for (unsigned t = 0; t < n; t++) {
    double largest = largest_in(v, first + t);
    time_shown(v->outcomes[first + t].year, year);
    heads[t] = arena_printf(arena, "%s", strlen(year) == 4 ? year + 2 : year);
    for (unsigned r = 0; r < rows; r++) value[(size_t)r * n + t] = heat_of(v, first + t, order[r], largest);
  }
  for (unsigned r = 0; r < rows; r++) labels[r] = factor_of(v, order[r], look->lang);
  buffer_format(out, say(look->lang, "热力图：%s，输入 × 年份 %s–%s\n", "Heat map: %s, input x year, %s–%s\n"), method_of(v)->measures[heat_measure(v)], time_shown(v->outcomes[first].year, year),
                time_shown(v->outcomes[first + n - 1].year, last));
  heat_draw(labels, rows, heads, n, value, out);
  heat_legend(v, look->lang, out);
  return 0;
}

/* ---- one series ---------------------------------------------------------------------------------------------------------------- */

static int series(const SensitivityView *v, unsigned first, unsigned n, const ReportLook *look, unsigned *order, Arena *arena, Buffer *out, Fail *fail) {
  unsigned last = first + n - 1;
  if (!v->outcomes[last].varies) {
    buffer_format(out, "\n%s\n%s\n", title_of(v, last, look->lang, arena), say(look->lang, "在所有运行中都不变", "the same in all runs"));
    return 0;
  }
  sensitivity_ranked(v, last, order);
  int code = ranked(v, last, look, order, arena, out, fail);
  unsigned rows = rows_of(v, look);
  TornadoRow *row = arena_array(arena, rows, sizeof *row);
  if (code || !row) return code ? code : no_memory(fail);
  if (v->result->pairs) pairs(v, last, look->lang, out);
  if (v->swings) tornado_of_swings(v, last, order, rows, look->lang, row, arena, out);
  else tornado_of_measure(v, last, order, rows, look->lang, row, arena, out);
  while (n > 1 && !v->outcomes[first].varies) first++, n--;
  return n > 1 ? heat(v, first, n, look, order, arena, out, fail) : 0;
}

/* Population, GDP and CO2 when they are there, else the first series; all of them when the user named them. */
static bool in_full(const SensitivityView *v, unsigned outcome, unsigned seen) {
  static const char *const first[] = {"population", "gdp", "co2"};
  if (v->by_name) return true;
  bool there = false, own = false;
  for (unsigned k = 0; k < 3; k++) {
    own |= strcmp(v->outcomes[outcome].name, first[k]) == 0;
    for (unsigned i = 0; i < v->n; i++) there |= strcmp(v->outcomes[i].name, first[k]) == 0;
  }
  return there ? own : seen < SERIES;
}

int report_sensitivity(const SensitivityView *v, const ReportLook *look, Buffer *out, Fail *fail) {
  Arena *arena = arena_new();
  unsigned *order = arena ? arena_array(arena, v->result->factors, sizeof *order) : NULL, seen = 0;
  if (!order) return arena_free(arena), no_memory(fail);
  heading(v, look, arena, out);
  bool many = v->n && v->outcomes[v->n - 1].series > 0;
  int code = many ? summary(v, look, order, arena, out, fail) : 0;
  for (unsigned i = 0, n; !code && i < v->n; i += n) {
    for (n = 1; !last_of_series(v, i + n - 1);) n++;
    if (in_full(v, i, seen++)) code = series(v, i, n, look, order, arena, out, fail);
  }
  if (!code && arena_failed(arena)) code = no_memory(fail);
  arena_free(arena);
  return code;
}
