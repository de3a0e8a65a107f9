/* archive_again.c : a stored study computed again from its own text; parts of one joined. */
#include "cli/archive.h"
#include "cli/sensed.h"
#include "record/json_read.h"
#include "study/story.h"
#include "view/sheet.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static Place nowhere(void) { return place_at(NULL, 0, 0); }

/* ---- the command again ------------------------------------------------------------------------------------------------- */

typedef struct { const char *folder; Options options; const Command *command; } Again;

static const char *inside(Arena *arena, const char *folder, const char *path) { return path ? arena_printf(arena, "%s/%s", folder, path) : NULL; }

static const Command *command_of(const char *name) {
  static const Command *const known[] = {&command_ensemble, &command_run, &command_sensitivity};
  for (size_t i = 0; i < sizeof known / sizeof *known; i++)
    if (strcmp(name, known[i]->name) == 0) return known[i];
  return NULL;
}

/* The stored text in a folder of its own and the options that speak of it. again_end removes the folder. */
static int again_begin(const Study *s, const Source *sources, unsigned n, const Options *asking, Arena *arena, Again *again, Fail *fail) {
  const char *name;
  int words;
  *again = (Again){0};
  char **argv = asked_words(s->spec, arena, &name, &words);
  if (!argv) return fail_set(fail, E842, nowhere(), (long long)s->id, "its command is damaged");
  if (!(again->command = command_of(name))) return fail_set(fail, E842, nowhere(), (long long)s->id, "this program cannot repeat studies of that kind");
  int code = options_read(arena, name, again->command->takes | OPTIONS_COMMON, words, argv, &again->options, fail);
  unsigned file = again->command->words;
  if (code || again->options.n_files != file + 1) return fail_set(fail, E842, nowhere(), (long long)s->id, "its command is damaged");
  code = sources_unpack(sources, n, arena, &again->folder, fail);
  if (code) return code;
  Options *o = &again->options;
  o->files[file] = inside(arena, again->folder, o->files[file]);
  o->models = inside(arena, again->folder, o->models), o->points = inside(arena, again->folder, o->points);
  if (!o->has_n) o->n = s->wanted;
  o->jobs = asking->jobs, o->lang = asking->lang, o->quiet = asking->quiet;
  return arena_failed(arena) ? fail_set(fail, E801, nowhere(), "a study") : 0;
}

static void again_end(Again *again, Fail *fail) {
  if (again->folder) sources_remove(again->folder);
  if (fail->place.file && again->folder && strncmp(fail->place.file, again->folder, strlen(again->folder)) == 0) fail->place.file += strlen(again->folder) + 1;
}

static int again_ensemble(const Options *o, Buffer *json, DigestText *key, int *status, Fail *fail) {
  Batch b;
  int code = batch_open(o->files[0], o, NULL, &b, fail);
  if (!code) *key = b.key, *status = batch_run(&b, o, fail);
  if (!code && *status == 0) code = ensemble_result(&b, o, json, fail);
  batch_close(&b, o, fail);
  return code;
}

static int again_run(const Options *o, Buffer *json, Fail *fail) {
  Case c;
  int code = case_open(o->files[0], o, &c, fail);
  ReportLook look = look_of(o, code ? NULL : c.loaded);
  if (!code) code = report_run_json(c.result, &look, json, fail);
  case_close(&c, o, fail);
  return code;
}

/* ---- the difference ------------------------------------------------------------------------------------------------------ */

enum { SHOWN = 10 };
typedef struct { const char *path; double before, after, change; } Difference;
typedef struct { Difference greatest[SHOWN]; unsigned n, shape; uint64_t numbers, changed; Arena *arena; } Differences;

/* Against the largest in the list it stands in, so that what is nearly zero in a series does not come first. */
static void note(Differences *d, const char *path, double before, double after, double scale) {
  double size = fmax(scale, fmax(fabs(before), fabs(after))), change = size > 0 ? fabs(after - before) / size : 0;
  if (before == after) return;
  d->changed++;
  unsigned at = d->n < SHOWN ? d->n++ : SHOWN;
  while (at > 0 && d->greatest[at - 1].change < change) {
    if (at < SHOWN) d->greatest[at] = d->greatest[at - 1];
    at--;
  }
  if (at < SHOWN) d->greatest[at] = (Difference){path, before, after, change};
}

/* A place in a file says nothing about numbers, and stories repeat them. */
static bool passed_over(const JsonNode *x) { return x->key && (strcmp(x->key, "place") == 0 || strcmp(x->key, "story") == 0 || strcmp(x->key, "warnings") == 0); }

static double largest(const JsonNode *list) {
  double most = 0;
  for (const JsonNode *x = list->kind == JSON_ARRAY ? list->first : NULL; x; x = x->next)
    if (x->kind == JSON_NUMBER) most = fmax(most, fabs(x->number));
  return most;
}

static void compare(Differences *d, const JsonNode *a, const JsonNode *b, const char *path, double scale) {
  if (passed_over(a)) return;
  if (a->kind != b->kind || (a->kind == JSON_STRING && strcmp(a->text, b->text) != 0)) { d->shape++; return; }
  if (a->kind == JSON_NUMBER) d->numbers++, note(d, path, a->number, b->number, scale);
  const JsonNode *x = a->first, *y = b->first;
  unsigned i = 0;
  scale = fmax(largest(a), largest(b));
  for (; x && y; x = x->next, y = y->next, i++) {
    if (x->key && strcmp(x->key, y->key) != 0) { d->shape++; return; }
    compare(d, x, y, x->key ? arena_printf(d->arena, "%s%s%s", path, *path ? "." : "", x->key) : arena_printf(d->arena, "%s[%u]", path, i), scale);
  }
  d->shape += x || y;
}

static void tell(const Differences *d, bool same_bytes, Lang lang, unsigned width, Arena *arena, Buffer *out) {
  if (same_bytes || (!d->changed && !d->shape)) {
    buffer_put(out, say(lang, "完全相同\n", "identical\n"));
    return;
  }
  buffer_format(out, say(lang, "有变化：%llu 个数中 %llu 个不同，%u 处结构不同\n", "changed: of %llu numbers %llu differ, %u places differ in shape\n"),
                (unsigned long long)d->numbers, (unsigned long long)d->changed, d->shape);
  Sheet *sheet = sheet_new(arena, 4);
  if (!sheet || !d->n) return;
  static const char *const zh[4] = {"变化最大的", "存档", "现在", "相对变化"}, *const en[4] = {"largest changes", "stored", "now", "relative"};
  for (unsigned i = 0; i < 4; i++) sheet_cell(sheet, say(lang, zh[i], en[i]));
  sheet_end(sheet), sheet_head(sheet);
  for (unsigned i = 0; i < d->n; i++) {
    const Difference *x = &d->greatest[i];
    sheet_cell(sheet, x->path), sheet_cell(sheet, arena_printf(arena, "%.9g", x->before)), sheet_cell(sheet, arena_printf(arena, "%.9g", x->after));
    sheet_cell(sheet, arena_printf(arena, "%.2g", x->change)), sheet_end(sheet);
  }
  sheet_print(sheet, width, "", out);
}

/* ---- rerun ---------------------------------------------------------------------------------------------------------------- */

static int judge(const Study *s, const Buffer *json, const DigestText *key, const Options *o, Arena *arena, int *status, Fail *fail) {
  Differences d = {.arena = arena};
  Buffer out = {0};
  bool same = strcmp(s->result, buffer_text(json)) == 0;
  const JsonNode *before = json_read(s->result, strlen(s->result), arena), *after = json_read(buffer_text(json), json->length, arena);
  if (!same && (!before || !after)) return fail_set(fail, E842, nowhere(), (long long)s->id, "its result is damaged");
  if (!same) compare(&d, before, after, "", 0.0);
  tell(&d, same, o->lang, look_of(o, NULL).width, arena, &out);
  if (*key->hex && strcmp(key->hex, s->key) != 0)
    buffer_put(&out, say(o->lang, "注意：这个程序的数值版本或读到的文本与存档时不同\n", "note: the numerics of this program, or the texts it read, are not those of the archive\n"));
  *status = o->verify && !same && (d.changed || d.shape) ? EXIT_MISSED : 0;
  int code = print_out(o, &out, fail);
  buffer_free(&out);
  return code;
}

static int rerun(const Study *s, const Source *sources, unsigned n, const Options *o, Arena *arena, int *status, Fail *fail) {
  Again again;
  Buffer json = {0};
  DigestText key = {""};
  if (!s->result || !s->finished) return fail_set(fail, E841, nowhere(), (long long)s->id);
  int code = again_begin(s, sources, n, o, arena, &again, fail);
  again.options.no_archive = true;
  if (!code && again.command == &command_run) code = again_run(&again.options, &json, fail);
  else if (!code && again.command == &command_sensitivity) code = sensed_again(&again.options, &json, &key, status, fail);
  else if (!code) code = again_ensemble(&again.options, &json, &key, status, fail);
  if (!code && *status == 0) code = judge(s, &json, &key, o, arena, status, fail);
  again_end(&again, fail);
  buffer_free(&json);
  return code;
}

int archive_rerun(const char *path, const Options *o, Fail *fail) {
  Arena *arena = o->arena;
  Archive *a;
  Study *s;
  Source *sources;
  unsigned n;
  int status = 0, code = archive_open(path, ARCHIVE_READ, &a, fail);
  if (code) return COMMAND_FAILED;
  code = archive_study(a, o->files[1], arena, &s, fail);
  if (!code) code = archive_sources(a, s->id, arena, &sources, &n, fail);
  archive_close(a);
  batch_catch_signals();
  if (!code) code = rerun(s, sources, n, o, arena, &status, fail);
  return code ? COMMAND_FAILED : status;
}

/* ---- what went wrong in one run --------------------------------------------------------------------------------------------- */

static int batch_story(const Options *o, BadRow row, Arena *arena, const char **out, Fail *fail) {
  Batch b;
  int code = batch_open(o->files[0], o, NULL, &b, fail);
  if (!code) *out = story_of(&b.uncertainty, b.design, &(BadRun){row.run, story_reason(b.linked->graph, row.reason)}, arena);
  batch_close(&b, o, fail);
  return code;
}

static int find_bad(Archive *a, const Study *s, uint64_t run, Arena *arena, BadRow *out, Fail *fail) {
  BadRow *rows;
  unsigned n, i = 0;
  int code = archive_bad(a, s->id, ENSEMBLE_BAD_LISTED, arena, &rows, &n, fail);
  while (!code && i < n && rows[i].run != run) i++;
  if (!code && i == n) return fail_set(fail, E844, nowhere(), (unsigned long long)run, (long long)s->id);
  if (!code) *out = rows[i];
  return code;
}

/* The run again, from the stored text, told by the oracle. */
static int tell_bad(const Study *s, const Source *sources, unsigned n, BadRow row, const Options *o, Arena *arena, Fail *fail) {
  Again again;
  const char *story = NULL;
  Buffer out = {0};
  int code = again_begin(s, sources, n, o, arena, &again, fail);
  again.options.no_archive = again.options.quiet = true;
  if (!code) code = again.command == &command_sensitivity ? sensed_story(&again.options, row, arena, &story, fail) : batch_story(&again.options, row, arena, &story, fail);
  again_end(&again, fail);
  if (!code && !story) code = fail_set(fail, E801, nowhere(), "a story");
  if (!code) buffer_format(&out, "%s\n", story), code = print_out(o, &out, fail);
  buffer_free(&out);
  return code;
}

int archive_tell_bad(const char *path, const Options *o, Fail *fail) {
  Arena *arena = o->arena;
  Archive *a;
  Study *s;
  Source *sources;
  BadRow row;
  unsigned n;
  int code = archive_open(path, ARCHIVE_READ, &a, fail);
  if (code) return COMMAND_FAILED;
  code = archive_study(a, o->files[1], arena, &s, fail);
  if (!code) code = archive_sources(a, s->id, arena, &sources, &n, fail);
  if (!code) code = find_bad(a, s, o->bad, arena, &row, fail);
  archive_close(a);
  if (!code) code = tell_bad(s, sources, n, row, o, arena, fail);
  return code ? COMMAND_FAILED : 0;
}

/* ---- merge ---------------------------------------------------------------------------------------------------------------- */

static void tell_merged(const Batch *b, const Study *s, const char *part, uint64_t left, const Options *o) {
  if (o->quiet) return;
  if (b->aside) fprintf(stderr, say(o->lang, "%s：%s 在档案里已有更大或已完成的，保持不变\n", "%s: the archive has a larger or finished %s, which stays\n"), part, s->title);
  else if (left) fprintf(stderr, say(o->lang, "%s：%s 已合并，共 %llu/%llu 次\n", "%s: %s joined, %llu of %llu runs\n"), part, s->title, (unsigned long long)ensemble_runs_done(b->ensemble), (unsigned long long)b->runs);
  else fprintf(stderr, say(o->lang, "%s：%s 已合并，全部 %llu 次完成\n", "%s: %s joined, all %llu runs are there\n"), part, s->title, (unsigned long long)b->runs);
}

/* Everything is there: the summary as an unshared batch writes it. */
static int complete(Batch *b, const Options *o, int *status, Fail *fail) {
  Buffer json = {0};
  *status = batch_run(b, o, fail);
  int code = *status ? 0 : ensemble_result(b, o, &json, fail);
  if (!code && *status == 0) code = batch_keep(b, buffer_text(&json), fail);
  buffer_free(&json);
  return code;
}

/* The archive has the same ensemble of another size, unfinished: neither fits into the other. */
static bool of_another_size(const Batch *b, Arena *arena) {
  Study *own;
  return b->aside && !archive_get(b->archive, b->id, true, arena, &own, &(Fail){0}) && own && !own->finished;
}

static int join(const Study *s, const char *part, const Options *again, const Options *o, int *status, Fail *fail) {
  Batch b;
  int code = batch_open(again->files[0], again, NULL, &b, fail);
  if (!code && strcmp(b.key.hex, s->key) != 0) code = fail_set(fail, E842, nowhere(), (long long)s->id, "this program computes other numbers than the one that made it");
  if (!code && !b.ensemble) return *status = batch_interrupted(), batch_close(&b, again, fail), 0;
  bool exact = !code && ensemble_exact(b.ensemble);
  if (!code && of_another_size(&b, o->arena)) code = fail_set(fail, E843, nowhere(), part, s->title);
  if (!code && !exact && !b.aside && !ensemble_load(b.ensemble, s->state, s->state_bytes)) code = fail_set(fail, E843, nowhere(), part, s->title);
  if (!code) b.seconds += s->seconds, code = batch_checkpoint(&b, fail);
  uint64_t left = code ? 0 : ensemble_advance(b.ensemble, 0);
  if (!code) tell_merged(&b, s, part, left, o);
  if (!code && !b.aside && (exact || !left)) code = complete(&b, again, status, fail);
  batch_close(&b, again, fail);
  return code;
}

static int merge_study(Archive *from, int64_t id, const char *part, const char *into, const Options *o, int *status, Fail *fail) {
  Arena *arena = arena_new();
  Study *s = NULL;
  Source *sources;
  unsigned n;
  Again again = {0};
  int code = arena ? archive_get(from, id, false, arena, &s, fail) : fail_set(fail, E801, nowhere(), "an archive");
  bool wanted = !code && s && s->state && strcmp(s->kind, "ensemble") == 0;
  if (wanted) code = archive_sources(from, id, arena, &sources, &n, fail);
  if (wanted && !code) code = again_begin(s, sources, n, o, arena, &again, fail);
  again.options.archive = into, again.options.quiet = true;
  if (wanted && !code) code = join(s, part, &again.options, o, status, fail);
  again_end(&again, fail);
  if (fail->place.file) fail->place.file = arena_copy(o->arena, fail->place.file, strlen(fail->place.file));
  arena_free(arena);
  return code;
}

static int merge_part(const char *part, const char *into, const Options *o, int *status, Fail *fail) {
  Archive *from;
  Study *rows;
  unsigned n;
  int code = archive_open(part, ARCHIVE_READ, &from, fail);
  if (code) return code;
  code = archive_list(from, o->arena, &rows, &n, fail);
  for (unsigned i = 0; !code && *status == 0 && i < n; i++) code = merge_study(from, rows[i].id, part, into, o, status, fail);
  archive_close(from);
  return code;
}

int archive_merge(const char *path, const Options *o, Fail *fail) {
  int code = 0, status = 0;
  batch_catch_signals();
  for (unsigned i = 1; !code && status == 0 && i < o->n_files; i++) code = merge_part(o->files[i], path, o, &status, fail);
  return code ? COMMAND_FAILED : status;
}
