/* library.h : the part of Lua's own library that a script may use. Internal to the room.
 *
 * An allowlist: no files, clock, chance, code from text, metatables, coroutines or patterns; nothing whose one call may
 * run for long, nothing that shows an address or an order that differs between runs. */
#ifndef YJ_SCRIPT_LIBRARY_H
#define YJ_SCRIPT_LIBRARY_H
#include <lua5.4/lua.h>

void library_open(lua_State *L);         /* once a state; may raise */
void library_environment(lua_State *L);  /* pushes an environment with the library alone */
void library_copy(lua_State *L);         /* copies the library into the table on the top of the stack */

/* Raises when `name` is of Lua's standard library but not for scripts. */
void library_refuse(lua_State *L, const char *name);
#endif
