/* report_why_json.c : how a value comes about, as nested JSON objects. */
#define _POSIX_C_SOURCE 200809L
#include "record/json.h"
#include "view/report.h"
#include "study/why.h"

#include <math.h>

enum { DEEPEST = 100, EQUATION = 2000, SEEN_MOST = 2000 };

typedef struct {
  const Result *r;
  Arena *arena;
  Json *json;
  struct { const Symbol *symbol; int point; } seen[SEEN_MOST];
  unsigned n_seen;
} Tree;

static void put_place(const Tree *t, Place place) {
  json_pair(t->json, "file", place.file);
  json_pair_count(t->json, "line", place.line > 0 ? (unsigned long)place.line : 0);
}

static void put_part(const Tree *t, const Symbol *s, const WhyPart *part) {
  bool override = part->part[0] == 'o' && part->part[1] == 'v';
  json_object(t->json);
  json_pair(t->json, "part", part->part);
  json_pair(t->json, "text", expr_text(t->arena, part->expr, EQUATION));
  put_place(t, part->place);
  if (override) json_pair(t->json, "scenario", s->override_by);
  if (!override && part->decl->source) json_pair(t->json, "source", part->decl->source);
  if (!override && part->decl->estimate) json_pair(t->json, "estimate", part->decl->estimate);
  json_end(t->json);
}

static void put_values(const Tree *t, const WhyInput *in) {
  if (in->symbol->size == 1) {
    json_pair_number(t->json, "value", why_value(t->r, in, 0));
    return;
  }
  json_key(t->json, "values");
  json_object(t->json);
  for (unsigned i = 0; i < in->symbol->size; i++)
    json_pair_number(t->json, symbol_element(t->r, in->symbol, i, t->arena), why_value(t->r, in, i));
  json_end(t->json);
}

static const char *moment_id(const WhyInput *in) {
  static const char *const ids[] = {"this", "closing", "average", "previous", "start", "history"};
  return in->opening && in->moment == READ_PLAIN ? "opening" : ids[in->moment];
}

static void put_head(const Tree *t, const WhyInput *in) {
  const Symbol *s = in->symbol;
  json_pair(t->json, "name", s->name);
  json_pair(t->json, "kind", decl_words[s->decl->kind]);
  json_pair(t->json, "unit", s->decl->unit_text);
  json_pair(t->json, "label", label_in(LANG_ZH, s->decl->label, s->name));
  json_pair(t->json, "moment", moment_id(in));
  bool known = in->moment != READ_BEFORE;
  json_pair_number(t->json, "year", known ? t->r->times[0] + in->point * t->r->model->step : NAN);
  put_values(t, in);
  put_place(t, s->decl->place);
}

static bool seen_before(Tree *t, const WhyInput *in) {
  for (unsigned i = 0; i < t->n_seen; i++)
    if (t->seen[i].symbol == in->symbol && t->seen[i].point == in->point) return true;
  if (t->n_seen == SEEN_MOST) return true;       /* enough: a deep question must end */
  t->seen[t->n_seen].symbol = in->symbol;
  t->seen[t->n_seen++].point = in->point;
  return false;
}

static void branch(Tree *, const WhyInput *, unsigned depth);

static void put_behind(Tree *t, const WhyInput *in, unsigned depth) {
  WhyPart parts[WHY_PARTS];
  const WhyInput *inputs = NULL;
  unsigned n_parts = why_parts(t->r, in->symbol, (unsigned)in->point, parts);
  json_key(t->json, "parts");
  json_array(t->json);
  for (unsigned i = 0; i < n_parts; i++) put_part(t, in->symbol, &parts[i]);
  json_end(t->json);
  unsigned n = depth ? why_inputs(t->r, t->arena, in->symbol, (unsigned)in->point, &inputs) : 0;
  json_key(t->json, "inputs");
  json_array(t->json);
  for (unsigned i = 0; i < n; i++) branch(t, &inputs[i], depth - 1);
  json_end(t->json);
}

static void branch(Tree *t, const WhyInput *in, unsigned depth) {
  json_object(t->json);
  put_head(t, in);
  bool known = in->moment != READ_BEFORE && in->point >= 0, repeated = known && seen_before(t, in);
  json_key(t->json, "repeated");
  json_bool(t->json, repeated);
  if (known && !repeated) put_behind(t, in, depth);
  json_end(t->json);
}

static void put_walk(Tree *t, const WhyWalk *w, unsigned depth) {
  const WhyInput *inputs = NULL;
  const Decl *d = w->decl;
  json_object(t->json);
  json_pair(t->json, "name", d->name);
  json_pair(t->json, "kind", decl_words[d->kind]);
  json_pair(t->json, "unit", d->unit_text);
  json_pair(t->json, "label", label_in(LANG_ZH, d->label, d->name));
  json_pair_number(t->json, "value", w->value);
  json_pair(t->json, "text", d->value ? expr_text(t->arena, d->value, EQUATION) : NULL);
  if (w->score) json_pair(t->json, "status", status_words[w->score->status].id);
  put_place(t, d->place);
  unsigned n = depth ? why_walk_inputs(t->r, t->arena, d, &inputs) : 0;
  json_key(t->json, "inputs");
  json_array(t->json);
  for (unsigned i = 0; i < n; i++) branch(t, &inputs[i], depth - 1);
  json_end(t->json);
  json_end(t->json);
}

int report_why_json(const Result *r, const Question *q, const ReportLook *look, Buffer *out, Fail *fail) {
  const Symbol *s = link_symbol(r->linked, q->name);
  WhyWalk walk;
  bool walks = !s && why_walk(r, q->name, &walk);
  if (!s && !walks) return report_why(r, q, look, out, fail);        /* which refuses it */
  Arena *arena = arena_new();
  Json json = json_to(out);
  Tree *tree = arena ? arena_alloc(arena, sizeof *tree) : NULL;
  WhyInput root = {s, READ_PLAIN, false, (int)q->point};
  if (tree) {
    *tree = (Tree){.r = r, .arena = arena, .json = &json};
    unsigned depth = q->depth < DEEPEST ? q->depth : DEEPEST;
    if (walks) put_walk(tree, &walk, depth);
    else branch(tree, &root, depth);
  }
  buffer_char(out, '\n');
  bool done = tree && !arena_failed(arena) && !out->failed;
  arena_free(arena);
  return done ? 0 : fail_set(fail, E801, place_at(NULL, 0, 0), "a report");
}
