/* library.c : the allowlist, with wrappers where Lua's own function is slow, shows addresses or depends on hashing. */
#include "script/library.h"
#include "base/elementary.h"
#include "base/text.h"
#include "script/expression.h"
#include "script/state.h"
#include <lua5.4/lualib.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- what is not there ---------------------------------------------------------------------------------------- */

static const struct { const char *name, *instead; } absent[] = {
  {"io", "put data into a CSV file and read it with data {...}"},
  {"os", "leave it out"},
  {"debug", "leave it out"},
  {"package", "leave it out"},
  {"require", "name the file in model.lua's files"},
  {"load", "write the text itself"}, {"loadstring", "write the text itself"},
  {"dofile", "name the file in model.lua's files"}, {"loadfile", "name the file in model.lua's files"},
  {"coroutine", "write a local function"},
  {"utf8", "write the text itself"},
  {"print", "give the name a label, and it is shown"}, {"warn", "leave it out"},
  {"pcall", "leave it out, an error is reported with its line"}, {"xpcall", "leave it out, an error is reported with its line"},
  {"setmetatable", "use the words of the language"}, {"getmetatable", "use the words of the language"},
  {"rawget", "write t.x"}, {"rawset", "write t.x = ..."}, {"rawequal", "use same(a, b)"}, {"rawlen", "write #t"},
  {"next", "use pairs(t), which goes in order"},
  {"collectgarbage", "leave it out"},
  {"setfenv", "leave it out"}, {"getfenv", "leave it out"}, {"module", "leave it out"},
  {"_G", "write the name itself"}, {"_VERSION", "leave it out"},
  /* inside math, string, table */
  {"random", "use a distribution: uniform(0, 1)"}, {"randomseed", "use --seed"},
  {"find", "write the text itself"}, {"match", "write the text itself"}, {"gmatch", "write the text itself"},
  {"gsub", "write the text itself"}, {"dump", "leave it out"}, {"pack", "write {...}"}, {"unpack", "use table.unpack"},
  {"packsize", "leave it out"}, {"reverse", "leave it out"},
  {"sort", "write the list in order"}, {"move", "use a numeric for"},
};

void library_refuse(lua_State *L, const char *name) {
  Script *s = script_of(L);
  for (size_t i = 0; i < sizeof absent / sizeof *absent; i++)
    if (strcmp(absent[i].name, name) == 0) script_raise(L, fail_set(&s->fail, E112, script_place(L), name, absent[i].instead));
}

/* __index of math, string, table, and of the plain environment. */
static int missing(lua_State *L) {
  if (lua_type(L, 2) == LUA_TSTRING) library_refuse(L, lua_tostring(L, 2));
  return 0;
}

static int sealed(lua_State *L) {
  return luaL_error(L, "the library cannot be changed; make a local function of another name");
}

/* Replaces the table on the top by an empty one that reads through to it and cannot be written. */
static void seal(lua_State *L) {
  lua_newtable(L);
  lua_pushcfunction(L, missing);
  lua_setfield(L, -2, "__index");
  lua_setmetatable(L, -2);                                 /* of the real table: names it does not have */
  lua_newtable(L);
  lua_newtable(L);
  lua_pushvalue(L, -3);
  lua_setfield(L, -2, "__index");
  lua_pushcfunction(L, sealed);
  lua_setfield(L, -2, "__newindex");
  lua_setmetatable(L, -2);
  lua_remove(L, -2);
}

/* ---- basic ---------------------------------------------------------------------------------------------------------- */

enum { PAIRS_MOST = 100000, UNPACK_MOST = 200 };

typedef struct { int type; double number; const char *text; size_t n; int at; } SortKey;

static int compare_sort_keys(const void *a, const void *b) {
  const SortKey *x = a, *y = b;
  if (x->type != y->type) return x->type == LUA_TNUMBER ? -1 : 1;
  if (x->type == LUA_TNUMBER) return (x->number > y->number) - (x->number < y->number);
  size_t n = x->n < y->n ? x->n : y->n;
  int order = memcmp(x->text, y->text, n);
  return order ? order : (x->n > y->n) - (x->n < y->n);
}

/* Pushes the list of the keys of the table at 1: numbers rising, then texts by bytes. */
static int push_sorted_keys(lua_State *L) {
  int n = 0;
  for (lua_pushnil(L); lua_next(L, 1); lua_pop(L, 1))
    if (++n > PAIRS_MOST) return luaL_error(L, "the table has more than %d keys, too many for pairs", PAIRS_MOST);
  lua_createtable(L, n, 0);
  SortKey *keys = lua_newuserdatauv(L, (size_t)n * sizeof *keys + 1, 0);
  int i = 0;
  for (lua_pushnil(L); lua_next(L, 1); lua_pop(L, 1), i++) {
    int type = lua_type(L, -2);
    if (type != LUA_TNUMBER && type != LUA_TSTRING) return luaL_error(L, "pairs goes over names and numbers, not a key that is a %s", lua_typename(L, type));
    keys[i] = (SortKey){.type = type, .number = type == LUA_TNUMBER ? lua_tonumber(L, -2) : 0};
    if (type == LUA_TSTRING) keys[i].text = lua_tolstring(L, -2, &keys[i].n);
  }
  qsort(keys, (size_t)n, sizeof *keys, compare_sort_keys);
  for (i = 0; i < n; i++) {
    if (keys[i].type == LUA_TSTRING) lua_pushlstring(L, keys[i].text, keys[i].n);
    else if (keys[i].number == floor(keys[i].number) && fabs(keys[i].number) < 9e15) lua_pushinteger(L, (lua_Integer)keys[i].number);
    else lua_pushnumber(L, keys[i].number);
    lua_rawseti(L, -3, i + 1);
  }
  lua_pop(L, 1);
  return n;
}

static int pairs_step(lua_State *L) {
  lua_Integer i = lua_tointeger(L, lua_upvalueindex(3)) + 1;
  lua_pushinteger(L, i);
  lua_replace(L, lua_upvalueindex(3));
  if (lua_rawgeti(L, lua_upvalueindex(2), i) == LUA_TNIL) return 1;
  lua_pushvalue(L, -1);
  lua_rawget(L, lua_upvalueindex(1));
  return 2;
}

static int pairs_sorted(lua_State *L) {
  luaL_checktype(L, 1, LUA_TTABLE);
  lua_settop(L, 1);
  push_sorted_keys(L);
  lua_pushinteger(L, 0);
  lua_pushcclosure(L, pairs_step, 3);
  return 1;
}

static int ipairs_step(lua_State *L) {
  lua_Integer i = luaL_checkinteger(L, 2) + 1;
  lua_pushinteger(L, i);
  return lua_rawgeti(L, 1, i) == LUA_TNIL ? 1 : 2;
}

static int ipairs_of_table(lua_State *L) {                 /* a quantity has an element for every index, without end */
  luaL_checktype(L, 1, LUA_TTABLE);
  lua_pushcfunction(L, ipairs_step);
  lua_pushvalue(L, 1);
  lua_pushinteger(L, 0);
  return 3;
}

/* Pushes the value at `index` as text, without an address. */
static void push_text(lua_State *L, int index) {
  switch (lua_type(L, index)) {
    case LUA_TSTRING: case LUA_TNUMBER: lua_pushvalue(L, index); lua_tostring(L, -1); break;
    case LUA_TBOOLEAN: lua_pushstring(L, lua_toboolean(L, index) ? "true" : "false"); break;
    case LUA_TLIGHTUSERDATA: lua_pushstring(L, expr_text(script_of(L)->arena, lua_touserdata(L, index), 200)); break;
    default: lua_pushstring(L, luaL_typename(L, index));
  }
}

static int text_of(lua_State *L) {
  luaL_checkany(L, 1);
  push_text(L, 1);
  return 1;
}

static int assert_true(lua_State *L) {
  if (lua_islightuserdata(L, 1)) return luaL_error(L, "assert decides when the file is read; for each year write check \"...\" {...}");
  luaL_checkany(L, 1);
  if (lua_toboolean(L, 1)) return lua_gettop(L);
  if (lua_gettop(L) < 2) lua_pushliteral(L, "assertion failed!");
  lua_settop(L, 2);
  return lua_error(L);
}

/* ---- string, table, math --------------------------------------------------------------------------------------------- */

/* Upvalue 1 is Lua's own function; all arguments go on to it. */
static int pass_on(lua_State *L) {
  lua_pushvalue(L, lua_upvalueindex(1));
  lua_insert(L, 1);
  lua_call(L, lua_gettop(L) - 1, LUA_MULTRET);
  return lua_gettop(L);
}

static int string_rep(lua_State *L) {
  size_t n, between = 0;
  luaL_checklstring(L, 1, &n);
  if (!lua_isnoneornil(L, 3)) luaL_checklstring(L, 3, &between);
  if (n + between == 0) { lua_pushliteral(L, ""); return 1; }      /* Lua would count to the end all the same */
  return pass_on(L);
}

static int string_format(lua_State *L) {
  size_t n;
  const char *format = luaL_checklstring(L, 1, &n);
  int top = lua_gettop(L);
  for (size_t i = 0; i + 1 < n; i++) {
    if (format[i] != '%') continue;
    i++;
    while (i < n && strchr("-+ #0123456789.", format[i]) && format[i]) i++;
    if (i < n && format[i] == 'p') return luaL_error(L, "an address (%%p) differs from run to run; leave it out");
  }
  for (int i = 2; i <= top; i++) {
    if (lua_type(L, i) == LUA_TSTRING || lua_type(L, i) == LUA_TNUMBER) continue;
    push_text(L, i);
    lua_replace(L, i);
  }
  return pass_on(L);
}

static int table_unpack(lua_State *L) {
  luaL_checktype(L, 1, LUA_TTABLE);
  lua_Integer from = luaL_optinteger(L, 2, 1), to = luaL_optinteger(L, 3, (lua_Integer)lua_rawlen(L, 1));
  if (from > to) return 0;
  if (from < -1000000 || to > 1000000000 || to - from >= UNPACK_MOST) return luaL_error(L, "too many results to unpack (at most %d)", UNPACK_MOST);
  luaL_checkstack(L, (int)(to - from + 1), "too many results to unpack");
  for (lua_Integer i = from; i <= to; i++) lua_rawgeti(L, 1, i);
  return (int)(to - from + 1);
}

static int table_only(lua_State *L) {
  luaL_checktype(L, 1, LUA_TTABLE);
  return pass_on(L);
}

static int math_exp(lua_State *L) { lua_pushnumber(L, yj_exp(luaL_checknumber(L, 1))); return 1; }
static int math_sin(lua_State *L) { lua_pushnumber(L, yj_sin(luaL_checknumber(L, 1))); return 1; }
static int math_cos(lua_State *L) { lua_pushnumber(L, yj_cos(luaL_checknumber(L, 1))); return 1; }
static int math_log(lua_State *L) {
  double x = yj_log(luaL_checknumber(L, 1));
  lua_pushnumber(L, lua_isnoneornil(L, 2) ? x : x / yj_log(luaL_checknumber(L, 2)));
  return 1;
}

/* What Lua decides with strings as if they were numbers ("3" * 2 is 6) is refused. */
static int refuse_text_arithmetic(lua_State *L) {
  Script *s = script_of(L);
  int which = lua_type(L, 1) == LUA_TSTRING ? 1 : 2, other = 3 - which;
  char shown[60];
  size_t n;
  const char *text = lua_tolstring(L, which, &n);
  if (lua_type(L, which) != LUA_TSTRING) text = "", n = 0;
  (void)other;
  text_escape(shown, sizeof shown, text, n);
  return script_raise(L, fail_set(&s->fail, E143, script_place(L), shown));
}

/* ---- opening ---------------------------------------------------------------------------------------------------------- */

typedef struct { const char *name; lua_CFunction function; bool wraps; } Row;   /* function NULL: Lua's own */

static const Row basic_rows[] = {
  {"type", NULL, false}, {"tonumber", NULL, false}, {"select", NULL, false}, {"error", NULL, false},
  {"pairs", pairs_sorted, false}, {"ipairs", ipairs_of_table, false}, {"tostring", text_of, false}, {"assert", assert_true, false},
};
static const Row string_rows[] = {
  {"format", string_format, true}, {"rep", string_rep, true}, {"sub", NULL, false}, {"upper", NULL, false}, {"lower", NULL, false},
  {"byte", NULL, false}, {"char", NULL, false}, {"len", NULL, false},
};
static const Row table_rows[] = {
  {"concat", table_only, true}, {"insert", table_only, true}, {"remove", table_only, true}, {"unpack", table_unpack, false},
};
static const Row math_rows[] = {
  {"abs", NULL, false}, {"ceil", NULL, false}, {"floor", NULL, false}, {"fmod", NULL, false}, {"max", NULL, false}, {"min", NULL, false},
  {"modf", NULL, false}, {"sqrt", NULL, false}, {"tointeger", NULL, false}, {"type", NULL, false}, {"ult", NULL, false},
  {"huge", NULL, false}, {"pi", NULL, false}, {"maxinteger", NULL, false}, {"mininteger", NULL, false},
  {"exp", math_exp, false}, {"log", math_log, false}, {"sin", math_sin, false}, {"cos", math_cos, false},
};

/* Copies rows from the table at `from` (Lua's own library) into the one at `to`. */
static void take(lua_State *L, int from, int to, const Row *rows, size_t n) {
  from = lua_absindex(L, from);
  to = lua_absindex(L, to);
  for (size_t i = 0; i < n; i++) {
    lua_getfield(L, from, rows[i].name);
    if (rows[i].function) {
      if (!rows[i].wraps) lua_pop(L, 1);
      lua_pushcclosure(L, rows[i].function, rows[i].wraps ? 1 : 0);
    }
    lua_setfield(L, to, rows[i].name);
  }
}

static void open_part(lua_State *L, const char *name, lua_CFunction open, const Row *rows, size_t n) {
  luaL_requiref(L, name, open, 0);
  lua_newtable(L);
  take(L, -2, -1, rows, n);
  seal(L);
  lua_setfield(L, -3, name);                               /* into the library, below Lua's own */
  lua_pop(L, 1);
}

static void open_text_methods(lua_State *L) {
  static const char *const arithmetic[] = {"__add", "__sub", "__mul", "__div", "__mod", "__pow", "__unm", "__idiv"};
  lua_pushliteral(L, "");
  lua_newtable(L);
  lua_getfield(L, -3, "string");
  lua_setfield(L, -2, "__index");
  for (size_t i = 0; i < sizeof arithmetic / sizeof *arithmetic; i++) {
    lua_pushcfunction(L, refuse_text_arithmetic);
    lua_setfield(L, -2, arithmetic[i]);
  }
  lua_setmetatable(L, -2);                                 /* of all strings */
  lua_pop(L, 1);
}

static const char library_key;                             /* its address is the key in the registry */

#define N_ROWS(rows) (sizeof(rows) / sizeof *(rows))

void library_open(lua_State *L) {
  lua_newtable(L);
  open_part(L, "string", luaopen_string, string_rows, N_ROWS(string_rows));
  open_part(L, "table", luaopen_table, table_rows, N_ROWS(table_rows));
  open_part(L, "math", luaopen_math, math_rows, N_ROWS(math_rows));
  luaL_requiref(L, "_G", luaopen_base, 0);
  take(L, -1, -2, basic_rows, N_ROWS(basic_rows));
  lua_pop(L, 1);
  open_text_methods(L);
  lua_rawsetp(L, LUA_REGISTRYINDEX, &library_key);
}

void library_copy(lua_State *L) {
  lua_rawgetp(L, LUA_REGISTRYINDEX, &library_key);
  for (lua_pushnil(L); lua_next(L, -2);) {
    lua_pushvalue(L, -2);
    lua_insert(L, -2);
    lua_rawset(L, -5);
  }
  lua_pop(L, 1);
}

void library_environment(lua_State *L) {
  lua_newtable(L);
  library_copy(L);
  lua_newtable(L);
  lua_pushcfunction(L, missing);
  lua_setfield(L, -2, "__index");
  lua_setmetatable(L, -2);
}
