/* sensed_kept.c : the runs of a study of sensitivity in the archive and beside it: found, gone on with, stored. */
#include "cli/batch.h"
#include "cli/sensed.h"

#include <stdio.h>
#include <stdlib.h>

static Place nowhere(void) { return place_at(NULL, 0, 0); }
static int no_memory(Fail *fail) { return fail_set(fail, E801, nowhere(), "a study of sensitivity"); }

/* ---- what it depends on -------------------------------------------------------------------------------------------------- */

DigestText sensed_key(const Sensed *s, const SensitivityMethod *m, uint64_t n) {
  const Options *o = s->options;
  const DesignSpec *d = &s->design->spec;
  Digest digest;
  digest_start(&digest);
  digest_text(&digest, "sensitivity " ENGINE_NUMERICS);
  digest_text(&digest, m->word), digest_text(&digest, design_words[d->kind]);
  uint64_t numbers[] = {n, o->seed, o->repair, o->second_order, o->jansen, o->resamples, sensed_together(m, s->design)};
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
        if (n < 1 || sensitivity_fits(m, d->kind, NULL, NULL, nowhere(), &(Fail){0}) || sensed_together(m, s->design) != s->uncertainty.together) continue;
        int code = take_runs(s, sensed_key(s, m, n).hex, false, fail);
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
  return (SampledSpec){.uncertainty = &s->uncertainty, .design = s->design, .outcomes = s->sampled_outcomes, .n = s->n, .calm = sensed_calm(s),
                       .lanes = s->options->block, .isa = s->options->isa, .interrupted = is_interrupted, .pool = s->pool};
}

int sensed_open_archive(Sensed *s, Fail *fail) {
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

int sensed_checkpoint(Sensed *s, Fail *fail) {
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
