/* thing.h : words that wait: for their table (flow "1" ...), for their name (x = flow ...), for being returned. Internal.
 *
 * A thing that is still waiting at the end of its file was written in vain, which is an error. */
#ifndef YJ_SCRIPT_THING_H
#define YJ_SCRIPT_THING_H
#include "script/state.h"

typedef enum { THING_DECLARATION, THING_BY, THING_AS, THING_MODEL, THING_SCENARIO } ThingKind;
typedef enum { WAITS_FOR_TABLE, WAITS_FOR_NAME, WAITS_FOR_RETURN, WAITS_NO_MORE } ThingState;

struct Thing {
  ThingKind kind;
  ThingState state;
  const char *word;                      /* "flow", "by", ... */
  const char *text;                      /* unit of as, name of model and scenario */
  Place place;
  Decl *decl;
  Expr *axis;                            /* of by */
  Thing *next;
};

void thing_open(lua_State *L, lua_CFunction call);       /* once a state; `call` gets what stands behind a waiting thing */
Thing *thing_push(lua_State *L, ThingKind, ThingState, const char *word, Place);
Thing *thing_at(lua_State *L, int index);                /* or NULL */

/* Raises: the thing at index stands where a quantity is wanted. */
void thing_refuse(lua_State *L, int index, const char *where, Place);
/* Raises when a thing of the file still waits. */
void thing_finish(lua_State *L);
#endif
