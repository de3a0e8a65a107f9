/* scenario.c : what a file returns: model "x" {...} and scenario "x" {...}. */
#include "script/vocabulary.h"
#include "base/text.h"
#include "script/path.h"
#include "study/scenario.h"
#include <math.h>
#include <stdio.h>
#include <string.h>

/* ---- model "x" {...} -------------------------------------------------------------------------------------------------- */

static const char model_keys[] = "title,calendar,start,horizon,latest,step,time,method,files,show";

static void refuse(lua_State *L, const Entry *entry, const char *word, const char *what, const char *cure) {
  Script *s = script_of(L);
  script_raise(L, fail_set(&s->fail, E167, entry->place, entry->key ? entry->key : "an entry", word, what, cure));
}

/* ---- lists: show, files, correlate --------------------------------------------------------------------------------------- */

/* What the message says when a list is not as it should be: the key that asked for it, of which word, and an example. */
typedef struct { const Entry *entry; const char *word, *example; } Asked;

/* The table at `index` of the stack. Its items come first, by number; entries with names after them. */
typedef struct { const Entry *entries; unsigned n; int index; } List;

/* Takes the table on the top of the stack; whoever opens pops it. */
static List list_open(lua_State *L, Asked asked) {
  List list = {.index = lua_gettop(L)};
  if (!lua_istable(L, -1)) refuse(L, asked.entry, asked.word, "not a list", asked.example);
  list.entries = expression_keys(L, list.index, &list.n, asked.entry->place, -1);
  return list;
}

/* Pushes item i; one with a name, or a hole before it, is no item. */
static void list_push(lua_State *L, const List *list, unsigned i, Asked asked) {
  if (list->entries[i].key || list->entries[i].number != i + 1.0) refuse(L, asked.entry, asked.word, "not a list", asked.example);
  expression_push_value(L, list->index, &list->entries[i]);
}

/* Pops a text; a name of the model counts as its text. */
static const char *pop_text(lua_State *L, Asked asked) {
  const Expr *name = lua_islightuserdata(L, -1) ? lua_touserdata(L, -1) : NULL;
  bool text = lua_type(L, -1) == LUA_TSTRING;
  if (!text && !(name && name->kind == EXPR_NAME)) refuse(L, asked.entry, asked.word, "not a list of texts", asked.example);
  const char *read = text ? script_text(L, -1) : name->text;
  lua_pop(L, 1);
  return read;
}

/* {title = "人口", "population", "births"}, on the top of the stack. */
static Section read_section(lua_State *L, Asked asked) {
  List list = list_open(L, asked);
  Section section = {.names = script_alloc(L, (list.n + 1) * sizeof *section.names)};
  for (unsigned i = 0; i < list.n; i++) {
    const char *key = list.entries[i].key;
    if (key && strcmp(key, "title") == 0) { section.title = label_value(L, list.index, &list.entries[i], asked.word); continue; }
    list_push(L, &list, i, asked);
    section.names[section.n++] = pop_text(L, asked);
  }
  if (section.title.zh && !section.title.en) section.title.en = section.title.zh;
  if (section.title.en && !section.title.zh) section.title.zh = section.title.en;
  return section;
}

static void read_show(lua_State *L, const Entry *entry, Model *model) {
  Asked asked = {entry, "model", "show = {{title = \"人口\", \"population\", \"births\"}}"};
  expression_push_value(L, 2, entry);
  List list = list_open(L, asked);
  model->show = script_alloc(L, (list.n + 1) * sizeof *model->show);
  for (unsigned i = 0; i < list.n; i++) {
    list_push(L, &list, i, asked);
    model->show[i] = read_section(L, asked);
    lua_pop(L, 1);
  }
  model->n_show = list.n;
  lua_pop(L, 1);
}

/* files = {"../region/population", "numbers"}: beside this file, ".lua" added. */
static void read_files(lua_State *L, const Entry *entry, Model *model) {
  Script *s = script_of(L);
  Asked asked = {entry, "model", "files = {\"../region/population\", \"numbers\"}"};
  expression_push_value(L, 2, entry);
  List list = list_open(L, asked);
  model->files = script_alloc(L, (list.n + 1) * sizeof *model->files);
  for (unsigned i = 0; i < list.n; i++) {
    list_push(L, &list, i, asked);
    const char *file = pop_text(L, asked);
    size_t n = strlen(file);
    bool lua = n > 4 && strcmp(file + n - 4, ".lua") == 0;
    const char *named = arena_printf(s->arena, "%s%s", file, lua ? "" : ".lua");
    model->files[i] = named ? path_beside(s->arena, s->file, named) : NULL;
    if (!model->files[i]) script_raise(L, fail_set(&s->fail, E801, entry->place, "a script"));
  }
  model->n_files = list.n;
  lua_pop(L, 1);
}

static void read_method(lua_State *L, const Entry *entry, Model *model) {
  const char *method = text_value(L, 2, entry, "model");
  if (strcmp(method, "euler") == 0) model->method = METHOD_EULER;
  else if (strcmp(method, "rk4") == 0) model->method = METHOD_RK4;
  else refuse(L, entry, "model", method, "method = \"euler\" or method = \"rk4\"");
}

static void read_model_key(lua_State *L, const Entry *entry, Model *model) {
  const char *key = entry->key;
  if (!key || !key_among(key, model_keys)) key_unknown(L, "model", entry, model_keys, NULL);
  else if (strcmp(key, "title") == 0) model->title = label_value(L, 2, entry, "model");
  else if (strcmp(key, "calendar") == 0) model->calendar = truth_value(L, 2, entry, "model");
  else if (strcmp(key, "start") == 0) model->start = number_value(L, 2, entry, "model");
  else if (strcmp(key, "horizon") == 0) model->horizon = number_value(L, 2, entry, "model");
  else if (strcmp(key, "latest") == 0) model->latest = number_value(L, 2, entry, "model");
  else if (strcmp(key, "step") == 0) model->step = number_value(L, 2, entry, "model");
  else if (strcmp(key, "time") == 0) model->time_text = text_value(L, 2, entry, "model");
  else if (strcmp(key, "method") == 0) read_method(L, entry, model);
  else if (strcmp(key, "files") == 0) read_files(L, entry, model);
  else if (strcmp(key, "show") == 0) read_show(L, entry, model);
}

static const Entry *entry_of(const Entry *entries, unsigned n, const char *key) {
  for (unsigned i = 0; i < n; i++) if (entries[i].key && strcmp(entries[i].key, key) == 0) return &entries[i];
  return NULL;
}

static void check_times(lua_State *L, const Thing *thing, const Entry *entries, unsigned n, Model *model) {
  Script *s = script_of(L);
  static const char *const needed[] = {"start", "horizon"};
  for (int i = 0; i < 2; i++)
    if (!entry_of(entries, n, needed[i])) script_raise(L, fail_set(&s->fail, E156, thing->place, "model", needed[i], needed[i]));
  const Entry *latest = entry_of(entries, n, "latest"), *step = entry_of(entries, n, "step");
  if (!latest) model->latest = model->horizon;
  if (model->horizon <= model->start) refuse(L, entry_of(entries, n, "horizon"), "model", "not later than start", "a later time");
  if (latest && model->latest < model->horizon) refuse(L, latest, "model", "earlier than horizon", "the latest horizon that a scenario may ask for");
  if (step && !(model->step > 0)) refuse(L, step, "model", "not above zero", "step = 1, or a fraction of it");
}

void model_complete(lua_State *L, Thing *thing) {
  Script *s = script_of(L);
  Model *model = s->model;
  if (lua_gettop(L) != 2 || !lua_istable(L, 2)) script_raise(L, fail_set(&s->fail, E150, thing->place, "model", "its name and a table: \"chongqing\" {...}"));
  model->name = thing->text;
  model->place = thing->place;
  unsigned n;
  const Entry *entries = expression_keys(L, 2, &n, thing->place, word_table(L, thing->place, "model"));
  for (unsigned i = 0; i < n; i++) read_model_key(L, &entries[i], model);
  check_times(L, thing, entries, n, model);
  if (!model->title.zh) model->title.zh = model->title.en ? model->title.en : model->name;
  if (!model->title.en) model->title.en = model->name;
  s->result = model;
  thing->state = WAITS_FOR_RETURN;
}

/* ---- scenario "x" {...} ------------------------------------------------------------------------------------------------- */

static const char scenario_keys[] = "title,story,model,based_on,levers,assumptions,correlate,horizon,targets";

/* levers = {name = value, ...} */
static void read_overrides(lua_State *L, const Entry *entry, Scenario *scenario, bool lever, int table) {
  Script *s = script_of(L);
  static const char example[] = "a table of names: {carbon_price = 100, ev_share = default * 1.2}";
  int inner = -1;
  if (s->guard) guard_key(s->guard, table, entry->key, 0, &inner);
  expression_push_value(L, 2, entry);
  int index = lua_gettop(L);
  if (!lua_istable(L, -1)) refuse(L, entry, "scenario", "not a table", example);
  unsigned n;
  const Entry *entries = expression_keys(L, index, &n, entry->place, inner);
  Override *grown = script_alloc(L, (scenario->n_overrides + n + 1) * sizeof *grown);
  if (scenario->n_overrides) memcpy(grown, scenario->overrides, scenario->n_overrides * sizeof *grown);
  scenario->overrides = grown;
  for (unsigned i = 0; i < n; i++) {
    char where[80];
    int inside = -1;
    if (!entries[i].key) refuse(L, entry, "scenario", "a list without names", example);
    snprintf(where, sizeof where, "'%.60s'", entries[i].key);
    if (s->guard) guard_key(s->guard, inner, entries[i].key, 0, &inside);
    expression_push_value(L, index, &entries[i]);
    Expr *value = expression_at(L, -1, TAKE_TABLE, where, entries[i].place, inside);
    lua_pop(L, 1);
    grown[scenario->n_overrides++] = (Override){entries[i].key, value, lever, entries[i].place};
  }
  lua_pop(L, 1);
}

/* {"a", "b", 0.2}, on the top of the stack. */
static Correlation read_correlation(lua_State *L, Asked asked, Place place) {
  List list = list_open(L, asked);
  if (list.n != 3) refuse(L, asked.entry, asked.word, "not a list of triples", asked.example);
  const char *names[2];
  for (unsigned i = 0; i < 2; i++) {
    list_push(L, &list, i, asked);
    names[i] = pop_text(L, asked);
  }
  list_push(L, &list, 2, asked);
  double correlation = lua_type(L, -1) == LUA_TNUMBER ? lua_tonumber(L, -1) : NAN;
  lua_pop(L, 1);
  if (!(correlation >= -1 && correlation <= 1)) refuse(L, asked.entry, asked.word, "a correlation that is no number from -1 to 1", asked.example);
  return (Correlation){names[0], names[1], correlation, place};
}

static void read_correlate(lua_State *L, const Entry *entry, Scenario *scenario) {
  expression_push_value(L, 2, entry);
  List list = list_open(L, (Asked){entry, "scenario", "{{\"tfp_base\", \"import_factor\", 0.2}}"});
  scenario->correlations = script_alloc(L, (list.n + 1) * sizeof *scenario->correlations);
  for (unsigned i = 0; i < list.n; i++) {
    Entry triple = {.key = entry->key, .place = list.entries[i].place};
    Asked asked = {&triple, "scenario", "{{\"tfp_base\", \"import_factor\", 0.2}}"};
    list_push(L, &list, i, asked);
    scenario->correlations[i] = read_correlation(L, asked, triple.place);
    lua_pop(L, 1);
  }
  scenario->n_correlations = list.n;
  lua_pop(L, 1);
}

/* targets = {my_goal = target "万人" {...}}: named here, declared into the model once that is read. */
static void read_targets(lua_State *L, const Entry *entry) {
  Script *s = script_of(L);
  static const char example[] = "targets = {my_goal = target \"万人\" {at(population, 2035), at_least = 3200}}";
  expression_push_value(L, 2, entry);
  int index = lua_gettop(L);
  if (!lua_istable(L, -1)) refuse(L, entry, "scenario", "not a table", example);
  unsigned n;
  const Entry *entries = expression_keys(L, index, &n, entry->place, -1);
  s->targets = script_alloc(L, (n ? n : 1) * sizeof *s->targets);
  for (unsigned i = 0; i < n; i++) {
    expression_push_value(L, index, &entries[i]);
    Thing *thing = thing_at(L, -1);
    if (!entries[i].key || !thing || thing->kind != THING_DECLARATION) refuse(L, entry, "scenario", "not a table of targets", example);
    if (thing->state == WAITS_FOR_TABLE) thing_refuse(L, -1, "a target", entry->place);
    declaration_name(L, thing, entries[i].key, NULL);
    s->targets[i] = thing->decl;
    lua_pop(L, 1);
  }
  s->n_targets = n;
  lua_pop(L, 1);
}

/* story = "..." (Chinese) or {zh = , en = }. */
static void read_story(lua_State *L, const Entry *entry, Scenario *scenario) {
  Label story = label_value(L, 2, entry, "scenario");
  scenario->story = story.zh ? story.zh : story.en;
  scenario->story_en = story.en;
}

static void read_scenario_key(lua_State *L, const Entry *entry, Scenario *scenario, int table) {
  const char *key = entry->key;
  if (!key || !key_among(key, scenario_keys)) key_unknown(L, "scenario", entry, scenario_keys, NULL);
  else if (strcmp(key, "title") == 0) scenario->title = label_value(L, 2, entry, "scenario");
  else if (strcmp(key, "story") == 0) read_story(L, entry, scenario);
  else if (strcmp(key, "model") == 0) scenario->model_text = text_value(L, 2, entry, "scenario");
  else if (strcmp(key, "based_on") == 0) scenario->based_on = text_value(L, 2, entry, "scenario");
  else if (strcmp(key, "levers") == 0) read_overrides(L, entry, scenario, true, table);
  else if (strcmp(key, "assumptions") == 0) read_overrides(L, entry, scenario, false, table);
  else if (strcmp(key, "correlate") == 0) read_correlate(L, entry, scenario);
  else if (strcmp(key, "targets") == 0) read_targets(L, entry);
  else if (strcmp(key, "horizon") == 0) scenario->horizon = number_value(L, 2, entry, "scenario");
}

void scenario_complete(lua_State *L, Thing *thing) {
  Script *s = script_of(L);
  if (lua_gettop(L) != 2 || !lua_istable(L, 2)) script_raise(L, fail_set(&s->fail, E150, thing->place, "scenario", "its name and a table: \"green\" {...}"));
  Scenario *scenario = script_alloc(L, sizeof *scenario);
  *scenario = (Scenario){.name = thing->text, .file = s->file, .place = thing->place};
  int table = word_table(L, thing->place, "scenario");
  unsigned n;
  const Entry *entries = expression_keys(L, 2, &n, thing->place, table);
  for (unsigned i = 0; i < n; i++) read_scenario_key(L, &entries[i], scenario, table);
  if (!scenario->title.zh) scenario->title.zh = scenario->title.en ? scenario->title.en : scenario->name;
  if (!scenario->title.en) scenario->title.en = scenario->name;
  s->result = scenario;
  thing->state = WAITS_FOR_RETURN;
}

/* ---- the words -------------------------------------------------------------------------------------------------------------- */

/* The name becomes a cell, a file name, a heading: nothing that steers those. */
static bool is_fit(const char *name) {
  char escaped[256];
  size_t n = strlen(name);
  if (!n || n > 200 || strchr(name, '/')) return false;
  return text_escape(escaped, sizeof escaped, name, n) == n && strcmp(escaped, name) == 0;
}

static int call_file(lua_State *L) {
  Script *s = script_of(L);
  bool model = lua_toboolean(L, lua_upvalueindex(1));
  const char *word = model ? "model" : "scenario";
  Place place = word_place(L, word);
  if (lua_gettop(L) != 1 || lua_type(L, 1) != LUA_TSTRING) return script_raise(L, fail_set(&s->fail, E150, place, word, "its name and a table: \"green\" {...}"));
  const char *name = script_text(L, 1);
  if (!is_fit(name)) return script_raise(L, fail_set(&s->fail, E178, place, word));
  if (model && s->kind == SCRIPT_PART) return script_raise(L, fail_set(&s->fail, E175, place, "model"));
  thing_push(L, model ? THING_MODEL : THING_SCENARIO, WAITS_FOR_TABLE, word, place)->text = name;
  return 1;
}

void files_open(lua_State *L) {
  Script *s = script_of(L);
  lua_pushboolean(L, s->model != NULL);
  lua_pushcclosure(L, call_file, 1);
  lua_setfield(L, -2, s->model ? "model" : "scenario");
}
