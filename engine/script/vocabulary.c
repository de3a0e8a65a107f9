/* vocabulary.c : the environment of a file: words, names that are references, and what a bare assignment means. */
#include "script/vocabulary.h"
#include "base/text.h"
#include "script/library.h"
#include <math.h>
#include <stdio.h>
#include <string.h>

/* ---- shared by the parts ------------------------------------------------------------------------------------------------ */

Place word_place(lua_State *L, const char *word) {
  Script *s = script_of(L);
  Place place = script_place(L);
  return s->guard ? guard_name(s->guard, place.line, word) : place;
}

int word_table(lua_State *L, Place place, const char *word) {
  Script *s = script_of(L);
  return s->guard ? guard_table(s->guard, place.line, word) : -1;
}

/* The next of comma-separated keys, its length in *n; NULL at the end. */
static const char *next_key(const char *keys, size_t *n) {
  while (*keys == ',') keys++;
  *n = strcspn(keys, ",");
  return *n ? keys : NULL;
}

bool key_among(const char *key, const char *keys) {
  size_t n, length = strlen(key);
  for (; (keys = next_key(keys, &n)); keys += n)
    if (n == length && memcmp(key, keys, n) == 0 && *keys != '*') return true;
  return false;
}

void key_unknown(lua_State *L, const char *word, const Entry *entry, const char *keys, const char *otherwise) {
  Script *s = script_of(L);
  const char *list[48];
  char number[40], hint[400], all[300] = "";
  size_t n, count = 0;
  if (!entry->key) snprintf(number, sizeof number, "[%.15g]", entry->number);
  for (; (keys = next_key(keys, &n)) && count < 48; keys += n) {
    if (*keys == '*') continue;
    list[count++] = arena_copy(s->arena, keys, n);
    if (strlen(all) + n + 3 < sizeof all) { strcat(all, *all ? ", " : ""); strncat(all, keys, n); }
  }
  const char *nearest = entry->key ? name_nearest(entry->key, list, count) : NULL;
  if (nearest) snprintf(hint, sizeof hint, "; did you mean '%s'?", nearest);
  else if (otherwise) snprintf(hint, sizeof hint, "; %s", otherwise);
  else if (count) snprintf(hint, sizeof hint, "; it has %s", all);
  else snprintf(hint, sizeof hint, "; leave it out");
  char shown[120];
  text_escape(shown, sizeof shown, entry->key ? entry->key : number, strlen(entry->key ? entry->key : number));
  script_raise(L, fail_set(&s->fail, E161, entry->place, word, shown, hint));
}

static void refuse_value(lua_State *L, const Entry *entry, const char *word, const char *wanted) {
  Script *s = script_of(L);
  char shown[100];
  const char *type = luaL_typename(L, -1);
  if (lua_type(L, -1) == LUA_TNUMBER) { lua_Number x = lua_tonumber(L, -1); text_double(shown, x); }
  else if (lua_type(L, -1) == LUA_TSTRING) {
    size_t n;
    const char *text = lua_tolstring(L, -1, &n);
    shown[0] = '"';
    n = text_escape(shown + 1, sizeof shown - 2, text, n);
    strcpy(shown + 1 + n, "\"");
  }
  else if (lua_type(L, -1) == LUA_TBOOLEAN) strcpy(shown, lua_toboolean(L, -1) ? "true" : "false");
  else if (lua_islightuserdata(L, -1)) snprintf(shown, sizeof shown, "the quantity %.60s", expr_text(s->arena, lua_touserdata(L, -1), 60));
  else snprintf(shown, sizeof shown, "a %s", type);
  script_raise(L, fail_set(&s->fail, E167, entry->place, entry->key ? entry->key : "an entry", word, shown, wanted));
}

const char *text_value(lua_State *L, int index, const Entry *entry, const char *word) {
  expression_push_value(L, index, entry);
  if (lua_type(L, -1) != LUA_TSTRING) refuse_value(L, entry, word, "a text in quotes");
  const char *text = script_text(L, -1);
  lua_pop(L, 1);
  return text;
}

bool truth_value(lua_State *L, int index, const Entry *entry, const char *word) {
  expression_push_value(L, index, entry);
  if (!lua_isboolean(L, -1)) refuse_value(L, entry, word, "true or false");
  bool truth = lua_toboolean(L, -1);
  lua_pop(L, 1);
  return truth;
}

double number_value(lua_State *L, int index, const Entry *entry, const char *word) {
  expression_push_value(L, index, entry);
  if (lua_type(L, -1) != LUA_TNUMBER || !isfinite(lua_tonumber(L, -1))) refuse_value(L, entry, word, "a plain number");
  double number = lua_tonumber(L, -1);
  lua_pop(L, 1);
  return number;
}

Label label_value(lua_State *L, int index, const Entry *entry, const char *word) {
  Label label = {0};
  expression_push_value(L, index, entry);
  int table = lua_gettop(L);
  if (lua_type(L, -1) == LUA_TSTRING) label.zh = script_text(L, -1);
  else if (!lua_istable(L, -1)) refuse_value(L, entry, word, "a text (Chinese) or {zh = \"...\", en = \"...\"}");
  else {
    unsigned n;
    const Entry *entries = expression_keys(L, table, &n, entry->place, -1);
    for (unsigned i = 0; i < n; i++) {
      if (!entries[i].key || !key_among(entries[i].key, "zh,en")) key_unknown(L, entry->key, &entries[i], "zh,en", NULL);
      const char *text = text_value(L, table, &entries[i], entry->key);
      if (*entries[i].key == 'z') label.zh = text; else label.en = text;
    }
  }
  lua_pop(L, 1);
  return label;
}

static const char environment_key, words_key;              /* their addresses are the keys in the registry */

const char *vocabulary_word(lua_State *L, int index) {
  const char *word = NULL;
  index = lua_absindex(L, index);
  lua_rawgetp(L, LUA_REGISTRYINDEX, &words_key);
  for (lua_pushnil(L); lua_next(L, -2); lua_pop(L, 1))     /* no word stands there twice, so any order will do */
    if (lua_rawequal(L, -1, index)) word = script_text(L, -2);
  lua_pop(L, 1);
  return word;
}

/* ---- names --------------------------------------------------------------------------------------------------------------- */

/* A global that is no word: a reference. */
static int read_name(lua_State *L) {
  Script *s = script_of(L);
  const char *name = script_text(L, 2);
  library_refuse(L, name);
  Place place = word_place(L, name);
  if (strcmp(name, "default") == 0) {
    if (s->kind != SCRIPT_SCENARIO) return script_raise(L, fail_set(&s->fail, E174, place, name, "it is what the parent scenario had"));
    expression_push(L, expression_leaf(L, EXPR_DEFAULT, place));
  } else {
    expression_push(L, expression_name(L, name, place));
  }
  return 1;
}

const char *vocabulary_nearest(lua_State *L, const char *name) {
  const char *words[WORD_COUNT + DECL_COUNT];
  size_t n = 0;
  for (Word word = 0; word < WORD_COUNT; word++)
    if (word_rows[word].class != CLASS_OPERATOR && word != WORD_SLICE) words[n++] = word_rows[word].text;
  for (int kind = 0; script_of(L)->model && kind < DECL_COUNT; kind++) words[n++] = decl_words[kind];
  return name_nearest(name, words, n);
}

static const char *kind_of_value(lua_State *L, int index) {
  switch (lua_type(L, index)) {
    case LUA_TLIGHTUSERDATA: return "a bare expression";
    case LUA_TNUMBER: return "a bare number";
    case LUA_TSTRING: return "a text";
    case LUA_TTABLE: return "a table";
    case LUA_TFUNCTION: return "a function";
    default: return "nothing";
  }
}

static bool is_reserved(lua_State *L, const char *name) {
  if (strcmp(name, "default") == 0 || strcmp(name, "period") == 0 || strcmp(name, "year") == 0 || strcmp(name, "start_year") == 0) return true;
  lua_pushstring(L, name);
  lua_rawget(L, lua_upvalueindex(1));                      /* the table of words itself, not the names beyond it */
  bool word = !lua_isnil(L, -1);
  lua_pop(L, 1);
  return word;
}

/* x = flow "1" {...} */
static int assign_name(lua_State *L) {
  Script *s = script_of(L);
  const char *name = script_text(L, 2);
  Place place = word_place(L, name);
  Thing *thing = thing_at(L, 3);
  if (is_reserved(L, name)) return script_raise(L, fail_set(&s->fail, E169, place, name));
  if (s->kind == SCRIPT_SCENARIO) return script_raise(L, fail_set(&s->fail, E172, place, name, name));
  if (!thing) return script_raise(L, fail_set(&s->fail, E170, place, name, kind_of_value(L, 3), name));
  if (thing->kind != THING_DECLARATION || thing->state == WAITS_FOR_TABLE || thing->decl->kind == DECL_CHECK) thing_refuse(L, 3, "what is given a name", place);
  if (thing->decl->name) return script_raise(L, fail_set(&s->fail, E170, place, name, "a declaration that has a name already", name));
  declaration_name(L, thing, name, s->model);
  return 0;
}

/* ---- what stands behind a waiting word ------------------------------------------------------------------------------------ */

static int complete(lua_State *L) {
  Script *s = script_of(L);
  Thing *thing = thing_at(L, 1);
  if (thing->state != WAITS_FOR_TABLE) return script_raise(L, fail_set(&s->fail, E147, script_place(L), thing->word));
  switch (thing->kind) {
    case THING_BY: case THING_AS: words_complete(L, thing); return 1;
    case THING_MODEL: model_complete(L, thing); break;
    case THING_SCENARIO: scenario_complete(L, thing); break;
    case THING_DECLARATION:
      declaration_complete(L, thing);
      if (thing->state == WAITS_NO_MORE) return 0;         /* check: a statement */
      break;
  }
  lua_settop(L, 1);
  return 1;
}

/* ---- words of the other kind of file ---------------------------------------------------------------------------------------- */

static int misplaced(lua_State *L) {
  Script *s = script_of(L);
  const char *word = lua_tostring(L, lua_upvalueindex(1));
  Place place = word_place(L, word);
  bool part = s->kind == SCRIPT_SCENARIO && s->guard && !guard_returns(s->guard, "scenario");
  if (part) return script_raise(L, fail_set(&s->fail, E179, place, word));
  if (s->kind == SCRIPT_SCENARIO) return script_raise(L, fail_set(&s->fail, E173, place, word));
  return script_raise(L, fail_set(&s->fail, E174, place, word, "a model file ends with return model \"name\" {...}"));
}

static void misplace(lua_State *L, const char *word) {
  lua_pushstring(L, word);
  lua_pushcclosure(L, misplaced, 1);
  lua_setfield(L, -2, word);
}

/* ---- opening and finishing ----------------------------------------------------------------------------------------------------- */

void vocabulary_open(lua_State *L) {
  Script *s = script_of(L);
  expression_open(L);
  thing_open(L, complete);
  lua_newtable(L);                                         /* the environment: stays empty, so every access is seen */
  lua_newtable(L);                                         /* its metatable */
  lua_newtable(L);                                         /* the words */
  library_copy(L);
  words_open(L);
  declarations_open(L);
  files_open(L);
  for (int kind = 0; !s->model && kind < DECL_COUNT; kind++)
    if (kind != DECL_TARGET) misplace(L, decl_words[kind]);
  misplace(L, s->model ? "scenario" : "model");
  lua_pushvalue(L, -1);
  lua_pushcclosure(L, assign_name, 1);
  lua_setfield(L, -3, "__newindex");
  lua_newtable(L);
  lua_pushcfunction(L, read_name);
  lua_setfield(L, -2, "__index");
  lua_setmetatable(L, -2);                                 /* of the words: what is none is a name */
  lua_pushvalue(L, -1);
  lua_rawsetp(L, LUA_REGISTRYINDEX, &words_key);
  lua_setfield(L, -2, "__index");
  lua_setmetatable(L, -2);
  lua_rawsetp(L, LUA_REGISTRYINDEX, &environment_key);
}

void vocabulary_environment(lua_State *L) { lua_rawgetp(L, LUA_REGISTRYINDEX, &environment_key); }

/* "a table (its first entry is population = -1)" */
static const char *describe_result(lua_State *L, char out[200]) {
  Script *s = script_of(L);
  if (lua_isnil(L, -1)) return "nothing (nil)";
  if (!lua_istable(L, -1)) { snprintf(out, 200, "a %s", lua_islightuserdata(L, -1) ? "quantity" : luaL_typename(L, -1)); return out; }
  unsigned n;
  const Entry *entries = expression_keys(L, -1, &n, s->last, -1);
  if (!n) return "an empty table";
  char key[60], value[60];
  size_t length;
  text_double(key, entries[0].number);
  if (entries[0].key) text_escape(key, sizeof key, entries[0].key, strlen(entries[0].key));
  expression_push_value(L, -1, &entries[0]);
  if (lua_type(L, -1) == LUA_TNUMBER) { lua_Number x = lua_tonumber(L, -1); text_double(value, x); }
  else if (lua_type(L, -1) == LUA_TSTRING) { const char *text = lua_tolstring(L, -1, &length); text_escape(value, sizeof value, text, length); }
  else snprintf(value, sizeof value, "a %s", luaL_typename(L, -1));
  lua_pop(L, 1);
  snprintf(out, 200, "a plain table whose first entry is %s = %s", key, value);
  return out;
}

void vocabulary_finish(lua_State *L, int results) {
  Script *s = script_of(L);
  const Thing *thing = results == 1 ? thing_at(L, -1) : NULL;
  bool returned = thing && thing->state == WAITS_FOR_RETURN;
  if (returned) ((Thing *)thing)->state = WAITS_NO_MORE;
  if (results > 1) lua_pop(L, results - 1);                /* the first is enough to speak of */
  thing_finish(L);
  Place place = place_at(s->file, guard_last(s->guard, "return"), 0);
  char what[200];
  s->last = place;                                         /* what is wrong inside the result is wrong there */
  const char *found = results ? describe_result(L, what) : "nothing";
  if (s->kind == SCRIPT_PART && results) script_raise(L, fail_set(&s->fail, E175, place, returned ? thing->word : found));
  if (s->kind == SCRIPT_MODEL && !returned) script_raise(L, fail_set(&s->fail, E176, place, found));
  if (s->kind == SCRIPT_SCENARIO && !returned) script_raise(L, fail_set(&s->fail, E177, place, found));
}
