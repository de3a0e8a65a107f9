/* report_attribute.c : a table of effects, one row a factor, one column a period. */
#define _POSIX_C_SOURCE 200809L
#include "view/report_attribute.h"
#include "record/json.h"
#include "view/sheet.h"
#include "view/shown.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { PERIODS_MOST = POINTS_SHOWN };

typedef struct {
  const Result *result;
  const AttributeAsk *ask;
  const Identity *identity;
  double times[PERIODS_MOST + 1]; unsigned n_periods;
  double *additive, *multiplicative;               /* [period][factor] */
  LmdiTotal totals[PERIODS_MOST];
} Attribution;

static const Place nowhere = {NULL, 0, 0};

static int take_times(Attribution *a, const ReportLook *look, Fail *fail) {
  const Result *r = a->result;
  if (look->n_years == 1 || look->n_years > PERIODS_MOST)
    return fail_set(fail, E904, nowhere, "the years", "--years", "two years or more, like 2020,2025,2035");
  unsigned n = look->n_years ? look->n_years : 2;
  for (unsigned i = 0; i < n; i++) {
    a->times[i] = look->n_years ? look->years[i] : r->times[i ? r->n_times - 1 : 0];
    if (i && a->times[i] <= a->times[i - 1]) return fail_set(fail, E904, nowhere, "the years", "--years", "years that rise, like 2020,2025,2035");
  }
  a->n_periods = n - 1;
  return 0;
}

static int attribute(Attribution *a, const ReportLook *look, Arena *arena, Fail *fail) {
  int code = take_times(a, look, fail);
  unsigned n = a->ask->n_factors;
  if (!code) code = attribute_identity(a->result, a->ask->target, a->ask->factors, n, a->times[0], a->times[a->n_periods], arena, &a->identity, fail);
  if (code) return code;
  a->additive = arena_array(arena, (size_t)a->n_periods * n, sizeof(double));
  a->multiplicative = arena_array(arena, (size_t)a->n_periods * n, sizeof(double));
  if (!a->additive || !a->multiplicative) return fail_set(fail, E801, nowhere, "a report");
  for (unsigned p = 0; p < a->n_periods && !code; p++)
    code = attribute_effects(a->result, a->identity, a->times[p], a->times[p + 1], a->ask->chained, a->additive + (size_t)p * n,
                             a->multiplicative + (size_t)p * n, &a->totals[p], fail);
  return code;
}

/* ---- for people --------------------------------------------------------------------------------------------------- */

/* "人口", "国内生产总值 / 人口": labels for names. */
static const char *factor_label(const Attribution *a, Lang lang, const char *factor, char out[160]) {
  size_t used = 0;
  out[0] = 0;
  for (const char *p = factor; *p;) {
    char name[96];
    size_t n = strcspn(p, "*/");
    snprintf(name, sizeof name, "%.*s", (int)n, p);
    const Symbol *s = link_symbol(a->result->linked, name);
    const char *sign = used == 0 ? "" : p[-1] == '/' ? " / " : " × ";
    used += (size_t)snprintf(out + used, 160 - used, "%s%s", sign, s ? label_in(lang, s->decl->label, name) : name);
    if (used >= 159) return out;
    p += n + (p[n] != 0);
  }
  return out;
}

static double sum_over_periods(const Attribution *a, unsigned factor) {
  double sum = 0;
  for (unsigned p = 0; p < a->n_periods; p++) sum += a->additive[(size_t)p * a->ask->n_factors + factor];
  return sum;
}

static double product_over_periods(const Attribution *a, unsigned factor) {
  double product = 1;
  for (unsigned p = 0; p < a->n_periods; p++) product *= a->multiplicative[(size_t)p * a->ask->n_factors + factor];
  return product;
}

static void head(const Attribution *a, Lang lang, Sheet *sheet) {
  char from[32], to[32], text[80];
  sheet_cell(sheet, say(lang, "因素", "Factor"));
  for (unsigned p = 0; p < a->n_periods; p++) {
    snprintf(text, sizeof text, "%s–%s", time_shown(a->times[p], from), time_shown(a->times[p + 1], to));
    sheet_cell(sheet, text);
  }
  if (a->n_periods > 1) sheet_cell(sheet, say(lang, "合计", "all"));
  sheet_cell(sheet, say(lang, "贡献", "share"));
  sheet_cell(sheet, say(lang, "倍数", "ratio"));
  sheet_end(sheet);
  sheet_head(sheet);
}

static void numbers(Sheet *sheet, const double *values, unsigned n, int decimals, double share, double ratio) {
  char text[32];
  for (unsigned i = 0; i < n; i++) sheet_cell(sheet, number_signed(values[i], decimals, text));
  char percent[48] = "–";
  if (isfinite(share)) snprintf(percent, sizeof percent, "%s%%", number_signed(100 * share, 1, text));
  sheet_cell(sheet, percent);
  sheet_cell(sheet, number_shown(ratio, 4, text));
  sheet_end(sheet);
}

static void rows(const Attribution *a, Lang lang, Sheet *sheet) {
  unsigned n = a->ask->n_factors, columns = a->n_periods + (a->n_periods > 1);
  double values[PERIODS_MOST + 1] = {0}, change = 0, ratio = 1;
  char label[160];
  for (unsigned p = 0; p < a->n_periods; p++) change += values[p] = a->totals[p].change, ratio *= a->totals[p].ratio;
  values[a->n_periods] = change;
  int decimals = number_decimals(values, columns);
  for (unsigned k = 0; k < n; k++) {
    double effects[PERIODS_MOST + 1];
    for (unsigned p = 0; p < a->n_periods; p++) effects[p] = a->additive[(size_t)p * n + k];
    effects[a->n_periods] = sum_over_periods(a, k);
    sheet_cell(sheet, factor_label(a, lang, a->ask->factors[k], label));
    numbers(sheet, effects, columns, decimals, change != 0 ? effects[a->n_periods] / change : NAN, product_over_periods(a, k));
  }
  sheet_cell(sheet, say(lang, "变化", "change"));
  numbers(sheet, values, columns, decimals, change != 0 ? 1 : NAN, ratio);
}

static void title(const Attribution *a, const ReportLook *look, Buffer *out) {
  const Symbol *s = link_symbol(a->result->linked, a->identity->target);
  char unit[UNIT_SHOWN], first[32], last[32], from[32], to[32];
  const double ends[2] = {a->totals[0].start, a->totals[a->n_periods - 1].end};
  int decimals = number_decimals(ends, 2);
  buffer_format(out, "%s  %s → %s %s  (%s–%s)\n", label_in(look->lang, s->decl->label, s->name), number_shown(ends[0], decimals, from),
                number_shown(ends[1], decimals, to), unit_shown(look->lang, s->decl->unit_text, unit), time_shown(a->times[0], first),
                time_shown(a->times[a->n_periods], last));
  buffer_put(out, a->ask->chained ? say(look->lang, "LMDI-I，每期逐步累计\n", "LMDI-I, each period step by step\n")
                                  : say(look->lang, "LMDI-I，每期取首尾两点\n", "LMDI-I, each period from its first to its last moment\n"));
}

int report_attribute(const Result *result, const AttributeAsk *ask, const ReportLook *look, Buffer *out, Fail *fail) {
  Attribution a = {.result = result, .ask = ask};
  Arena *arena = arena_new();
  if (!arena) return fail_set(fail, E801, nowhere, "a report");
  int code = attribute(&a, look, arena, fail);
  Sheet *sheet = code ? NULL : sheet_new(arena, a.n_periods + 3u + (a.n_periods > 1));
  if (!code && !sheet) code = fail_set(fail, E801, nowhere, "a report");
  if (!code) {
    report_title(result, look, out);
    title(&a, look, out);
    head(&a, look->lang, sheet);
    rows(&a, look->lang, sheet);
    buffer_char(out, '\n');
    sheet_print(sheet, look->width, "", out);
  }
  arena_free(arena);
  return code;
}

/* ---- for programs ---------------------------------------------------------------------------------------------------- */

static void put_period(const Attribution *a, Json *j, unsigned p) {
  const LmdiTotal *t = &a->totals[p];
  json_object(j);
  json_pair_number(j, "from", a->times[p]);
  json_pair_number(j, "to", a->times[p + 1]);
  json_pair_number(j, "start", t->start);
  json_pair_number(j, "end", t->end);
  json_pair_number(j, "change", t->change);
  json_pair_number(j, "ratio", t->ratio);
  json_pair_number(j, "residual", t->residual);
  json_key(j, "factors");
  json_array(j);
  for (unsigned k = 0; k < a->ask->n_factors; k++) {
    json_object(j);
    json_pair(j, "factor", a->ask->factors[k]);
    json_pair_number(j, "additive", a->additive[(size_t)p * a->ask->n_factors + k]);
    json_pair_number(j, "multiplicative", a->multiplicative[(size_t)p * a->ask->n_factors + k]);
    json_end(j);
  }
  json_end(j);
  json_end(j);
}

int report_attribute_json(const Result *result, const AttributeAsk *ask, const ReportLook *look, Buffer *out, Fail *fail) {
  Attribution a = {.result = result, .ask = ask};
  Arena *arena = arena_new();
  if (!arena) return fail_set(fail, E801, nowhere, "a report");
  int code = attribute(&a, look, arena, fail);
  if (!code) {
    Json j = json_to(out);
    json_object(&j);
    json_pair(&j, "method", "lmdi");
    json_key(&j, "chained");
    json_bool(&j, ask->chained);
    json_pair(&j, "target", a.identity->target);
    json_pair(&j, "unit", link_symbol(result->linked, a.identity->target)->decl->unit_text);
    json_key(&j, "periods");
    json_array(&j);
    for (unsigned p = 0; p < a.n_periods; p++) put_period(&a, &j, p);
    json_end(&j);
    json_end(&j);
    buffer_char(out, '\n');
  }
  arena_free(arena);
  return code;
}
