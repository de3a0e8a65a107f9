/* expression.c : operators on handles build expressions; what cannot be one says what to write instead. */
#include "script/expression.h"
#include "base/text.h"
#include "script/vocabulary.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- nodes ------------------------------------------------------------------------------------------------------------ */

/* An Expr made here knows how large it is as a tree, so that nobody after us walks a tree of 2^60 leaves. */
typedef struct { Expr expr; double nodes; unsigned depth; } Node;

static const Node *node_of(const Expr *expr) { return (const Node *)expr; }

Expr *expression_leaf(lua_State *L, ExprKind kind, Place place) {
  Node *node = script_alloc(L, sizeof *node);
  *node = (Node){{.kind = kind, .place = place}, 1, 1};
  return &node->expr;
}

static void grow(Node *node, const Expr *part) {
  const Node *inner = node_of(part);
  node->nodes += inner->nodes;
  if (inner->depth >= node->depth) node->depth = inner->depth + 1;
}

/* Counts the parts of a new node, and refuses what is too large. */
static Expr *measured(lua_State *L, Expr *expr) {
  Script *s = script_of(L);
  Node *node = (Node *)expr;
  for (unsigned i = 0; i < expr->n_args; i++) grow(node, expr->args[i]);
  for (unsigned i = 0; i < expr->n_entries; i++) grow(node, expr->entries[i].value);
  if (node->depth > DEPTH_MOST || node->nodes > NODES_MOST)
    script_raise(L, fail_set(&s->fail, E113, expr->place, DEPTH_MOST, NODES_MOST));
  return expr;
}

Expr *expression_call(lua_State *L, Word word, Place place, unsigned n_args, Expr **args, Entry *entries, unsigned n_entries) {
  Expr *expr = expression_leaf(L, EXPR_CALL, place);
  expr->word = word;
  if (n_args) {
    expr->args = script_alloc(L, n_args * sizeof *args);
    memcpy(expr->args, args, n_args * sizeof *args);
    expr->n_args = n_args;
  }
  expr->entries = entries;
  expr->n_entries = n_entries;
  return measured(L, expr);
}

Expr *expression_name(lua_State *L, const char *name, Place place) {
  Expr *expr = expression_leaf(L, EXPR_NAME, place);
  expr->text = name;
  return expr;
}

void expression_push(lua_State *L, const Expr *expr) { lua_pushlightuserdata(L, (void *)expr); }

/* ---- values that are no quantities ------------------------------------------------------------------------------------- */

static Expr *refuse(lua_State *L, Place place, const char *where, const char *what, const char *cure) {
  Script *s = script_of(L);
  script_raise(L, fail_set(&s->fail, E140, place, where, what, cure));
  return NULL;
}

static Expr *refuse_text(lua_State *L, int index, Place place, const char *where) {
  char shown[60], what[80];
  size_t n;
  const char *text = lua_tolstring(L, index, &n);
  text_escape(shown, sizeof shown, text, n);
  snprintf(what, sizeof what, "the text \"%s\"", shown);
  return refuse(L, place, where, what, "a number is written without quotes");
}

static Expr *refuse_function(lua_State *L, int index, const char *where, Place place) {
  char what[80];
  const char *word = vocabulary_word(L, index);
  snprintf(what, sizeof what, word ? "the word '%s' without its arguments" : "a function", word);
  return refuse(L, place, where, what, word ? "write its arguments behind it; a name of the model must be another" : "call it, in parentheses");
}

static Expr *number_at(lua_State *L, int index, const char *where, Place place) {
  Script *s = script_of(L);
  double number = lua_tonumber(L, index);
  if (!isfinite(number)) {
    char shown[32];
    text_double(shown, number);
    script_raise(L, fail_set(&s->fail, E116, place, where, shown));
  }
  Expr *expr = expression_leaf(L, EXPR_NUMBER, place);
  expr->number = number == 0 ? 0 : number;                 /* -0 reads as 0 */
  return expr;
}

/* norml(0, 1) reads as a range of an axis 'norml': said when there is no such axis and a word is near. */
static void refuse_misspelt(lua_State *L, const Expr *range, const char *where) {
  const Script *s = script_of(L);
  const char *name = range->args[0]->text, *nearest = vocabulary_nearest(L, name);
  char what[128], cure[160];
  if (!nearest || (s->model && model_find(s->model, DECL_AXIS, name))) return;
  snprintf(what, sizeof what, "'%.60s(...)', which is no word of the language", name);
  snprintf(cure, sizeof cure, "did you mean '%.60s'? (a range of an axis stands first in sum, mean, max or min)", nearest);
  refuse(L, range->place, where, what, cure);
}

static Expr *handle_at(lua_State *L, int index, unsigned take, const char *where) {
  Expr *expr = lua_touserdata(L, index);
  if (expr->kind == EXPR_ELEMENT && !(take & TAKE_ELEMENT)) {
    const char *text = expr_text(script_of(L)->arena, expr, 80), *axis = expr->args[0]->text;
    char cure[240];
    snprintf(cure, sizeof cure, "x[%.50s] takes that part of x; a part of a quantity %.30s is %.30s[axis.element], a year of it at(%.30s, 2035)", text, axis, axis, axis);
    return refuse(L, expr->place, where, "an element of an axis", cure);
  }
  if (expr->kind == EXPR_RANGE && !(take & TAKE_RANGE)) refuse_misspelt(L, expr, where);
  if (expr->kind == EXPR_RANGE && !(take & TAKE_RANGE))
    return refuse(L, expr->place, where, "a range of an axis", "it stands first in sum, mean, max or min: sum(age(15, 59), x)");
  return expr;
}

/* ---- tables ------------------------------------------------------------------------------------------------------------- */

static int compare_entries(const void *a, const void *b) {
  const Entry *x = a, *y = b;
  if (!x->key != !y->key) return x->key ? 1 : -1;
  if (x->key) return strcmp(x->key, y->key);
  return (x->number > y->number) - (x->number < y->number);
}

static void read_key(lua_State *L, Entry *entry, Place place, int table) {
  Script *s = script_of(L);
  int type = lua_type(L, -1);
  entry->place = place;
  if (type == LUA_TSTRING) entry->key = script_text(L, -1);
  else if (type == LUA_TNUMBER && isfinite(lua_tonumber(L, -1))) entry->number = lua_tonumber(L, -1);
  else script_raise(L, fail_set(&s->fail, E117, place, type == LUA_TLIGHTUSERDATA ? "quantity" : luaL_typename(L, -1)));
  Place exact = s->guard ? guard_key(s->guard, table, entry->key, entry->number, NULL) : place_at(NULL, 0, 0);
  if (exact.column) entry->place = exact;
}

Entry *expression_keys(lua_State *L, int index, unsigned *n, Place place, int table) {
  Script *s = script_of(L);
  index = lua_absindex(L, index);
  luaL_checkstack(L, 4, "tables inside tables");
  unsigned count = 0;
  for (lua_pushnil(L); lua_next(L, index); lua_pop(L, 1))
    if (++count + s->table_nodes > TABLE_NODES_MOST) script_raise(L, fail_set(&s->fail, E118, place, TABLE_NODES_MOST));
  s->table_nodes += count;
  Entry *entries = script_alloc(L, (count ? count : 1) * sizeof *entries);
  unsigned i = 0;
  for (lua_pushnil(L); lua_next(L, index); i++) {
    lua_pop(L, 1);
    read_key(L, &entries[i], place, table);
  }
  qsort(entries, count, sizeof *entries, compare_entries);
  *n = count;
  return entries;
}

void expression_push_value(lua_State *L, int index, const Entry *entry) {
  index = lua_absindex(L, index);
  if (entry->key) lua_pushstring(L, entry->key);
  else if (entry->number == floor(entry->number) && fabs(entry->number) < 9e15) lua_pushinteger(L, (lua_Integer)entry->number);
  else lua_pushnumber(L, entry->number);
  lua_rawget(L, index);
}

/* "'coal' of levers": enough to find it when tables nest. */
static const char *where_of(lua_State *L, const Entry *entry, const char *inside) {
  char number[32], text[120];
  text_double(number, entry->number);
  if (entry->key) snprintf(text, sizeof text, "'%.50s' of %.50s", entry->key, inside);
  else snprintf(text, sizeof text, "[%s] of %.50s", number, inside);
  size_t n = text_valid(text, strlen(text));
  char *copy = script_alloc(L, n + 1);
  memcpy(copy, text, n);
  return copy;
}

static Expr *table_at(lua_State *L, int index, const char *where, Place place, int table) {
  Script *s = script_of(L);
  index = lua_absindex(L, index);
  Expr *expr = expression_leaf(L, EXPR_TABLE, place);
  if (++s->table_depth > TABLE_DEPTH_MOST) script_raise(L, fail_set(&s->fail, E119, place, TABLE_DEPTH_MOST));
  expr->entries = expression_keys(L, index, &expr->n_entries, place, table);
  for (unsigned i = 0; i < expr->n_entries; i++) {
    Entry *entry = &expr->entries[i];
    int inside = -1;
    if (s->guard) guard_key(s->guard, table, entry->key, entry->number, &inside);
    expression_push_value(L, index, entry);
    entry->value = expression_at(L, -1, TAKE_TABLE | TAKE_TEXT, where_of(L, entry, where), entry->place, inside);
    lua_pop(L, 1);
  }
  s->table_depth--;
  return measured(L, expr);
}

/* ---- any value ------------------------------------------------------------------------------------------------------------ */

static Expr *truth_at(lua_State *L, int index, unsigned take, const char *where, Place place) {
  bool truth = lua_toboolean(L, index);
  if (!(take & TAKE_TRUTH))
    return refuse(L, place, where, truth ? "the truth value true" : "the truth value false", "write a comparison with less, more, at_most, at_least or same, or 1 and 0");
  Expr *expr = expression_leaf(L, EXPR_NUMBER, place);
  expr->number = truth;
  return expr;
}

Expr *expression_at(lua_State *L, int index, unsigned take, const char *where, Place place, int table) {
  switch (lua_type(L, index)) {
    case LUA_TNUMBER: return number_at(L, index, where, place);
    case LUA_TLIGHTUSERDATA: return handle_at(L, index, take, where);
    case LUA_TBOOLEAN: return truth_at(L, index, take, where, place);
    case LUA_TUSERDATA: thing_refuse(L, index, where, place); return NULL;
    case LUA_TFUNCTION: return refuse_function(L, index, where, place);
    case LUA_TTABLE:
      if (take & TAKE_TABLE) return table_at(L, index, where, place, table);
      return refuse(L, place, where, "a table", "join the parts of an axis with by(axis) {...}");
    case LUA_TSTRING: {
      if (!(take & TAKE_TEXT)) return refuse_text(L, index, place, where);
      Expr *expr = expression_leaf(L, EXPR_STRING, place);
      expr->text = script_text(L, index);
      return expr;
    }
    default: return refuse(L, place, where, "nothing (nil)", "a local that was given no value, or a function that returns none, reads so");
  }
}

/* ---- operators ------------------------------------------------------------------------------------------------------------ */

static int build_operator(lua_State *L) {
  Word word = (Word)lua_tointeger(L, lua_upvalueindex(1));
  Place place = script_place(L);
  char left[40], right[40];
  snprintf(left, sizeof left, "the left side of %s", word_rows[word].text);
  snprintf(right, sizeof right, "the right side of %s", word_rows[word].text);
  Expr *args[2] = {expression_at(L, 1, TAKE_TABLE, word == WORD_NEG ? "what stands behind -" : left, place, -1), NULL};
  if (word != WORD_NEG) args[1] = expression_at(L, 2, TAKE_TABLE, right, place, -1);
  expression_push(L, expression_call(L, word, place, word_rows[word].most, args, NULL, 0));
  return 1;
}

/* x[area.urban] is a slice, area.urban and age[0] are elements: whether the name is an axis is known at link time. */
static int build_index(lua_State *L) {
  Script *s = script_of(L);
  Expr *base = lua_touserdata(L, 1);
  Place place = script_place(L);
  if (lua_islightuserdata(L, 2)) {
    Expr *element = lua_touserdata(L, 2);
    if (element->kind != EXPR_ELEMENT)
      return script_raise(L, fail_set(&s->fail, E131, place, expr_text(s->arena, element, 60)));
    Expr *args[2] = {handle_at(L, 1, 0, "what stands before [...]"), element};
    expression_push(L, expression_call(L, WORD_SLICE, place, 2, args, NULL, 0));
    return 1;
  }
  int type = lua_type(L, 2);
  if (type != LUA_TSTRING && type != LUA_TNUMBER) return script_raise(L, fail_set(&s->fail, E131, place, type == LUA_TBOOLEAN ? "a truth value" : luaL_typename(L, 2)));
  if (base->kind != EXPR_NAME) {
    const char *key = type == LUA_TSTRING ? script_text(L, 2) : "a number";
    return script_raise(L, fail_set(&s->fail, E131, place, key));
  }
  Expr *element = expression_leaf(L, EXPR_ELEMENT, s->guard ? guard_name(s->guard, place.line, base->text) : place);
  element->args = script_alloc(L, sizeof *element->args);
  element->args[0] = base;
  element->n_args = 1;
  if (type == LUA_TSTRING) element->text = script_text(L, 2);
  else element->number = number_at(L, 2, "the element", place)->number;
  expression_push(L, element);
  return 1;
}

static void refuse_call(lua_State *L, const Expr *what, Place place) {
  Script *s = script_of(L);
  bool year = lua_gettop(L) == 2 && lua_type(L, 2) == LUA_TNUMBER;
  if (what->kind == EXPR_NAME && !year && lua_gettop(L) > 1) {
    const char *nearest = vocabulary_nearest(L, what->text);
    script_raise(L, fail_set(&s->fail, E134, s->guard ? guard_name(s->guard, place.line, what->text) : place, what->text, nearest ? "; did you mean '" : "", nearest ? nearest : "", nearest ? "'?" : ""));
  }
  script_raise(L, fail_set(&s->fail, E132, place, expr_text(s->arena, what, 60)));
}

/* age(15, 59) */
static int build_range(lua_State *L) {
  Expr *axis = lua_touserdata(L, 1);
  Place place = script_place(L);
  bool numbers = lua_gettop(L) == 3 && lua_type(L, 2) == LUA_TNUMBER && lua_type(L, 3) == LUA_TNUMBER;
  if (axis->kind != EXPR_NAME || !numbers) refuse_call(L, axis, place);
  Expr *range = expression_leaf(L, EXPR_RANGE, place);
  range->args = script_alloc(L, 3 * sizeof *range->args);
  range->args[0] = axis;
  range->args[1] = number_at(L, 2, "the range's beginning", place);
  range->args[2] = number_at(L, 3, "the range's end", place);
  range->n_args = 3;
  expression_push(L, range);
  return 1;
}

/* ---- operators that quantities do not have ----------------------------------------------------------------------------------- */

static const struct { const char *event, *sign, *instead; } wrong_operators[] = {
  {"__lt", "<", "less(a, b), or more(a, b) for >"},
  {"__le", "<=", "at_most(a, b), or at_least(a, b) for >="},
  {"__eq", "==", "same(a, b)"},
  {"__concat", "..", "+ for a sum; texts are joined before they become names"},
  {"__len", "#", "sum(axis, 1) for the number of elements"},
  {"__idiv", "//", "floor(a / b)"},
  {"__mod", "%", "a - b * floor(a / b); a percentage is written as \"%\" (5)"},
  {"__band", "&", "both(a, b)"}, {"__bor", "|", "either(a, b)"}, {"__bxor", "~", "1 - same(a, b)"},
  {"__shl", "<<", "a multiplication"}, {"__shr", ">>", "a division"}, {"__bnot", "~", "neither(a, b)"},
};

static int refuse_operator(lua_State *L) {
  Script *s = script_of(L);
  size_t i = (size_t)lua_tointeger(L, lua_upvalueindex(1));
  return script_raise(L, fail_set(&s->fail, E130, script_place(L), wrong_operators[i].sign, wrong_operators[i].instead));
}

/* Arithmetic with a function: it is mostly a word that was taken for a name. */
static int refuse_function_use(lua_State *L) {
  refuse_function(L, lua_isfunction(L, 1) ? 1 : 2, "what stands here", script_place(L));
  return 0;
}

static int refuse_assignment(lua_State *L) {
  Script *s = script_of(L);
  return script_raise(L, fail_set(&s->fail, E133, script_place(L), expr_text(s->arena, lua_touserdata(L, 1), 60)));
}

/* ---- opening ------------------------------------------------------------------------------------------------------------------- */

void expression_open(lua_State *L) {
  static const struct { const char *event; Word word; } operators[] = {
    {"__add", WORD_ADD}, {"__sub", WORD_SUB}, {"__mul", WORD_MUL}, {"__div", WORD_DIV}, {"__pow", WORD_POW}, {"__unm", WORD_NEG},
  };
  lua_pushlightuserdata(L, script_of(L));
  lua_newtable(L);
  for (size_t i = 0; i < sizeof operators / sizeof *operators; i++) {
    lua_pushinteger(L, operators[i].word);
    lua_pushcclosure(L, build_operator, 1);
    lua_setfield(L, -2, operators[i].event);
  }
  for (size_t i = 0; i < sizeof wrong_operators / sizeof *wrong_operators; i++) {
    lua_pushinteger(L, (lua_Integer)i);
    lua_pushcclosure(L, refuse_operator, 1);
    lua_setfield(L, -2, wrong_operators[i].event);
  }
  lua_pushcfunction(L, build_index);
  lua_setfield(L, -2, "__index");
  lua_pushcfunction(L, build_range);
  lua_setfield(L, -2, "__call");
  lua_pushcfunction(L, refuse_assignment);
  lua_setfield(L, -2, "__newindex");
  lua_pushliteral(L, "quantity");
  lua_setfield(L, -2, "__name");
  lua_setmetatable(L, -2);                                 /* of all light userdata */
  lua_pop(L, 1);
  lua_pushcfunction(L, refuse_function_use);
  lua_newtable(L);
  for (size_t i = 0; i < sizeof operators / sizeof *operators; i++) {
    lua_pushcfunction(L, refuse_function_use);
    lua_setfield(L, -2, operators[i].event);
  }
  for (size_t i = 0; i < sizeof wrong_operators / sizeof *wrong_operators; i++) {
    lua_pushcfunction(L, refuse_function_use);
    lua_setfield(L, -2, wrong_operators[i].event);
  }
  lua_pushcfunction(L, refuse_function_use);
  lua_setfield(L, -2, "__index");
  lua_setmetatable(L, -2);                                 /* of all functions */
  lua_pop(L, 1);
}
