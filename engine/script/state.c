/* state.c : limits, loading, running, and the way from a Lua error to one failure with file and line. */
#include "script/state.h"
#include "base/text.h"
#include "script/library.h"
#include "script/vocabulary.h"
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { HOOK_EVERY = 1000, MEMORY_CAP = 64 << 20 };         /* instructions between looks at the clock; bytes */

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

/* ---- where we are ---------------------------------------------------------------------------------------------- */

/* The innermost Lua line; the state may be in the middle of an allocation, so nothing here may allocate. */
Place script_place(lua_State *L) {
  Script *s = script_of(L);
  lua_Debug ar;
  for (int level = 0; level < 100 && lua_getstack(L, level, &ar); level++) {
    lua_getinfo(L, "l", &ar);
    if (ar.currentline > 0) return place_at(s->file, ar.currentline, 0);
  }
  return s->last.line ? s->last : place_at(s->file, 0, 0);
}

int script_raise(lua_State *L, int code) {
  (void)code;
  lua_pushlightuserdata(L, script_of(L));                  /* any value: the failure is recorded already */
  return lua_error(L);
}

void *script_alloc(lua_State *L, size_t bytes) {
  Script *s = script_of(L);
  bool refused = s->refuse_after >= 0 && s->refuse_after-- == 0;
  void *memory = refused ? NULL : arena_alloc(s->arena, bytes);
  if (refused) s->refuse_after = 0;
  if (arena_failed(s->arena)) script_raise(L, fail_set(&s->fail, E801, script_place(L), "a script"));
  if (memory && s->used + arena_bytes(s->arena) - s->arena_before <= s->cap) return memory;
  script_raise(L, fail_set(&s->fail, E111, script_place(L), (int)(s->cap >> 20)));
  return NULL;
}

const char *script_text(lua_State *L, int index) {
  Script *s = script_of(L);
  size_t n = 0;
  const char *text = lua_tolstring(L, index, &n);
  if (memchr(text, 0, n) || text_valid(text, n) < n) {
    char shown[80];
    text_escape(shown, sizeof shown, text, n);
    script_raise(L, fail_set(&s->fail, E115, script_place(L), shown));
  }
  const char *name = name_find(s->names, text, n);
  if (name) return name;
  script_alloc(L, n + 1);                                  /* billed: the table of names keeps a copy */
  name = name_intern(s->names, text, n);
  if (!name) script_raise(L, fail_set(&s->fail, E111, script_place(L), (int)(s->cap >> 20)));
  return name;
}

/* ---- limits ------------------------------------------------------------------------------------------------------ */

static void watch(lua_State *, lua_Debug *);

static void end_of_patience(Script *s) {
  s->over = true;
  lua_sethook(s->lua, watch, LUA_MASKCOUNT, 1);            /* no pcall, no handler gets further than one instruction */
}

/* Names the local variables of a Lua function that returns, on the expressions they hold. */
static void name_locals(lua_State *L, lua_Debug *ar) {
  const char *name;
  for (int i = 1; (name = lua_getlocal(L, ar, i)); i++) {
    Expr *expr = lua_islightuserdata(L, -1) ? lua_touserdata(L, -1) : NULL;
    lua_pop(L, 1);
    if (*name == '(' || !expr || expr->local || expr->kind != EXPR_CALL) continue;
    expr->local = name_intern(script_of(L)->names, name, strlen(name));
  }
}

static void watch(lua_State *L, lua_Debug *ar) {
  Script *s = script_of(L);
  if (ar->event == LUA_HOOKRET) {
    lua_getinfo(L, "S", ar);
    if (*ar->what != 'C' && s->guard) name_locals(L, ar);
    return;
  }
  lua_getinfo(L, "l", ar);
  if (ar->currentline > 0) s->last = place_at(s->file, ar->currentline, 0);
  if (!s->over && now() <= s->deadline) return;
  if (!s->over) end_of_patience(s);
  if (!s->fail.code) {
    if (s->refusals) fail_set(&s->fail, E111, s->last, (int)(s->cap >> 20));
    else fail_set(&s->fail, E110, s->last);
  }
  script_raise(L, s->fail.code);
}

/* Lua collects and tries again after a refusal, so a loop that swallows them could go on for long: three are enough. */
static void *refuse(Script *s) {
  if (s->lua) {
    s->last = script_place(s->lua);
    if (++s->refusals >= 3) end_of_patience(s);
  }
  return NULL;
}

static void *allocate(void *context, void *old, size_t old_size, size_t size) {
  Script *s = context;
  if (!old) old_size = 0;
  if (size == 0) { free(old); s->used -= old_size; return NULL; }
  if (size > old_size) {
    if (s->refuse_after >= 0 && s->refuse_after-- == 0) { s->refuse_after = 0; return refuse(s); }   /* sticky */
    size_t built = arena_bytes(s->arena) - s->arena_before;
    if (built > s->cap || size - old_size > s->cap - built || s->used > s->cap - built - (size - old_size)) return refuse(s);
  }
  void *memory = realloc(old, size);
  if (!memory) return size > old_size ? refuse(s) : old;   /* shrinking may not fail */
  s->used += size - old_size;
  if (s->used > s->peak) s->peak = s->used;
  return memory;
}

/* ---- opening ------------------------------------------------------------------------------------------------------ */

static int set_up(lua_State *L) {
  lua_gc(L, LUA_GCSTOP);                                   /* a script is short, and finalizers must never run */
  library_open(L);
  vocabulary_open(L);
  return 0;
}

static int fail_of_status(Script *s, int status, Fail *fail) {
  if (!s->fail.code && status == LUA_ERRMEM) fail_set(&s->fail, E111, s->last.file ? s->last : place_at(s->file, 0, 0), (int)(s->cap >> 20));
  if (!s->fail.code) fail_set(&s->fail, E109, s->last.file ? s->last : place_at(s->file, 0, 0), "an error inside the handling of an error");
  if (fail) *fail = s->fail;
  return s->fail.code;
}

int script_open(Script *s, Arena *arena, Model *model, const ScriptLimits *limits, Fail *fail) {
  *s = (Script){.arena = arena, .model = model, .names = name_table_new(arena), .kind = model ? SCRIPT_MODEL : SCRIPT_SCENARIO};
  s->cap = limits && limits->memory ? limits->memory : MEMORY_CAP;
  s->deadline = now() + (limits && limits->seconds > 0 ? limits->seconds : 1.0);
  s->refuse_after = limits && limits->refuse_after > 0 ? limits->refuse_after - 1 : -1;
  s->arena_before = arena_bytes(arena);
  s->last_thing = &s->things;
  lua_State *L = s->names ? lua_newstate(allocate, s) : NULL;
  if (!L) return fail_set(fail, E801, place_at(NULL, 0, 0), "a script");
  *(Script **)lua_getextraspace(L) = s;
  s->lua = L;
  lua_pushcfunction(L, set_up);                            /* a light function: nothing is allocated outside the call */
  int status = lua_pcall(L, 0, 0, 0);
  if (status == LUA_OK) return 0;
  int code = fail_of_status(s, status, fail);
  script_close(s);
  return code;
}

void script_close(Script *s) {
  lua_State *L = s->lua;
  if (!L) return;
  lua_sethook(L, NULL, 0, 0);                              /* nothing of the script can run: it has no finalizers */
  s->lua = NULL;
  lua_close(L);
}

/* ---- running ------------------------------------------------------------------------------------------------------ */

typedef struct { Script *script; const Source *source; size_t at; int line; } Reading;

/* Hands out line by line, so that an error of the parser without a position has one. */
static const char *read_line(lua_State *L, void *context, size_t *n) {
  (void)L;
  Reading *r = context;
  const char *from = r->source->text + r->at;
  size_t left = r->source->n - r->at;
  if (!left) { *n = 0; return NULL; }
  const char *end = memchr(from, '\n', left);
  *n = end ? (size_t)(end - from) + 1 : left;
  r->at += *n;
  r->line++;
  return from;
}

/* "script:12: text" : the line of a message of Lua, and where its text begins. */
static const char *split_message(const char *message, int *line) {
  static const char chunk[] = "script:";
  *line = 0;
  if (strncmp(message, chunk, sizeof chunk - 1) != 0) return message;
  char *rest;
  long number = strtol(message + sizeof chunk - 1, &rest, 10);
  if (rest == message + sizeof chunk - 1 || strncmp(rest, ": ", 2) != 0) return message;
  *line = (int)number;
  return rest + 2;
}

enum { MESSAGE_BYTES = 900 };

/* Lua says what is wrong; this says what to do. The first phrase that stands in the message counts. */
static const struct { const char *phrase, *cure; } cures[] = {
  {"C stack overflow", "brackets, signs or functions are nested too deep: write it flatter"},
  {"stack overflow", "look for a function that calls itself"},
  {"too many local variables", "put some of them into a table"},
  {"unfinished string", "close the quotes in the same line"},
  {"hexadecimal digit expected", "a backslash in a text is written \\\\"},
  {"invalid escape sequence", "a backslash in a text is written \\\\"},
  {"no visible label", "leave out goto"},
  {"unknown attribute", "leave out <...>"},
  {"'}' expected", "a comma or a } is missing before it"},
  {"')' expected", "a comma or a ) is missing before it"},
  {"near <eof>", "look for a bracket, quote or function that nothing closes"},
  {"attempt to index", "it has no fields here: check its spelling, or give it a table first"},
  {"attempt to call", "it is no function: check its spelling, or put a comma between the lines"},
  {"attempt to perform arithmetic", "one side has no value here: check its spelling, or give it one first"},
  {"attempt to compare", "numbers are compared with numbers; quantities by less(a, b)"},
  {"attempt to concatenate", ".. joins texts and numbers"},
  {"attempt to divide by zero", "check what stands behind // or %"},
  {"attempt to perform 'n//0'", "check what stands behind //"},
  {"attempt to perform 'n%%0'", "check what stands behind %"},
  {"'for' step is zero", "write a step like 1"},
  {"table index is", "a key is a name or a number: look for a name without a value, or 0/0"},
  {"too large", "write a smaller number"},
  {"bad argument", "look at what the function is given"},
};

static const char *cure_of(const char *message) {
  for (size_t i = 0; i < sizeof cures / sizeof *cures; i++)
    if (strstr(message, cures[i].phrase)) return cures[i].cure;
  return NULL;
}

/* The message with its cure, while it has room. */
static const char *with_cure(char text[MESSAGE_BYTES]) {
  const char *cure = cure_of(text);
  size_t n = strlen(text);
  if (cure && n + strlen(cure) + 3 < MESSAGE_BYTES) { strcat(text, "; "); strcat(text, cure); }
  return text;
}

/* A message may claim any line: only one that is being executed is believed. */
static bool is_executed(lua_State *L, int line) {
  lua_Debug ar;
  for (int level = 0; level < 100 && lua_getstack(L, level, &ar); level++) {
    lua_getinfo(L, "l", &ar);
    if (ar.currentline == line) return true;
  }
  return script_of(L)->loading;                            /* the parser's own */
}

static void message_at(lua_State *L, char out[MESSAGE_BYTES], int *line) {
  size_t n = 0;
  *line = 0;
  if (lua_type(L, -1) != LUA_TSTRING) {
    lua_Number number = lua_tonumber(L, -1);
    if (lua_type(L, -1) == LUA_TNUMBER) text_double(out, number);
    else { strcpy(out, "(error object is a "); strcat(out, luaL_typename(L, -1)); strcat(out, " value)"); }
    return;
  }
  const char *whole = lua_tolstring(L, -1, &n), *text = split_message(whole, line);
  if (*line > 0 && !is_executed(L, *line)) { text = whole; *line = 0; }
  n -= (size_t)(text - whole);
  text_escape(out, MESSAGE_BYTES, text, n < MESSAGE_BYTES ? n : MESSAGE_BYTES);
}

/* The message handler: turns what was raised into the failure, while the stack still tells the line. */
static int explain(lua_State *L) {
  Script *s = script_of(L);
  if (s->fail.code || s->loading) return 1;                /* the parser's messages are told with its own line */
  char text[MESSAGE_BYTES];
  int line;
  message_at(L, text, &line);
  Place place = script_place(L);
  if (line > 0) place.line = line;
  fail_set(&s->fail, E109, place, with_cure(text));
  return 1;
}

static int refuse_grammar(lua_State *L, const Reading *r, int status) {
  Script *s = r->script;
  char text[MESSAGE_BYTES];
  int line;
  if (s->fail.code) return script_raise(L, s->fail.code);
  Place place = place_at(s->file, r->line, 0);
  if (status == LUA_ERRMEM) return script_raise(L, fail_set(&s->fail, E111, place, (int)(s->cap >> 20)));
  message_at(L, text, &line);
  if (line > 0) place.line = line;
  return script_raise(L, fail_set(&s->fail, E108, place, with_cure(text)));
}

/* Loads, guards and runs the file: everything that may raise happens in here. */
static int run_file(lua_State *L) {
  Reading *r = lua_touserdata(L, 1);
  Script *s = r->script;
  lua_sethook(L, watch, LUA_MASKCOUNT | LUA_MASKRET, HOOK_EVERY);   /* active always: else Lua 5.4.4 names wrong lines */
  s->loading = true;
  int status = lua_load(L, read_line, r, "=script", "t");
  if (status != LUA_OK) return refuse_grammar(L, r, status);
  s->loading = false;
  if (s->kind != SCRIPT_PLAIN && guard_check(s->guard, &s->fail)) return script_raise(L, s->fail.code);
  if (s->kind == SCRIPT_PLAIN) library_environment(L); else vocabulary_environment(L);
  if (!lua_setupvalue(L, -2, 1)) lua_pop(L, 1);            /* a chunk without globals has no environment */
  int base = lua_gettop(L);
  lua_call(L, 0, LUA_MULTRET);
  if (s->kind != SCRIPT_PLAIN) vocabulary_finish(L, lua_gettop(L) - base + 1);
  return 0;
}

static int run_guarded(Script *s, const Source *source) {
  if (s->kind != SCRIPT_PLAIN && guard_split(s->scratch, source, &s->guard, &s->fail)) return LUA_ERRRUN;
  Reading reading = {s, source, 0, 0};
  lua_State *L = s->lua;
  lua_settop(L, 0);
  lua_pushcfunction(L, explain);
  lua_pushcfunction(L, run_file);
  lua_pushlightuserdata(L, &reading);
  int status = lua_pcall(L, 1, 0, 1);
  lua_sethook(L, NULL, 0, 0);
  if (status == LUA_OK && arena_failed(s->arena)) fail_set(&s->fail, E801, place_at(s->file, 0, 0), "a script");
  return s->fail.code ? LUA_ERRRUN : status;
}

int script_run(Script *s, const Source *source, ScriptKind kind, Fail *fail) {
  Source kept = *source;                                   /* places point to the path long after the text is gone */
  kept.path = s->file = arena_copy(s->arena, source->path, strlen(source->path));
  s->scratch = s->file ? arena_new() : NULL;
  if (!s->scratch) return fail_set(fail, E801, place_at(NULL, 0, 0), "a script");
  s->kind = kind;
  s->last = place_at(s->file, 0, 0);
  s->guard = NULL;
  s->result = NULL;
  int status = run_guarded(s, &kept);
  arena_free(s->scratch);
  s->scratch = NULL;
  s->guard = NULL;
  return status == LUA_OK ? 0 : fail_of_status(s, status, fail);
}
