/* model.h : what the text said. Declarations and expressions as written, names not yet resolved.
 *
 * The script room builds a Model by reading Lua; link.h turns it into a Graph. Everything here lives in the model's
 * arena and is constant once the reader returns; one thread builds it, any thread may read it afterwards. */
#ifndef YJ_MODEL_MODEL_H
#define YJ_MODEL_MODEL_H
#include "base/arena.h"
#include "base/fail.h"
#include "quantity/unit.h"
#include <stdbool.h>

typedef enum {
#define WORD(id, text, class, least, most, keys) WORD_##id,
#include "model/words.def"
  WORD_COUNT
} Word;

typedef enum { CLASS_OPERATOR, CLASS_PURE, CLASS_TIME, CLASS_AXIS, CLASS_PATH, CLASS_DATA, CLASS_DRAW, CLASS_YEARS } WordClass;

typedef struct {
  const char *text;          /* as written */
  WordClass class;
  int least, most;           /* number of arguments */
  const char *keys;          /* option keys, comma separated; "*" stands for element names or years */
} WordRow;
extern const WordRow word_rows[WORD_COUNT];

/* ---- expressions ------------------------------------------------------------------------------------------- */

typedef enum {
  EXPR_NUMBER,               /* number                        a bare number */
  EXPR_AS,                   /* number, text = unit           as "%" (5) */
  EXPR_NAME,                 /* text                          a model name; also period, year, start_year */
  EXPR_ELEMENT,              /* args[0] = axis name, text or number: area.urban, age[0] */
  EXPR_RANGE,                /* args[0] = axis name, args[1], args[2] = numbers: age(15, 59) */
  EXPR_STRING,               /* text */
  EXPR_TABLE,                /* entries                       {primary = 7.2, ...}, points of a lookup, a list */
  EXPR_DEFAULT,              /*                               what the parent scenario had */
  EXPR_CALL                  /* word, args, entries = options or the parts of by, path, stairs ... */
} ExprKind;

typedef struct Expr Expr;

typedef struct {
  const char *key;           /* NULL when the key is a number */
  double number;             /* the numeric key; list items have 1, 2, ... */
  Expr *value;
  Place place;
} Entry;

struct Expr {
  ExprKind kind;
  Word word;                 /* EXPR_CALL */
  Place place;               /* where it was written */
  const char *text;
  const char *local;         /* the Lua local it was bound to, or NULL */
  double number;
  Expr **args;
  unsigned n_args;
  Entry *entries;            /* in a fixed order: named keys sorted by bytes after numeric keys ascending */
  unsigned n_entries;
};

/* ---- declarations ------------------------------------------------------------------------------------------ */

typedef enum {
  DECL_AXIS, DECL_DIMENSION, DECL_PARAMETER, DECL_NEED, DECL_GIVEN, DECL_LEVER, DECL_SERIES, DECL_OBSERVED,
  DECL_STOCK, DECL_FLOW, DECL_LEVEL, DECL_SOLVE, DECL_SHOCK, DECL_CHECK, DECL_OUTCOME, DECL_TARGET, DECL_COUNT
} DeclKind;
extern const char *const decl_words[DECL_COUNT];      /* "axis", "dimension", ... */

typedef struct { const char *zh, *en; } Label;        /* both NULL: none given */

typedef struct {
  DeclKind kind;
  const char *name;          /* check: its title */
  Place place;
  const char *unit_text;     /* as written, NULL for axis, dimension and check */
  const char **axes;         /* names of the axes it is declared over */
  unsigned n_axes;
  Expr *value;               /* the unnamed entry, NULL when there is none */
  Entry *keys;               /* keys with an expression: initial rate next start zero between within equals at_most
                                at_least about year base base_year sd rho tolerance at from to */
  unsigned n_keys;
  Label label;
  const char *source, *estimate, *note, *chapter, *iamc, *kind_text, *place_text;
  bool has_range; double range_low, range_high;        /* declared unit */
  bool nonnegative;          /* stock */
  /* axis only */
  const char **elements; unsigned n_elements;          /* named elements; NULL for a numeric axis or a twin */
  double axis_from, axis_to; bool axis_open;           /* numeric axis */
  const char *twin_of;
} Decl;

/* ---- a model ----------------------------------------------------------------------------------------------- */

typedef enum { METHOD_EULER, METHOD_RK4 } Method;

typedef struct { Label title; const char **names; unsigned n; } Section;

typedef struct {
  Arena *arena;              /* owned */
  UnitTable *units;          /* in the arena; grows by `dimension` */
  const char *name;
  Label title;
  Place place;
  bool calendar;
  double start, horizon, latest;   /* years, or the model's time */
  double step;               /* in the model's time */
  const char *time_text;     /* unit of time, "a" unless said */
  Method method;
  const char **files; unsigned n_files;      /* paths as opened, in order */
  Decl **decls; unsigned n_decls;            /* in order of definition */
  Section *show; unsigned n_show;
} Model;

Model *model_new(void);      /* NULL when memory is short */
void model_free(Model *);

/* Appends a copy of *decl. Returns 0, or the failure of two definitions of one name of the same sort. */
int model_declare(Model *, const Decl *decl, Fail *);

/* The declaration of that name and kind, or NULL. `kind` DECL_COUNT finds what defines the name: not given, not observed. */
const Decl *model_find(const Model *, DeclKind kind, const char *name);
const Expr *decl_key(const Decl *, const char *key);    /* the value of an expression key, or NULL */

/* ---- layers: what scenarios and --set change ---------------------------------------------------------------- */

typedef struct {
  const char *name;          /* the model name it speaks of */
  Expr *value;               /* value position, in the declared unit */
  bool lever;                /* under levers =, else under assumptions = */
  Place place;
} Override;

typedef struct {
  const char *title;         /* the scenario's name, for messages */
  const Override *overrides; unsigned n;
} Layer;                     /* layers are applied in order; `default` means the layer before */

/* ---- building expressions ----------------------------------------------------------------------------------- */

Expr *expr_new(Arena *, ExprKind, Place);
Expr *expr_number(Arena *, double, Place);
Expr *expr_name(Arena *, const char *name, Place);
Expr *expr_call(Arena *, Word, Place, unsigned n_args, Expr *const *args);
Word word_find(const char *text);          /* WORD_COUNT when there is none */

/* The expression as a person would write it, in the arena; long ones are cut at `width` bytes (0: 64 KiB) with an
 * ellipsis. Inner parts that were locals of the text are written as the local's name. */
const char *expr_text(Arena *, const Expr *, unsigned width);
#endif
