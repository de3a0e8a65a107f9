/* load.c : from a path to a Model and its chain of scenarios. */
#include "script/script.h"
#include "script/path.h"
#include "script/state.h"
#include "base/text.h"
#include <ctype.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#ifndef YUANJING_SHARE
#define YUANJING_SHARE "/usr/local/share/yuanjing"         /* where `make install` puts models and scripts */
#endif

enum { PARENTS_MOST = 32, SOURCES_MOST = 512 };

typedef struct {
  Loaded loaded;                         /* first: what the caller sees */
  Arena *arena;                          /* of the scenarios and of this */
  const LoadOptions *options;
  struct { Decl **decls; unsigned n; } targets[PARENTS_MOST]; unsigned n_targets;   /* of each scenario, the last one first */
} Load;

static const Place nowhere = {NULL, 0, 0};

static int no_memory(Fail *fail) { return fail_set(fail, E801, nowhere, "a script"); }

static bool add_source(Load *load, const char *path) {
  Loaded *loaded = &load->loaded;
  if (!loaded->sources) loaded->sources = arena_array(load->arena, SOURCES_MOST, sizeof *loaded->sources);
  if (!loaded->sources || loaded->n_sources == SOURCES_MOST) return false;
  loaded->sources[loaded->n_sources] = arena_copy(load->arena, path, strlen(path));
  return loaded->sources[loaded->n_sources++] != NULL;
}

static ScriptLimits limits_of(const Load *load) {
  return load->options ? (ScriptLimits){load->options->memory, load->options->seconds, 0} : (ScriptLimits){0, 0, 0};
}

/* A failure outlives the arena that its place's file name lives in: the few names of files that failed stay. */
static const char *keep_name(const char *file) {
  static struct Kept { struct Kept *next; char name[]; } *names;
  static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
  if (!file) return NULL;
  pthread_mutex_lock(&lock);
  struct Kept *k = names;
  while (k && strcmp(k->name, file) != 0) k = k->next;
  size_t n = strlen(file) + 1;
  if (!k && (k = malloc(sizeof *k + n))) {
    memcpy(k->name, file, n);
    k->next = names;
    names = k;
  }
  pthread_mutex_unlock(&lock);
  return k ? k->name : NULL;
}

/* For every failure whose place may lie in an arena that goes now. */
static int kept(int code, Fail *fail) {
  if (code && fail) fail->place.file = keep_name(fail->place.file);
  return code;
}

/* Reads and runs one file in an open state. */
static int run(Load *load, Script *script, const char *path, ScriptKind kind, Fail *fail) {
  Source source;
  Arena *bytes = arena_new();
  if (!bytes) return no_memory(fail);
  int code = source_read(bytes, path, &source, fail);
  if (!code && !add_source(load, path)) code = fail_set(fail, E610, place_at(path, 0, 0), SOURCES_MOST);
  if (!code) code = script_run(script, &source, kind, fail);
  kept(code, fail);
  arena_free(bytes);
  return code;
}

/* ---- models ------------------------------------------------------------------------------------------------------------ */

static int run_model(Load *load, Script *script, const char *path, Fail *fail) {
  int code = run(load, script, path, SCRIPT_MODEL, fail);
  Model *model = load->loaded.model;
  for (unsigned i = 0; !code && i < model->n_files; i++) code = run(load, script, model->files[i], SCRIPT_PART, fail);
  return code;
}

/* The model's own file first, then its files in their order, in one state. */
static int load_model(Load *load, const char *path, Fail *fail) {
  Script script;
  ScriptLimits limits = limits_of(load);
  Model *model = load->loaded.model = model_new();
  if (!model) return no_memory(fail);
  int code = script_open(&script, model->arena, model, &limits, fail);
  if (code) return code;
  code = run_model(load, &script, path, fail);
  script_close(&script);
  return code;
}

/* ---- finding files ------------------------------------------------------------------------------------------------------- */

/* Names tried, for the message when there is none. */
typedef struct { Arena *arena; const char *found; const char *tried; } Search;

static void try_path(Search *search, const char *path) {
  if (search->found || !path) return;
  if (path_is_file(path)) { search->found = path; return; }
  search->tried = search->tried ? arena_printf(search->arena, "%s, %s", search->tried, path) : path;
}

static void try_beside(Search *search, const char *file, const char *before, const char *name, const char *after) {
  if (!search->found) try_path(search, path_beside(search->arena, file, arena_printf(search->arena, "%s%s%s", before, name, after)));
}

/* What `make install` puts beside the program, wherever that was: <prefix>/bin/yuanjing, <prefix>/share/yuanjing. */
static void try_installed(Search *search, const char *folder, const char *name, const char *after) {
  char program[1024];
  ssize_t n = readlink("/proc/self/exe", program, sizeof program - 1);
  if (n > 0) {
    program[n] = 0;
    try_beside(search, program, "../share/yuanjing/", arena_printf(search->arena, "%s/%s", folder, name), after);
  }
  try_path(search, arena_printf(search->arena, "%s/%s/%s%s", YUANJING_SHARE, folder, name, after));
}

static bool ends_in_lua(const char *text) {
  size_t n = strlen(text);
  return n > 4 && strcmp(text + n - 4, ".lua") == 0;
}

/* A name with a folder or .lua is a path beside the scenario; else models/<name>/model.lua, near and then installed. */
static const char *find_model(const Load *load, const Scenario *scenario, const char *name, const char **tried) {
  static const char *const near[] = {"../models/", "models/", "../../models/", "../", "../../../models/"};
  Search search = {load->arena, NULL, NULL};
  const char *file = scenario->file;
  if (ends_in_lua(name)) try_beside(&search, file, "", name, "");
  else if (strchr(name, '/')) try_beside(&search, file, "", name, "/model.lua");
  if (load->options && load->options->models) {
    try_path(&search, arena_printf(load->arena, "%s/%s/model.lua", load->options->models, name));
  } else {
    for (size_t i = 0; i < sizeof near / sizeof *near; i++) try_beside(&search, file, near[i], name, "/model.lua");
    try_installed(&search, "models", name, "/model.lua");
  }
  *tried = search.tried;
  return search.found;
}

/* The parent: beside the scenario, one folder up, or among the scenarios that come with the models. */
static const char *find_parent(const Load *load, const Scenario *scenario, const char *name, const char **tried) {
  Search search = {load->arena, NULL, NULL};
  const char *file = scenario->file, *end = ends_in_lua(name) ? "" : ".lua";
  try_beside(&search, file, "", name, end);
  try_beside(&search, file, "../", name, end);
  try_beside(&search, file, "scripts/", name, end);
  if (load->options && load->options->models) try_path(&search, arena_printf(load->arena, "%s/../scripts/%s%s", load->options->models, name, end));
  else try_installed(&search, "scripts", name, end);
  *tried = search.tried;
  return search.found;
}

/* ---- scenarios --------------------------------------------------------------------------------------------------------------- */

static int load_scenario(Load *load, const char *path, Scenario **out, Fail *fail) {
  Script script;
  ScriptLimits limits = limits_of(load);
  int code = script_open(&script, load->arena, NULL, &limits, fail);
  if (code) return code;
  code = run(load, &script, path, SCRIPT_SCENARIO, fail);
  *out = script.result;
  load->targets[load->n_targets].decls = script.targets;
  load->targets[load->n_targets++].n = script.n_targets;
  script_close(&script);
  return code;
}

static int refuse_loop(const Load *load, const Scenario *first, const Scenario *last, Fail *fail) {
  const char *chain = first->name;
  for (const Scenario *s = first; s != last;) {
    s = s->parent;
    chain = arena_printf(load->arena, "%s → %s", chain, s->name);
    if (!chain) return no_memory(fail);
  }
  return fail_set(fail, E601, last->place, chain, last->based_on);
}

/* Follows based_on to the root. */
static int load_chain(Load *load, const char *path, Fail *fail) {
  Scenario *last = NULL;
  const Scenario *first = NULL;
  for (unsigned depth = 0; path; depth++) {
    if (depth == PARENTS_MOST) return fail_set(fail, E602, last->place, PARENTS_MOST);
    for (const Scenario *s = first; s; s = s->parent)
      if (path_same_file(s->file, path)) return refuse_loop(load, first, last, fail);
    Scenario *scenario;
    int code = load_scenario(load, path, &scenario, fail);
    if (code) return code;
    if (last) last->parent = scenario; else load->loaded.scenario = first = scenario;
    last = scenario;
    const char *tried = NULL;
    path = last->based_on ? find_parent(load, last, last->based_on, &tried) : NULL;
    if (last->based_on && !path) return fail_set(fail, E603, last->place, last->based_on, tried ? tried : "");
  }
  return 0;
}

static int load_model_of(Load *load, Fail *fail) {
  const Scenario *scenario = load->loaded.scenario;
  while (scenario && !scenario->model_text) scenario = scenario->parent;
  if (!scenario) return fail_set(fail, E604, load->loaded.scenario->place);
  const char *tried = NULL, *path = find_model(load, scenario, scenario->model_text, &tried);
  if (!path) return fail_set(fail, E605, scenario->place, scenario->model_text, tried ? tried : "");
  return load_model(load, path, fail);
}

/* A child's target replaces its parent's of the same name; a model's own does not give way. */
static int declare_targets(Load *load, Fail *fail) {
  for (unsigned i = 0; i < load->n_targets; i++)
    for (unsigned k = 0; k < load->targets[i].n; k++) {
      const Decl *target = load->targets[i].decls[k];
      bool replaced = false;
      for (unsigned child = 0; child < i; child++)
        for (unsigned c = 0; c < load->targets[child].n; c++) replaced = replaced || strcmp(load->targets[child].decls[c]->name, target->name) == 0;
      int code = replaced ? 0 : model_declare(load->loaded.model, target, fail);
      if (code) return code;
    }
  return 0;
}

static int check_horizon(const Load *load, Fail *fail) {
  const Model *model = load->loaded.model;
  for (const Scenario *s = load->loaded.scenario; s; s = s->parent) {
    if (s->horizon == 0 || (s->horizon > model->start && s->horizon <= model->latest)) continue;
    char horizon[32], start[32], latest[32];
    text_double(horizon, s->horizon);
    text_double(start, model->start);
    text_double(latest, model->latest);
    return fail_set(fail, E606, s->place, horizon, model->name, start, latest);
  }
  return 0;
}

/* ---- --set lever=value ------------------------------------------------------------------------------------------------------- */

static bool is_plain_name(const char *text, size_t n) {
  if (!n || isdigit((unsigned char)*text)) return false;
  for (size_t i = 0; i < n; i++) if (!isalnum((unsigned char)text[i]) && text[i] != '_') return false;
  return true;
}

/* The nearest name among what a scenario may change. */
static const char *nearest_name(const Load *load, const char *name) {
  const Model *model = load->loaded.model;
  const char **names = arena_array(load->arena, model->n_decls + 1, sizeof *names);
  for (unsigned i = 0; names && i < model->n_decls; i++) {
    DeclKind kind = model->decls[i]->kind;
    bool changes = kind != DECL_CHECK && kind != DECL_DIMENSION && kind != DECL_AXIS && kind != DECL_TARGET && kind != DECL_OUTCOME;
    names[i] = changes ? model->decls[i]->name : NULL;
  }
  return names ? name_nearest(name, names, model->n_decls) : NULL;
}

static int check_set_name(const Load *load, const char *name, Place place, Fail *fail) {
  const Decl *decl = model_find(load->loaded.model, DECL_COUNT, name);
  if (decl && decl->kind != DECL_AXIS && decl->kind != DECL_OUTCOME && decl->kind != DECL_TARGET) return 0;
  const char *nearest = nearest_name(load, name);
  const char *hint = nearest ? arena_printf(load->arena, "; did you mean '%s'?", nearest) : "";
  return fail_set(fail, E608, place, load->loaded.model->name, name, hint ? hint : "");
}

/* One "name=value" as a scenario of one lever; the value is read like a scenario's right side. */
static int read_set(Load *load, const char *set, Override *out, Fail *fail) {
  const char *equals = strchr(set, '='), *file = arena_printf(load->arena, "--set %s", set);
  if (!file) return no_memory(fail);
  size_t n = equals ? (size_t)(equals - set) : 0;
  while (n && set[n - 1] == ' ') n--;
  if (!is_plain_name(set, n) || !equals[strspn(equals + 1, " ") + 1]) return fail_set(fail, E607, nowhere, set);
  const char *name = arena_copy(load->arena, set, n);
  int code = name ? check_set_name(load, name, nowhere, fail) : no_memory(fail);
  const char *text = arena_printf(load->arena, "return scenario \"--set\" {levers = {%s = (%s)}}", name, equals + 1);
  if (code) return code;
  if (!text) return no_memory(fail);
  Script script;
  Source source;
  ScriptLimits limits = limits_of(load);
  code = script_open(&script, load->arena, NULL, &limits, fail);
  if (code) return code;
  code = source_from(load->arena, file, text, strlen(text), &source, fail);
  if (!code) code = script_run(&script, &source, SCRIPT_SCENARIO, fail);
  const Scenario *scenario = script.result;
  if (!code) *out = scenario->overrides[0];
  if (!code) out->lever = model_find(load->loaded.model, DECL_LEVER, name) != NULL;
  else if (fail) fail->place.line = fail->place.column = 0;            /* of a text that nobody wrote */
  kept(code, fail);
  script_close(&script);
  return code;
}

static int add_sets(Load *load, Fail *fail) {
  unsigned n = load->options ? load->options->n_sets : 0;
  if (!n) return 0;
  Scenario *scenario = arena_alloc(load->arena, sizeof *scenario);
  Override *overrides = arena_array(load->arena, n, sizeof *overrides);
  if (!scenario || !overrides) return no_memory(fail);
  const Scenario *parent = load->loaded.scenario;
  const char *name = parent ? parent->name : load->loaded.model->name;
  *scenario = (Scenario){.name = name, .file = "--set", .title = parent ? parent->title : load->loaded.model->title,
                         .place = place_at("--set", 0, 0), .parent = parent, .overrides = overrides};
  for (unsigned i = 0; i < n; i++) {
    int code = read_set(load, load->options->sets[i], &overrides[i], fail);
    if (code) return code;
    for (unsigned k = 0; k < i; k++)
      if (strcmp(overrides[k].name, overrides[i].name) == 0) return fail_set(fail, E609, nowhere, overrides[i].name);
    scenario->n_overrides++;
  }
  load->loaded.scenario = scenario;
  return 0;
}

/* ---- the door ---------------------------------------------------------------------------------------------------------------- */

/* A file that says `return model` is a model; everything else should be a scenario. */
static int is_model(Arena *scratch, const char *path, bool *out, Fail *fail) {
  Source source;
  Guard *guard;
  int code = source_read(scratch, path, &source, fail);
  if (!code) code = guard_split(scratch, &source, &guard, fail);
  if (!code) *out = guard_returns(guard, "model");
  return code;
}

static int load_all(Load *load, const char *path, Fail *fail) {
  Arena *scratch = arena_new();
  if (!scratch) return no_memory(fail);
  bool model = false;
  int code = is_model(scratch, path, &model, fail);
  kept(code, fail);
  arena_free(scratch);
  if (code) return code;
  if (model) code = load_model(load, path, fail);
  else {
    code = load_chain(load, path, fail);
    if (!code) code = load_model_of(load, fail);
    if (!code) code = declare_targets(load, fail);
    if (!code) code = check_horizon(load, fail);
  }
  return code ? code : add_sets(load, fail);
}

int script_load(const char *path, const LoadOptions *options, Loaded **out, Fail *fail) {
  *out = NULL;
  Fail own;
  if (!fail) fail = &own;
  *fail = (Fail){0};
  Arena *arena = arena_new();
  Load *load = arena ? arena_alloc(arena, sizeof *load) : NULL;
  if (!load) { arena_free(arena); return no_memory(fail); }
  load->arena = arena;
  load->options = options;
  int code = load_all(load, path, fail);
  if (code) {
    kept(code, fail);
    script_free(&load->loaded);
    return code;
  }
  load->options = NULL;
  *out = &load->loaded;
  return 0;
}

void script_free(Loaded *loaded) {
  if (!loaded) return;
  model_free(loaded->model);
  arena_free(((Load *)loaded)->arena);
}
