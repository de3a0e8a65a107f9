/* sources.c : reading, naming and unpacking the texts of a study. */
#define _XOPEN_SOURCE 700
#include "cli/sources.h"
#include "base/text.h"
#include "record/json.h"
#include "record/json_read.h"
#include "study/draw.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static Place nowhere(void) { return place_at(NULL, 0, 0); }
static int no_memory(Fail *fail) { return fail_set(fail, E801, nowhere(), "the sources"); }

/* ---- reading ---------------------------------------------------------------------------------------------------------- */

static int read_whole(const char *path, Arena *arena, Source *out, Fail *fail) {
  FILE *f = fopen(path, "rb");
  if (!f) return fail_set(fail, E106, place_at(path, 0, 0), strerror(errno));
  size_t room = 1 << 15, n = 0, got;
  char *text = arena_alloc(arena, room);
  while (text && (got = fread(text + n, 1, room - n, f)) > 0) {
    n += got;
    if (n < room) continue;
    char *wider = arena_alloc(arena, 2 * room);
    if (wider) memcpy(wider, text, n);
    text = wider, room *= 2;
  }
  int error = ferror(f) ? errno : 0;
  fclose(f);
  if (!text) return no_memory(fail);
  if (error) return fail_set(fail, E106, place_at(path, 0, 0), strerror(error));
  *out = (Source){path, text, n};
  return 0;
}

/* The path from the root, without ".", ".." and doubled slashes; as text, links are not followed. */
static const char *absolute(const char *path, Arena *arena) {
  char here[4096];
  if (*path != '/' && !getcwd(here, sizeof here)) return NULL;
  const char *from = *path == '/' ? path : arena_printf(arena, "%s/%s", here, path);
  char *out = from ? arena_copy(arena, from, strlen(from)) : NULL;
  size_t n = 0;
  for (const char *p = from; out && *p;) {
    size_t m = strcspn(p, "/");
    if (m == 2 && p[0] == '.' && p[1] == '.') while (n > 0 && out[--n] != '/') continue;
    else if (m > 0 && !(m == 1 && *p == '.')) {
      out[n++] = '/';
      memmove(out + n, p, m);
      n += m;
    }
    p += m + (p[m] == '/');
  }
  if (out) out[n] = 0;
  return out;
}

/* Bytes of the folder that all paths share, with its slash. */
static size_t common_folder(const Source *rows, unsigned n) {
  size_t shared = n ? strlen(rows[0].path) : 0;
  for (unsigned i = 0; i < n; i++) {
    size_t k = 0;
    while (k < shared && rows[i].path[k] == rows[0].path[k]) k++;
    shared = k;
  }
  while (shared > 0 && rows[0].path[shared - 1] != '/') shared--;
  return shared;
}

typedef struct { Arena *arena; Sources *sources; } Reader;

static int add(Reader *r, const char *path, Fail *fail) {
  const char *whole = path ? absolute(path, r->arena) : NULL;
  if (!whole) return no_memory(fail);
  for (unsigned i = 0; i < r->sources->n; i++)
    if (strcmp(r->sources->rows[i].path, whole) == 0) return 0;
  Source *row = &r->sources->rows[r->sources->n];
  int code = read_whole(path, r->arena, row, fail);
  if (code) return code;
  row->path = whole;
  r->sources->n++;
  return 0;
}

static int add_all(Reader *r, const Options *o, const Loaded *loaded, const Linked *l, Fail *fail) {
  int code = 0;
  for (unsigned i = 0; !code && i < loaded->n_sources; i++) code = add(r, loaded->sources[i], fail);
  for (unsigned i = 0; !code && i < l->n_tables; i++) code = add(r, l->tables[i], fail);
  for (uint32_t i = 0; !code && i < l->graph->n_inputs; i++) {
    const Expr *draw = l->graph->inputs[i].draw;
    const char *path = draw ? draw_file(draw) : NULL;
    if (path) code = add(r, path, fail);
  }
  return !code && o->points ? add(r, o->points, fail) : code;
}

/* "a/models/x/model.lua" to "a/models" */
static const char *two_up(const char *path, Arena *arena) {
  size_t n = strlen(path);
  for (int up = 0; up < 2; up++) {
    while (n > 0 && path[n - 1] != '/') n--;
    n -= n > 0;
  }
  return arena_copy(arena, n ? path : ".", n ? n : 1);
}

int sources_read(const char *path, const Options *o, const Loaded *loaded, const Linked *l, Arena *arena, Sources *out, Fail *fail) {
  *out = (Sources){.rows = arena_array(arena, loaded->n_sources + l->n_tables + l->graph->n_inputs + 1u, sizeof(Source))};
  Reader r = {arena, out};
  if (!out->rows) return no_memory(fail);
  int code = add_all(&r, o, loaded, l, fail);
  if (code) return code;
  size_t shared = common_folder(out->rows, out->n);
  const char *file = absolute(path, arena), *model = absolute(loaded->model->place.file, arena), *points = o->points ? absolute(o->points, arena) : NULL;
  if (!file || !model || (o->points && !points)) return no_memory(fail);
  for (unsigned i = 0; i < out->n; i++) out->rows[i].path += shared;
  out->file = file + shared;
  out->points = points ? points + shared : NULL;
  out->models = strlen(model) > shared ? two_up(model + shared, arena) : ".";
  return arena_failed(arena) ? no_memory(fail) : 0;
}

void sources_digest(const Sources *s, Digest *d) {
  for (unsigned i = 0; i < s->n; i++) digest_part(d, s->rows[i].text, s->rows[i].bytes);
}

/* ---- unpacking ---------------------------------------------------------------------------------------------------------- */

static bool leads_out(const char *path) {
  if (*path == '/' || !*path) return true;
  for (const char *p = path; *p; p += strcspn(p, "/"), p += *p == '/')
    if (strcspn(p, "/") == 2 && p[0] == '.' && p[1] == '.') return true;
  return false;
}

static int unpack_one(const char *folder, const Source *source, Arena *arena, Fail *fail) {
  if (leads_out(source->path)) return fail_set(fail, E824, place_at(source->path, 0, 0), "a source's path leads out of its folder");
  char *path = arena_printf(arena, "%s/%s", folder, source->path);
  if (!path) return no_memory(fail);
  for (char *slash = path + strlen(folder) + 1; (slash = strchr(slash, '/')); slash++) {
    *slash = 0;
    int made = mkdir(path, 0700);
    if (made && errno != EEXIST) return fail_set(fail, E811, nowhere(), path, strerror(errno));
    *slash = '/';
  }
  FILE *f = fopen(path, "wbx");
  if (!f) return fail_set(fail, E811, nowhere(), path, strerror(errno));
  bool good = fwrite(source->text, 1, source->bytes, f) == source->bytes;
  if (fclose(f) || !good) return fail_set(fail, E811, nowhere(), path, strerror(errno));
  return 0;
}

int sources_unpack(const Source *rows, unsigned n, Arena *arena, const char **folder, Fail *fail) {
  const char *base = getenv("TMPDIR");
  char *made = arena_printf(arena, "%s/yuanjing-XXXXXX", base && *base ? base : "/tmp");
  *folder = NULL;
  if (!made) return no_memory(fail);
  if (!mkdtemp(made)) return fail_set(fail, E811, nowhere(), made, strerror(errno));
  int code = 0;
  for (unsigned i = 0; !code && i < n; i++) code = unpack_one(made, &rows[i], arena, fail);
  if (code) sources_remove(made);
  else *folder = made;
  return code;
}

static int remove_one(const char *path, const struct stat *is, int kind, struct FTW *where) {
  (void)is, (void)kind, (void)where;
  return remove(path);
}

void sources_remove(const char *folder) { nftw(folder, remove_one, 16, FTW_DEPTH | FTW_PHYS); }

/* ---- what was asked ----------------------------------------------------------------------------------------------------------- */

static void option(Json *j, const char *name, const char *value) {
  if (!value) return;
  json_string(j, name);
  json_string(j, value);
}

/* A study of sensitivity is another one with another n, other years or another analysis. */
static void sensitivity_options_text(Json *j, const Options *o, Arena *arena) {
  const char *years = NULL;
  for (unsigned i = 0; i < o->n_years; i++) years = arena_printf(arena, "%s%s%.17g", years ? years : "", years ? "," : "", o->years[i]);
  option(j, "--runs", arena_printf(arena, "%llu", (unsigned long long)o->n));
  option(j, "--years", years);
  option(j, "--groups", o->groups);
  option(j, "--resamples", arena_printf(arena, "%u", o->resamples));
  option(j, "--tolerance", arena_printf(arena, "%.17g", o->tolerance));
  if (o->second_order) json_string(j, "--second-order");
  if (o->jansen) json_string(j, "--jansen");
}

const char *asked_text(const Command *command, const Sources *s, const Options *o, Arena *arena) {
  Buffer out = {0};
  Json j = json_to(&out);
  json_array(&j);
  json_string(&j, command->name);
  for (unsigned i = 0; i < command->words; i++) json_string(&j, o->files[i]);
  json_string(&j, s->file);
  for (unsigned i = 0; i < o->n_sets; i++) option(&j, "--set", o->sets[i]);
  if (command->takes & TAKES(SEED)) option(&j, "--seed", arena_printf(arena, "%llu", (unsigned long long)o->seed));
  option(&j, "--models", s->models);
  option(&j, "--points", s->points);
  option(&j, "--design", o->design);
  option(&j, "--dimensions", o->dimensions);
  option(&j, "--levels", o->levels ? arena_printf(arena, "%u", o->levels) : NULL);
  option(&j, "--indicators", o->indicators);
  if (command->takes & TAKES(GROUPS)) sensitivity_options_text(&j, o, arena);
  if (o->all) json_string(&j, "--all");
  if (o->repair) json_string(&j, "--repair");
  if (o->exact) json_string(&j, "--exact");
  json_end(&j);
  const char *text = out.failed ? NULL : arena_copy(arena, buffer_text(&out), out.length);
  buffer_free(&out);
  return text;
}

char **asked_words(const char *text, Arena *arena, const char **command, int *n) {
  const JsonNode *list = json_read(text, strlen(text), arena), *word = list && list->kind == JSON_ARRAY ? list->first : NULL;
  unsigned total = 0;
  for (const JsonNode *w = word; w; w = w->next) {
    if (w->kind != JSON_STRING) return NULL;
    total++;
  }
  char **words = arena_array(arena, total + 1u, sizeof *words);
  if (!words || total < 2) return NULL;
  *command = word->text;
  *n = 0;
  for (const JsonNode *w = word->next; w; w = w->next) words[(*n)++] = arena_copy(arena, w->text, strlen(w->text));
  return words;
}
