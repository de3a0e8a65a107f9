/* batch.c : from a script to a finished ensemble, through the archive. */
#include "cli/batch.h"
#include "base/text.h"
#include "cli/draws.h"
#include "record/json.h"
#include "view/progress.h"

#include <errno.h>
#include <math.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static Place nowhere(void) { return place_at(NULL, 0, 0); }

static double clock_now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

/* ---- signals: the first asks, the second ends at once ------------------------------------------------------------- */

static volatile sig_atomic_t caught;

static void on_signal(int number) {
  if (caught) _exit(128 + number);
  caught = number;
}

void batch_catch_signals(void) {
  struct sigaction action = {.sa_handler = on_signal};
  sigemptyset(&action.sa_mask);
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

static int read_whole(const char *path, Arena *arena, Source *out, Fail *fail) {
  FILE *f = fopen(path, "rb");
  if (!f) return fail_set(fail, E811, place_at(path, 0, 0), path, strerror(errno));
  size_t room = 1 << 16, n = 0, got;
  char *text = arena_alloc(arena, room);
  while (text && (got = fread(text + n, 1, room - n, f)) > 0) {
    n += got;
    if (n < room) continue;
    char *wider = arena_alloc(arena, 2 * room);
    if (wider) memcpy(wider, text, n);
    text = wider, room *= 2;
  }
  bool bad = ferror(f) != 0;
  fclose(f);
  if (!text) return fail_set(fail, E801, nowhere(), "the sources");
  if (bad) return fail_set(fail, E811, place_at(path, 0, 0), path, strerror(errno));
  *out = (Source){path, text, n};
  return 0;
}

int batch_sources(const Loaded *loaded, const Linked *linked, Arena *arena, Source **out, unsigned *n, Fail *fail) {
  Source *rows = arena_array(arena, loaded->n_sources + linked->n_tables + 1u, sizeof *rows);
  int code = rows ? 0 : fail_set(fail, E801, nowhere(), "the sources");
  *n = 0;
  for (unsigned i = 0; !code && i < loaded->n_sources; i++) code = read_whole(loaded->sources[i], arena, &rows[(*n)++], fail);
  for (unsigned i = 0; !code && i < linked->n_tables; i++) code = read_whole(linked->tables[i], arena, &rows[(*n)++], fail);
  *out = rows;
  return code;
}

static void write_spec(Batch *b, const Options *o, const char *path) {
  Buffer out = {0};
  Json j = json_to(&out);
  json_object(&j);
  json_pair(&j, "file", path);
  json_key(&j, "sets"), json_array(&j);
  for (unsigned i = 0; i < o->n_sets; i++) json_string(&j, o->sets[i]);
  json_end(&j);
  json_pair_count(&j, "seed", o->seed);
  json_pair(&j, "design", design_words[b->design->spec.kind]);
  json_pair(&j, "points", o->points);
  json_pair_count(&j, "repair", o->repair);
  json_key(&j, "indicators"), json_array(&j);
  for (unsigned i = 0; i < b->columns.n_rows; i++) json_string(&j, b->columns.rows[i].id);
  json_end(&j);
  json_end(&j);
  b->spec = arena_copy(b->arena, buffer_text(&out), out.length);
  buffer_free(&out);
}

/* A sum over what the numbers depend on; not on n, threads, shards or where the files lie. */
static void write_key(Batch *b, const Source *sources, unsigned n) {
  Digest d;
  digest_start(&d);
  digest_text(&d, "ensemble " ENGINE_NUMERICS);
  digest_text(&d, strchr(b->spec, ','));                       /* the spec without the file's path */
  for (unsigned i = 0; i < n; i++) digest_part(&d, sources[i].text, sources[i].bytes);
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
  return ensemble_new(&spec, &b->ensemble, fail);
}

int batch_open(const char *path, const Options *o, BatchSink *sink, void *context, Batch *b, Fail *fail) {
  *b = (Batch){.arena = arena_new()};
  if (!b->arena || !(b->pool = pool_new(o->jobs))) return fail_set(fail, E801, nowhere(), "an ensemble");
  Source *sources;
  unsigned n;
  int code = case_open(path, o, &b->opened, fail);
  if (!code) {
    b->linked = b->opened.result->linked;
    code = uncertainty_make(b->linked, b->opened.loaded->scenario, o->seed, o->repair, b->arena, &b->uncertainty, fail);
  }
  if (!code && b->uncertainty.n + b->linked->graph->n_noises == 0) code = fail_set(fail, E670, place_at(path, 0, 0));
  if (!code) code = choose_rows(b, o, fail);
  if (!code) choose_walks(b), code = make_design(b, o, fail);
  if (!code) code = make_ensemble(b, o, sink, context, fail);
  if (!code) code = batch_sources(b->opened.loaded, b->linked, b->arena, &sources, &n, fail);
  if (!code) write_spec(b, o, path), write_key(b, sources, n);
  if (!code && !o->no_archive) code = archive_open(o->archive ? o->archive : "yuanjing.db", ARCHIVE_WRITE, &b->archive, fail);
  if (code || !b->archive) return code;
  Study *known;
  code = archive_find(b->archive, b->key.hex, false, b->arena, &known, fail);
  if (!code && known) {
    b->id = known->id, b->seconds = known->seconds;
    if (known->state && ensemble_load(b->ensemble, known->state, known->state_bytes)) b->resumed = ensemble_runs_done(b->ensemble);
    return 0;
  }
  Study study = {.key = b->key.hex, .kind = "ensemble", .title = b->opened.loaded->scenario ? b->opened.loaded->scenario->name : b->opened.loaded->model->name,
                 .spec = b->spec, .engine = ENGINE_NUMERICS, .wanted = o->n};
  return code ? code : archive_begin(b->archive, &study, sources, n, &b->id, fail);
}

void batch_close(Batch *b, const Options *o, Fail *fail) {
  archive_close(b->archive);
  ensemble_free(b->ensemble);
  case_close(&b->opened, o, fail);
  pool_free(b->pool);
  arena_free(b->arena);
}

/* ---- running ------------------------------------------------------------------------------------------------------------------- */

static int checkpoint(Batch *b, const Options *o, Fail *fail) {
  size_t bytes;
  if (!b->archive || ensemble_exact(b->ensemble)) return 0;
  unsigned char *state = ensemble_save(b->ensemble, &bytes);
  if (!state) return fail_set(fail, E801, nowhere(), "a checkpoint");
  int code = archive_put_state(b->archive, b->id, o->n, ensemble_runs_done(b->ensemble), b->seconds, state, bytes, fail);
  free(state);
  return code;
}

/* As many chunks as a quarter of a second takes, so that an interruption is answered at once. */
static uint64_t next_batch(uint64_t chunks, double took) {
  if (took < 0.12) return chunks * 2;
  return took > 0.4 && chunks > 1 ? chunks / 2 : chunks;
}

int batch_run(Batch *b, const Options *o, Fail *fail) {
  uint64_t chunks = pool_threads(b->pool), total = o->shards > 1 ? o->n / o->shards : o->n;
  Progress progress = progress_start(o->quiet ? NULL : stderr, b->opened.result->scenario ? b->opened.result->scenario->name : b->opened.result->model->name, (double)total, o->lang);
  double kept = clock_now();
  int code = 0;
  for (uint64_t left = 1; left && !code && !batch_interrupted();) {
    double from = clock_now();
    left = ensemble_advance(b->ensemble, chunks);
    double to = clock_now();
    b->seconds += to - from;
    chunks = next_batch(chunks, to - from);
    progress_step(&progress, (double)ensemble_runs_done(b->ensemble));
    if (left && to - kept < 1.0) continue;
    code = checkpoint(b, o, fail);
    kept = clock_now();
  }
  progress_end(&progress);
  if (code) return COMMAND_FAILED;
  if (!batch_interrupted()) return ensemble_finish(b->ensemble, fail) ? COMMAND_FAILED : 0;
  if (checkpoint(b, o, fail)) return COMMAND_FAILED;
  fprintf(stderr, "%s\n", say(o->lang, b->archive ? "已停止；同一命令会从这里继续。" : "已停止。", b->archive ? "stopped; the same command goes on from here." : "stopped."));
  return batch_interrupted();
}

const char *batch_reason(const Batch *b, const BadRun *bad) {
  return bad->reason < 0 ? "not finite" : b->linked->graph->checks[bad->reason].name;
}

int batch_keep(Batch *b, const char *result, Fail *fail) {
  if (!b->archive) return 0;
  unsigned listed;
  uint64_t total;
  const BadRun *bad = ensemble_bad(b->ensemble, &listed, &total);
  BadRow *rows = arena_array(b->arena, listed + 1u, sizeof *rows);
  if (!rows) return fail_set(fail, E801, nowhere(), "the bad runs");
  for (unsigned i = 0; i < listed; i++) rows[i] = (BadRow){bad[i].run, batch_reason(b, &bad[i])};
  size_t bytes = 0;
  unsigned char *state = ensemble_exact(b->ensemble) ? NULL : ensemble_save(b->ensemble, &bytes);
  int code = archive_finish(b->archive, b->id, b->design->runs, b->design->runs, b->seconds, state, bytes, result, rows, listed, fail);
  free(state);
  return code;
}
