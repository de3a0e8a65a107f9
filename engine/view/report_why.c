/* report_why.c : how a value comes about, as a tree for people. */
#define _POSIX_C_SOURCE 200809L
#include "view/report.h"
#include "study/why.h"

#include "base/name.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { SEEN_MOST = 2000, PREFIX = 400, EQUATION = 600, SPELT_OUT = 8 };

typedef struct {
  const Result *r;
  const ReportLook *look;
  Arena *arena;
  Buffer *out;
  struct { const Symbol *symbol; int point; } seen[SEEN_MOST];
  unsigned n_seen;
} Tree;

static Lang lang_of(const Tree *t) { return t->look->lang; }

/* ---- one value ------------------------------------------------------------------------------------------------ */

/* Seven figures: who asks why wants to reckon along. */
static const char *exact(double x, char out[32]) {
  if (isnan(x)) return strcpy(out, "–");
  snprintf(out, 32, "%.7g", x);
  return out;
}

static void put_value(const Tree *t, const WhyInput *in) {
  const Symbol *s = in->symbol;
  char text[32], unit[UNIT_SHOWN];
  double low = INFINITY, high = -INFINITY, sum = 0;
  if (s->size == 1) {
    buffer_format(t->out, " = %s", exact(why_value(t->r, in, 0), text));
  } else if (s->size <= SPELT_OUT) {
    for (unsigned i = 0; i < s->size; i++) {
      buffer_format(t->out, "%s%s %s", i ? ", " : " = ", symbol_element(t->r, s, i, t->arena), exact(why_value(t->r, in, i), text));
    }
  } else {
    for (unsigned i = 0; i < s->size; i++) {
      double x = why_value(t->r, in, i);
      low = fmin(low, x), high = fmax(high, x), sum += x;
    }
    buffer_format(t->out, say(lang_of(t), "：%u 个值，%.5g … %.5g，合计 %.6g", ": %u values, %.5g … %.5g, sum %.6g"), s->size,
                  low, high, sum);
  }
  const char *shown = unit_shown(lang_of(t), s->decl->unit_text, unit);
  if (*shown) buffer_format(t->out, " %s", shown);
}

static const char *moment_word(const Tree *t, const WhyInput *in) {
  Lang lang = lang_of(t);
  switch (in->moment) {
    case READ_CLOSING: return say(lang, "期末", "at the end of");
    case READ_AVERAGE: return say(lang, "期初期末平均", "mean over");
    case READ_PREVIOUS: return say(lang, "上期", "earlier,");
    case READ_START: return say(lang, "起始年", "start,");
    case READ_BEFORE: return say(lang, "历史", "history");
    default: return in->opening ? say(lang, "期初", "opening, end of") : "";
  }
}

static void put_moment(const Tree *t, const WhyInput *in) {
  char time[32];
  const char *word = moment_word(t, in);
  if (in->moment == READ_BEFORE) {
    buffer_format(t->out, "  [%s]", word);
    return;
  }
  time_shown(t->r->times[0] + in->point * t->r->model->step, time);
  buffer_format(t->out, "  [%s%s%s]", word, *word ? " " : "", time);
}

static void put_head(const Tree *t, const WhyInput *in) {
  const Symbol *s = in->symbol;
  if (t->look->colour) buffer_put(t->out, "\033[1m");
  buffer_put(t->out, s->name);
  if (t->look->colour) buffer_put(t->out, "\033[0m");
  put_value(t, in);
  put_moment(t, in);
  if (s->decl->label.zh || s->decl->label.en) buffer_format(t->out, "  %s", label_in(lang_of(t), s->decl->label, ""));
  buffer_char(t->out, '\n');
}

/* ---- what stands behind it ------------------------------------------------------------------------------------ */

static void put_note(const Tree *t, const char *prefix, const char *what, const char *text) {
  if (text && *text) buffer_format(t->out, "%s  %s: %s\n", prefix, what, text);
}

static void put_notes(const Tree *t, const char *prefix, const Decl *d) {
  Lang lang = lang_of(t);
  put_note(t, prefix, say(lang, "来源", "source"), d->source);
  put_note(t, prefix, say(lang, "估计", "estimate"), d->estimate);
  put_note(t, prefix, say(lang, "说明", "note"), d->note);
  put_note(t, prefix, say(lang, "规划", "plan"), d->chapter);
}

static void put_part(const Tree *t, const char *prefix, const Symbol *s, const WhyPart *part) {
  char place[256];
  static const char *const words[][2] = {
    {"equation", "方程"}, {"replaced equation", "原方程"}, {"override", "情景改为"}, {"given", "本地给定"}, {"default", "缺省"},
    {"value", "取值"},    {"observed", "实际数据"},        {"start", "起始值"},      {"initial", "初值"},   {"next", "下期值"},
    {"rate", "变化率"},   {"zero", "令其为零"}};
  const char *word = part->part;
  for (size_t i = 0; i < sizeof words / sizeof *words; i++)
    if (lang_of(t) == LANG_ZH && !strcmp(word, words[i][0])) word = words[i][1];
  buffer_format(t->out, "%s  %s: %s", prefix, word, expr_text(t->arena, part->expr, EQUATION));
  if (!strcmp(part->part, "override")) buffer_format(t->out, "  (%s)", s->override_by ? s->override_by : "--set");
  buffer_format(t->out, "  %s\n", place_shown(part->place, place));
  if (strcmp(part->part, "override")) put_notes(t, prefix, part->decl);
}

static void put_range(const Tree *t, const char *prefix, const Decl *d) {
  if (!d->has_range) return;
  bool pure = !d->unit_text || !strcmp(d->unit_text, "1");
  buffer_format(t->out, "%s  %s: %g … %g%s%s\n", prefix, say(lang_of(t), "范围", "range"), d->range_low, d->range_high,
                pure ? "" : " ", pure ? "" : d->unit_text);
}

static void put_parts(const Tree *t, const char *prefix, const WhyInput *in) {
  WhyPart parts[WHY_PARTS];
  const Symbol *s = in->symbol;
  unsigned n = why_parts(t->r, s, in->point < 0 ? 0 : (unsigned)in->point, parts);
  char unit[64];
  snprintf(unit, sizeof unit, "%.60s", s->decl->unit_text ? s->decl->unit_text : "1");
  buffer_format(t->out, "%s  %s \"%s\"\n", prefix, decl_words[s->decl->kind], unit);
  for (unsigned i = 0; i < n; i++) put_part(t, prefix, s, &parts[i]);
  put_range(t, prefix, s->decl);
  if (!n) {
    char place[256];
    buffer_format(t->out, "%s  %s\n", prefix, place_shown(s->decl->place, place));
    put_notes(t, prefix, s->decl);
  }
}

/* ---- the tree ------------------------------------------------------------------------------------------------- */

static bool seen_before(Tree *t, const WhyInput *in) {
  for (unsigned i = 0; i < t->n_seen; i++)
    if (t->seen[i].symbol == in->symbol && t->seen[i].point == in->point) return true;
  if (t->n_seen == SEEN_MOST) return true;       /* enough: a deep question must end */
  t->seen[t->n_seen].symbol = in->symbol;
  t->seen[t->n_seen++].point = in->point;
  return false;
}

static void branches(Tree *, const WhyInput *, unsigned n, const char *prefix, unsigned depth);

static void branch(Tree *t, const WhyInput *in, const char *prefix, unsigned depth) {
  put_head(t, in);
  if (in->moment == READ_BEFORE || in->point < 0) return;
  if (seen_before(t, in)) {
    buffer_format(t->out, "%s  %s\n", prefix, say(lang_of(t), "(见上)", "(see above)"));
    return;
  }
  const WhyInput *inputs = NULL;
  unsigned n = depth ? why_inputs(t->r, t->arena, in->symbol, (unsigned)in->point, &inputs) : 0;
  char inner[PREFIX];
  snprintf(inner, sizeof inner, "%s%s", prefix, n ? "│ " : "  ");
  put_parts(t, inner, in);
  branches(t, inputs, n, prefix, depth ? depth - 1 : 0);
}

static void branches(Tree *t, const WhyInput *inputs, unsigned n, const char *prefix, unsigned depth) {
  char inner[PREFIX];
  for (unsigned i = 0; i < n; i++) {
    buffer_format(t->out, "%s%s", prefix, i + 1 < n ? "├─ " : "└─ ");
    snprintf(inner, sizeof inner, "%.380s%s", prefix, i + 1 < n ? "│  " : "   ");
    branch(t, &inputs[i], inner, depth);
  }
}

/* ---- an outcome or a target ----------------------------------------------------------------------------------- */

static void put_score(const Tree *t, const Score *s, const char *prefix) {
  char goal[32], base[32], year[32];
  if (s->comparison) {
    const char *sign = s->comparison == '>' ? "≥" : s->comparison == '<' ? "≤" : "≈";
    buffer_format(t->out, "%s  %s: %s %s", prefix, say(lang_of(t), "目标值", "goal"), sign, exact(s->goal, goal));
    if (!isnan(s->base)) buffer_format(t->out, say(lang_of(t), "，%s 年为 %s", ", from %s: %s"), time_shown(s->base_year, year), exact(s->base, base));
    buffer_char(t->out, '\n');
  }
  buffer_format(t->out, "%s  %s: %s\n", prefix, say(lang_of(t), "状态", "status"),
                say(lang_of(t), status_words[s->status].zh, status_words[s->status].en));
}

static void put_walk(Tree *t, const WhyWalk *w, unsigned depth) {
  const WhyInput *inputs = NULL;
  unsigned n = depth ? why_walk_inputs(t->r, t->arena, w->decl, &inputs) : 0;
  char number[32], unit[UNIT_SHOWN], place[256];
  const char *prefix = n ? "│ " : "  ";
  buffer_format(t->out, "%s = %s %s", w->decl->name, exact(w->value, number), unit_shown(lang_of(t), w->decl->unit_text, unit));
  buffer_format(t->out, "  %s\n", label_in(lang_of(t), w->decl->label, ""));
  buffer_format(t->out, "%s  %s \"%s\"", prefix, decl_words[w->decl->kind], w->decl->unit_text ? w->decl->unit_text : "1");
  if (w->decl->value) buffer_format(t->out, ": %s", expr_text(t->arena, w->decl->value, EQUATION));
  buffer_format(t->out, "  %s\n", place_shown(w->decl->place, place));
  if (w->score) put_score(t, w->score, prefix);
  put_notes(t, prefix, w->decl);
  put_note(t, prefix, say(lang_of(t), "出处", "place"), w->decl->place_text);
  branches(t, inputs, n, "", depth ? depth - 1 : 0);
}

/* ---- the question --------------------------------------------------------------------------------------------- */

static int unknown(const Result *r, const char *name, Fail *fail) {
  Arena *arena = arena_new();
  const Model *m = r->model;
  const char **names = arena ? arena_array(arena, m->n_decls + 1, sizeof *names) : NULL;
  for (unsigned i = 0; names && i < m->n_decls; i++)
    if (m->decls[i]->kind != DECL_CHECK && m->decls[i]->kind != DECL_AXIS) names[i] = m->decls[i]->name;
  const char *nearest = names ? name_nearest(name, names, m->n_decls) : NULL;
  char hint[160] = "; 'yuanjing check' lists them";
  if (nearest) snprintf(hint, sizeof hint, "; did you mean '%.100s'?", nearest);
  int code = fail_set(fail, E908, place_at(NULL, 0, 0), name, hint);
  arena_free(arena);
  return code;
}

int report_why(const Result *r, const Question *q, const ReportLook *look, Buffer *out, Fail *fail) {
  const Symbol *s = link_symbol(r->linked, q->name);
  WhyWalk walk;
  bool walks = !s && why_walk(r, q->name, &walk);
  if (!s && !walks) return unknown(r, q->name, fail);
  Arena *arena = arena_new();
  Tree *tree = arena ? arena_alloc(arena, sizeof *tree) : NULL;
  if (tree) {
    *tree = (Tree){.r = r, .look = look, .arena = arena, .out = out};
    WhyInput root = {s, READ_PLAIN, false, (int)q->point};
    if (walks) put_walk(tree, &walk, q->depth);
    else branch(tree, &root, "", q->depth);
  }
  bool done = tree && !arena_failed(arena) && !out->failed;
  arena_free(arena);
  return done ? 0 : fail_set(fail, E801, place_at(NULL, 0, 0), "a report");
}
