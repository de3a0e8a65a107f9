/* batch.c : from a script to a finished ensemble, through the archive. */
#include "cli/batch.h"
#include "base/text.h"
#include "cli/draws.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static Place nowhere(void) { return place_at(NULL, 0, 0); }

/* ---- signals: the first asks, the second ends at once ------------------------------------------------------------- */

static volatile sig_atomic_t caught;

static void on_signal(int number) {
  if (caught) _exit(128 + number);
  caught = number;
}

void batch_catch_signals(void) {
  struct sigaction action = {.sa_handler = on_signal};
  sigemptyset(&action.sa_mask);
  action.sa_flags = SA_RESTART;
  sigaction(SIGINT, &action, NULL);
  sigaction(SIGTERM, &action, NULL);
}

int batch_interrupted(void) { return caught ? 128 + caught : 0; }

/* ---- columns ---------------------------------------------------------------------------------------------------------- */

static bool wanted_by_name(const char *list, const char *id) {
  for (const char *p = list; p && *p; p += strcspn(p, ","), p += *p == ',')
    if (strlen(id) == strcspn(p, ",") && strncmp(p, id, strlen(id)) == 0) return true;
  return false;
}

/* The rows of the main table, or of --all, or those that --indicators names. */
static int choose_rows(Batch *b, const Options *o, Fail *fail) {
  const ShownSection *sections;
  unsigned n, total = 0, asked = 0;
  int code = shown_sections(b->opened.result, b->arena, o->lang, o->all || o->indicators, &sections, &n, fail);
  if (code) return code;
  for (unsigned i = 0; i < n; i++) total += sections[i].n;
  ShownRow *rows = arena_array(b->arena, total + 1u, sizeof *rows);
  for (unsigned i = 0; i < n; i++)
    for (unsigned k = 0; k < sections[i].n; k++)
      if (!o->indicators || wanted_by_name(o->indicators, sections[i].rows[k].id)) rows[b->columns.n_rows++] = sections[i].rows[k];
  for (const char *p = o->indicators; p && *p; p += strcspn(p, ","), p += *p == ',') asked++;
  b->columns.rows = rows;
  if (asked <= b->columns.n_rows) return 0;
  for (const char *p = o->indicators; p && *p; p += strcspn(p, ","), p += *p == ',') {
    bool found = false;
    char name[128];
    snprintf(name, sizeof name, "%.*s", (int)(strcspn(p, ",") < 120 ? strcspn(p, ",") : 120), p);
    for (unsigned k = 0; k < b->columns.n_rows; k++) found |= strcmp(rows[k].id, name) == 0;
    if (!found) return fail_set(fail, E908, nowhere(), name, "");
  }
  return 0;
}

static void choose_walks(Batch *b) {
  const Linked *l = b->linked;
  const Walk **walks = arena_array(b->arena, l->n_outcomes + l->n_targets + 1u, sizeof *walks);
  unsigned n = 0;
  for (unsigned i = 0; i < b->opened.result->n_outcomes; i++)
    if (l->outcomes[i].value != NODE_NONE) walks[n++] = &l->outcomes[i];
  b->columns.n_outcomes = n;
  for (unsigned i = 0; i < l->n_targets; i++)
    if (l->targets[i].value != NODE_NONE) walks[n++] = &l->targets[i];
  b->columns.walks = walks, b->columns.n_walks = n;
}

/* ---- what it depends on ------------------------------------------------------------------------------------------------- */

/* A sum over what the numbers depend on; not on threads, blocks, shards, or where the files lie; on n only where more
 * runs would be other runs. */
static void write_key(Batch *b, const Options *o) {
  Digest d;
  DesignKind kind = b->design->spec.kind;
  bool sized = !b->design->extendable && kind != DESIGN_FILE && kind != DESIGN_GRID;
  digest_start(&d);
  digest_text(&d, "ensemble " ENGINE_NUMERICS);
  digest_text(&d, design_words[kind]);
  uint64_t numbers[3] = {o->seed, o->repair, sized ? b->runs : 0};
  for (int i = 0; i < 3; i++) digest_text(&d, arena_printf(b->arena, "%llu", (unsigned long long)numbers[i]));
  for (unsigned i = 0; i < o->n_sets; i++) digest_text(&d, o->sets[i]);
  digest_text(&d, "indicators");
  for (unsigned i = 0; i < b->columns.n_rows; i++) digest_text(&d, b->columns.rows[i].id);
  digest_text(&d, "sources");
  sources_digest(&b->sources, &d);
  b->key = digest_end(&d);
}

/* ---- opening ---------------------------------------------------------------------------------------------------------------- */

static int make_design(Batch *b, const Options *o, Fail *fail) {
  DesignKind kind = o->points ? DESIGN_FILE : o->design ? design_find(o->design) : DESIGN_SOBOL;
  if (kind == DESIGN_COUNT) return fail_set(fail, E904, nowhere(), o->design, "--design", "random, latin, sobol or grid");
  DesignSpec spec = design_spec(kind, b->uncertainty.n, b->uncertainty.names, o->n);
  spec.seed = o->seed, spec.path = o->points;
  return design_make(&spec, b->arena, &b->design, fail);
}

/* Of a shard's chunks, every R-th. */
static void share_out(const Ranks *r, EnsembleSpec *spec) {
  unsigned shards = spec->shards ? spec->shards : 1;
  spec->shard += shards * ranks_own(r), spec->shards = shards * ranks_count(r);
}

static int make_ensemble(Batch *b, const Options *o, BatchSink *sink, void *context, Fail *fail) {
  Wanted *wanted = arena_array(b->arena, b->columns.n_rows + 1u, sizeof *wanted);
  for (unsigned i = 0; i < b->columns.n_rows; i++) wanted[i] = (Wanted){b->columns.rows[i].symbol->output, b->columns.rows[i].element};
  const unsigned *kept = NULL;
  unsigned n_kept = 0;
  int code = sink ? draws_choose(&b->columns, b->opened.result->n_times, b->arena, &kept, &n_kept, fail) : 0;
  if (code) return code;
  b->runs = b->design->spec.kind == DESIGN_FILE || b->design->spec.kind == DESIGN_GRID ? b->design->runs : o->n;
  EnsembleSpec spec = {.uncertainty = &b->uncertainty, .design = b->design, .wanted = wanted, .n_wanted = b->columns.n_rows,
                       .walks = b->columns.walks, .n_walks = b->columns.n_walks, .n = b->runs,
                       .keep_values = o->exact, .shard = o->shard, .shards = o->shards, .lanes = o->block, .isa = o->isa, .pool = b->pool,
                       .sink = sink, .context = context, .sink_columns = kept, .n_sink_columns = n_kept};
  b->described = spec;
  b->alone = sink || ensemble_will_be_exact(&spec);
  if (b->alone && ranks_own(b->ranks)) return 0;
  if (!b->alone && b->ranks) share_out(b->ranks, &spec);
  return ensemble_new(&spec, &b->ensemble, fail);
}

static uint64_t full_runs(uint64_t n) { return n / ENSEMBLE_CHUNK * ENSEMBLE_CHUNK; }

/* Goes on with what is known. A smaller ensemble than the stored one, or a part of a finished one, leaves it alone. */
static void resume(Batch *b, const Options *o, const Study *known) {
  b->id = known->id, b->seconds = known->seconds;
  bool more = known->wanted > b->runs && (known->finished || known->done > full_runs(b->runs));
  b->aside = more || (known->finished && o->shards > 1);
  if (!known->state || b->aside) return;
  if (o->draws) b->stored = known->done;                 /* every run must pass the sink again; the state is not set back */
  else if (ensemble_load(b->ensemble, known->state, known->state_bytes)) b->stored = b->resumed = ensemble_runs_done(b->ensemble);
}

static int open_archive(Batch *b, const Options *o, Fail *fail) {
  if (o->no_archive || ranks_own(b->ranks)) return 0;
  int code = archive_open(o->archive ? o->archive : ARCHIVE_NAME, ARCHIVE_WRITE, &b->archive, fail);
  Study *known = NULL;
  Arena *blobs = code ? NULL : arena_new();
  if (!code && !blobs) code = fail_set(fail, E801, nowhere(), "the archive");
  if (!code) code = archive_find(b->archive, b->key.hex, false, blobs, &known, fail);
  if (!code && known) resume(b, o, known);
  arena_free(blobs);
  if (code || known) return code;
  const Loaded *l = b->opened.loaded;
  Study study = {.key = b->key.hex, .kind = "ensemble", .title = l->scenario ? l->scenario->name : l->model->name,
                 .spec = asked_text(&command_ensemble, &b->sources, o, b->arena), .engine = ENGINE_NUMERICS, .wanted = b->runs};
  if (!study.spec) return fail_set(fail, E801, nowhere(), "the archive");
  return archive_begin(b->archive, &study, b->sources.rows, b->sources.n, &b->id, fail);
}

int batch_open(const char *path, const Options *o, Ranks *ranks, BatchSink *sink, void *context, Batch *b, Fail *fail) {
  *b = (Batch){.arena = arena_new(), .ranks = ranks};
  if (!b->arena || !(b->pool = pool_new(o->jobs ? o->jobs : ranks_threads(ranks)))) return fail_set(fail, E801, nowhere(), "an ensemble");
  int code = case_open(path, o, &b->opened, fail);
  if (!code) {
    b->linked = b->opened.result->linked;
    code = uncertainty_make(b->linked, b->opened.loaded->scenario, o->seed, o->repair, b->arena, &b->uncertainty, fail);
  }
  if (!code && b->uncertainty.n + b->linked->graph->n_noises == 0) code = fail_set(fail, E670, place_at(path, 0, 0));
  if (!code) code = choose_rows(b, o, fail);
  if (!code) choose_walks(b), code = make_design(b, o, fail);
  if (!code) code = make_ensemble(b, o, sink, context, fail);
  if (!code) code = sources_read(path, o, b->opened.loaded, b->linked, b->arena, &b->sources, fail);
  if (!code) write_key(b, o);
  if (!code && arena_failed(b->arena)) code = fail_set(fail, E801, nowhere(), "an ensemble");
  return code ? code : open_archive(b, o, fail);
}

void batch_close(Batch *b, const Options *o, Fail *fail) {
  archive_close(b->archive);
  ensemble_free(b->ensemble);
  case_close(&b->opened, o, fail);
  pool_free(b->pool);
  arena_free(b->arena);
}

/* ---- keeping ------------------------------------------------------------------------------------------------------------------- */

/* Only what is more than the archive has. */
int batch_checkpoint(Batch *b, Fail *fail) {
  size_t bytes;
  uint64_t done = ensemble_runs_done(b->ensemble);
  if (!b->archive || b->aside || ensemble_exact(b->ensemble) || done <= b->stored) return 0;
  unsigned char *state = ensemble_save(b->ensemble, &bytes);
  if (!state) return fail_set(fail, E801, nowhere(), "a checkpoint");
  int code = archive_put_state(b->archive, b->id, b->runs, done, b->seconds, state, bytes, fail);
  free(state);
  if (!code) b->stored = done;
  return code;
}

/* Chunks are dealt to the shards in turn; the part-filled last one goes to nobody. */
uint64_t batch_total(const Batch *b, const Options *o) {
  if (o->shards <= 1) return b->runs;
  uint64_t chunks = b->runs / ENSEMBLE_CHUNK;
  return (chunks / o->shards + (chunks % o->shards > o->shard)) * ENSEMBLE_CHUNK;
}

const char *batch_name(const Batch *b) {
  const Result *r = b->opened.result;
  return r->scenario ? r->scenario->name : r->model->name;
}

const char *batch_reason(const Batch *b, const BadRun *bad) {
  return bad->reason < 0 ? "not finite" : b->linked->graph->checks[bad->reason].name;
}

int batch_keep(Batch *b, const char *result, Fail *fail) {
  if (!b->archive || b->aside) return 0;
  unsigned listed;
  uint64_t total;
  const BadRun *bad = ensemble_bad(b->ensemble, &listed, &total);
  BadRow *rows = arena_array(b->arena, listed + 1u, sizeof *rows);
  if (!rows) return fail_set(fail, E801, nowhere(), "the bad runs");
  for (unsigned i = 0; i < listed; i++) rows[i] = (BadRow){bad[i].run, batch_reason(b, &bad[i])};
  return archive_finish(b->archive, b->id, b->runs, b->runs, b->seconds, result, rows, listed, fail);
}
