/* report_sensitivity_data.c : indices in their units, ranks and verdicts; JSON and CSV. */
#include "base/text.h"
#include "record/csv.h"
#include "record/json.h"
#include "view/report_sensitivity.h"

#include <math.h>
#include <string.h>

static int no_memory(Fail *fail) { return fail_set(fail, E801, place_at(NULL, 0, 0), "a report"); }

/* ---- one index ------------------------------------------------------------------------------------------------------- */

bool sensitivity_in_unit(const SensitivityMethod *m, unsigned measure) {
  return m == &morris_method || (m == &local_method && measure == 1);
}

Index sensitivity_shown(const SensitivityView *v, unsigned outcome, unsigned measure, unsigned factor) {
  Index x = *sensitivity_index(v->result, outcome, measure, factor);
  Unit unit = v->outcomes[outcome].unit;
  if (!v->outcomes[outcome].varies) return (Index){NAN, NAN, NAN, false, 0};
  if (!sensitivity_in_unit(v->result->method, measure)) return x;
  x.value = unit_out(unit, x.value), x.low = unit_out(unit, x.low), x.high = unit_out(unit, x.high);
  return x;
}

/* What ranks an input; a share below 0 is chance, and smaller than 0. */
static double rank_of(const SensitivityView *v, unsigned outcome, unsigned factor) {
  const SensitivityMethod *m = v->result->method;
  double value = sensitivity_index(v->result, outcome, m->ranks, factor)->value;
  return m->either_sign ? fabs(value) : value;
}

void sensitivity_ranked(const SensitivityView *v, unsigned outcome, unsigned *order) {
  unsigned k = v->result->factors;
  for (unsigned i = 0; i < k; i++) {
    double size = rank_of(v, outcome, i);
    unsigned at = i;
    for (; at > 0; at--) {
      double before = rank_of(v, outcome, order[at - 1]);
      if (!(size > before || (isnan(before) && !isnan(size)))) break;
      order[at] = order[at - 1];
    }
    order[at] = i;
  }
}

Verdict sensitivity_verdict(const SensitivityView *v, unsigned outcome) {
  const Sensitivity *s = v->result;
  Verdict verdict = {0};
  const Index *own = sensitivity_index(s, outcome, 0, 0), *pair = s->pair ? s->pair + (size_t)outcome * s->pairs : NULL;
  unsigned n = s->measures * s->factors;
  for (unsigned i = 0; i < n + s->pairs; i++) {
    const Index *x = i < n ? own + i : pair + (i - n);
    verdict.all++, verdict.converged += x->converged, verdict.judged += !isnan(x->low);
    if (x->next > verdict.next) verdict.next = x->next;
  }
  return verdict;
}

/* ---- JSON ------------------------------------------------------------------------------------------------------------- */

typedef enum { VALUE, LOW, HIGH, CONVERGED, NEXT, PARTS } Part;
static const char *const parts[PARTS] = {"value", "low", "high", "converged", "next_n"};

static void json_part(const Index *x, Part part, Json *j) {
  if (part == CONVERGED) json_bool(j, x->converged);
  else if (part == NEXT && x->next) json_count(j, x->next);
  else if (part == NEXT) json_null(j);
  else json_number(j, part == VALUE ? x->value : part == LOW ? x->low : x->high);
}

/* Lists in the order of "inputs". */
static void json_measure(const SensitivityView *v, unsigned outcome, unsigned measure, Json *j) {
  json_key(j, v->result->method->measures[measure]), json_object(j);
  for (Part part = VALUE; part < PARTS; part++) {
    json_key(j, parts[part]), json_array(j);
    for (unsigned f = 0; f < v->result->factors; f++) {
      Index x = sensitivity_shown(v, outcome, measure, f);
      json_part(&x, part, j);
    }
    json_end(j);
  }
  json_end(j);
}

static void json_pairs(const SensitivityView *v, unsigned outcome, Json *j) {
  const Index *x = v->result->pair + (size_t)outcome * v->result->pairs;
  json_key(j, "S2"), json_array(j);
  for (unsigned a = 0; a < v->result->factors; a++)
    for (unsigned b = a + 1; b < v->result->factors; b++, x++) {
      json_object(j);
      json_pair(j, "a", v->factors[a]), json_pair(j, "b", v->factors[b]);
      for (Part part = VALUE; part < PARTS; part++) json_key(j, parts[part]), json_part(x, part, j);
      json_end(j);
    }
  json_end(j);
}

static void json_swings(const SensitivityView *v, unsigned outcome, Json *j) {
  json_key(j, "swing"), json_object(j);
  for (int high = 0; high < 2; high++) {
    json_key(j, high ? "highest_tenth" : "lowest_tenth"), json_array(j);
    for (unsigned f = 0; f < v->result->factors; f++) {
      const Swing *s = &v->swings[(size_t)outcome * v->result->factors + f];
      json_number(j, unit_out(v->outcomes[outcome].unit, high ? s->high : s->low));
    }
    json_end(j);
  }
  json_end(j);
}

static void json_facts(const SensitivityView *v, unsigned outcome, Json *j) {
  const OutcomeFacts *f = &v->result->facts[outcome];
  const SensedOutcome *o = &v->outcomes[outcome];
  json_pair_count(j, "used", f->used), json_pair_count(j, "dropped", f->dropped);
  json_pair_number(j, "mean", unit_out(o->unit, f->mean)), json_pair_number(j, "sd", unit_out(o->unit, sqrt(f->variance)));
  if (v->shocks) json_pair_number(j, "shocks", o->varies ? v->shocks[outcome] : NAN);
  if (!isnan(f->r2)) json_pair_number(j, "r2", f->r2), json_pair_number(j, "r2_rank", f->r2_rank);
  if (!isnan(f->noise)) json_pair_number(j, "noise", f->noise);
}

static void json_outcome(const SensitivityView *v, unsigned outcome, Json *j) {
  const SensedOutcome *o = &v->outcomes[outcome];
  json_object(j);
  json_pair(j, "name", o->name);
  if (!isnan(o->year)) json_pair_number(j, "year", o->year);
  json_pair(j, "unit", o->unit_text);
  json_key(j, "label"), json_object(j), json_pair(j, "zh", o->zh), json_pair(j, "en", o->en), json_end(j);
  json_key(j, "varies"), json_bool(j, o->varies);
  json_facts(v, outcome, j);
  if (o->varies) {
    Verdict verdict = sensitivity_verdict(v, outcome);
    json_key(j, "converged"), json_bool(j, verdict.converged == verdict.all);
    json_key(j, "next_n");
    if (verdict.next) json_count(j, verdict.next); else json_null(j);
    for (unsigned m = 0; m < v->result->measures; m++) json_measure(v, outcome, m, j);
    if (v->result->pairs) json_pairs(v, outcome, j);
    if (v->swings) json_swings(v, outcome, j);
  }
  json_end(j);
}

static void json_inputs(const SensitivityView *v, Json *j) {
  json_key(j, "inputs"), json_array(j);
  for (unsigned f = 0; f < v->result->factors; f++) json_string(j, v->factors[f]);
  json_end(j);
  if (v->design->spec.kind != DESIGN_SALTELLI || !v->design->spec.group) return;
  json_key(j, "groups"), json_object(j);
  for (unsigned f = 0; f < v->result->factors; f++) {
    json_key(j, v->factors[f]), json_array(j);
    for (unsigned p = 0; p < v->design->spec.parameters; p++)
      if (v->design->group[p] == f) json_string(j, v->design->spec.names[p]);
    json_end(j);
  }
  json_end(j);
}

static void json_cost(const SensitivityView *v, Json *j) {
  json_key(j, "cost"), json_object(j);
  json_pair(j, "formula", v->result->method->cost), json_pair_count(j, "n", v->design->spec.n);
  json_pair_count(j, "inputs", v->design->spec.parameters), json_pair_count(j, "factors", v->result->factors);
  json_pair_count(j, "runs", v->design->runs);
  json_end(j);
}

static void json_bad(const SensitivityView *v, Json *j, Arena *arena) {
  json_pair_count(j, "bad", v->bad_total);
  json_key(j, "bad_runs"), json_array(j);
  for (unsigned i = 0; i < v->bad_listed && i < 10; i++) {
    json_object(j);
    json_pair_count(j, "run", v->bad[i].run), json_pair(j, "reason", v->reason(v->context, &v->bad[i]));
    json_pair(j, "story", v->story(v->context, &v->bad[i], arena));
    json_end(j);
  }
  json_end(j);
}

int report_sensitivity_json(const SensitivityView *v, Buffer *out, Fail *fail) {
  Arena *arena = arena_new();
  if (!arena) return no_memory(fail);
  Json j = json_to(out);
  json_object(&j);
  json_pair(&j, "scenario", v->point->scenario ? v->point->scenario->name : NULL), json_pair(&j, "model", v->point->model->name);
  json_pair(&j, "method", v->result->method->word), json_pair(&j, "design", design_words[v->design->spec.kind]);
  json_pair_count(&j, "seed", v->design->spec.seed);
  json_cost(v, &j);
  json_pair_count(&j, "resamples", v->options->resamples), json_pair_number(&j, "tolerance", v->options->tolerance);
  json_pair(&j, "note", v->note.en), json_pair(&j, "repaired", v->repaired.en);
  json_inputs(v, &j);
  json_bad(v, &j, arena);
  json_key(&j, "outcomes"), json_array(&j);
  for (unsigned i = 0; i < v->n; i++) json_outcome(v, i, &j);
  json_end(&j);
  json_end(&j);
  buffer_put(out, "\n");
  int code = out->failed || arena_failed(arena) ? no_memory(fail) : 0;
  arena_free(arena);
  return code;
}

/* ---- CSV -------------------------------------------------------------------------------------------------------------- */

static void csv_number(Buffer *out, double x) {
  char text[32];
  if (!isfinite(x)) return;
  text_double17(text, x);
  buffer_put(out, text);
}

static void csv_row(const SensedOutcome *o, const char *measure, const char *input, const Index *x, Buffer *out) {
  csv_cell(out, o->name), buffer_char(out, ',');
  csv_number(out, o->year), buffer_char(out, ',');
  csv_cell(out, o->unit_text), buffer_char(out, ',');
  csv_cell(out, measure), buffer_char(out, ',');
  csv_cell(out, input), buffer_char(out, ',');
  csv_number(out, x->value), buffer_char(out, ',');
  csv_number(out, x->low), buffer_char(out, ',');
  csv_number(out, x->high), buffer_char(out, ',');
  buffer_put(out, x->converged ? "1," : "0,");
  if (x->next) buffer_format(out, "%llu", (unsigned long long)x->next);
  buffer_char(out, '\n');
}

static void csv_pairs(const SensitivityView *v, unsigned outcome, Arena *arena, Buffer *out) {
  const Index *x = v->result->pair + (size_t)outcome * v->result->pairs;
  for (unsigned a = 0; a < v->result->factors; a++)
    for (unsigned b = a + 1; b < v->result->factors; b++, x++)
      csv_row(&v->outcomes[outcome], "S2", arena_printf(arena, "%s:%s", v->factors[a], v->factors[b]), x, out);
}

int report_sensitivity_csv(const SensitivityView *v, Buffer *out, Fail *fail) {
  Arena *arena = arena_new();
  if (!arena) return no_memory(fail);
  buffer_put(out, "outcome,year,unit,measure,input,value,low,high,converged,next_n\n");
  for (unsigned i = 0; i < v->n; i++) {
    if (!v->outcomes[i].varies) continue;
    for (unsigned m = 0; m < v->result->measures; m++)
      for (unsigned f = 0; f < v->result->factors; f++) {
        Index x = sensitivity_shown(v, i, m, f);
        csv_row(&v->outcomes[i], v->result->method->measures[m], v->factors[f], &x, out);
      }
    if (v->result->pairs) csv_pairs(v, i, arena, out);
  }
  int code = out->failed || arena_failed(arena) ? no_memory(fail) : 0;
  arena_free(arena);
  return code;
}
