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
static unsigned together(const SensitivityMethod *m, const Design *d) {
  if (d->spec.kind == DESIGN_SALTELLI) return saltelli_slots(d);
  return d->spec.kind == DESIGN_SHAPLEY || m == &morris_method ? d->spec.parameters + 1 : 1;
}

static bool calm(const Sensed *s) { return s->design->spec.kind == DESIGN_LOCAL; }

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
  if (!code) s->uncertainty.together = together(s->method, s->design);
  return code;
}

/* ---- what it depends on -------------------------------------------------------------------------------------------------- */

/* The key this study would have with another method or another n. */
static DigestText key_of(const Sensed *s, const SensitivityMethod *m, uint64_t n) {
  const Options *o = s->options;
  const DesignSpec *d = &s->design->spec;
  Digest digest;
  digest_start(&digest);
  digest_text(&digest, "sensitivity " ENGINE_NUMERICS);
  digest_text(&digest, m->word), digest_text(&digest, design_words[d->kind]);
  uint64_t numbers[] = {n, o->seed, o->repair, o->second_order, o->jansen, o->resamples, together(m, s->design)};
  for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) digest_text(&digest, arena_printf(s->arena, "%llu", (unsigned long long)numbers[i]));
  digest_text(&digest, arena_printf(s->arena, "%.17g", o->tolerance));
  for (unsigned i = 0; i < o->n_sets; i++) digest_text(&digest, o->sets[i]);
  for (unsigned j = 0; d->dimensions && j < d->parameters * (d->kind == DESIGN_SOBOL ? 1 : 2); j++) digest_text(&digest, arena_printf(s->arena, "%u", d->dimensions[j]));
  digest_text(&digest, "groups");
  for (unsigned j = 0; s->group && j < s->uncertainty.n; j++) digest_text(&digest, s->factors[s->group[j]]);
  digest_text(&digest, "outcomes");
  for (unsigned i = 0; i < s->n; i++) digest_text(&digest, arena_printf(s->arena, "%s@%.17g", s->outcomes[i].name, s->outcomes[i].year));
  digest_text(&digest, "sources");
  sources_digest(&s->sources, &digest);
  return digest_end(&digest);
}

/* ---- the archive ------------------------------------------------------------------------------------------------------------ */

static const char *archive_of(const Sensed *s) { return s->options->archive ? s->options->archive : ARCHIVE_NAME; }

static void tell(const Sensed *s, const char *zh, const char *en) {
  if (!s->options->quiet) fprintf(stderr, "%s\n", say(s->options->lang, zh, en));
}

/* Takes the runs of a stored study of that key; own: of this one, which should be fit. */
static int take_runs(Sensed *s, const char *key, bool own, Fail *fail) {
  Arena *blobs = arena_new();
  Study *known = NULL;
  if (!blobs) return no_memory(fail);
  int code = archive_find(s->archive, key, false, blobs, &known, fail);
  bool there = !code && known && known->state, taken = there && sampled_load(s->sampled, known->state, known->state_bytes);
  if (taken) s->reused = sampled_done(s->sampled);
  if (taken && own) s->stored = s->reused;
  if (there && !taken && own) tell(s, "档案里的进度已损坏，从头开始", "the archive's checkpoint is damaged: it starts from the first run");
  arena_free(blobs);
  return code;
}

enum { SIZES = 12 };

/* The same design analysed by another method, or smaller or larger: the nearest sizes first. */
static int look_around(Sensed *s, Fail *fail) {
  const DesignSpec *d = &s->design->spec;
  bool sized = d->kind != DESIGN_LOCAL && d->kind != DESIGN_FILE && s->design->extendable;
  for (unsigned step = 0; step <= (sized ? SIZES : 0) && !s->reused; step++)
    for (int up = 0; up < (step ? 2 : 1); up++)
      for (int i = 0; i < SENSITIVITY_METHODS && !s->reused; i++) {
        const SensitivityMethod *m = sensitivity_methods[i];
        uint64_t n = up ? d->n << step : d->n >> step;
        if (n < 1 || sensitivity_fits(m, d->kind, NULL, NULL, nowhere(), &(Fail){0}) || together(m, s->design) != s->uncertainty.together) continue;
        int code = take_runs(s, key_of(s, m, n).hex, false, fail);
        if (code) return code;
      }
  return 0;
}

/* What is under way of an earlier process, written on in its place; else room for it. *fresh: it holds nothing yet. */
static int open_running(Sensed *s, SampledSpec *spec, bool *fresh, Fail *fail) {
  RunningState state;
  size_t n;
  int code = running_open(archive_of(s), s->key.hex, "", 0, ENSEMBLE_CHUNK, &s->running, &state, fail);
  if (code) return code;
  unsigned char *found = running_found(s->running, &n);
  if (found && !sampled_fits(spec, found, n)) running_forget(s->running, true), found = NULL, state = RUNNING_UNFIT;
  if (state == RUNNING_OUTDATED) tell(s, "停止之后机器重启过，从档案里的进度继续", "the machine was started anew since this study stopped: it goes on from the archive's checkpoint");
  if (state == RUNNING_UNFIT) tell(s, "进行中的文件读不了，已另存为 ...-unfit，从档案里的进度继续", "the file of what was under way cannot be used and was set aside as ...-unfit: it goes on from the archive's checkpoint");
  *fresh = !found, s->found = found != NULL;
  return found ? running_go_on(s->running, &spec->memory, fail) : running_make(s->running, sampled_bytes(spec), &spec->memory, fail);
}

/* What is known of this study, or of one like it. */
static int take_known(Sensed *s, bool fresh, uint64_t stored, Fail *fail) {
  s->reused = sampled_kept(s->sampled), s->stored = stored;
  if (s->reused) return 0;
  s->stored = 0;
  int code = s->id ? take_runs(s, s->key.hex, true, fail) : 0;
  if (!code && !s->reused) code = look_around(s, fail);
  return code || !fresh ? code : running_take(s->running, fail);
}

static int begin_study(Sensed *s, Fail *fail) {
  const Loaded *l = s->opened.loaded;
  Study study = {.key = s->key.hex, .kind = "sensitivity", .title = l->scenario ? l->scenario->name : l->model->name,
                 .spec = asked_text(&command_sensitivity, &s->sources, s->options, s->arena), .engine = ENGINE_NUMERICS, .wanted = s->design->runs};
  if (!study.spec) return no_memory(fail);
  return archive_begin(s->archive, &study, s->sources.rows, s->sources.n, &s->id, fail);
}

static bool is_interrupted(void) { return batch_interrupted() != 0; }

static SampledSpec describe(const Sensed *s) {
  return (SampledSpec){.uncertainty = &s->uncertainty, .design = s->design, .outcomes = s->sampled_outcomes, .n = s->n, .calm = calm(s),
                       .lanes = s->options->block, .isa = s->options->isa, .interrupted = is_interrupted, .pool = s->pool};
}

/* Runs that are kept, in the archive and beside it. */
static int open_archive(Sensed *s, Fail *fail) {
  SampledSpec spec = describe(s);
  Study *own = NULL;
  bool fresh = false;
  if (s->options->no_archive) return sampled_new(&spec, &s->sampled, fail);
  int code = archive_open(archive_of(s), ARCHIVE_WRITE, &s->archive, fail);
  if (!code) code = archive_find(s->archive, s->key.hex, true, s->arena, &own, fail);
  if (!code && own) s->id = own->id, s->seconds = own->seconds;
  if (!code) code = open_running(s, &spec, &fresh, fail);
  if (!code) code = sampled_new(&spec, &s->sampled, fail);
  if (!code) code = take_known(s, fresh, own ? own->done : 0, fail);
  return code || s->id ? code : begin_study(s, fail);
}

/* Only what is more than the archive has, and no more than may be stored. */
static int checkpoint(Sensed *s, Fail *fail) {
  size_t bytes;
  uint64_t runs = sampled_storable(s->sampled, STATE_MOST);
  if (!s->archive || runs <= s->stored) return 0;
  unsigned char *state = sampled_save(s->sampled, runs, &bytes);
  if (!state) return no_memory(fail);
  int code = archive_put_state(s->archive, s->id, s->design->runs, runs, s->seconds, state, bytes, fail);
  free(state);
  if (!code) s->stored = runs;
  return code;
}

int sensed_keep(Sensed *s, const char *result, Fail *fail) {
  if (!s->archive) return 0;
  unsigned listed;
  uint64_t total;
  const BadRun *bad = sampled_bad(s->sampled, &listed, &total);
  BadRow *rows = arena_array(s->arena, listed + 1u, sizeof *rows);
  if (!rows) return no_memory(fail);
  for (unsigned i = 0; i < listed; i++)
    rows[i] = (BadRow){bad[i].run, bad[i].reason < 0 ? "not finite" : s->linked->graph->checks[bad[i].reason].name};
  int code = archive_finish(s->archive, s->id, s->design->runs, s->design->runs, s->seconds, result, rows, listed, fail);
  s->settled = !code;
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
  if (!code) s->key = key_of(s, m, s->design->spec.n);
  if (!code && arena_failed(s->arena)) code = no_memory(fail);
  if (!code) code = open_archive(s, fail);
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
    code = checkpoint(s, fail);
    kept = clock_now(), pace = fmax(1.0, 20.0 * (kept - to));
  }
  if (!code) code = checkpoint(s, fail);
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
  if (!code && !s->group && !calm(s)) {
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
