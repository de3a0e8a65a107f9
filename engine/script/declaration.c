/* declaration.c : flow "1" {...} and its like: units, axes, keys, and what each word demands. */
#include "script/annotations.h"
#include "script/vocabulary.h"
#include "base/text.h"
#include <stddef.h>
#include <stdio.h>
#include <string.h>

/* ---- keys ------------------------------------------------------------------------------------------------------------ */

typedef enum { KEY_QUANTITY, KEY_TEXT, KEY_TRUTH, KEY_LABEL, KEY_RANGE } KeyType;

#define OF(kind) (1u << DECL_##kind)
enum { OF_ALL = (1 << DECL_COUNT) - 1 };

/* Every key, which words have it, and the field of Decl that a text or truth value goes to. */
static const struct { const char *key; unsigned of; KeyType type; size_t field; } key_rows[] = {
  {"label",       OF_ALL,                     KEY_LABEL,    0},
  {"source",      OF_ALL,                     KEY_TEXT,     offsetof(Decl, source)},
  {"estimate",    OF_ALL,                     KEY_TEXT,     offsetof(Decl, estimate)},
  {"note",        OF_ALL,                     KEY_TEXT,     offsetof(Decl, note)},
  {"chapter",     OF_ALL,                     KEY_TEXT,     offsetof(Decl, chapter)},
  {"iamc",        OF_ALL,                     KEY_TEXT,     offsetof(Decl, iamc)},
  {"range",       OF_ALL,                     KEY_RANGE,    0},
  {"initial",     OF(STOCK),                  KEY_QUANTITY, 0},
  {"rate",        OF(STOCK),                  KEY_QUANTITY, 0},
  {"next",        OF(STOCK),                  KEY_QUANTITY, 0},
  {"nonnegative", OF(STOCK),                  KEY_TRUTH,    offsetof(Decl, nonnegative)},
  {"start",       OF(FLOW),                   KEY_QUANTITY, 0},
  {"tolerance",   OF(LEVEL),                  KEY_QUANTITY, 0},
  {"zero",        OF(SOLVE),                  KEY_QUANTITY, 0},
  {"between",     OF(SOLVE),                  KEY_QUANTITY, 0},
  {"within",      OF(SOLVE) | OF(CHECK),      KEY_QUANTITY, 0},
  {"sd",          OF(SHOCK),                  KEY_QUANTITY, 0},
  {"rho",         OF(SHOCK),                  KEY_QUANTITY, 0},
  {"equals",      OF(CHECK),                  KEY_QUANTITY, 0},
  {"at_most",     OF(CHECK) | OF(TARGET),     KEY_QUANTITY, 0},
  {"at_least",    OF(CHECK) | OF(TARGET),     KEY_QUANTITY, 0},
  {"about",       OF(TARGET),                 KEY_QUANTITY, 0},
  {"year",        OF(TARGET),                 KEY_QUANTITY, 0},
  {"base",        OF(TARGET),                 KEY_QUANTITY, 0},
  {"base_year",   OF(TARGET),                 KEY_QUANTITY, 0},
  {"kind",        OF(TARGET),                 KEY_TEXT,     offsetof(Decl, kind_text)},
  {"place",       OF(TARGET),                 KEY_TEXT,     offsetof(Decl, place_text)},
  {"at",          OF(AXIS),                   KEY_QUANTITY, 0},
  {"from",        OF(AXIS),                   KEY_QUANTITY, 0},
  {"to",          OF(AXIS),                   KEY_QUANTITY, 0},
  {"open",        OF(AXIS),                   KEY_TRUTH,    offsetof(Decl, axis_open)},
};
enum { N_KEYS = sizeof key_rows / sizeof *key_rows };

static int key_row(DeclKind kind, const char *key) {
  for (int i = 0; i < N_KEYS; i++)
    if (key_rows[i].of & 1u << kind && strcmp(key_rows[i].key, key) == 0) return i;
  return -1;
}

const char *script_declaration_key(DeclKind kind, unsigned i, const char **type) {
  static const char *const types[] = {[KEY_QUANTITY] = "value", [KEY_TEXT] = "string", [KEY_TRUTH] = "boolean", [KEY_LABEL] = "label", [KEY_RANGE] = "range"};
  for (int row = 0; row < N_KEYS; row++) {
    if (!(key_rows[row].of & 1u << kind) || i-- > 0) continue;
    if (type) *type = types[key_rows[row].type];
    return key_rows[row].key;
  }
  return NULL;
}

static void refuse_key(lua_State *L, const Decl *decl, const Entry *entry) {
  char keys[512] = "";
  for (int i = 0; i < N_KEYS; i++)
    if (key_rows[i].of & 1u << decl->kind) { strcat(keys, *keys ? "," : ""); strcat(keys, key_rows[i].key); }
  const char *cure = entry->key ? "a table of values has its own braces: {{urban = 1, rural = 2}, source = \"...\"}"
                                : "years stand in a path: {path {[2020] = 1, [2030] = 2}}";
  key_unknown(L, decl_words[decl->kind], entry, keys, decl->value || decl->kind == DECL_AXIS ? NULL : cure);
}

static void read_range(lua_State *L, Decl *decl, const Entry *entry) {
  Script *s = script_of(L);
  const char *word = decl_words[decl->kind];
  bool list = lua_istable(L, -1) && lua_rawlen(L, -1) == 2;
  double bound[2] = {0, 0};
  for (int i = 0; list && i < 2; i++) {
    list = lua_rawgeti(L, -1, i + 1) == LUA_TNUMBER;
    bound[i] = lua_tonumber(L, -1);
    lua_pop(L, 1);
  }
  if (!list) script_raise(L, fail_set(&s->fail, E167, entry->place, "range", word, "not two numbers", "range = {0, 1}, in the declared unit"));
  if (!(bound[0] <= bound[1])) {
    char low[32], high[32];
    text_double(low, bound[0]);
    text_double(high, bound[1]);
    script_raise(L, fail_set(&s->fail, E168, entry->place, word, low, high));
  }
  decl->has_range = true;
  decl->range_low = bound[0];
  decl->range_high = bound[1];
}

/* Reads the key whose value is on the top. */
static void read_key(lua_State *L, int index, Decl *decl, int row, Entry *entry, int inside) {
  char *field = (char *)decl + key_rows[row].field;
  const char *word = decl_words[decl->kind];
  switch (key_rows[row].type) {
    case KEY_TEXT: *(const char **)field = text_value(L, index, entry, word); break;
    case KEY_TRUTH: *(bool *)field = truth_value(L, index, entry, word); break;
    case KEY_LABEL: decl->label = label_value(L, index, entry, word); break;
    case KEY_RANGE: read_range(L, decl, entry); break;
    case KEY_QUANTITY: {
      char where[80];
      snprintf(where, sizeof where, "'%s' of %s", entry->key, word);
      entry->value = expression_at(L, -1, TAKE_TABLE, where, entry->place, inside);
    }
  }
}

static void read_table(lua_State *L, Decl *decl, int table) {
  Script *s = script_of(L);
  const char *word = decl_words[decl->kind];
  unsigned n;
  Entry *entries = expression_keys(L, 2, &n, decl->place, table);
  for (unsigned i = 0; i < n; i++) {
    Entry *entry = &entries[i];
    int row = entry->key ? key_row(decl->kind, entry->key) : -1, inside = -1;
    if (s->guard) guard_key(s->guard, table, entry->key, entry->number, &inside);
    if (entry->key ? row < 0 : entry->number != 1 && i == 0) refuse_key(L, decl, entry);
    if (!entry->key && i > 0) script_raise(L, fail_set(&s->fail, E164, entry->place, word));
    expression_push_value(L, 2, entry);
    if (row >= 0) read_key(L, 2, decl, row, entry, inside);
    else {
      char where[80];
      snprintf(where, sizeof where, "the value of %s", word);
      decl->value = expression_at(L, -1, TAKE_TABLE, where, entry->place, inside);
    }
    lua_pop(L, 1);
    if (row < 0 || key_rows[row].type != KEY_QUANTITY) continue;
    if (!decl->keys) decl->keys = entries;                 /* kept in place: what is read moves to the front */
    decl->keys[decl->n_keys++] = *entry;
  }
}

/* ---- what each word demands ---------------------------------------------------------------------------------------------- */

static void demand(lua_State *L, const Decl *decl, bool there, const char *what, const char *example) {
  Script *s = script_of(L);
  if (!there) script_raise(L, fail_set(&s->fail, E165, decl->place, decl_words[decl->kind], what, example));
}

static void forbid_value(lua_State *L, const Decl *decl, const char *cure) {
  Script *s = script_of(L);
  if (decl->value) script_raise(L, fail_set(&s->fail, E166, decl->value->place, decl_words[decl->kind], "unnamed value", cure));
}

static bool compares(const Decl *decl) {
  return decl_key(decl, "equals") || decl_key(decl, "at_most") || decl_key(decl, "at_least") || decl_key(decl, "about");
}

static void check_demands(lua_State *L, const Decl *decl) {
  const char *word = decl_words[decl->kind];
  char example[80];
  snprintf(example, sizeof example, "%s \"1\" {3.5}", word);
  switch (decl->kind) {
    case DECL_PARAMETER: case DECL_GIVEN: case DECL_SERIES: case DECL_OBSERVED: case DECL_OUTCOME:
      demand(L, decl, decl->value, "a value", example);
      break;
    case DECL_FLOW: case DECL_LEVEL:
      demand(L, decl, decl->value, "its equation", "it first: {a * b, label = \"...\"}");
      break;
    case DECL_NEED:
      forbid_value(L, decl, "the place gives it: name = given \"unit\" {...} in the place's folder");
      break;
    case DECL_STOCK:
      forbid_value(L, decl, "write initial = ... and rate = ... or next = ...");
      demand(L, decl, decl_key(decl, "initial"), "'initial'", "initial = ..., its value at the start");
      demand(L, decl, !decl_key(decl, "rate") != !decl_key(decl, "next"), "either 'rate' or 'next'", "rate = ... (per time) or next = ... (the new value)");
      break;
    case DECL_SOLVE:
      forbid_value(L, decl, "write zero = ..., the expression that is to be zero");
      demand(L, decl, decl_key(decl, "zero") && decl_key(decl, "between"), "'zero' and 'between'", "zero = ..., between = {-1, 1}");
      break;
    case DECL_SHOCK:
      forbid_value(L, decl, "a shock is zero on average; write sd = ...");
      demand(L, decl, decl_key(decl, "sd"), "'sd'", "sd = ..., its standard deviation");
      break;
    case DECL_CHECK:
      demand(L, decl, decl->value, "an expression", "check \"name\" {a - b, equals = c}");
      demand(L, decl, compares(decl), "'equals', 'at_most' or 'at_least'", "check \"name\" {a - b, equals = c}");
      break;
    case DECL_TARGET:
      demand(L, decl, compares(decl), "'at_least', 'at_most' or 'about'", "at_least = 3200");
      break;
    default: break;
  }
}

/* ---- axes ------------------------------------------------------------------------------------------------------------------ */

/* {"urban", "rural", at = {...}} or {from = 0, to = 100, open = true}. */
static void read_axis(lua_State *L, Decl *decl, int table) {
  Script *s = script_of(L);
  unsigned n, items = 0;
  Entry *entries = expression_keys(L, 2, &n, decl->place, table);
  while (items < n && !entries[items].key) items++;
  decl->elements = items ? script_alloc(L, items * sizeof *decl->elements) : NULL;
  decl->n_elements = items;
  for (unsigned i = 0; i < n; i++) {
    Entry *entry = &entries[i];
    expression_push_value(L, 2, entry);
    if (!entry->key) {
      if (entry->number != i + 1.0 || lua_type(L, -1) != LUA_TSTRING)
        script_raise(L, fail_set(&s->fail, E150, entry->place, "axis", "names in quotes {\"urban\", \"rural\"}, or {from = 0, to = 100}"));
      decl->elements[i] = script_text(L, -1);
    } else {
      int row = key_row(DECL_AXIS, entry->key);
      if (row < 0) refuse_key(L, decl, entry);
      read_key(L, 2, decl, row, entry, -1);
      if (key_rows[row].type == KEY_QUANTITY) {
        if (!decl->keys) decl->keys = entries + items;
        decl->keys[decl->n_keys++] = *entry;
      }
    }
    lua_pop(L, 1);
  }
  const Expr *from = decl_key(decl, "from"), *to = decl_key(decl, "to");
  if (items) return;
  if (!from || !to || from->kind != EXPR_NUMBER || to->kind != EXPR_NUMBER)
    script_raise(L, fail_set(&s->fail, E150, decl->place, "axis", "names in quotes {\"urban\", \"rural\"}, or {from = 0, to = 100}"));
  decl->axis_from = from->number;
  decl->axis_to = to->number;
}

static Thing *declared(lua_State *L, DeclKind kind, ThingState state, Place place) {
  Decl *decl = script_alloc(L, sizeof *decl);
  *decl = (Decl){.kind = kind, .place = place};
  Thing *thing = thing_push(L, THING_DECLARATION, state, decl_words[kind], place);
  thing->decl = decl;
  return thing;
}

static int call_axis(lua_State *L) {
  Script *s = script_of(L);
  Place place = word_place(L, "axis");
  const Expr *of = lua_islightuserdata(L, 1) ? lua_touserdata(L, 1) : NULL;
  bool twin = of && of->kind == EXPR_NAME;
  if (lua_gettop(L) != 1 || (!twin && !lua_istable(L, 1)))
    return script_raise(L, fail_set(&s->fail, E150, place, "axis", "{\"urban\", \"rural\"}, {from = 0, to = 100} or (another_axis)"));
  lua_pushnil(L);
  lua_insert(L, 1);                                        /* the table at 2, as behind a waiting word */
  Thing *thing = declared(L, DECL_AXIS, WAITS_FOR_NAME, place);
  if (twin) thing->decl->twin_of = of->text;
  else read_axis(L, thing->decl, word_table(L, place, "axis"));
  return 1;
}

/* ---- words with a unit -------------------------------------------------------------------------------------------------------- */

static int call_dimension(lua_State *L) {
  Script *s = script_of(L);
  Place place = word_place(L, "dimension");
  if (lua_gettop(L) != 1 || lua_type(L, 1) != LUA_TSTRING) return script_raise(L, fail_set(&s->fail, E150, place, "dimension", "the name of a new unit: \"RU\""));
  Decl decl = {.kind = DECL_DIMENSION, .place = place, .name = script_text(L, 1)};
  if (unit_dimension(s->model->units, decl.name, &s->fail, place) || model_declare(s->model, &decl, &s->fail)) return script_raise(L, s->fail.code);
  return 0;
}

static int call_declaration(lua_State *L) {
  Script *s = script_of(L);
  DeclKind kind = (DeclKind)lua_tointeger(L, lua_upvalueindex(1));
  const char *word = decl_words[kind];
  Place place = word_place(L, word);
  int n = lua_gettop(L);
  if (n < 1 || lua_type(L, 1) != LUA_TSTRING) return script_raise(L, fail_set(&s->fail, E162, place, word, word, kind == DECL_CHECK ? "\"a title\"" : "\"1\""));
  const char *unit = script_text(L, 1);
  const char **axes = script_alloc(L, (size_t)n * sizeof *axes);
  for (int i = 2; i <= n; i++) {
    Expr *axis = expression_at(L, i, TAKE_ELEMENT | TAKE_RANGE, "what stands behind the unit", place, -1);
    if (axis->kind != EXPR_NAME || kind == DECL_CHECK) return script_raise(L, fail_set(&s->fail, E163, place, expr_text(s->arena, axis, 60), word));
    axes[i - 2] = axis->text;
  }
  Decl *decl = declared(L, kind, WAITS_FOR_TABLE, place)->decl;
  if (kind == DECL_CHECK) decl->name = unit; else decl->unit_text = unit;
  decl->axes = axes;
  decl->n_axes = (unsigned)n - 1;
  return 1;
}

/* A statement is complete with its table; everything else waits for its name. */
void declaration_complete(lua_State *L, Thing *thing) {
  Script *s = script_of(L);
  Decl *decl = thing->decl;
  const char *word = decl_words[decl->kind];
  if (lua_gettop(L) != 2 || !lua_istable(L, 2)) script_raise(L, fail_set(&s->fail, E150, thing->place, word, "its unit and one table: \"1\" {...}"));
  read_table(L, decl, word_table(L, thing->place, word));
  check_demands(L, decl);
  thing->state = decl->kind == DECL_CHECK ? WAITS_NO_MORE : WAITS_FOR_NAME;
  if (decl->kind == DECL_CHECK && model_declare(s->model, decl, &s->fail)) script_raise(L, s->fail.code);
}

/* A label in one language only: English reads the name, Chinese what there is. */
static void complete_label(lua_State *L, Decl *decl) {
  Label *label = &decl->label;
  if (!label->zh && !label->en) return;
  if (!label->en) {
    size_t n = strlen(decl->name);
    char *en = script_alloc(L, n + 1);
    for (size_t i = 0; i < n; i++) en[i] = decl->name[i] == '_' ? ' ' : decl->name[i];
    label->en = en;
  }
  if (!label->zh) label->zh = label->en;
}

void declaration_name(lua_State *L, Thing *thing, const char *name, Model *into) {
  Script *s = script_of(L);
  Decl *decl = thing->decl;
  decl->name = name;
  Place place = s->guard ? guard_name(s->guard, decl->place.line, name) : decl->place;
  if (place.column) decl->place = place;
  complete_label(L, decl);
  thing->state = WAITS_NO_MORE;
  if (into && model_declare(into, decl, &s->fail)) script_raise(L, s->fail.code);
}

void declarations_open(lua_State *L) {
  for (int kind = 0; kind < DECL_COUNT; kind++) {
    lua_pushinteger(L, kind);
    lua_pushcclosure(L, kind == DECL_AXIS ? call_axis : kind == DECL_DIMENSION ? call_dimension : call_declaration, 1);
    lua_setfield(L, -2, decl_words[kind]);
  }
}
