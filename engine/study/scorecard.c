#include "study/scorecard.h"

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

/* ---- which years an expression speaks of --------------------------------------------------------------------- */

/* The arguments of a walk that are years: at(x, y), growth(x, a, b), total(x, a, b), mean_over(x, a, b). */
static unsigned first_year_argument(const Expr *e) {
  if (e->kind != EXPR_CALL || word_rows[e->word].class != CLASS_YEARS) return e->n_args;
  return 1;
}

/* The walk behind the name of an outcome, which may stand in other walks; else NULL. */
static const Expr *named_walk(const Model *model, const Expr *e) {
  const Decl *d = e->kind == EXPR_NAME ? model_find(model, DECL_OUTCOME, e->text) : NULL;
  return d ? d->value : NULL;
}

enum { NESTING_MOST = 16 };      /* outcomes that name each other in a circle are the linker's to refuse */

static double latest_year(const Model *model, const Expr *e, unsigned nesting) {
  double latest = -INFINITY;
  const Expr *named = named_walk(model, e);
  if (named) return nesting < NESTING_MOST ? latest_year(model, named, nesting + 1) : latest;
  unsigned first = first_year_argument(e);
  for (unsigned i = 0; i < e->n_args; i++) {
    bool year = i >= first && e->args[i]->kind == EXPR_NUMBER;
    latest = fmax(latest, year ? e->args[i]->number : latest_year(model, e->args[i], nesting));
  }
  return latest;
}

/* The earliest year to which `last` may be moved: a year after the first one of the walks that end in it. */
static double earliest_move(const Model *model, const Expr *e, double last, unsigned nesting) {
  double earliest = -INFINITY;
  const Expr *named = named_walk(model, e);
  if (named) return nesting < NESTING_MOST ? earliest_move(model, named, last, nesting + 1) : earliest;
  unsigned first = first_year_argument(e);
  bool ends = e->n_args > first && e->args[e->n_args - 1]->kind == EXPR_NUMBER && e->args[e->n_args - 1]->number == last;
  if (ends && e->n_args == 3 && e->args[1]->kind == EXPR_NUMBER) earliest = e->args[1]->number + 1;
  for (unsigned i = 0; i < e->n_args; i++) earliest = fmax(earliest, earliest_move(model, e->args[i], last, nesting));
  return earliest;
}

static bool has_word(const Model *model, const Expr *e, Word word, unsigned nesting) {
  const Expr *named = named_walk(model, e);
  if (named) return nesting < NESTING_MOST && has_word(model, named, word, nesting + 1);
  if (e->kind == EXPR_CALL && e->word == word) return true;
  for (unsigned i = 0; i < e->n_args; i++)
    if (has_word(model, e->args[i], word, nesting)) return true;
  return false;
}

typedef struct { Arena *arena; const Model *model; double from, to; } Move;

/* The expression with the years `from` of its walks replaced; NULL when memory is short. */
static Expr *moved(const Move *m, const Expr *e, unsigned nesting) {
  const Expr *named = nesting < NESTING_MOST ? named_walk(m->model, e) : NULL;
  if (named) return moved(m, named, nesting + 1);
  Expr *copy = expr_new(m->arena, e->kind, e->place);
  if (!copy) return NULL;
  *copy = *e;
  if (e->n_args) copy->args = arena_array(m->arena, e->n_args, sizeof *copy->args);
  if (!copy->args && e->n_args) return NULL;
  unsigned first = first_year_argument(e);
  for (unsigned i = 0; i < e->n_args; i++) {
    Expr *arg = e->args[i];
    if (i >= first && arg->kind == EXPR_NUMBER && arg->number == m->from) arg = expr_number(m->arena, m->to, arg->place);
    else if (i < first && (arg->kind == EXPR_CALL || arg->kind == EXPR_NAME)) arg = moved(m, arg, nesting);
    if (!(copy->args[i] = arg)) return NULL;
  }
  return copy;
}

static double key_number(const Decl *d, const char *key) {
  const Expr *e = decl_key(d, key);
  return e && e->kind == EXPR_NUMBER ? e->number : NAN;
}

static double target_year(const Model *model, const Decl *d) {
  double year = key_number(d, "year");
  if (isnan(year) && d->value) year = latest_year(model, d->value, 0);
  return isfinite(year) ? year : NAN;
}

/* ---- the model that is linked --------------------------------------------------------------------------------- */

static bool is_walk(const Decl *d) { return d->kind == DECL_OUTCOME || d->kind == DECL_TARGET; }

static bool within_horizon(const Model *model, const Decl *d, double horizon) {
  return !is_walk(d) || !d->value || latest_year(model, d->value, 0) <= horizon;
}

/* The first year of a target's path. NaN: it has none but its own. */
static double path_begin(const Model *model, const Decl *d, double year) {
  double base_year = key_number(d, "base_year"), first = model->start;
  if (base_year > first) first = base_year;
  first = fmax(first, earliest_move(model, d->value, year, 0));
  return latest_year(model, d->value, 0) == year && first < year ? ceil(first) : NAN;
}

static bool add_milestone(Arena *arena, ScoredModel *s, const Model *model, const Decl *d, double year, double at) {
  const Move move = {arena, model, year, at};
  Decl *decl = arena_alloc(arena, sizeof *decl);
  if (!decl) return false;
  *decl = (Decl){.kind = DECL_OUTCOME, .place = d->place, .unit_text = d->unit_text};
  decl->name = arena_printf(arena, "%s@%.10g", d->name, at);
  decl->value = moved(&move, d->value, 0);
  if (!decl->name || !decl->value) return false;
  s->model.decls[s->model.n_decls++] = decl;
  s->milestones[s->n_milestones++] = (Milestone){d, decl, at};
  return true;
}

enum { PATH_LONGEST = 100 };     /* years of a target's path */

static bool add_path(Arena *arena, ScoredModel *s, const Model *model, const Decl *d) {
  double year = target_year(model, d), first = path_begin(model, d, year);
  if (isnan(first) || year - first > PATH_LONGEST || model->step > 1) return true;
  for (double at = first; at < year; at += 1)
    if (!add_milestone(arena, s, model, d, year, at)) return false;
  return true;
}

const ScoredModel *scorecard_prepare(Arena *arena, const Model *model, double horizon, bool milestones) {
  unsigned targets = 0;
  for (unsigned i = 0; i < model->n_decls; i++) targets += model->decls[i]->kind == DECL_TARGET;
  size_t most = milestones ? (size_t)targets * PATH_LONGEST : 0;
  ScoredModel *s = arena_alloc(arena, sizeof *s);
  if (!s) return NULL;
  s->model = *model;
  s->model.n_decls = 0;
  s->model.decls = arena_array(arena, model->n_decls + most + 1, sizeof *s->model.decls);
  s->milestones = arena_array(arena, most + 1, sizeof *s->milestones);
  if (!s->model.decls || !s->milestones) return NULL;
  for (unsigned i = 0; i < model->n_decls; i++)
    if (within_horizon(model, model->decls[i], horizon)) s->model.decls[s->model.n_decls++] = model->decls[i];
  for (unsigned i = 0; milestones && i < model->n_decls; i++) {
    const Decl *d = model->decls[i];
    if (d->kind == DECL_TARGET && d->value && within_horizon(model, d, horizon) && !add_path(arena, s, model, d)) return NULL;
  }
  return s;
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

/* The projected path: milestones of the target, then its own value. False: no memory. */
static bool fill_path(const Scorer *s, Score *score) {
  double *years = arena_array(s->arena, PATH_LONGEST + 2, sizeof *years);
  double *path = arena_array(s->arena, PATH_LONGEST + 2, sizeof *path);
  if (!years || !path) return false;
  for (unsigned i = 0; i < s->scored->n_milestones; i++) {
    const Milestone *m = &s->scored->milestones[i];
    const Walk *w = m->target == score->decl ? walk_of(s->linked->outcomes, s->linked->n_outcomes, m->moved) : NULL;
    if (!w) continue;
    years[score->n] = m->year;
    path[score->n++] = shown(s, w);
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
  bool mean = (has_word(s->model, e, WORD_GROWTH, 0) || has_word(s->model, e, WORD_MEAN_OVER, 0)) && !has_word(s->model, e, WORD_AT, 0);
  bool total = has_word(s->model, e, WORD_TOTAL, 0) && !has_word(s->model, e, WORD_AT, 0);
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

static bool is_moment(const Model *model, const Score *score) {
  const Expr *e = score->decl->value, *named = named_walk(model, e);
  if (named) e = named;
  return e->kind == EXPR_CALL && e->word == WORD_PEAK_YEAR;
}

static bool judge(const Scorer *s, Score *score) {
  score->value = shown(s, score->walk);
  if (!fill_path(s, score)) return false;
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
  score->status = is_moment(s->model, score) ? status_of_moment(&g, score->value)
                                   : scorecard_status(&g, score->n, score->years, score->path);
  return true;
}

static double or_nan(double year) { return year != 0 ? year : NAN; }

static bool fill_score(const Scorer *s, const Decl *d, Score *score) {
  *score = (Score){.decl = d, .status = STATUS_NOT_MODELLED, .year = target_year(s->model, d), .goal = NAN, .base = NAN,
                   .base_year = key_number(d, "base_year"), .value = NAN, .progress = NAN, .met_from = NAN};
  score->comparison = decl_key(d, "at_least") ? '>' : decl_key(d, "at_most") ? '<' : decl_key(d, "about") ? '~' : 0;
  const Walk *w = score->walk = walk_of(s->linked->targets, s->linked->n_targets, d);
  if (!w) return score->status = STATUS_BEYOND, true;
  score->goal = unit_out(w->unit, w->goal);
  score->base = unit_out(w->unit, w->base);
  if (!isnan(or_nan(w->year))) score->year = w->year;
  if (!isnan(or_nan(w->base_year))) score->base_year = w->base_year;
  if (d->value && w->value == NODE_NONE) score->status = STATUS_BEYOND;
  return w->value == NODE_NONE || !d->value || judge(s, score);
}

const Score *scorecard_of(Arena *arena, const Model *model, const ScoredModel *scored, const Linked *linked,
                          WalkValue *value, const void *run, unsigned *n) {
  const Scorer s = {arena, model, scored, linked, value, run};
  Score *scores = arena_array(arena, model->n_decls + 1, sizeof *scores);
  *n = 0;
  for (unsigned i = 0; scores && i < model->n_decls; i++)
    if (model->decls[i]->kind == DECL_TARGET && !fill_score(&s, model->decls[i], &scores[(*n)++])) return NULL;
  return scores;
}
