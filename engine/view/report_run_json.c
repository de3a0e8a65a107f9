/* report_run_json.c : one run as a JSON object. */
#include "record/json.h"
#include "view/report.h"
#include "view/shown.h"

#include <math.h>

static void put_label(Json *j, Label label, const char *name) {
  json_key(j, "label");
  json_object(j);
  json_pair(j, "zh", label_in(LANG_ZH, label, name));
  json_pair(j, "en", label_in(LANG_EN, label, name));
  json_end(j);
}

static void put_indicator(Json *j, const Result *r, const ShownRow *row) {
  json_key(j, row->id);
  json_object(j);
  json_pair(j, "unit", row->unit);
  put_label(j, row->symbol->decl->label, row->symbol->name);
  json_key(j, "values");
  json_array(j);
  for (unsigned t = 0; t < r->n_times; t++) json_number(j, result_at(r, row->symbol, row->element, t));
  json_end(j);
  json_end(j);
}

/* Whether the peak of a walk that is nothing but a peak_year lies at the first or last time whose value is known. */
static bool peaks_at_edge(const Result *r, const Walk *w, double when) {
  const Expr *x = w->decl->value->args[0];
  const Symbol *s = x->kind == EXPR_NAME ? link_symbol(r->linked, x->text) : NULL;
  unsigned first = s && r->n_times > 1 && isnan(r->values[s->output][0]) ? 1 : 0;
  return when == r->times[first] || when == r->times[r->n_times - 1];
}

static void put_outcomes(Json *j, const Result *r) {
  json_key(j, "outcomes");
  json_object(j);
  for (unsigned i = 0; i < r->n_outcomes; i++) {
    const Walk *w = &r->linked->outcomes[i];
    json_key(j, w->decl->name);
    json_object(j);
    json_pair(j, "unit", w->decl->unit_text);
    put_label(j, w->decl->label, w->decl->name);
    json_pair_number(j, "value", unit_out(w->unit, r->outcomes[i]));
    const Expr *e = w->decl->value;
    if (e && e->kind == EXPR_CALL && e->word == WORD_PEAK_YEAR) {
      json_key(j, "edge");
      json_bool(j, peaks_at_edge(r, w, unit_out(w->unit, r->outcomes[i])));
    }
    json_end(j);
  }
  json_end(j);
}

static const char *comparison_word(char c) {
  return c == '>' ? "at_least" : c == '<' ? "at_most" : c == '~' ? "about" : NULL;
}

static void put_schedule(Json *j, const Score *s) {
  json_key(j, "schedule");
  json_array(j);
  for (unsigned i = 0; i < s->n; i++) {
    json_object(j);
    json_pair_number(j, "year", s->years[i]);
    json_pair_number(j, "projected", s->path[i]);
    json_pair_number(j, "line", s->line ? s->line[i] : NAN);
    json_end(j);
  }
  json_end(j);
}

static void put_target(Json *j, const Score *s) {
  const Decl *d = s->decl;
  json_object(j);
  json_pair(j, "id", d->name);
  put_label(j, d->label, d->name);
  json_pair(j, "kind", d->kind_text);
  json_pair(j, "place", d->place_text);
  json_pair_number(j, "year", s->year);
  json_pair(j, "comparison", comparison_word(s->comparison));
  json_pair_number(j, "target", s->goal);
  json_pair(j, "unit", d->unit_text);
  json_pair_number(j, "value", s->value);
  json_pair(j, "status", status_words[s->status].id);
  json_pair(j, "status_zh", status_words[s->status].zh);
  json_pair(j, "status_en", status_words[s->status].en);
  json_pair_number(j, "base_year", s->base_year);
  json_pair_number(j, "base", s->base);
  json_pair_number(j, "progress", s->progress);
  json_pair_number(j, "met_from", s->met_from);
  put_schedule(j, s);
  json_end(j);
}

static void put_checks(Json *j, const Result *r) {
  json_key(j, "checks");
  json_object(j);
  json_pair_count(j, "passed", r->n_checks - r->n_failed);
  json_pair_count(j, "failed", r->n_failed);
  json_key(j, "failures");
  json_array(j);
  for (unsigned i = 0; i < r->n_checks; i++) {
    const CheckResult *c = &r->checks[i];
    char place[256];
    if (!c->failed) continue;
    json_object(j);
    json_pair(j, "name", c->name);
    json_pair(j, "place", place_shown(c->place, place));
    json_pair_count(j, "steps", c->failed);
    json_pair_number(j, "year", c->time);
    json_pair_number(j, "left", c->left);
    json_pair_number(j, "right", c->right);
    json_pair_number(j, "gap", c->gap);
    json_pair_number(j, "allowed", c->limit);
    json_end(j);
  }
  json_end(j);
  json_end(j);
}

int report_run_json(const Result *r, const ReportLook *look, Buffer *out, Fail *fail) {
  Arena *arena = arena_new();
  unsigned n = 0;
  const ShownRow *rows = arena ? shown_everything(r, arena, look->all, &n) : NULL;
  Json j = json_to(out);
  json_object(&j);
  json_pair(&j, "scenario", r->scenario ? r->scenario->name : NULL);
  json_pair(&j, "model", r->model->name);
  json_key(&j, "years");
  json_array(&j);
  for (unsigned t = 0; t < r->n_times; t++) json_number(&j, r->times[t]);
  json_end(&j);
  json_key(&j, "indicators");
  json_object(&j);
  for (unsigned i = 0; i < n; i++) put_indicator(&j, r, &rows[i]);
  json_end(&j);
  put_outcomes(&j, r);
  json_key(&j, "targets");
  json_array(&j);
  for (unsigned i = 0; i < r->n_scores; i++) put_target(&j, &r->scores[i]);
  json_end(&j);
  put_checks(&j, r);
  json_end(&j);
  buffer_char(out, '\n');
  bool short_of_memory = !rows || arena_failed(arena) || out->failed;
  arena_free(arena);
  return short_of_memory ? fail_set(fail, E801, place_at(NULL, 0, 0), "a report") : 0;
}
