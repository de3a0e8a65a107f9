/* words.c : the words of expressions: how many arguments, which options, and what may stand where. */
#include "script/vocabulary.h"
#include "base/elementary.h"
#include "base/text.h"
#include "script/path.h"
#include <math.h>
#include <stdio.h>
#include <string.h>

/* ---- arguments in parentheses ---------------------------------------------------------------------------------- */

static bool reduces(Word word) { return word == WORD_SUM || word == WORD_MEAN || word == WORD_MIN || word == WORD_MAX; }

/* What may stand as argument i of n, beside quantities. */
static unsigned may_take(Word word, int i, int n) {
  if (reduces(word) && i < n - 1) return TAKE_RANGE | TAKE_TABLE;
  if (word == WORD_PLACE && i == 1) return TAKE_ELEMENT;
  if (word == WORD_ACCUMULATE && i == 2) return TAKE_TEXT;
  if (word == WORD_LOOKUP && i == 1) return TAKE_TABLE;
  return word_rows[word].class == CLASS_PURE ? TAKE_TABLE : 0;
}

static void check_count(lua_State *L, Word word, int n, Place place) {
  Script *s = script_of(L);
  const WordRow *row = &word_rows[word];
  if (n >= row->least && n <= row->most) return;
  char wanted[40];
  if (row->least == row->most) snprintf(wanted, sizeof wanted, "%d", row->least);
  else if (row->most == 99) snprintf(wanted, sizeof wanted, "at least %d", row->least);
  else snprintf(wanted, sizeof wanted, "%d to %d", row->least, row->most);
  script_raise(L, fail_set(&s->fail, E151, place, row->text, wanted, row->most == 1 ? "" : "s", n));
}

/* sum(area, sex, x): all but the last are axes. */
static void check_axes(lua_State *L, Word word, Expr *const *args, int n) {
  Script *s = script_of(L);
  for (int i = 0; i < n - 1; i++)
    if (args[i]->kind != EXPR_NAME && args[i]->kind != EXPR_RANGE)
      script_raise(L, fail_set(&s->fail, E152, args[i]->place, word_rows[word].text, expr_text(s->arena, args[i], 60), word_rows[word].text));
}

static void check_arguments(lua_State *L, Word word, Expr *const *args, int n) {
  Script *s = script_of(L);
  bool range = false;
  for (int i = 0; i < n; i++) range = range || args[i]->kind == EXPR_RANGE;
  if (word == WORD_SUM || word == WORD_MEAN || (range && reduces(word))) check_axes(L, word, args, n);
  if (word == WORD_PLACE && args[1]->kind != EXPR_ELEMENT)
    script_raise(L, fail_set(&s->fail, E153, args[1]->place, expr_text(s->arena, args[1], 60)));
  if (word == WORD_ACCUMULATE && n == 3 && (args[2]->kind != EXPR_STRING || strcmp(args[2]->text, "down") != 0))
    script_raise(L, fail_set(&s->fail, E154, args[2]->place, expr_text(s->arena, args[2], 60)));
}

static Entry *options_at(lua_State *L, int index, Word word, unsigned *n, Place place) {
  Entry *entries = expression_keys(L, index, n, place, -1);
  for (unsigned i = 0; i < *n; i++) {
    if (!entries[i].key || !key_among(entries[i].key, word_rows[word].keys)) key_unknown(L, word_rows[word].text, &entries[i], word_rows[word].keys, NULL);
    expression_push_value(L, index, &entries[i]);
    entries[i].value = expression_at(L, -1, TAKE_TRUTH, entries[i].key, entries[i].place, -1);
    lua_pop(L, 1);
  }
  return entries;
}

/* lookup(x, {[0] = 1, smooth = true}): the option stands among the points, and moves to the entries of the call. */
static Entry *lookup_points(lua_State *L, Expr **points, unsigned *n_options, Place place) {
  Script *s = script_of(L);
  if (!lua_istable(L, 2)) script_raise(L, fail_set(&s->fail, E155, place));
  Expr *table = *points = expression_leaf(L, EXPR_TABLE, place);
  Entry *options = NULL;
  table->entries = expression_keys(L, 2, &table->n_entries, place, -1);
  for (unsigned i = 0; i < table->n_entries; i++) {
    Entry *entry = &table->entries[i];
    bool smooth = entry->key && strcmp(entry->key, "smooth") == 0;
    if (entry->key && !smooth) key_unknown(L, "lookup", entry, "smooth", NULL);
    expression_push_value(L, 2, entry);
    entry->value = expression_at(L, -1, smooth ? TAKE_TRUTH : 0, smooth ? "smooth" : "a point of lookup", entry->place, -1);
    lua_pop(L, 1);
    if (smooth) { options = entry; *n_options = 1; table->n_entries--; }   /* named keys come last, and it is the only one */
    else if (entry->value->kind != EXPR_NUMBER) script_raise(L, fail_set(&s->fail, E155, entry->place));
  }
  if (!table->n_entries) script_raise(L, fail_set(&s->fail, E155, place));
  return options;
}

static void build_call(lua_State *L, Word word, int n, Place place) {
  Expr *args[256];
  Entry *entries = NULL;
  unsigned n_entries = 0;
  const char *name = word_rows[word].text;
  bool options = *word_rows[word].keys && word != WORD_LOOKUP && n > word_rows[word].least && lua_istable(L, n);
  if (options) { entries = options_at(L, n, word, &n_entries, place); n--; }
  check_count(L, word, n, place);
  for (int i = 0; i < n; i++) {
    char where[80];
    snprintf(where, sizeof where, "argument %d of %s", i + 1, name);
    if (word == WORD_LOOKUP && i == 1) entries = lookup_points(L, &args[i], &n_entries, place);
    else args[i] = expression_at(L, i + 1, may_take(word, i, n), where, place, -1);
  }
  check_arguments(L, word, args, n);
  expression_push(L, expression_call(L, word, place, (unsigned)n, args, entries, n_entries));
}

/* ---- plain numbers ------------------------------------------------------------------------------------------------ */

static double least_of(lua_State *L, int n, bool greatest) {
  double best = lua_tonumber(L, 1);
  for (int i = 2; i <= n; i++) {
    double x = lua_tonumber(L, i);
    if (greatest ? x > best : x < best) best = x;
  }
  return best;
}

/* The same meaning as the operation of the graph; false for words that mean more than a number. */
static bool of_numbers(lua_State *L, Word word, int n, double *out) {
  double a = lua_tonumber(L, 1), b = lua_tonumber(L, 2), c = lua_tonumber(L, 3);
  switch (word) {
    case WORD_EXP: *out = yj_exp(a); break;
    case WORD_LOG: *out = yj_log(a); break;
    case WORD_SQRT: *out = sqrt(a); break;
    case WORD_ABS: *out = fabs(a); break;
    case WORD_SIN: *out = yj_sin(a); break;
    case WORD_COS: *out = yj_cos(a); break;
    case WORD_FLOOR: *out = floor(a); break;
    case WORD_LOGISTIC: *out = 1 / (1 + yj_exp(-a)); break;
    case WORD_MIN: *out = least_of(L, n, false); break;
    case WORD_MAX: *out = least_of(L, n, true); break;
    case WORD_CLAMP: *out = a < b ? b : a > c ? c : a; break;
    case WORD_WHERE: *out = a != 0 ? b : c; break;
    case WORD_LESS: *out = a < b; break;
    case WORD_MORE: *out = a > b; break;
    case WORD_AT_MOST: *out = a <= b; break;
    case WORD_AT_LEAST: *out = a >= b; break;
    case WORD_SAME: *out = a == b; break;
    case WORD_BOTH: *out = a != 0 && b != 0; break;
    case WORD_EITHER: *out = a != 0 || b != 0; break;
    case WORD_NEITHER: *out = a == 0 && b == 0; break;
    default: return false;
  }
  return true;
}

static bool all_numbers(lua_State *L, int n) {
  for (int i = 1; i <= n; i++) if (lua_type(L, i) != LUA_TNUMBER) return false;
  return n > 0;
}

static int call_word(lua_State *L) {
  Word word = (Word)lua_tointeger(L, lua_upvalueindex(1));
  Script *s = script_of(L);
  int n = lua_gettop(L);
  Place place = word_place(L, word_rows[word].text);
  if (n > 250) return script_raise(L, fail_set(&s->fail, E151, place, word_rows[word].text, "at most 250", "s", n));
  double number;
  if (all_numbers(L, n) && n >= word_rows[word].least && n <= word_rows[word].most && of_numbers(L, word, n, &number)) {
    char where[80];
    snprintf(where, sizeof where, "the value of %s", word_rows[word].text);
    lua_pushnumber(L, number);
    expression_at(L, -1, 0, where, place, -1);             /* refuses what is not finite */
    return 1;
  }
  build_call(L, word, n, place);
  return 1;
}

/* ---- words with a table ------------------------------------------------------------------------------------------- */

static void want_table(lua_State *L, Word word, Place place, const char *example) {
  Script *s = script_of(L);
  if (lua_gettop(L) != 1 || !lua_istable(L, 1)) script_raise(L, fail_set(&s->fail, E150, place, word_rows[word].text, example));
}

static void need_key(lua_State *L, Word word, Place place, const Entry *entries, unsigned n, const char *key) {
  Script *s = script_of(L);
  for (unsigned i = 0; i < n; i++) if (entries[i].key && strcmp(entries[i].key, key) == 0) return;
  script_raise(L, fail_set(&s->fail, E156, place, word_rows[word].text, key, key));
}

static void check_path(lua_State *L, Word word, Place place, const Entry *entries, unsigned n) {
  Script *s = script_of(L);
  static const char *const rise[] = {"from", "start", "to", "reach"};
  if ((word == WORD_PATH || word == WORD_STAIRS) && (!n || entries[0].key))
    script_raise(L, fail_set(&s->fail, E127, place, word_rows[word].text, word_rows[word].text));
  for (size_t i = 0; i < 4 && (word == WORD_RAMP || word == WORD_S_CURVE); i++) need_key(L, word, place, entries, n, rise[i]);
  if (word == WORD_PULSE) { need_key(L, word, place, entries, n, "from"); need_key(L, word, place, entries, n, "width"); }
}

static int call_path(lua_State *L) {
  Word word = (Word)lua_tointeger(L, lua_upvalueindex(1));
  const WordRow *row = &word_rows[word];
  Place place = word_place(L, row->text);
  want_table(L, word, place, word == WORD_PATH || word == WORD_STAIRS ? "{[2020] = 1, [2030] = 2}" : "{from = 2021, ...}");
  int table = word_table(L, place, row->text);
  unsigned n;
  Entry *entries = expression_keys(L, 1, &n, place, table);
  for (unsigned i = 0; i < n; i++) {
    Entry *entry = &entries[i];
    char where[80], number[32];
    int inside = -1;
    Guard *guard = script_of(L)->guard;
    if (entry->key ? !key_among(entry->key, row->keys) : *row->keys != '*') key_unknown(L, row->text, entry, row->keys, NULL);
    snprintf(where, sizeof where, "%s of %s", entry->key ? entry->key : (snprintf(number, sizeof number, "%.15g", entry->number), number), row->text);
    if (guard) guard_key(guard, table, entry->key, entry->number, &inside);
    expression_push_value(L, 1, entry);
    bool option = entry->key && (strcmp(entry->key, "hold") == 0 || strcmp(entry->key, "extend") == 0);
    entry->value = expression_at(L, -1, option ? TAKE_TRUTH : TAKE_TABLE, where, entry->place, inside);
    lua_pop(L, 1);
  }
  check_path(L, word, place, entries, n);
  expression_push(L, expression_call(L, word, place, 0, NULL, entries, n));
  return 1;
}

/* The i-th item of a list, a text. */
static Expr *text_item(lua_State *L, int i, Word word, Place place, const char *example) {
  Script *s = script_of(L);
  if (lua_rawgeti(L, 1, i) != LUA_TSTRING) script_raise(L, fail_set(&s->fail, E150, place, word_rows[word].text, example));
  Expr *text = expression_at(L, -1, TAKE_TEXT, "", place, -1);
  lua_pop(L, 1);
  return text;
}

/* Data lie beside the file that names them. */
static void resolve(lua_State *L, Expr *file) {
  Script *s = script_of(L);
  file->text = path_beside(s->arena, s->file, file->text);
  if (!file->text) script_raise(L, fail_set(&s->fail, E801, file->place, "a script"));
}

static void check_data_option(lua_State *L, const Entry *entry) {
  Script *s = script_of(L);
  const Expr *value = entry->value;
  bool period = strcmp(entry->key, "period") == 0, fill = strcmp(entry->key, "fill") == 0;
  bool right = period || fill ? value->kind == EXPR_STRING : value->kind != EXPR_STRING;
  if (fill && right) right = strcmp(value->text, "linear") == 0;
  if (!right) script_raise(L, fail_set(&s->fail, E157, entry->place, entry->key, expr_text(s->arena, value, 60),
                                       period ? "a text: period = \"2020-2025\"" : fill ? "fill = \"linear\"" : "a year or true, without quotes"));
}

/* data {"file", "pattern", year = ...} and empirical {"file", "series"}. */
static int call_data(lua_State *L) {
  Word word = (Word)lua_tointeger(L, lua_upvalueindex(1));
  const WordRow *row = &word_rows[word];
  static const char example[] = "{\"data/annual.csv\", \"population\"}";
  Place place = word_place(L, row->text);
  want_table(L, word, place, example);
  int table = word_table(L, place, row->text);
  Expr *args[2] = {text_item(L, 1, word, place, example), text_item(L, 2, word, place, example)};
  resolve(L, args[0]);
  unsigned n, kept = 0;
  Entry *entries = expression_keys(L, 1, &n, place, table);
  for (unsigned i = 0; i < n; i++) {
    if (!entries[i].key && (entries[i].number == 1 || entries[i].number == 2)) continue;
    if (!entries[i].key || !key_among(entries[i].key, row->keys)) key_unknown(L, row->text, &entries[i], row->keys, NULL);
    expression_push_value(L, 1, &entries[i]);
    entries[i].value = expression_at(L, -1, TAKE_TRUTH | TAKE_TEXT, entries[i].key, entries[i].place, -1);
    lua_pop(L, 1);
    check_data_option(L, &entries[i]);
    entries[kept++] = entries[i];
  }
  expression_push(L, expression_call(L, word, place, 2, args, entries, kept));
  return 1;
}

/* choice {a, b, weights = {1, 3}} */
static int call_choice(lua_State *L) {
  Script *s = script_of(L);
  static const char example[] = "{1, 2, weights = {0.3, 0.7}}";
  Place place = word_place(L, "choice");
  want_table(L, WORD_CHOICE, place, example);
  unsigned n, n_args = 0, n_options = 0;
  Entry *entries = expression_keys(L, 1, &n, place, word_table(L, place, "choice"));
  Expr **args = script_alloc(L, (n + 1) * sizeof *args);
  for (unsigned i = 0; i < n; i++) {
    if (entries[i].key && strcmp(entries[i].key, "weights") != 0) key_unknown(L, "choice", &entries[i], "weights", NULL);
    if (!entries[i].key && entries[i].number != n_args + 1.0) script_raise(L, fail_set(&s->fail, E150, place, "choice", example));
    expression_push_value(L, 1, &entries[i]);
    Expr *value = expression_at(L, -1, entries[i].key ? TAKE_TABLE : 0, "an alternative of choice", entries[i].place, -1);
    lua_pop(L, 1);
    if (!entries[i].key) { args[n_args++] = value; continue; }
    entries[i].value = value;
    entries[0] = entries[i];
    n_options = 1;
    if (value->kind != EXPR_TABLE || value->n_entries != n_args)
      script_raise(L, fail_set(&s->fail, E158, entries[0].place, value->n_entries, n_args));
  }
  if (!n_args) script_raise(L, fail_set(&s->fail, E150, place, "choice", example));
  expression_push(L, expression_call(L, WORD_CHOICE, place, n_args, args, entries, n_options));
  return 1;
}

/* ---- by and as: the second half follows ---------------------------------------------------------------------------- */

static int call_by(lua_State *L) {
  Script *s = script_of(L);
  Place place = word_place(L, "by");
  const Expr *axis = lua_islightuserdata(L, 1) ? lua_touserdata(L, 1) : NULL;
  if (lua_gettop(L) != 1 || !axis || axis->kind != EXPR_NAME) return script_raise(L, fail_set(&s->fail, E150, place, "by", "(area) {urban = a, others = 0}"));
  thing_push(L, THING_BY, WAITS_FOR_TABLE, "by", place)->axis = (Expr *)axis;
  return 1;
}

static int call_as(lua_State *L) {
  Script *s = script_of(L);
  Place place = word_place(L, "as");
  if (lua_gettop(L) != 1 || lua_type(L, 1) != LUA_TSTRING) return script_raise(L, fail_set(&s->fail, E150, place, "as", "\"%\" (5)"));
  const char *unit = script_text(L, 1);
  thing_push(L, THING_AS, WAITS_FOR_TABLE, "as", place)->text = unit;
  return 1;
}

static void complete_by(lua_State *L, const Thing *thing) {
  Script *s = script_of(L);
  if (!lua_istable(L, 2)) script_raise(L, fail_set(&s->fail, E150, thing->place, "by", "(area) {urban = a, others = 0}"));
  int table = word_table(L, thing->place, "by");
  unsigned n;
  Entry *entries = expression_keys(L, 2, &n, thing->place, table);
  if (!n) script_raise(L, fail_set(&s->fail, E150, thing->place, "by", "(area) {urban = a, others = 0}"));
  for (unsigned i = 0; i < n; i++) {
    char where[80];
    snprintf(where, sizeof where, "part '%.40s' of by", entries[i].key ? entries[i].key : "[...]");
    where[text_valid(where, strlen(where))] = 0;
    int inside = -1;
    if (s->guard) guard_key(s->guard, table, entries[i].key, entries[i].number, &inside);
    expression_push_value(L, 2, &entries[i]);
    entries[i].value = expression_at(L, -1, TAKE_TABLE, where, entries[i].place, inside);
    lua_pop(L, 1);
  }
  Expr *args[1] = {thing->axis};
  expression_push(L, expression_call(L, WORD_BY, thing->place, 1, args, entries, n));
}

static void complete_as(lua_State *L, const Thing *thing) {
  Script *s = script_of(L);
  if (lua_gettop(L) != 2 || lua_type(L, 2) != LUA_TNUMBER) script_raise(L, fail_set(&s->fail, E150, thing->place, "as", "\"%\" (5), with a plain number"));
  Expr *number = expression_at(L, 2, 0, "the number of as", thing->place, -1);
  number->kind = EXPR_AS;
  number->text = thing->text;
  expression_push(L, number);
}

void words_complete(lua_State *L, Thing *thing) {
  thing->state = WAITS_NO_MORE;
  if (thing->kind == THING_BY) complete_by(L, thing); else complete_as(L, thing);
}

/* ---- opening --------------------------------------------------------------------------------------------------------- */

static lua_CFunction function_of(Word word) {
  switch (word) {
    case WORD_BY: return call_by;
    case WORD_SLICE: return NULL;                          /* written x[area.urban] */
    case WORD_CHOICE: return call_choice;
    case WORD_EMPIRICAL: return call_data;
    default: break;
  }
  switch (word_rows[word].class) {
    case CLASS_OPERATOR: return NULL;
    case CLASS_PATH: return call_path;
    case CLASS_DATA: return call_data;
    default: return call_word;
  }
}

void words_open(lua_State *L) {
  for (Word word = 0; word < WORD_COUNT; word++) {
    lua_CFunction function = function_of(word);
    if (!function) continue;
    lua_pushinteger(L, word);
    lua_pushcclosure(L, function, 1);
    lua_setfield(L, -2, word_rows[word].text);
  }
  lua_pushcfunction(L, call_as);
  lua_setfield(L, -2, "as");
}
