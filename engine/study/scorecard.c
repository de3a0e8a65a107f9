#include "study/scorecard.h"

#include <assert.h>
#include <math.h>
#include <string.h>

const StatusWord status_words[STATUS_COUNT] = {
  [STATUS_NOT_MODELLED] = {"not_modelled", "未建模", "not yet modelled"},
  [STATUS_BEYOND]       = {"beyond_horizon", "超出预测期", "beyond the horizon"},
  [STATUS_BEHIND]       = {"behind", "未达进度、预计完成有难度", "behind schedule, likely to be missed"},
  [STATUS_EARLY]        = {"early", "提前完成", "completed early"},
  [STATUS_AHEAD]        = {"ahead", "达到时序进度、预计可超额完成", "on schedule, likely to be exceeded"},
  [STATUS_ON_SCHEDULE]  = {"on_schedule", "达到或基本达到时序进度、预计可如期完成", "on or near schedule, likely to be met"},
};

/* ---- the model that is linked --------------------------------------------------------------------------------- */

static double key_number(const Decl *d, const char *key) {
  const Expr *e = decl_key(d, key);
  return e && e->kind == EXPR_NUMBER ? e->number : NAN;
}

static double target_year(const Walks *walks, const Decl *d) {
  double year = key_number(d, "year");
  if (isnan(year) && d->value) year = walks_latest(walks, d->value);
  return isfinite(year) ? year : NAN;
}

static bool is_walk(const Decl *d) { return d->kind == DECL_OUTCOME || d->kind == DECL_TARGET; }

static bool within_horizon(const Walks *walks, const Decl *d, double horizon) {
  return !is_walk(d) || !d->value || walks_latest(walks, d->value) <= horizon;
}

/* The first year of a target's path. NaN: it has none but its own. */
static double path_begin(Walks *walks, const Model *model, const Decl *d, double year) {
  double base_year = key_number(d, "base_year"), first = model->start, earliest = walks_earliest(walks, d->value, year);
  if (base_year > first) first = base_year;
  first = fmax(first, earliest);
  return !isnan(earliest) && walks_latest(walks, d->value) == year && first < year ? ceil(first) : NAN;
}

typedef struct { Arena *arena; ScoredModel *scored; unsigned room_decls, room_milestones; } Growing;

/* The array, or a wider copy of it. NULL: no memory. */
static void *with_room(Arena *arena, void *array, unsigned n, unsigned *room, size_t size) {
  if (n < *room) return array;
  unsigned wider = *room ? 2 * *room : 64;
  void *copy = arena_array(arena, wider, size);
  if (!copy) return NULL;
  if (n) memcpy(copy, array, n * size);
  *room = wider;
  return copy;
}

static bool add_decl(Growing *g, Decl *d) {
  Model *m = &g->scored->model;
  Decl **decls = with_room(g->arena, m->decls, m->n_decls, &g->room_decls, sizeof *decls);
  if (!decls) return false;
  m->decls = decls;
  decls[m->n_decls++] = d;
  return true;
}

static bool add_milestone(Growing *g, Milestone milestone) {
  ScoredModel *s = g->scored;
  Milestone *all = with_room(g->arena, s->milestones, s->n_milestones, &g->room_milestones, sizeof *all);
  if (!all) return false;
  s->milestones = all;
  all[s->n_milestones++] = milestone;
  return true;
}

/* A moved copy of an outcome that stands in a target is of no target. */
static bool add_inner(void *growing, Decl *moved) {
  return add_decl(growing, moved) && add_milestone(growing, (Milestone){NULL, moved, NAN});
}

static bool add_year(Growing *g, Walks *walks, const Decl *d, double year, double at) {
  Decl *decl = arena_alloc(g->arena, sizeof *decl);
  if (!decl) return false;
  *decl = (Decl){.kind = DECL_OUTCOME, .place = d->place, .unit_text = d->unit_text};
  decl->name = arena_printf(g->arena, "%s@%.10g", d->name, at);
  decl->value = walks_moved(walks, d->value, year, at, add_inner, g);
  return decl->name && decl->value && add_decl(g, decl) && add_milestone(g, (Milestone){d, decl, at});
}

enum { PATH_LONGEST = 100 };     /* years of a target's path */

static bool add_path(Growing *g, Walks *walks, const Model *model, const Decl *d) {
  double year = target_year(walks, d), first = path_begin(walks, model, d, year);
  if (isnan(first) || year - first > PATH_LONGEST || model->step > 1) return true;
  for (double at = first; at < year; at += 1)
    if (!add_year(g, walks, d, year, at)) return false;
  return true;
}

/* Targets whose year lies within the horizon get a path; of each, registered ones too, it is noted where that begins. */
static bool add_paths(Growing *g, Walks *walks, const Model *model, double horizon, bool milestones) {
  unsigned target = 0;
  for (unsigned i = 0; i < model->n_decls; i++) {
    const Decl *d = model->decls[i];
    if (d->kind != DECL_TARGET) continue;
    g->scored->first[target++] = g->scored->n_milestones;
    if (milestones && d->value && within_horizon(walks, d, horizon) && !add_path(g, walks, model, d)) return false;
  }
  g->scored->first[target] = g->scored->n_milestones;
  return true;
}

const ScoredModel *scorecard_prepare(Arena *arena, const Model *model, double horizon, bool milestones) {
  ScoredModel *s = arena_alloc(arena, sizeof *s);
  Walks *walks = walks_new(arena, model);
  if (!s || !walks) return NULL;
  Growing g = {arena, s, 0, 0};
  s->model = *model, s->walks = walks;
  s->model.n_decls = 0, s->model.decls = NULL;
  if (!(s->first = arena_array(arena, model->n_decls + 1u, sizeof *s->first))) return NULL;
  for (unsigned i = 0; i < model->n_decls; i++)
    if (within_horizon(walks, model->decls[i], horizon) && !add_decl(&g, model->decls[i])) return NULL;
  return add_paths(&g, walks, model, horizon, milestones) ? s : NULL;
}

/* ---- status --------------------------------------------------------------------------------------------------- */

enum { UP = 1, DOWN = -1 };

/* "About" goes upwards unless the base lies above the goal. */
static int direction(const Goal *g) {
  if (g->comparison == '<') return DOWN;
  return g->comparison == '~' && g->base > g->goal ? DOWN : UP;
}

/* How far beyond `wanted`, in the direction that is meant; below zero it is short of it. */
static double beyond(const Goal *g, double wanted, double value) {
  return direction(g) * (value - wanted) + 1e-12 * fabs(wanted);
}

static double way_of(const Goal *g) { return g->flat || isnan(g->base) ? NAN : fabs(g->goal - g->base); }

/* What "about" forgives: 5 % of the goal, but no more than a tenth of the way. */
static double allowance(const Goal *g) {
  return g->comparison == '~' ? fmin(0.05 * fabs(g->goal), 0.1 * way_of(g)) : 0;    /* fmin passes over a NaN */
}

static bool reached(const Goal *g, double value) { return beyond(g, g->goal, value) >= 0; }
bool scorecard_met(const Goal *g, double value) { return beyond(g, g->goal, value) + allowance(g) >= 0; }

double scorecard_line(const Goal *g, double year_of_goal, double year) {
  if (g->flat) return g->goal;
  if (isnan(g->base) || !(year_of_goal > g->base_year)) return NAN;
  return g->base + (g->goal - g->base) * (year - g->base_year) / (year_of_goal - g->base_year);
}

typedef bool Holds(const Goal *, double value);

/* Index from which it holds to the end; n when it does not hold at the end. */
static unsigned holds_from(const Goal *g, Holds *holds, unsigned n, const double *path) {
  unsigned from = n;
  while (from && holds(g, path[from - 1])) from--;
  return from;
}

static bool always_on_line(const Goal *g, unsigned n, const double *years, const double *path) {
  for (unsigned i = 0; i < n; i++) {
    double line = scorecard_line(g, years[n - 1], years[i]);
    if (years[i] > g->base_year && !isnan(line) && !(beyond(g, line, path[i]) >= 0)) return false;
  }
  return true;
}

static bool exceeds(const Goal *g, double value) {
  double way = way_of(g);
  return direction(g) * (value - g->goal) > 0.01 * (way > 0 ? way : fabs(g->goal));
}

/* A goal that the base meets already can only be kept. */
static bool is_kept(const Goal *g, unsigned n, const double *years, const double *path) {
  return isnan(g->base) ? n > 1 && years[0] <= g->base_year && reached(g, path[0]) : reached(g, g->base);
}

Status scorecard_status(const Goal *g, unsigned n, const double *years, const double *path) {
  if (!scorecard_met(g, path[n - 1])) return STATUS_BEHIND;
  bool early = holds_from(g, reached, n, path) + 1 < n;
  if (early && !g->flat && !is_kept(g, n, years, path)) return STATUS_EARLY;
  return always_on_line(g, n, years, path) && exceeds(g, path[n - 1]) ? STATUS_AHEAD : STATUS_ON_SCHEDULE;
}

/* ---- scores --------------------------------------------------------------------------------------------------- */

typedef struct {
  Arena *arena;
  const Model *model;
  const ScoredModel *scored;
  const Linked *linked;
  WalkValue *value;
  const void *run;
} Scorer;

static const Walk *walk_of(const Walk *walks, unsigned n, const Decl *d) {
  for (unsigned i = 0; i < n; i++)
    if (walks[i].decl == d) return &walks[i];
  return NULL;
}

static double shown(const Scorer *s, const Walk *w) { return unit_out(w->unit, s->value(s->run, w)); }

/* The projected path: milestones of the target, then its own value. Milestones are the last outcomes that were linked, in
 * their order. False: no memory. */
static bool fill_path(const Scorer *s, unsigned target, Score *score) {
  const Walk *walks = s->linked->outcomes + (s->linked->n_outcomes - s->scored->n_milestones);
  double *years = arena_array(s->arena, PATH_LONGEST + 2, sizeof *years);
  double *path = arena_array(s->arena, PATH_LONGEST + 2, sizeof *path);
  if (!years || !path) return false;
  for (unsigned i = s->scored->first[target]; i < s->scored->first[target + 1]; i++) {
    const Milestone *m = &s->scored->milestones[i];
    assert(walks[i].decl == m->moved);
    if (!m->target) continue;
    years[score->n] = m->year;
    path[score->n++] = shown(s, &walks[i]);
  }
  years[score->n] = score->year;
  path[score->n++] = score->value;
  score->years = years;
  score->path = path;
  return true;
}

static Goal goal_of(const Scorer *s, const Score *score) {
  const Expr *e = score->decl->value;
  Goal g = {score->comparison, score->goal, score->base_year, score->base, false};
  const Walks *walks = s->scored->walks;
  bool at = walks_have(walks, e, WORD_AT), total = walks_have(walks, e, WORD_TOTAL) && !at;
  bool mean = (walks_have(walks, e, WORD_GROWTH) || walks_have(walks, e, WORD_MEAN_OVER)) && !at;
  g.flat = mean;
  if (isnan(g.base_year)) g.base_year = s->model->start;
  if (isnan(g.base) && total) g.base = 0;
  if (isnan(g.base) && !mean && score->n > 1 && score->years[0] == g.base_year) g.base = score->path[0];
  return g;
}

/* A target on a moment, "peak by 2030": there is no path to it. */
static Status status_of_moment(const Goal *g, double value) {
  if (!scorecard_met(g, value)) return STATUS_BEHIND;
  return g->comparison != '~' && value != g->goal ? STATUS_EARLY : STATUS_ON_SCHEDULE;
}

static bool is_moment(const Walks *walks, const Score *score) {
  const Expr *e = walks_behind(walks, score->decl->value);
  return e->kind == EXPR_CALL && e->word == WORD_PEAK_YEAR;
}

static bool judge(const Scorer *s, unsigned target, Score *score) {
  score->value = shown(s, score->walk);
  if (!fill_path(s, target, score)) return false;
  Goal g = goal_of(s, score);
  score->base = g.base;
  score->base_year = g.base_year;
  double *line = arena_array(s->arena, score->n, sizeof *line);
  if (!line) return false;
  for (unsigned i = 0; i < score->n; i++) line[i] = scorecard_line(&g, score->year, score->years[i]);
  score->line = line;
  unsigned from = holds_from(&g, reached, score->n, score->path);
  if (from < score->n) score->met_from = score->years[from];
  if (!g.flat && !reached(&g, g.base)) score->progress = (score->value - g.base) / (g.goal - g.base);
  score->status = is_moment(s->scored->walks, score) ? status_of_moment(&g, score->value)
                                   : scorecard_status(&g, score->n, score->years, score->path);
  return true;
}

static double or_nan(double year) { return year != 0 ? year : NAN; }

static bool fill_score(const Scorer *s, unsigned target, const Decl *d, Score *score) {
  *score = (Score){.decl = d, .status = STATUS_NOT_MODELLED, .year = target_year(s->scored->walks, d), .goal = NAN, .base = NAN,
                   .base_year = key_number(d, "base_year"), .value = NAN, .progress = NAN, .met_from = NAN};
  score->comparison = decl_key(d, "at_least") ? '>' : decl_key(d, "at_most") ? '<' : decl_key(d, "about") ? '~' : 0;
  const Walk *w = score->walk = walk_of(s->linked->targets, s->linked->n_targets, d);
  if (!w) return score->status = STATUS_BEYOND, true;
  score->goal = unit_out(w->unit, w->goal);
  score->base = unit_out(w->unit, w->base);
  if (!isnan(or_nan(w->year))) score->year = w->year;
  if (!isnan(or_nan(w->base_year))) score->base_year = w->base_year;
  if (d->value && w->value == NODE_NONE) score->status = STATUS_BEYOND;
  return w->value == NODE_NONE || !d->value || judge(s, target, score);
}

const Score *scorecard_of(Arena *arena, const Model *model, const ScoredModel *scored, const Linked *linked,
                          WalkValue *value, const void *run, unsigned *n) {
  const Scorer s = {arena, model, scored, linked, value, run};
  Score *scores = arena_array(arena, model->n_decls + 1, sizeof *scores);
  *n = 0;
  for (unsigned i = 0; scores && i < model->n_decls; i++) {
    if (model->decls[i]->kind != DECL_TARGET) continue;
    if (!fill_score(&s, *n, model->decls[i], &scores[*n])) return NULL;
    (*n)++;
  }
  return scores;
}
