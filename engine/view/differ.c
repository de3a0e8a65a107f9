#define _POSIX_C_SOURCE 200809L
#include "view/differ.h"

#include "study/assumptions.h"
#include "view/shown.h"

#include <math.h>
#include <string.h>

enum { TEXT_WIDEST = 300 };

typedef struct {
  const Result *const *pair;
  const ReportLook *look;
  Arena *arena;
  unsigned points[2][POINTS_SHOWN], n_points;
} Pair;

const char *run_title(const Result *r, Lang lang) {
  return r->scenario ? label_in(lang, r->scenario->title, r->scenario->name) : label_in(lang, r->model->title, r->model->name);
}

static int find_points(Pair *p, Fail *fail) {
  for (unsigned side = 0; side < 2; side++) {
    const ReportLook *look = p->look;
    int code = shown_points(p->pair[side], look->years, look->n_years, p->points[side], &p->n_points, fail);
    if (code) return code;
  }
  /* Times that both runs have. */
  unsigned n = 0;
  for (unsigned i = 0; i < p->n_points; i++) {
    int other = result_point(p->pair[0], p->pair[1]->times[p->points[1][i]]);
    if (other < 0) continue;
    p->points[0][n] = (unsigned)other;
    p->points[1][n++] = p->points[1][i];
  }
  p->n_points = n;
  return 0;
}

/* ---- one side ------------------------------------------------------------------------------------------------- */

typedef struct { const Expr *expr; Place place; } Said;

static Said said_by(const Result *r, const Override *change, const char *name) {
  if (change) return (Said){change->value, change->place};
  const Symbol *s = link_symbol(r->linked, name);
  if (!s) return (Said){NULL, {NULL, 0, 0}};
  const Decl *d = s->given ? s->given : s->decl;
  return (Said){d->value, d->place};
}

static const char *text_of(const Pair *p, Said said) {
  return said.expr ? expr_text(p->arena, said.expr, TEXT_WIDEST) : say(p->look->lang, "(无)", "(none)");
}

/* ---- for people ----------------------------------------------------------------------------------------------- */

static void print_side(const Pair *p, const Difference *d, unsigned side, Buffer *out) {
  char place[256];
  Said said = said_by(p->pair[side], d->side[side], d->name);
  const char *by = d->by[side] ? d->by[side] : say(p->look->lang, "本地", "the region");
  buffer_format(out, "    %s %s: %s  %s\n", side ? "B" : "A", by, text_of(p, said), place_shown(said.place, place));
}

/* "2025: 80 → 126.7": only where it is one number a year on both sides. */
static void print_values(const Pair *p, const Difference *d, Buffer *out) {
  const Symbol *a = link_symbol(p->pair[0]->linked, d->name), *b = link_symbol(p->pair[1]->linked, d->name);
  if (!a || !b || a->size != 1 || b->size != 1 || !unit_same(a->unit, b->unit)) return;
  buffer_put(out, "   ");
  for (unsigned i = 0; i < p->n_points; i++) {
    double both[2] = {result_at(p->pair[0], a, 0, p->points[0][i]), result_at(p->pair[1], b, 0, p->points[1][i])};
    char time[32], x[32], y[32];
    int decimals = number_decimals(both, 2);
    buffer_format(out, "%s %s: %s → %s", i ? ";" : "", time_shown(p->pair[0]->times[p->points[0][i]], time),
                  number_shown(both[0], decimals, x), number_shown(both[1], decimals, y));
  }
  buffer_char(out, '\n');
}

static void print_difference(const Pair *p, const Difference *d, Buffer *out) {
  const Symbol *s = link_symbol(p->pair[0]->linked, d->name);
  if (!s) s = link_symbol(p->pair[1]->linked, d->name);
  buffer_format(out, "  %s", d->name);
  if (s) {
    if (s->decl->label.zh || s->decl->label.en) buffer_format(out, "  %s", label_in(p->look->lang, s->decl->label, ""));
    if (s->decl->unit_text) buffer_format(out, "  (%s)", s->decl->unit_text);
  }
  buffer_char(out, '\n');
  print_side(p, d, 0, out);
  print_side(p, d, 1, out);
  print_values(p, d, out);
}

static void print_frame(const Pair *p, Buffer *out) {
  const Result *a = p->pair[0], *b = p->pair[1];
  Lang lang = p->look->lang;
  char x[32], y[32];
  if (strcmp(a->model->name, b->model->name))
    buffer_format(out, "  %s: %s → %s\n", say(lang, "模型", "model"), a->model->name, b->model->name);
  double last_a = a->times[a->n_times - 1], last_b = b->times[b->n_times - 1];
  if (last_a != last_b) buffer_format(out, "  %s: %s → %s\n", say(lang, "终止年", "horizon"), time_shown(last_a, x), time_shown(last_b, y));
}

int differ_print(const Result *const pair[2], const ReportLook *look, Arena *arena, Buffer *out, Fail *fail) {
  Pair p = {.pair = pair, .look = look, .arena = arena};
  int code = find_points(&p, fail);
  if (code) return code;
  const Difference *list;
  unsigned n = assumptions_differ(arena, pair[0]->scenario, pair[1]->scenario, &list);
  buffer_format(out, say(look->lang, "\n不同的假设 %u 项：A %s，B %s\n", "\n%u assumptions differ: A %s, B %s\n"), n,
                run_title(pair[0], look->lang), run_title(pair[1], look->lang));
  print_frame(&p, out);
  for (unsigned i = 0; i < n; i++) print_difference(&p, &list[i], out);
  return 0;
}

/* ---- for programs --------------------------------------------------------------------------------------------- */

static void put_values(const Pair *p, unsigned side, const char *name, Json *j) {
  const Result *r = p->pair[side];
  const Symbol *s = link_symbol(r->linked, name);
  json_key(j, "values");
  json_array(j);
  for (unsigned i = 0; s && s->size == 1 && i < p->n_points; i++) json_number(j, result_at(r, s, 0, p->points[side][i]));
  json_end(j);
}

static void put_side(const Pair *p, const Difference *d, unsigned side, Json *j) {
  Said said = said_by(p->pair[side], d->side[side], d->name);
  json_object(j);
  json_pair(j, "scenario", d->by[side]);
  json_pair(j, "text", said.expr ? expr_text(p->arena, said.expr, 4000) : NULL);
  json_pair(j, "file", said.place.file);
  json_pair_count(j, "line", said.place.line > 0 ? (unsigned long)said.place.line : 0);
  put_values(p, side, d->name, j);
  json_end(j);
}

int differ_json(const Result *const pair[2], const ReportLook *look, Arena *arena, Json *j, Fail *fail) {
  Pair p = {.pair = pair, .look = look, .arena = arena};
  int code = find_points(&p, fail);
  if (code) return code;
  const Difference *list;
  unsigned n = assumptions_differ(arena, pair[0]->scenario, pair[1]->scenario, &list);
  json_array(j);
  for (unsigned i = 0; i < n; i++) {
    const Symbol *s = link_symbol(pair[0]->linked, list[i].name);
    json_object(j);
    json_pair(j, "name", list[i].name);
    json_key(j, "lever");
    json_bool(j, list[i].lever);
    json_pair(j, "unit", s ? s->decl->unit_text : NULL);
    json_key(j, "sides");
    json_array(j);
    put_side(&p, &list[i], 0, j);
    put_side(&p, &list[i], 1, j);
    json_end(j);
    json_end(j);
  }
  json_end(j);
  return 0;
}

/* ---- the diff command ----------------------------------------------------------------------------------------- */

static int no_memory(Fail *fail) { return fail_set(fail, E801, place_at(NULL, 0, 0), "a report"); }

int report_diff(const Result *const pair[2], const ReportLook *look, Buffer *out, Fail *fail) {
  Arena *arena = arena_new();
  int code = arena ? differ_print(pair, look, arena, out, fail) : no_memory(fail);
  if (!code && (arena_failed(arena) || out->failed)) code = no_memory(fail);
  arena_free(arena);
  return code;
}

static void put_scenarios(const Result *const pair[2], Json *j) {
  json_key(j, "scenarios");
  json_array(j);
  for (unsigned i = 0; i < 2; i++) json_string(j, pair[i]->scenario ? pair[i]->scenario->name : NULL);
  json_end(j);
  json_key(j, "models");
  json_array(j);
  for (unsigned i = 0; i < 2; i++) json_string(j, pair[i]->model->name);
  json_end(j);
}

int report_diff_json(const Result *const pair[2], const ReportLook *look, Buffer *out, Fail *fail) {
  Arena *arena = arena_new();
  Json j = json_to(out);
  if (!arena) return no_memory(fail);
  json_object(&j);
  put_scenarios(pair, &j);
  json_key(&j, "assumptions");
  int code = differ_json(pair, look, arena, &j, fail);
  json_end(&j);
  buffer_char(out, '\n');
  if (!code && (arena_failed(arena) || out->failed)) code = no_memory(fail);
  arena_free(arena);
  return code;
}
