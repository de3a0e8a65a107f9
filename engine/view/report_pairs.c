/* report_pairs.c : the median difference, its 80 % band and how often it is positive; probabilities side by side. */
#include "view/report_pairs.h"
#include "study/exact_quantile.h"
#include "view/sheet.h"

#include <math.h>
#include <string.h>

enum { SIDE_BY_SIDE = 8 };

static int no_memory(Fail *fail) { return fail_set(fail, E801, place_at(NULL, 0, 0), "a report"); }

static const PairColumn *find(const PairSample *s, const PairColumn *like) {
  for (unsigned i = 0; i < s->n; i++)
    if (strcmp(s->columns[i].id, like->id) == 0 && strcmp(s->columns[i].unit, like->unit) == 0) return &s->columns[i];
  return NULL;
}

/* Runs that are good in both; equal ones count half. */
static void pair_row(const PairColumn *a, const PairColumn *b, unsigned runs, double *room, Lang lang, Arena *arena, Sheet *sheet) {
  static const double wanted[3] = {0.1, 0.5, 0.9};
  double q[3], up = 0;
  char text[3][32], unit[UNIT_SHOWN];
  size_t n = 0;
  for (unsigned i = 0; i < runs; i++) {
    double difference = b->values[i] - a->values[i];
    if (!isfinite(difference)) continue;
    up += difference > 0 ? 1.0 : difference == 0 ? 0.5 : 0.0;
    room[n++] = difference;
  }
  exact_quantiles(room, n, room + runs, 3, wanted, q);
  int decimals = number_decimals(q, 3);
  sheet_cell(sheet, b->label), sheet_cell(sheet, unit_of_difference(lang, b->unit, unit));
  for (int i = 0; i < 3; i++) sheet_cell(sheet, number_signed(q[i], decimals, text[i]));
  sheet_cell(sheet, n ? arena_printf(arena, "%.1f%%", 100.0 * up / (double)n) : "");
  sheet_end(sheet);
}

static int differences(const PairSample *first, const PairSample *other, unsigned runs, const ReportLook *look, Arena *arena, Buffer *out, Fail *fail) {
  Lang lang = look->lang;
  Sheet *sheet = sheet_new(arena, 6);
  double *room = arena_array(arena, 2 * (size_t)runs + 1, sizeof *room);
  if (!sheet || !room) return no_memory(fail);
  static const char *const zh[6] = {"末年指标与结果之差", "单位", "10%", "中位数", "90%", "更高(同则各半)"}, *const en[6] = {"Difference in the last year", "unit", "10%", "median", "90%", "P(higher), ties half"};
  for (unsigned i = 0; i < 6; i++) sheet_cell(sheet, say(lang, zh[i], en[i]));
  sheet_end(sheet), sheet_head(sheet);
  for (unsigned i = 0; i < other->n; i++) {
    const PairColumn *a = find(first, &other->columns[i]);
    if (a && !a->target) pair_row(a, &other->columns[i], runs, room, lang, arena, sheet);
  }
  buffer_format(out, say(lang, "\n%s 减 %s，同样抽样的前 %u 次\n", "\n%s less %s, the first %u runs under the same draws\n"), other->title, first->title, runs);
  sheet_print(sheet, look->width, "", out);
  return 0;
}

static int probabilities(const PairSample *s, unsigned n, const ReportLook *look, Arena *arena, Buffer *out, Fail *fail) {
  unsigned shown = n < SIDE_BY_SIDE ? n : SIDE_BY_SIDE, rows = 0;
  Sheet *sheet = sheet_new(arena, shown + 1);
  if (!sheet) return no_memory(fail);
  sheet_cell(sheet, say(look->lang, "目标实现概率", "Probability of meeting"));
  for (unsigned k = 0; k < shown; k++) sheet_cell(sheet, s[k].title);
  sheet_end(sheet), sheet_head(sheet);
  for (unsigned i = 0; i < s[0].n; i++) {
    const PairColumn *a = &s[0].columns[i];
    if (!a->target) continue;
    sheet_cell(sheet, a->label), rows++;
    for (unsigned k = 0; k < shown; k++) {
      const PairColumn *b = find(&s[k], a);
      sheet_cell(sheet, b && !isnan(b->probability) ? arena_printf(arena, "%.1f%%", 100.0 * b->probability) : "–");
    }
    sheet_end(sheet);
  }
  buffer_put(out, "\n");
  if (rows) sheet_print(sheet, look->width, "", out);
  return 0;
}

int report_pairs(const PairSample *s, unsigned n, unsigned runs, const ReportLook *look, Buffer *out, Fail *fail) {
  Arena *arena = arena_new();
  int code = arena ? 0 : no_memory(fail);
  for (unsigned k = 1; !code && k < n; k++) code = differences(&s[0], &s[k], runs, look, arena, out, fail);
  if (!code) code = probabilities(s, n, look, arena, out, fail);
  if (!code && arena_failed(arena)) code = no_memory(fail);
  arena_free(arena);
  return code;
}
