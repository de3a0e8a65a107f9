/* report_check_json.c : a model as a thing, as a JSON object. */
#include "record/json.h"
#include "view/report.h"

static void put_place(Json *j, Place place) {
  json_pair(j, "file", place.file);
  json_pair_count(j, "line", place.line > 0 ? (unsigned long)place.line : 0);
}

static void put_symbol(Json *j, const Result *r, const Symbol *s) {
  const Decl *d = s->decl;
  json_key(j, s->name);
  json_object(j);
  json_pair(j, "kind", decl_words[d->kind]);
  json_pair(j, "unit", d->unit_text);
  json_pair(j, "zh", label_in(LANG_ZH, d->label, s->name));
  json_pair(j, "en", label_in(LANG_EN, d->label, s->name));
  json_key(j, "axes");
  json_array(j);
  for (unsigned i = 0; i < s->n_axes; i++) json_string(j, r->linked->graph->axes[s->axes[i]]->name);
  json_end(j);
  if (s->size == 1) {
    json_pair_number(j, "start", result_at(r, s, 0, 0));
    json_pair_number(j, "end", result_at(r, s, 0, r->n_times - 1));
  }
  if (d->has_range) {
    json_key(j, "range");
    json_array(j);
    json_number(j, d->range_low);
    json_number(j, d->range_high);
    json_end(j);
  }
  const char *source = s->given && s->given->source ? s->given->source : d->source;
  json_pair(j, "source", source ? source : link_data_source(r->linked, s->given ? s->given->value : d->value));
  json_pair(j, "estimate", s->given && s->given->estimate ? s->given->estimate : d->estimate);
  json_pair(j, "chapter", d->chapter);
  json_pair(j, "scenario", s->override_by);
  put_place(j, s->override ? s->override->place : s->given ? s->given->place : d->place);
  json_end(j);
}

typedef bool Wanted(const Symbol *);
static bool is_lever(const Symbol *s) { return s->decl->kind == DECL_LEVER; }
static bool is_basis(const Symbol *s) {
  return s->decl->kind == DECL_PARAMETER || s->decl->kind == DECL_NEED || s->decl->kind == DECL_SERIES;
}

static void put_symbols(Json *j, const Result *r, const char *key, Wanted *wanted) {
  json_key(j, key);
  json_object(j);
  for (unsigned i = 0; i < r->linked->n_symbols; i++)
    if (wanted(&r->linked->symbols[i])) put_symbol(j, r, &r->linked->symbols[i]);
  json_end(j);
}

static void put_closures(Json *j, const Findings *f) {
  json_key(j, "closures");
  json_array(j);
  for (unsigned i = 0; i < f->n_closures; i++) {
    const Closure *c = &f->closures[i];
    json_object(j);
    json_pair(j, "name", c->name);
    json_pair_number(j, "computed", unit_out(c->unit, c->computed));
    json_pair_number(j, "observed", unit_out(c->unit, c->observed));
    json_pair_number(j, "tolerance", c->tolerance);
    json_key(j, "holds");
    json_bool(j, c->holds);
    put_place(j, c->place);
    json_end(j);
  }
  json_end(j);
}

static void put_warning(Json *j, const Fail *w) {
  json_object(j);
  json_pair(j, "code", fail_name(w->code));
  json_pair(j, "sentence", w->sentence);
  put_place(j, w->place);
  json_end(j);
}

static void put_lists(Json *j, const Result *r, const Findings *f, const ReportLook *look) {
  json_key(j, "dead_levers");
  json_array(j);
  for (unsigned i = 0; i < f->n_dead; i++) json_string(j, f->dead[i]->name);
  json_end(j);
  put_closures(j, f);
  json_key(j, "not_modelled");
  json_array(j);
  for (unsigned i = 0; i < r->n_scores; i++)
    if (r->scores[i].status == STATUS_NOT_MODELLED) json_string(j, r->scores[i].decl->name);
  json_end(j);
  json_key(j, "warnings");
  json_array(j);
  for (unsigned i = 0; i < look->n_warnings; i++) put_warning(j, &look->warnings[i]);
  for (unsigned i = 0; i < r->linked->n_warnings; i++) put_warning(j, &r->linked->warnings[i]);
  json_end(j);
  json_key(j, "checks");
  json_object(j);
  json_pair_count(j, "passed", r->n_checks - r->n_failed);
  json_pair_count(j, "failed", r->n_failed);
  json_end(j);
}

int report_check_json(const Result *r, const Findings *found, const ReportLook *look, Buffer *out, Fail *fail) {
  Json j = json_to(out);
  json_object(&j);
  json_pair(&j, "scenario", r->scenario ? r->scenario->name : NULL);
  json_pair(&j, "model", r->model->name);
  put_symbols(&j, r, "indicators", symbol_is_indicator);
  put_symbols(&j, r, "levers", is_lever);
  put_symbols(&j, r, "parameters", is_basis);
  put_lists(&j, r, found, look);
  json_end(&j);
  buffer_char(out, '\n');
  return out->failed ? fail_set(fail, E801, place_at(NULL, 0, 0), "a report") : 0;
}
