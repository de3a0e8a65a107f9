/* batch.c : from a script to a finished ensemble, through the archive. */
#include "cli/batch.h"
#include "base/text.h"
#include "cli/draws.h"
#include "cli/ranked.h"

#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static Place nowhere(void) { return place_at(NULL, 0, 0); }

/* ---- signals: the first asks, the second ends at once ------------------------------------------------------------- */

static atomic_int caught;                        /* the pool's threads look too */

static void on_signal(int number) {
  if (caught) _exit(128 + number);
  caught = number;
}

static bool is_interrupted(void) { return caught != 0; }

void batch_catch_signals(void) {
  struct sigaction action = {.sa_handler = on_signal};
  sigemptyset(&action.sa_mask);
  action.sa_flags = SA_RESTART;
  sigaction(SIGINT, &action, NULL);
  sigaction(SIGTERM, &action, NULL);
}

int batch_interrupted(void) { return caught ? 128 + caught : 0; }

/* ---- columns ---------------------------------------------------------------------------------------------------------- */

/* The rows of the main table, or of --all, or those that --indicators names. */
static int choose_rows(Batch *b, const Options *o, Fail *fail) {
  const ShownSection *sections;
  unsigned n = 1, total = 0;
  int code = o->indicators ? shown_named(b->opened.result, b->arena, o->lang, o->indicators, &sections, fail)
                           : shown_sections(b->opened.result, b->arena, o->lang, o->all, &sections, &n, fail);
  if (code) return code;
  for (unsigned i = 0; i < n; i++) total += sections[i].n;
  ShownRow *rows = arena_array(b->arena, total + 1u, sizeof *rows);
  if (!rows) return fail_set(fail, E801, nowhere(), "an ensemble");
  for (unsigned i = 0; i < n; i++)
    for (unsigned k = 0; k < sections[i].n; k++) rows[b->columns.n_rows++] = sections[i].rows[k];
  b->columns.rows = rows;
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
  if (kind == DESIGN_GRID) digest_text(&d, arena_printf(b->arena, "%u levels", b->design->spec.levels));
  for (unsigned j = 0; kind == DESIGN_SOBOL && j < b->uncertainty.n; j++) digest_text(&d, arena_printf(b->arena, "%s=%u", b->uncertainty.names[j], b->design->spec.dimensions[j]));
  digest_text(&d, "indicators");
  for (unsigned i = 0; i < b->columns.n_rows; i++) digest_text(&d, b->columns.rows[i].id);
  digest_text(&d, "sources");
  sources_digest(&b->sources, &d);
  b->key = digest_end(&d);
}

/* ---- opening ---------------------------------------------------------------------------------------------------------------- */

/* Of a shard's chunks, every R-th. */
static void share_out(const Ranks *r, EnsembleSpec *spec) {
  unsigned shards = spec->shards ? spec->shards : 1;
  spec->shard += shards * ranks_own(r), spec->shards = shards * ranks_count(r);
}

static uint64_t full_runs(uint64_t n) { return n / ENSEMBLE_CHUNK * ENSEMBLE_CHUNK; }

unsigned batch_columns(const Batch *b) { return b->columns.n_rows * (b->linked->graph->n_steps + 1) + b->columns.n_walks; }

bool batch_exact(const Batch *b) { return b->described.keep_values; }

/* The indicators of --draws: at the last time, or in the years of --years. */
static int choose_draws(Batch *b, const Options *o, Fail *fail) {
  const Result *r = b->opened.result;
  b->draw_points[0] = r->n_times - 1, b->n_draw_points = 1;
  int code = o->n_years ? shown_points(r, o->years, o->n_years, b->draw_points, &b->n_draw_points, fail) : 0;
  return code ? code : draws_choose(&b->columns, r->n_times, b->draw_points, b->n_draw_points, b->arena, &b->row_columns, &b->n_row_columns, fail);
}

static int describe(Batch *b, const Options *o, Fail *fail) {
  Wanted *wanted = arena_array(b->arena, b->columns.n_rows + 1u, sizeof *wanted);
  for (unsigned i = 0; i < b->columns.n_rows; i++) wanted[i] = (Wanted){b->columns.rows[i].symbol->output, b->columns.rows[i].element};
  int code = o->draws ? choose_draws(b, o, fail) : 0;
  b->runs = b->design->runs;
  b->described = (EnsembleSpec){.uncertainty = &b->uncertainty, .design = b->design, .wanted = wanted, .n_wanted = b->columns.n_rows,
                                .walks = b->columns.walks, .n_walks = b->columns.n_walks, .n = b->runs,
                                .keep_values = o->exact, .shard = o->shard, .shards = o->shards, .lanes = o->block, .isa = o->isa, .pool = b->pool,
                                .interrupted = is_interrupted};
  b->described.keep_values = ensemble_will_be_exact(&b->described);      /* whoever shares the runs */
  return code;
}

static bool store_get(void *context, uint64_t chunk, double *values, int32_t *reasons) { return running_chunk_get(context, chunk, values, reasons); }
static bool store_put(void *context, uint64_t chunk, const double *values, const int32_t *reasons) { return running_chunk_put(context, chunk, values, reasons); }

static int make_ensemble(Batch *b, Fail *fail) {
  EnsembleSpec spec = b->described;
  if (b->ranks) share_out(b->ranks, &spec), spec.gathers = !ranks_own(b->ranks);
  spec.store = b->store.put ? &b->store : NULL, spec.ranges = b->ranges;
  spec.rows = b->row_store.put ? &b->row_store : NULL, spec.row_columns = b->row_columns, spec.n_row_columns = b->n_row_columns;
  int code = ensemble_new(&spec, &b->ensemble, fail);
  return code ? code : running_failed(b->running, fail);
}

/* ---- what is known ------------------------------------------------------------------------------------------------------- */

static int begin_study(Batch *b, const Options *o, Fail *fail) {
  const Loaded *l = b->opened.loaded;
  Options asked = *o;
  asked.dimensions = b->dimensions;
  Study study = {.key = b->key.hex, .kind = "ensemble", .title = l->scenario ? l->scenario->name : l->model->name,
                 .spec = asked_text(&command_ensemble, &b->sources, &asked, b->arena), .engine = ENGINE_NUMERICS, .wanted = b->runs};
  if (!study.spec) return fail_set(fail, E801, nowhere(), "the archive");
  return archive_begin(b->archive, &study, b->sources.rows, b->sources.n, &b->id, fail);
}

/* A smaller ensemble than the stored one, or a part of a finished one, leaves it alone. */
static int open_archive(Batch *b, const Options *o, Fail *fail) {
  if (o->no_archive || ranks_own(b->ranks)) return 0;
  int code = archive_open(o->archive ? o->archive : ARCHIVE_NAME, ARCHIVE_WRITE, &b->archive, fail);
  Study *known = NULL;
  if (!code && !(b->blobs = arena_new())) code = fail_set(fail, E801, nowhere(), "the archive");
  if (!code) code = archive_find(b->archive, b->key.hex, false, b->blobs, &known, fail);
  if (code || !known) return code ? code : begin_study(b, o, fail);
  bool more = known->wanted > b->runs && (known->finished || (known->done && full_runs(known->wanted) > full_runs(b->runs)));      /* its state cannot be taken apart */
  b->known = known, b->id = known->id, b->seconds = known->seconds, b->aside = more || (known->finished && o->shards > 1);
  return 0;
}

static void tell_found(RunningState state, const Options *o) {
  if (o->quiet || (state != RUNNING_OUTDATED && state != RUNNING_UNFIT)) return;
  fprintf(stderr, "%s\n", state == RUNNING_OUTDATED
    ? say(o->lang, "停止之后机器重启过，从档案里的进度继续", "the machine was started anew since this batch stopped: it goes on from the archive's checkpoint")
    : say(o->lang, "进行中的文件读不了，已另存为 ...-unfit，从档案里的进度继续", "the file of what was under way cannot be used and was set aside as ...-unfit: it goes on from the archive's checkpoint"));
}

/* Batches of one key that are not each other's beginning have files of their own: those beside a larger one, and those that
 * write their draws. */
static const char *part_of(const Batch *b, const Options *o, const char *what) {
  const char *beside = b->aside ? arena_printf(b->arena, "%llu", (unsigned long long)b->runs) : "";
  const char *part = arena_printf(b->arena, "%s%s%s", what, *what && *beside ? "-" : "", beside);
  for (unsigned i = 0; *what && o->n_years && i < b->n_draw_points; i++) part = arena_printf(b->arena, "%s@%u", part, b->draw_points[i]);
  return part;
}

/* The rows that --draws needs lie beside the archive, or where they are gone with the process. */
static int open_rows(Batch *b, const Options *o, Fail *fail) {
  RunningState state = RUNNING_NONE;
  if (!o->draws || batch_exact(b)) return 0;
  int code = b->archive ? running_open(o->archive ? o->archive : ARCHIVE_NAME, b->key.hex, part_of(b, o, "rows"), b->n_row_columns, ENSEMBLE_CHUNK, &b->rows, &state, fail)
                        : running_open_nameless(o->draws, b->n_row_columns, ENSEMBLE_CHUNK, &b->rows, fail);
  b->row_store = (ChunkStore){b->rows, store_get, store_put};
  return code;
}

/* What was found is of use: it can be read, it is no less than the archive has, and its rows are there. */
static bool is_useful(const Batch *b, const Options *o, const ImageLook *look) {
  if (b->rows) return running_chunks(b->rows, look->reach) >= look->chunks;
  return o->draws || !b->known || !b->known->state || b->aside || look->chunks * ENSEMBLE_CHUNK >= b->known->done;
}

static int open_running(Batch *b, const Options *o, Fail *fail) {
  RunningState state;
  size_t n;
  ImageLook look;
  if (!b->archive) return 0;
  b->ranges = arena_array(b->arena, batch_columns(b) + 1u, sizeof *b->ranges);
  if (!b->ranges) return fail_set(fail, E801, nowhere(), "an ensemble");
  const char *path = o->archive ? o->archive : ARCHIVE_NAME, *part = part_of(b, o, b->rows ? "draws" : "");
  int code = running_open(path, b->key.hex, part, batch_columns(b), ENSEMBLE_CHUNK, &b->running, &state, fail);
  if (code) return code;
  tell_found(state, o);
  b->store = (ChunkStore){b->running, store_get, store_put};
  unsigned char *image = running_found(b->running, &n);
  if (image && !ensemble_image_look(image, n, batch_columns(b), b->columns.n_walks, b->ranges, &look)) running_forget(b->running, true), tell_found(RUNNING_UNFIT, o), image = NULL;
  if (image && look.reach > b->runs / ENSEMBLE_CHUNK && !b->aside) return b->aside = true, 0;
  if (image && !is_useful(b, o, &look)) running_forget(b->running, false), image = NULL;
  const Study *k = b->known;
  if (!image && !(k && k->state && ensemble_state_ranges(k->state, k->state_bytes, batch_columns(b), b->columns.n_walks, b->ranges))) b->ranges = NULL;
  return 0;
}

static void close_running(Batch *b, bool remove) {
  running_close(b->running, remove), running_close(b->rows, remove);
  b->running = b->rows = NULL;
}

/* A larger batch is under way: this one stands beside it. */
static int open_files(Batch *b, const Options *o, Fail *fail) {
  if (ranks_own(b->ranks)) return 0;
  bool before = b->aside;
  int code = open_rows(b, o, fail);
  if (!code) code = open_running(b, o, fail);
  if (code || b->aside == before) return code;
  close_running(b, false);
  code = open_rows(b, o, fail);
  return code ? code : open_running(b, o, fail);
}

/* Chunks that other ranks need not run. */
static bool take_chunks(Batch *b) {
  double *values = malloc(((size_t)batch_columns(b) + 1) * ENSEMBLE_CHUNK * sizeof *values);
  int32_t reasons[ENSEMBLE_CHUNK];
  for (uint64_t c = 0; values && c < b->runs / ENSEMBLE_CHUNK; c++)
    if (running_chunk_get(b->running, c, values, reasons)) ensemble_put_chunk(b->ensemble, c, values, reasons);
  free(values);
  return values != NULL;
}

/* Goes on with what is under way, else with the archive's checkpoint. */
static int resume(Batch *b, const Options *o, Fail *fail) {
  size_t n = 0;
  const Study *k = b->known;
  unsigned char *image = b->running ? running_found(b->running, &n) : NULL;
  bool stored = k && k->state && !b->aside;
  if (b->running && ensemble_exact(b->ensemble)) {
    b->resumed = running_chunks(b->running, b->runs / ENSEMBLE_CHUNK) * ENSEMBLE_CHUNK;
    if (b->resumed && b->ranks && !take_chunks(b)) return fail_set(fail, E801, nowhere(), "an ensemble");
  } else if (image && ensemble_salvage(b->ensemble, image, n) == SALVAGE_TAKEN) b->resumed = ensemble_runs_done(b->ensemble), b->stored = stored ? k->done : 0;
  else if (stored && o->draws) b->stored = k->done;      /* every run's rows are needed; the state is not set back */
  else if (stored && ensemble_load(b->ensemble, k->state, k->state_bytes)) b->stored = b->resumed = ensemble_runs_done(b->ensemble);
  else if (stored && !o->quiet) fprintf(stderr, "%s\n", say(o->lang, "档案里的进度已损坏，从头开始", "the archive's checkpoint is damaged: it starts from the first run"));
  return 0;
}

int batch_settle_in(Batch *b, Fail *fail) {
  void *memory;
  if (!b->running || ensemble_exact(b->ensemble) || !ensemble_advance(b->ensemble, 0)) return 0;
  int code = running_make(b->running, ensemble_image_bytes(b->ensemble), &memory, fail);
  if (code) return code;
  ensemble_run_in(b->ensemble, memory);
  return running_take(b->running, fail);
}

/* ---- opening ------------------------------------------------------------------------------------------------------------- */

static int read_case(const char *path, const Options *o, Batch *b, Fail *fail) {
  int code = case_open_for_many(path, o, &b->opened, fail);
  if (!code) {
    b->linked = b->opened.result->linked;
    code = uncertainty_make(b->linked, b->opened.loaded->scenario, o->seed, o->repair, b->arena, &b->uncertainty, fail);
  }
  if (!code && b->uncertainty.n + b->linked->graph->n_noises == 0) code = fail_set(fail, E670, place_at(path, 0, 0));
  if (!code) code = choose_rows(b, o, fail);
  if (!code) choose_walks(b), code = batch_design(b, o, fail);
  return code;
}

int batch_open(const char *path, const Options *o, Ranks *ranks, Batch *b, Fail *fail) {
  *b = (Batch){.arena = arena_new(), .ranks = ranks};
  if (!b->arena || !(b->pool = pool_new(o->jobs ? o->jobs : ranks_threads(ranks)))) return fail_set(fail, E801, nowhere(), "an ensemble");
  int code = read_case(path, o, b, fail);
  if (!code) code = describe(b, o, fail);
  if (!code) code = sources_read(path, o, b->opened.loaded, b->linked, b->arena, &b->sources, fail);
  if (!code) write_key(b, o);
  if (!code && arena_failed(b->arena)) code = fail_set(fail, E801, nowhere(), "an ensemble");
  if (!code) code = open_archive(b, o, fail);
  if (!code) code = open_files(b, o, fail);
  if (!code && ranks_own(ranks)) code = ranked_parcels(b, fail);
  if (!code) code = make_ensemble(b, fail);
  if (!code && b->ensemble) code = resume(b, o, fail);
  arena_free(b->blobs);
  b->blobs = NULL, b->known = NULL;
  return code;
}

/* The archive holds all that the running files hold. */
static bool is_settled(const Batch *b) {
  if (b->settled || !b->ensemble || b->aside || b->rows || ensemble_exact(b->ensemble)) return b->settled;
  return b->stored > 0 && b->stored >= ensemble_runs_done(b->ensemble);
}

void batch_close(Batch *b, const Options *o, Fail *fail) {
  close_running(b, is_settled(b));
  ranked_parcels_free(b);
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
  if (code != E822 || !b->running) return code;
  *fail = (Fail){0};                             /* a long reader: what is under way is safe from all but the power */
  return 0;
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
  b->settled = true;
  if (!b->archive || b->aside) return 0;
  unsigned listed;
  uint64_t total;
  const BadRun *bad = ensemble_bad(b->ensemble, &listed, &total);
  BadRow *rows = arena_array(b->arena, listed + 1u, sizeof *rows);
  if (!rows) return fail_set(fail, E801, nowhere(), "the bad runs");
  for (unsigned i = 0; i < listed; i++) rows[i] = (BadRow){bad[i].run, batch_reason(b, &bad[i])};
  int code = archive_finish(b->archive, b->id, b->runs, b->runs, b->seconds, result, rows, listed, fail);
  b->settled = !code;
  return code;
}
