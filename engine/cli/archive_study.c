/* archive_study.c : a stored study of sensitivity told from its result: the table of indices, for people and as CSV. */
#include "base/text.h"
#include "cli/archive.h"
#include "record/csv.h"
#include "study/sensitivity/sensitivity.h"
#include "view/sheet.h"

#include <math.h>
#include <string.h>

enum { OUTCOMES_SHOWN = 6, INPUTS_SHOWN = 8 };

static const JsonNode *nth(const JsonNode *list, unsigned n) {
  const JsonNode *x = list ? list->first : NULL;
  while (x && n--) x = x->next;
  return x;
}

static double number_in(const JsonNode *list, unsigned n) {
  const JsonNode *x = nth(list, n);
  return x && x->kind == JSON_NUMBER ? x->number : NAN;
}

static unsigned length_of(const JsonNode *list) {
  unsigned n = 0;
  for (const JsonNode *x = list ? list->first : NULL; x; x = x->next) n++;
  return n;
}

static bool is_true(const JsonNode *x) { return x && x->kind == JSON_TRUE; }

static const SensitivityMethod *method_of(const JsonNode *whole) {
  const char *word = json_text_of(whole, "method");
  return word ? sensitivity_find(word) : NULL;
}

bool archive_is_study(const JsonNode *whole) { return method_of(whole) && json_child(whole, "outcomes") && json_child(whole, "inputs"); }

/* ---- CSV, as sensitivity --csv writes it ------------------------------------------------------------------------------------- */

static void csv_number(Buffer *out, double x) {
  char text[32];
  if (isfinite(x)) text_double17(text, x), buffer_put(out, text);
  buffer_char(out, ',');
}

static void csv_row(const JsonNode *outcome, const char *measure, const char *input, const double x[3], bool converged, double next, Buffer *out) {
  const char *words[3] = {json_text_of(outcome, "unit"), measure, input};
  csv_cell(out, json_text_of(outcome, "name")), buffer_char(out, ',');
  csv_number(out, json_number_of(outcome, "year"));
  for (int i = 0; i < 3; i++) csv_cell(out, words[i] ? words[i] : ""), buffer_char(out, ',');
  for (int i = 0; i < 3; i++) csv_number(out, x[i]);
  buffer_put(out, converged ? "1," : "0,");
  if (next > 0) buffer_format(out, "%.0f", next);
  buffer_char(out, '\n');
}

/* All five lists of a measure are walked side by side with the inputs. */
static void csv_measure(const JsonNode *outcome, const char *measure, const JsonNode *inputs, Buffer *out) {
  static const char *const parts[5] = {"value", "low", "high", "converged", "next_n"};
  const JsonNode *m = json_child(outcome, measure), *at[5];
  for (int i = 0; i < 5; i++) at[i] = nth(json_child(m, parts[i]), 0);
  for (const JsonNode *input = inputs->first; input; input = input->next) {
    double x[3], next = at[4] && at[4]->kind == JSON_NUMBER ? at[4]->number : 0;
    for (int i = 0; i < 3; i++) x[i] = at[i] && at[i]->kind == JSON_NUMBER ? at[i]->number : NAN;
    csv_row(outcome, measure, input->text, x, is_true(at[3]), next, out);
    for (int i = 0; i < 5; i++) at[i] = at[i] ? at[i]->next : NULL;
  }
}

static void csv_pairs(const JsonNode *outcome, Arena *arena, Buffer *out) {
  const JsonNode *pairs = json_child(outcome, "S2");
  for (const JsonNode *p = pairs ? pairs->first : NULL; p; p = p->next) {
    double x[3] = {json_number_of(p, "value"), json_number_of(p, "low"), json_number_of(p, "high")}, next = json_number_of(p, "next_n");
    csv_row(outcome, "S2", arena_printf(arena, "%s:%s", json_text_of(p, "a"), json_text_of(p, "b")), x, is_true(json_child(p, "converged")), next, out);
  }
}

void archive_study_csv(const JsonNode *whole, Arena *arena, Buffer *out) {
  const SensitivityMethod *m = method_of(whole);
  const JsonNode *inputs = json_child(whole, "inputs");
  buffer_put(out, "outcome,year,unit,measure,input,value,low,high,converged,next_n\n");
  for (const JsonNode *o = json_child(whole, "outcomes")->first; o; o = o->next) {
    if (!is_true(json_child(o, "varies"))) continue;
    for (unsigned k = 0; k < m->n_measures; k++) csv_measure(o, m->measures[k], inputs, out);
    csv_pairs(o, arena, out);
  }
}

/* ---- the table ------------------------------------------------------------------------------------------------------------------ */

/* The inputs in the order of the measure that ranks them, the first INPUTS_SHOWN. */
static unsigned ranked(const SensitivityMethod *m, const JsonNode *values, unsigned inputs, unsigned order[INPUTS_SHOWN]) {
  double size[INPUTS_SHOWN];
  unsigned n = 0, i = 0;
  for (const JsonNode *x = nth(values, 0); x && i < inputs; x = x->next, i++) {
    double own = x->kind != JSON_NUMBER ? -INFINITY : m->either_sign ? fabs(x->number) : x->number;
    unsigned at = n < INPUTS_SHOWN ? n++ : INPUTS_SHOWN;
    for (; at > 0 && size[at - 1] < own; at--)
      if (at < INPUTS_SHOWN) size[at] = size[at - 1], order[at] = order[at - 1];
    if (at < INPUTS_SHOWN) size[at] = own, order[at] = i;
  }
  return n;
}

static void input_row(const SensitivityMethod *m, const JsonNode *outcome, const JsonNode *inputs, unsigned input, Lang lang, Arena *arena, Sheet *sheet) {
  const JsonNode *name = nth(inputs, input), *first = json_child(outcome, m->measures[m->ranks]);
  double low = number_in(json_child(first, "low"), input), high = number_in(json_child(first, "high"), input);
  sheet_cell(sheet, name ? name->text : "");
  for (unsigned k = 0; k < m->n_measures; k++) {
    double x = number_in(json_child(json_child(outcome, m->measures[k]), "value"), input);
    sheet_cell(sheet, isnan(x) ? "" : arena_printf(arena, "%.4g", x));
  }
  sheet_cell(sheet, isnan(low) ? "" : arena_printf(arena, "%.4g .. %.4g", low, high));
  sheet_cell(sheet, is_true(nth(json_child(first, "converged"), input)) ? say(lang, "已收敛", "converged") : say(lang, "未收敛", "not converged"));
  sheet_end(sheet);
}

static void one_outcome(const SensitivityMethod *m, const JsonNode *outcome, const JsonNode *inputs, const ReportLook *look, Arena *arena, Buffer *out) {
  Lang lang = look->lang;
  unsigned order[INPUTS_SHOWN], n = ranked(m, json_child(json_child(outcome, m->measures[m->ranks]), "value"), length_of(inputs), order);
  const char *label = json_text_of(json_child(outcome, "label"), say(lang, "zh", "en"));
  double year = json_number_of(outcome, "year");
  Sheet *sheet = sheet_new(arena, m->n_measures + 3);
  if (!sheet) return;
  buffer_format(out, isnan(year) ? "\n%s\n" : "\n%s %g\n", label ? label : json_text_of(outcome, "name"), year);
  sheet_cell(sheet, say(lang, "输入", "Input"));
  for (unsigned k = 0; k < m->n_measures; k++) sheet_cell(sheet, m->measures[k]);
  sheet_cell(sheet, arena_printf(arena, say(lang, "%s 的 95%% 区间", "95%% interval of %s"), m->measures[m->ranks]));
  sheet_cell(sheet, say(lang, "结论", "verdict")), sheet_end(sheet), sheet_head(sheet);
  for (unsigned i = 0; i < n; i++) input_row(m, outcome, inputs, order[i], lang, arena, sheet);
  sheet_print(sheet, look->width, "", out);
}

static bool same_series(const JsonNode *a, const JsonNode *b) {
  const char *x = json_text_of(a, "name"), *y = b ? json_text_of(b, "name") : NULL;
  return x && y && strcmp(x, y) == 0;
}

/* Each series at its last time, outcomes and targets. */
void archive_study_show(const JsonNode *whole, const ReportLook *look, Arena *arena, Buffer *out) {
  const SensitivityMethod *m = method_of(whole);
  const JsonNode *inputs = json_child(whole, "inputs");
  unsigned shown = 0, all = 0, k = length_of(inputs);
  for (const JsonNode *o = json_child(whole, "outcomes")->first; o; o = o->next) {
    all++;
    if (same_series(o, o->next) || !is_true(json_child(o, "varies")) || shown == OUTCOMES_SHOWN) continue;
    shown++;
    one_outcome(m, o, inputs, look, arena, out);
  }
  if (shown < all || k > INPUTS_SHOWN)
    buffer_format(out, say(look->lang, "\n这里是 %2$u 个结果中的 %1$u 个，各列前 %3$u 个输入(共 %4$u 个)；archive export 写出全部\n",
                           "\n%u of %u outcomes, the first %u of %u inputs each; archive export writes all of them\n"), shown, all, k < INPUTS_SHOWN ? k : INPUTS_SHOWN, k);
}
