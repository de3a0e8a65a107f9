/* state.h : one sandboxed Lua state, from opening to closing. Internal to the room.
 *
 * What Lua builds lives in an arena; Lua itself only holds handles, so an error that jumps over C frames loses nothing.
 * A state has a cap on memory (its own and what it builds) and on time; once one is reached, every further instruction is
 * refused. It can reach no file, clock, chance or address. A failure of any kind ends the state; the record tells file
 * and line. One thread. */
#ifndef YJ_SCRIPT_STATE_H
#define YJ_SCRIPT_STATE_H
#include "base/arena.h"
#include "base/fail.h"
#include "base/name.h"
#include "model/model.h"
#include "script/guard.h"
#include "script/source.h"
#include <lua5.4/lua.h>
#include <lua5.4/lauxlib.h>

/* What the file in hand may say. */
typedef enum {
  SCRIPT_PLAIN,                          /* plain Lua, unguarded and without the vocabulary: for tests of the sandbox */
  SCRIPT_MODEL,                          /* declarations; returns model "x" {...} */
  SCRIPT_PART,                           /* declarations; returns nothing */
  SCRIPT_SCENARIO                        /* returns scenario "x" {...} */
} ScriptKind;

typedef struct Thing Thing;
typedef struct Script Script;

struct Script {
  lua_State *lua;
  Arena *arena;                          /* everything that is built; not owned */
  Arena *scratch;                        /* tokens of the file in hand; owned, gone when it has run */
  NameTable *names;                      /* one address per spelling */
  Model *model;                          /* what declarations go into; NULL for a scenario */
  void *result;                          /* of model{} (the Model) or scenario{} (a Scenario); NULL until it is returned */
  Decl **targets; unsigned n_targets;    /* of the scenario */
  ScriptKind kind;
  const char *file;                      /* the file in hand */
  Guard *guard;                          /* its text, NULL when unguarded */
  Thing *things, **last_thing;           /* words of the file that wait for their table or their name, in order */
  unsigned table_nodes, table_depth;     /* entries read from Lua tables; how deep the walk is now */
  Fail fail;                             /* the first failure, code 0 while there is none */
  /* limits */
  size_t used, peak, cap;                /* bytes of the Lua state */
  size_t arena_before;                   /* bytes of the arena when the state was opened */
  double deadline;                       /* of the monotonic clock, seconds */
  unsigned refusals;                     /* allocations refused */
  bool loading;                          /* the parser is at work */
  bool over;                             /* a limit was reached: every instruction is refused from now on */
  Place last;                            /* the line last seen */
  long refuse_after;                     /* for tests: the n-th allocation from now on is refused; negative: never */
};

typedef struct { size_t memory; double seconds; long refuse_after; } ScriptLimits;   /* zeros: 64 MiB, 1 s; never */

/* Opens a state into *script. On failure nothing is left to close. */
int script_open(Script *, Arena *, Model *, const ScriptLimits *, Fail *);
void script_close(Script *);

/* Runs one file in the state. What it returned through model{} or scenario{} is in script->result. */
int script_run(Script *, const Source *, ScriptKind, Fail *);

/* ---- inside C functions that Lua calls ----------------------------------------------------------------------- */

static inline Script *script_of(lua_State *L) { return *(Script **)lua_getextraspace(L); }

/* Ends the run with the failure just set:  return script_raise(L, fail_set(&s->fail, E141, place, ...)). */
int script_raise(lua_State *L, int code);

/* The line of Lua text that is being executed; column 0. */
Place script_place(lua_State *L);

/* Memory of the arena under the state's cap; raises when there is none. */
void *script_alloc(lua_State *L, size_t bytes);
/* The string at that index as a name of one address; raises when it holds NUL or is not UTF-8. */
const char *script_text(lua_State *L, int index);
#endif
