/* thing.c : words that wait for what must follow them. */
#include "script/thing.h"

static const char metatable_key;                         /* its address is the key in the registry */

Thing *thing_push(lua_State *L, ThingKind kind, ThingState state, const char *word, Place place) {
  Script *s = script_of(L);
  Thing *thing = script_alloc(L, sizeof *thing);
  *thing = (Thing){.kind = kind, .state = state, .word = word, .place = place};
  Thing **handle = lua_newuserdatauv(L, sizeof *handle, 0);
  *handle = thing;
  lua_rawgetp(L, LUA_REGISTRYINDEX, &metatable_key);
  lua_setmetatable(L, -2);
  *s->last_thing = thing;
  s->last_thing = &thing->next;
  return thing;
}

Thing *thing_at(lua_State *L, int index) {
  return lua_type(L, index) == LUA_TUSERDATA ? *(Thing **)lua_touserdata(L, index) : NULL;   /* all full userdata are things */
}

void thing_refuse(lua_State *L, int index, const char *where, Place place) {
  Script *s = script_of(L);
  const Thing *thing = thing_at(L, index);
  if (thing->state == WAITS_FOR_TABLE) script_raise(L, fail_set(&s->fail, E141, thing->place, thing->word, thing->word));
  if (thing->kind == THING_DECLARATION) script_raise(L, fail_set(&s->fail, E142, place, where, thing->word, thing->word));
  script_raise(L, fail_set(&s->fail, E140, place, where, thing->kind == THING_MODEL ? "a model" : "a scenario", "it stands alone behind return"));
}

static int refuse_use(lua_State *L) {
  int index = lua_type(L, 1) == LUA_TUSERDATA ? 1 : 2;
  thing_refuse(L, index, "what stands here", script_place(L));
  return 0;
}

void thing_finish(lua_State *L) {
  Script *s = script_of(L);
  for (const Thing *t = s->things; t; t = t->next) {
    if (t->state == WAITS_FOR_TABLE) script_raise(L, fail_set(&s->fail, E141, t->place, t->word, t->word));
    if (t->state == WAITS_FOR_NAME) script_raise(L, fail_set(&s->fail, E144, t->place, t->word, t->word));
    if (t->state == WAITS_FOR_RETURN) script_raise(L, fail_set(&s->fail, E145, t->place, t->word, t->word));
  }
  s->things = NULL;
  s->last_thing = &s->things;
}

void thing_open(lua_State *L, lua_CFunction call) {
  static const char *const events[] = {"__add", "__sub", "__mul", "__div", "__pow", "__unm", "__mod", "__idiv", "__concat", "__len",
                                       "__lt", "__le", "__index", "__newindex", "__band", "__bor", "__bxor", "__shl", "__shr", "__bnot"};
  lua_newtable(L);
  for (size_t i = 0; i < sizeof events / sizeof *events; i++) {
    lua_pushcfunction(L, refuse_use);
    lua_setfield(L, -2, events[i]);
  }
  lua_pushcfunction(L, call);
  lua_setfield(L, -2, "__call");
  lua_pushliteral(L, "word");
  lua_setfield(L, -2, "__name");
  lua_rawsetp(L, LUA_REGISTRYINDEX, &metatable_key);
}
