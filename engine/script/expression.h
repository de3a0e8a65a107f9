/* expression.h : quantities inside Lua: handles whose operators build expressions. Internal to the room.
 *
 * A handle is a light userdata that points to an Expr of the arena; the metatable of all light userdata makes the
 * operators. Every Expr that Lua sees was made here. */
#ifndef YJ_SCRIPT_EXPRESSION_H
#define YJ_SCRIPT_EXPRESSION_H
#include "script/state.h"

/* What may stand in a place, beside a number or a quantity. */
enum { TAKE_ELEMENT = 1, TAKE_RANGE = 2, TAKE_TEXT = 4, TAKE_TABLE = 8, TAKE_TRUTH = 16 };

enum { DEPTH_MOST = 500, NODES_MOST = 200000, TABLE_DEPTH_MOST = 32, TABLE_NODES_MOST = 100000 };

void expression_open(lua_State *L);                       /* once a state */

void expression_push(lua_State *L, const Expr *);
Expr *expression_name(lua_State *L, const char *name, Place);      /* a reference, resolved later */
Expr *expression_call(lua_State *L, Word, Place, unsigned n_args, Expr **args, Entry *entries, unsigned n_entries);
Expr *expression_leaf(lua_State *L, ExprKind, Place);

/* The value at index as an expression; raises with `where` ("argument 2 of exp") when it may not stand there. Numbers,
 * texts and tables get that place. `table` is the guard's number of the table when it was written there, or -1. */
Expr *expression_at(lua_State *L, int index, unsigned take, const char *where, Place, int table);

/* The keys of the table at index, sorted as model.h wants it, with their places and without values. */
Entry *expression_keys(lua_State *L, int index, unsigned *n, Place, int table);
/* Pushes the value of that key of the table at index. */
void expression_push_value(lua_State *L, int index, const Entry *);
#endif
