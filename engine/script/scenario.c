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

/* A list of texts; names count as their text. */
static const char **list_value(lua_State *L, int index, const Entry *entry, const char *word, const char *example, unsigned *n, bool with_title, Section *section) {
  expression_push_value(L, index, entry);
  int table = lua_gettop(L);
  if (!lua_istable(L, -1)) refuse(L, entry, word, "not a list", example);
  const Entry *entries = expression_keys(L, table, n, entry->place, -1);
  const char **list = script_alloc(L, (*n ? *n : 1) * sizeof *list);
  unsigned kept = 0;
  for (unsigned i = 0; i < *n; i++) {
    if (with_title && entries[i].key && strcmp(entries[i].key, "title") == 0) { section->title = label_value(L, table, &entries[i], "show"); continue; }
    if (entries[i].key || entries[i].number != kept + 1.0) refuse(L, entry, word, "not a list", example);
    expression_push_value(L, table, &entries[i]);
    const Expr *name = lua_islightuserdata(L, -1) ? lua_touserdata(L, -1) : NULL;
    if (name && name->kind == EXPR_NAME) list[kept++] = name->text;
    else if (lua_type(L, -1) == LUA_TSTRING) list[kept++] = script_text(L, -1);
    else refuse(L, entry, word, "not a list of texts", example);
    lua_pop(L, 1);
  }
  lua_pop(L, 1);
  *n = kept;
  return list;
}

static const char show_example[] = "show = {{title = \"人口\", \"population\", \"births\"}}";

static void read_show(lua_State *L, const Entry *entry, Model *model) {
  expression_push_value(L, 2, entry);
  int table = lua_gettop(L);
  if (!lua_istable(L, -1)) refuse(L, entry, "model", "not a list", show_example);
  unsigned n;
  const Entry *entries = expression_keys(L, table, &n, entry->place, -1);
  model->show = script_alloc(L, (n ? n : 1) * sizeof *model->show);
  for (unsigned i = 0; i < n; i++) {
    Section *section = &model->show[i];
    if (entries[i].key) refuse(L, entry, "model", "not a list of sections", show_example);
    *section = (Section){0};
    section->names = list_value(L, table, &entries[i], "show", show_example, &section->n, true, section);
    if (section->title.zh && !section->title.en) section->title.en = section->title.zh;
    if (section->title.en && !section->title.zh) section->title.zh = section->title.en;
  }
  model->n_show = n;
  lua_pop(L, 1);
}

static void read_files(lua_State *L, const Entry *entry, Model *model) {
  Script *s = script_of(L);
  model->files = list_value(L, 2, entry, "model", "files = {\"../region/population\", \"numbers\"}", &model->n_files, false, NULL);
  for (unsigned i = 0; i < model->n_files; i++) {
    size_t n = strlen(model->files[i]);
    bool lua = n > 4 && strcmp(model->files[i] + n - 4, ".lua") == 0;
    const char *named = arena_printf(s->arena, "%s%s", model->files[i], lua ? "" : ".lua");
    model->files[i] = named ? path_beside(s->arena, s->file, named) : NULL;
    if (!model->files[i]) script_raise(L, fail_set(&s->fail, E801, entry->place, "a script"));
  }
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

static const char correlate_example[] = "{{\"tfp_base\", \"import_factor\", 0.2}}";

static void read_correlation(lua_State *L, const Entry *entry, Correlation *out) {
  int index = lua_gettop(L);                               /* {"a", "b", 0.2} */
  if (!lua_istable(L, -1) || lua_rawlen(L, -1) != 3) refuse(L, entry, "scenario", "not a list of triples", correlate_example);
  const char *names[2];
  for (int i = 0; i < 2; i++) {
    lua_rawgeti(L, index, i + 1);
    const Expr *name = lua_islightuserdata(L, -1) ? lua_touserdata(L, -1) : NULL;
    if (lua_type(L, -1) == LUA_TSTRING) names[i] = script_text(L, -1);
    else if (name && name->kind == EXPR_NAME) names[i] = name->text;
    else refuse(L, entry, "scenario", "not a list of triples", correlate_example);
    lua_pop(L, 1);
  }
  bool number = lua_rawgeti(L, index, 3) == LUA_TNUMBER;
  double correlation = lua_tonumber(L, -1);
  lua_pop(L, 1);
  if (!number || !(correlation >= -1 && correlation <= 1)) refuse(L, entry, "scenario", "a correlation that is no number from -1 to 1", correlate_example);
  *out = (Correlation){names[0], names[1], correlation, entry->place};
}

static void read_correlate(lua_State *L, const Entry *entry, Scenario *scenario) {
  expression_push_value(L, 2, entry);
  int index = lua_gettop(L);
  if (!lua_istable(L, -1)) refuse(L, entry, "scenario", "not a list", correlate_example);
  unsigned n;
  const Entry *entries = expression_keys(L, index, &n, entry->place, -1);
  scenario->correlations = script_alloc(L, (n ? n : 1) * sizeof *scenario->correlations);
  for (unsigned i = 0; i < n; i++) {
    Entry triple = {.key = "correlate", .place = entries[i].place};
    expression_push_value(L, index, &entries[i]);
    read_correlation(L, &triple, &scenario->correlations[i]);
    lua_pop(L, 1);
  }
  scenario->n_correlations = n;
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
