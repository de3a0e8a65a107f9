/* sensed.c : from a script to the indices, through the archive. */
#define _POSIX_C_SOURCE 200809L
#include "cli/sensed.h"
#include "base/text.h"
#include "cli/batch.h"
#include "study/columns.h"
#include "study/sensitivity/shocks.h"
#include "study/story.h"
#include "view/progress.h"

#include <math.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static Place nowhere(void) { return place_at(NULL, 0, 0); }
static int no_memory(Fail *fail) { return fail_set(fail, E801, nowhere(), "a study of sensitivity"); }

static double clock_now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

uint64_t sensed_default_n(const SensitivityMethod *m) { return m == &morris_method ? 32 : m == &sobol_method || m == &shapley_method || m == &delta_method ? 1024 : 4096; }

/* ---- the design ------------------------------------------------------------------------------------------------------ */

static int unused(const Sensed *s, const char *option, const char *cure, Fail *fail) { return fail_set(fail, E643, nowhere(), s->method->word, option, cure); }

static int refuse_options(const Sensed *s, Fail *fail) {
  const Options *o = s->options;
  bool sobol = s->method == &sobol_method;
  if (o->groups && !sobol) return unused(s, "--groups", "sobol takes inputs together", fail);
  if (o->second_order && !sobol) return unused(s, "--second-order", "sobol looks at pairs", fail);
  if (o->jansen && !sobol) return unused(s, "--jansen", "it is an estimator of sobol", fail);
  if (o->points && o->design) return unused(s, "--design", "the points are those of --points", fail);
  return 0;
}

static int choose_kind(const Sensed *s, DesignKind *kind, Fail *fail) {
  const Options *o = s->options;
  *kind = o->points ? DESIGN_FILE : o->design ? design_find(o->design) : s->method->designs[0];
  if (*kind == DESIGN_COUNT) return fail_set(fail, E904, nowhere(), o->design, "--design", "random, latin, maximin, sobol, or what the method makes by itself: morris, saltelli, local or shapley; for points of your own --points FILE.csv");
  return sensitivity_fits(s->method, *kind, &s->uncertainty.copula, s->uncertainty.names, nowhere(), fail);
}

/* Runs that share their shocks: those that one index compares. */
unsigned sensed_together(const SensitivityMethod *m, const Design *d) {
  if (d->spec.kind == DESIGN_SALTELLI) return saltelli_slots(d);
  return d->spec.kind == DESIGN_SHAPLEY || m == &morris_method ? d->spec.parameters + 1 : 1;
}

bool sensed_calm(const Sensed *s) { return s->design->spec.kind == DESIGN_LOCAL; }

static double bytes_of(const Sensed *s, const DesignSpec *spec, uint64_t runs) {
  double inputs = s->method->needs_x || spec->kind == DESIGN_FILE ? 2.0 * spec->parameters : 0.0;
  double resampled = (double)s->options->resamples * (double)(runs / (spec->kind == DESIGN_SALTELLI || spec->kind == DESIGN_SHAPLEY ? spec->parameters + 1 : 1));
  return 8.0 * (double)runs * (s->n + inputs) + resampled;
}

static int too_large(const Sensed *s, const DesignSpec *spec, uint64_t runs, Fail *fail) {
  double bytes = bytes_of(s, spec, runs);
  if (runs > 0 && bytes <= MEMORY_MOST) return 0;
  const double gib = 1024.0 * 1024 * 1024;
  return fail_set(fail, E649, nowhere(), (unsigned long long)runs, s->n, bytes / gib, MEMORY_MOST / gib);
}

/* By name, or counted through (dimensions.h), in the order of declaration. */
static int choose_dimensions(Sensed *s, DesignSpec *spec, Fail *fail) {
  const Uncertainty *u = &s->uncertainty;
  bool by_name = spec->kind == DESIGN_SOBOL;
  if (!by_name && spec->kind != DESIGN_SALTELLI && spec->kind != DESIGN_SHAPLEY) return 0;
  Dimensions *all = arena_alloc(s->arena, sizeof *all);
  uint32_t *dimensions = arena_array(s->arena, 2 * (size_t)u->n, sizeof *dimensions);
  if (!all || !dimensions) return no_memory(fail);
  *all = (Dimensions){0};
  for (uint32_t i = 0; !by_name && i < u->n; i++) dimensions[2 * u->precedence[i]] = 2 * i, dimensions[2 * u->precedence[i] + 1] = 2 * i + 1;
  if (by_name && !uncertainty_dimensions(u, all, dimensions)) return 0;        /* the design says so */
  spec->dimensions = dimensions;
  return 0;
}

static int make_design(Sensed *s, Fail *fail) {
  const Options *o = s->options;
  DesignKind kind;
  int code = choose_kind(s, &kind, fail);
  if (code) return code;
  DesignSpec spec = design_spec(kind, s->uncertainty.n, s->uncertainty.names, o->n);
  spec.seed = o->seed, spec.path = o->points, spec.second_order = o->second_order, spec.group = s->group, spec.groups = s->groups;
  spec.copula = kind == DESIGN_SHAPLEY ? &s->uncertainty.copula : NULL;
  if (kind != DESIGN_FILE) code = too_large(s, &spec, design_runs(&spec), fail);
  if (!code) code = choose_dimensions(s, &spec, fail);
  if (!code) code = design_make(&spec, s->arena, &s->design, fail);
  if (!code && kind == DESIGN_FILE) code = too_large(s, &spec, s->design->runs, fail);
  if (!code) s->uncertainty.together = sensed_together(s->method, s->design);
  return code;
}

/* ---- opening ------------------------------------------------------------------------------------------------------------------ */

/* "n (k + 2) = 1024 x 42 = 43008": the method's formula in numbers. */
static const char *cost_text(const Sensed *s) {
  const DesignSpec *d = &s->design->spec;
  unsigned long long runs = s->design->runs, n = d->n;
  switch (d->kind) {
    case DESIGN_SALTELLI: return arena_printf(s->arena, "n (%sk + 2) = %llu x %u = %llu", d->second_order ? "2 " : "", n, saltelli_slots(s->design), runs);
    case DESIGN_MORRIS: case DESIGN_SHAPLEY: return arena_printf(s->arena, "n (k + 1) = %llu x %u = %llu", n, d->parameters + 1, runs);
    case DESIGN_LOCAL: return arena_printf(s->arena, "2 k + 1 = %llu", runs);
    default: return arena_printf(s->arena, "n = %llu", runs);
  }
}

static void tell_cost(const Sensed *s) {
  const Options *o = s->options;
  if (o->quiet) return;
  unsigned k = s->group ? s->groups : s->uncertainty.n;
  fprintf(stderr, say(o->lang, "%s：k = %u 个%s，%s 次运行，%u 个结果，约 %.0f MiB", "%s: k = %u %s, %s runs, outcomes: %u, about %.0f MiB"), s->method->word, k,
          s->group ? say(o->lang, "组", "groups") : say(o->lang, "不确定输入", "uncertain inputs"), cost_text(s), s->n, bytes_of(s, &s->design->spec, s->design->runs) / 1048576.0 + 0.5);
  if (8.0 * (double)s->design->runs * s->n > COLUMNS_IN_MEMORY) fputs(say(o->lang, "(结果暂存于文件)", " (outcomes in a file meanwhile)"), stderr);
  if (s->reused) fprintf(stderr, s->found ? say(o->lang, "；其中 %llu 次已完成", "; %llu of them are done") : say(o->lang, "；其中 %llu 次已在档案中", "; %llu of them are in the archive"), (unsigned long long)s->reused);
  fputc('\n', stderr);
}

/* What the method has against these points, before anything is written: the analysis of no outcome. Where that needs the
 * inputs of many runs that were drawn for it, there is nothing it could have against them. */
static int refuse_early(Sensed *s, Fail *fail) {
  bool file = s->design->spec.kind == DESIGN_FILE, needs_x = s->method->needs_x || file;
  if (needs_x && !file && s->design->runs > 4096) return 0;
  Arena *arena = arena_new();
  SensitivitySample sample = {.design = s->design, .copula = &s->uncertainty.copula};
  SensitivityOptions plain = s->analysis;
  Sensitivity *none;
  plain.resamples = 0;
  int code = !arena ? no_memory(fail) : needs_x ? sampled_inputs(&s->uncertainty, s->design, s->pool, arena, &sample.x, fail) : 0;
  if (!code) code = sensitivity_run(s->method, &sample, &plain, s->pool, arena, &none, fail);
  arena_free(arena);
  return code;
}

static int prepare(Sensed *s, Fail *fail) {
  const Options *o = s->options;
  s->linked = s->opened.result->linked;
  int code = uncertainty_make(s->linked, s->opened.loaded->scenario, o->seed, o->repair, s->arena, &s->uncertainty, fail);
  if (!code && s->uncertainty.n == 0) code = s->linked->graph->n_noises ? fail_set(fail, E634, place_at(o->files[1], 0, 0)) : fail_set(fail, E670, place_at(o->files[1], 0, 0));
  if (!code) code = sensed_choose_outcomes(s, fail);
  if (!code) code = sensed_choose_groups(s, fail);
  if (!code) code = make_design(s, fail);
  return code ? code : sources_read(o->files[1], o, s->opened.loaded, s->linked, s->arena, &s->sources, fail);
}

int sensed_open(const SensitivityMethod *m, const Options *o, Sensed *s, Fail *fail) {
  *s = (Sensed){.options = o, .method = m, .arena = arena_new(), .analysis = sensitivity_options()};
  if (!s->arena || !(s->pool = pool_new(o->jobs))) return no_memory(fail);
  s->analysis.seed = o->seed, s->analysis.resamples = o->resamples, s->analysis.tolerance = o->tolerance, s->analysis.jansen = o->jansen;
  int code = refuse_options(s, fail);
  if (!code) code = m == &local_method ? case_open(o->files[1], o, &s->opened, fail) : case_open_for_many(o->files[1], o, &s->opened, fail);
  if (!code) code = prepare(s, fail);
  if (!code) code = refuse_early(s, fail);
  if (!code) s->key = sensed_key(s, m, s->design->spec.n);
  if (!code && arena_failed(s->arena)) code = no_memory(fail);
  if (!code) code = sensed_open_archive(s, fail);
  if (!code) tell_cost(s);
  return code;
}

void sensed_close(Sensed *s, Fail *fail) {
  uint64_t kept = s->sampled ? sampled_kept(s->sampled) : 0;
  bool whole = s->settled || (s->sampled && kept <= s->stored);       /* the archive has all of it */
  sampled_free(s->sampled);
  running_close(s->running, whole);
  archive_close(s->archive);
  case_close(&s->opened, s->options, fail);
  pool_free(s->pool);
  arena_free(s->arena);
}

/* ---- running ------------------------------------------------------------------------------------------------------------------- */

static int stopped(const Sensed *s) {
  Lang lang = s->options->lang;
  bool kept = s->archive && sampled_kept(s->sampled);
  fputs(kept ? say(lang, "已停止；同一命令会从这里继续。\n", "stopped; the same command goes on from here.\n") : say(lang, "已停止。\n", "stopped.\n"), stderr);
  return batch_interrupted();
}

/* A quarter of a second at a time; a checkpoint when twenty times as long has passed as the last one took. */
static int make_runs(Sensed *s, Progress *progress, Fail *fail) {
  uint64_t chunks = pool_threads(s->pool);
  double kept = clock_now(), pace = 1.0;
  int code = 0;
  for (uint64_t left = s->design->runs - sampled_done(s->sampled); left && !code && !batch_interrupted();) {
    double from = clock_now();
    left = sampled_advance(s->sampled, chunks);
    double to = clock_now();
    s->seconds += to - from;
    chunks = to - from < 0.12 ? chunks * 2 : to - from > 0.4 && chunks > 1 ? chunks / 2 : chunks;
    progress_step(progress, (double)sampled_done(s->sampled));
    if (left && to - kept < pace) continue;
    code = sensed_checkpoint(s, fail);
    kept = clock_now(), pace = fmax(1.0, 20.0 * (kept - to));
  }
  if (!code) code = sensed_checkpoint(s, fail);
  return !code && sampled_failed(s->sampled) ? no_memory(fail) : code;
}

/* Once the runs are made a signal ends at once: indices are soon computed again, and what the archive is given comes in one
 * transaction. */
static const char *farewell = "";
static void end_at_once(int number) {
  ssize_t sent = write(STDERR_FILENO, farewell, strlen(farewell));
  (void)sent;
  _exit(128 + number);
}

void sensed_end_at_once(const Sensed *s, bool kept) {
  Lang lang = s->options->lang;
  farewell = kept && s->archive ? say(lang, "已停止；结果已在档案中。\n", "stopped; the result is in the archive.\n")
           : s->archive ? say(lang, "已停止；运行已存好，同一命令从分析继续。\n", "stopped; the runs are kept, the same command goes on with the analysis.\n")
           : say(lang, "已停止。\n", "stopped.\n");
  struct sigaction action = {.sa_handler = end_at_once};
  sigemptyset(&action.sa_mask);
  sigaction(SIGINT, &action, NULL);
  sigaction(SIGTERM, &action, NULL);
}

/* Rounding alone is no variation. */
static bool varies(const double *y, uint64_t runs) {
  double least = INFINITY, greatest = -INFINITY;
  for (uint64_t i = 0; i < runs; i++) {
    if (!isfinite(y[i])) continue;
    least = y[i] < least ? y[i] : least, greatest = y[i] > greatest ? y[i] : greatest;
  }
  return greatest - least > 1e-12 * fmax(fabs(least), fabs(greatest));
}

static bool make_result(Sensed *s, const Sensitivity *like) {
  Sensitivity *all = s->result = arena_alloc(s->arena, sizeof *all);
  if (!all) return false;
  *all = *like, all->outcomes = s->n;
  all->index = arena_array(s->arena, (size_t)s->n * like->measures * like->factors, sizeof *all->index);
  all->facts = arena_array(s->arena, s->n, sizeof *all->facts);
  if (like->pairs) all->pair = arena_array(s->arena, (size_t)s->n * like->pairs, sizeof *all->pair);
  return !arena_failed(s->arena);
}

static void take_part(Sensitivity *all, unsigned first, const Sensitivity *part) {
  memcpy(sensitivity_index(all, first, 0, 0), part->index, (size_t)part->outcomes * part->measures * part->factors * sizeof *part->index);
  memcpy(&all->facts[first], part->facts, part->outcomes * sizeof *part->facts);
  if (part->pairs) memcpy(all->pair + (size_t)first * part->pairs, part->pair, (size_t)part->outcomes * part->pairs * sizeof *part->pair);
}

typedef struct { const double *const *x; Swings *tails; } Shared;         /* what the analyses of all outcomes share */

static int prepare_analysis(Sensed *s, Shared *shared, Fail *fail) {
  DesignKind kind = s->design->spec.kind;
  bool needs_x = s->method->needs_x || kind == DESIGN_FILE, shaken = s->linked->graph->n_noises > 0;
  *shared = (Shared){0};
  int code = needs_x ? sampled_inputs(&s->uncertainty, s->design, s->pool, s->arena, &shared->x, fail) : 0;
  if (!code && !s->group && !sensed_calm(s)) {
    code = swings_new(&s->uncertainty, s->design, s->pool, s->arena, &shared->tails, fail);
    s->swings = arena_array(s->arena, (size_t)s->n * s->uncertainty.n, sizeof *s->swings);
  }
  if (shaken && (kind == DESIGN_SALTELLI || kind == DESIGN_SHAPLEY)) s->shocks = arena_array(s->arena, s->n + 1u, sizeof *s->shocks);
  return code ? code : arena_failed(s->arena) ? no_memory(fail) : 0;
}

/* n outcomes from `first` on. Their runs are in memory only as long as this lasts. */
static int analyse_part(Sensed *s, const Shared *shared, unsigned first, unsigned n, Fail *fail) {
  Arena *arena = arena_new();
  Sensitivity *part;
  if (!arena) return no_memory(fail);
  const double *const *y = sampled_values(s->sampled) + first;
  SensitivitySample sample = {s->design, shared->x, n, y, &s->uncertainty.copula};
  int code = sensitivity_run(s->method, &sample, &s->analysis, s->pool, arena, &part, fail);
  if (!code && !s->result && !make_result(s, part)) code = no_memory(fail);
  if (!code) take_part(s->result, first, part);
  arena_free(arena);
  for (unsigned k = 0; !code && k < n; k++) {
    s->outcomes[first + k].varies = varies(y[k], s->design->runs);
    if (s->shocks) s->shocks[first + k] = shock_share(s->design, y[k]);
  }
  if (!code && shared->tails) swings_of(shared->tails, n, y, s->pool, s->swings + (size_t)first * s->uncertainty.n);
  sampled_rest(s->sampled);
  return code;
}

enum { AT_ONCE = 32 };

/* Outcomes do not influence each other: some at a time, so that one sees how far it is and memory is bounded. */
static int analyse(Sensed *s, Fail *fail) {
  const Options *o = s->options;
  Shared shared;
  int code = prepare_analysis(s, &shared, fail);
  Progress progress = progress_start(o->quiet ? NULL : stderr, say(o->lang, "分析", "analysis"), (double)s->n, o->lang);
  for (unsigned first = 0; !code && first < s->n; first += AT_ONCE) {
    unsigned n = s->n - first < AT_ONCE ? s->n - first : AT_ONCE;
    code = analyse_part(s, &shared, first, n, fail);
    progress_step(&progress, (double)(first + n));
  }
  progress_end(&progress);
  return code;
}

int sensed_run(Sensed *s, Fail *fail) {
  const Options *o = s->options;
  Progress progress = progress_start(o->quiet ? NULL : stderr, s->method->word, (double)s->design->runs, o->lang);
  progress.from = (double)s->reused;
  int code = make_runs(s, &progress, fail);
  progress_end(&progress);
  if (code) return COMMAND_FAILED;
  if (batch_interrupted()) return stopped(s);
  sensed_end_at_once(s, false);
  double from = clock_now();
  code = analyse(s, fail);
  s->seconds += clock_now() - from;
  return code ? COMMAND_FAILED : 0;
}

/* ---- what is shown -------------------------------------------------------------------------------------------------------------- */

static const char *reason(const void *context, const BadRun *bad) {
  const Sensed *s = context;
  return bad->reason < 0 ? "not finite" : s->linked->graph->checks[bad->reason].name;
}

static const char *story(const void *context, const BadRun *bad, Arena *arena) {
  const Sensed *s = context;
  return story_of(&s->uncertainty, s->design, bad, arena);
}

SensitivityView sensed_view(const Sensed *s) {
  SensitivityView v = {.point = s->opened.result, .result = s->result, .design = s->design, .options = &s->analysis, .outcomes = s->outcomes, .n = s->n,
                       .factors = s->factors, .zh = s->zh, .en = s->en, .swings = s->swings, .shocks = s->shocks, .note = note_of_design(s->design), .by_name = s->options->indicators != NULL, .kept = s->archive != NULL,
                       .repaired = note_of_repair(&s->uncertainty.copula, s->arena),
                       .reason = reason, .story = story, .context = s};
  v.bad = sampled_bad(s->sampled, &v.bad_listed, &v.bad_total);
  return v;
}

int sensed_story(const Options *o, BadRow row, Arena *arena, const char **out, Fail *fail) {
  Sensed s = {.options = o, .method = sensitivity_find(o->files[0]), .arena = arena_new(), .pool = pool_new(1)};
  int code = !s.arena || !s.pool || !s.method ? no_memory(fail) : case_open(o->files[1], o, &s.opened, fail);
  if (!code) code = prepare(&s, fail);
  if (!code) *out = story_of(&s.uncertainty, s.design, &(BadRun){row.run, story_reason(s.linked->graph, row.reason)}, arena);
  sensed_close(&s, fail);
  return code;
}

int sensed_again(const Options *o, Buffer *json, DigestText *key, int *status, Fail *fail) {
  Sensed s;
  const SensitivityMethod *m = sensitivity_find(o->files[0]);
  if (!m) return fail_set(fail, E639, nowhere(), o->files[0], "", "those of another version");
  int code = sensed_open(m, o, &s, fail);
  if (!code) *key = s.key, *status = sensed_run(&s, fail);
  if (!code && *status == 0) {
    SensitivityView v = sensed_view(&s);
    code = report_sensitivity_json(&v, json, fail);
    batch_catch_signals();
  }
  sensed_close(&s, fail);
  return code ? code : *status == COMMAND_FAILED ? fail->code : 0;
}
