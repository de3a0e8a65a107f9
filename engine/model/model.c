/* model.c : the rows of the vocabulary, and the declarations of a model. */
#include "model/model.h"
#include <string.h>

const WordRow word_rows[WORD_COUNT] = {
#define WORD(id, text, class, least, most, keys) [WORD_##id] = {text, CLASS_##class, least, most, keys},
#include "model/words.def"
};

const char *const decl_words[DECL_COUNT] = {
  [DECL_AXIS] = "axis",       [DECL_DIMENSION] = "dimension", [DECL_PARAMETER] = "parameter", [DECL_NEED] = "need",
  [DECL_GIVEN] = "given",     [DECL_LEVER] = "lever",         [DECL_SERIES] = "series",       [DECL_OBSERVED] = "observed",
  [DECL_STOCK] = "stock",     [DECL_FLOW] = "flow",           [DECL_LEVEL] = "level",         [DECL_SOLVE] = "solve",
  [DECL_SHOCK] = "shock",     [DECL_CHECK] = "check",         [DECL_OUTCOME] = "outcome",     [DECL_TARGET] = "target",
};

/* ---- a model ----------------------------------------------------------------------------------------------- */

Model *model_new(void) {
  Arena *arena = arena_new();
  if (!arena) return NULL;
  Model *model = arena_alloc(arena, sizeof *model);
  UnitTable *units = model ? unit_table_new(arena) : NULL;
  if (!units) { arena_free(arena); return NULL; }
  *model = (Model){.arena = arena, .units = units, .step = 1, .time_text = "a", .method = METHOD_EULER};
  return model;
}

void model_free(Model *model) {
  if (model) arena_free(model->arena);
}

/* Declarations of one sort share a name space: what defines a name, what a place gives, what was seen, base units, and
 * invariants (whose names are titles). */
typedef enum { SORT_DEFINES, SORT_GIVES, SORT_SEES, SORT_UNIT, SORT_CHECKS } Sort;

static Sort sort_of(DeclKind kind) {
  switch (kind) {
    case DECL_GIVEN: return SORT_GIVES;
    case DECL_OBSERVED: return SORT_SEES;
    case DECL_DIMENSION: return SORT_UNIT;
    case DECL_CHECK: return SORT_CHECKS;
    default: return SORT_DEFINES;
  }
}

/* Most names differ in their first two bytes, which costs no call. */
static bool same_name(const char *a, const char *b) {
  return a == b || (a[0] == b[0] && a[0] && a[1] == b[1] && strcmp(a, b) == 0);
}

static const Decl *find_sort(const Model *model, Sort sort, const char *name) {
  for (unsigned i = 0; i < model->n_decls; i++)
    if (same_name(model->decls[i]->name, name) && sort_of(model->decls[i]->kind) == sort) return model->decls[i];
  return NULL;
}

/* The array grows at powers of two, so its capacity needs no field. */
static bool make_room(Model *model) {
  unsigned n = model->n_decls;
  if (n & (n - 1)) return true;
  Decl **wider = arena_array(model->arena, n ? 2 * (size_t)n : 1, sizeof *wider);
  if (!wider) return false;
  if (n) memcpy(wider, model->decls, n * sizeof *wider);
  model->decls = wider;
  return true;
}

int model_declare(Model *model, const Decl *decl, Fail *fail) {
  const Decl *first = find_sort(model, sort_of(decl->kind), decl->name);
  if (first)
    return fail_set(fail, E160, decl->place, decl->name, decl_words[first->kind], first->place.file ? first->place.file : "?",
                    first->place.line);
  Decl *copy = make_room(model) ? arena_alloc(model->arena, sizeof *copy) : NULL;
  if (!copy) return fail_set(fail, E801, decl->place, "the model's declarations");
  *copy = *decl;
  model->decls[model->n_decls++] = copy;
  return 0;
}

const Decl *model_find(const Model *model, DeclKind kind, const char *name) {
  if (kind == DECL_COUNT) return find_sort(model, SORT_DEFINES, name);
  for (unsigned i = 0; i < model->n_decls; i++)
    if (model->decls[i]->kind == kind && same_name(model->decls[i]->name, name)) return model->decls[i];
  return NULL;
}

const Expr *decl_key(const Decl *decl, const char *key) {
  for (unsigned i = 0; i < decl->n_keys; i++)
    if (decl->keys[i].key && strcmp(decl->keys[i].key, key) == 0) return decl->keys[i].value;
  return NULL;
}

/* ---- building expressions ----------------------------------------------------------------------------------- */

Expr *expr_new(Arena *arena, ExprKind kind, Place place) {
  Expr *expr = arena_alloc(arena, sizeof *expr);
  if (expr) *expr = (Expr){.kind = kind, .place = place};
  return expr;
}

Expr *expr_number(Arena *arena, double number, Place place) {
  Expr *expr = expr_new(arena, EXPR_NUMBER, place);
  if (expr) expr->number = number;
  return expr;
}

Expr *expr_name(Arena *arena, const char *name, Place place) {
  Expr *expr = expr_new(arena, EXPR_NAME, place);
  if (expr) expr->text = arena_copy(arena, name, strlen(name));
  return expr && expr->text ? expr : NULL;
}

Expr *expr_call(Arena *arena, Word word, Place place, unsigned n_args, Expr *const *args) {
  Expr *expr = expr_new(arena, EXPR_CALL, place);
  if (!expr) return NULL;
  expr->word = word;
  if (n_args == 0) return expr;
  expr->args = arena_array(arena, n_args, sizeof *expr->args);
  if (!expr->args) return NULL;
  memcpy(expr->args, args, n_args * sizeof *args);
  expr->n_args = n_args;
  return expr;
}

Word word_find(const char *text) {
  for (Word word = 0; word < WORD_COUNT; word++)
    if (strcmp(word_rows[word].text, text) == 0) return word;
  return WORD_COUNT;
}
