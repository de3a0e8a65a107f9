/* lower.h : inside the linker. A name or expression, in a moment, becomes a node with a unit.
 *
 * The linker's author errors leave by longjmp to link_model; only arena memory is held on the way, so nothing leaks.
 * Not for other rooms. */
#ifndef YJ_MODEL_LOWER_H
#define YJ_MODEL_LOWER_H
#include "model/link.h"
#include "quantity/series.h"
#include "quantity/table.h"
#include <setjmp.h>

enum {
  ELEMENTS_MOST = 1 << 22,         /* of one value */
  NODES_MOST = 2000000,            /* of one model */
  GIB_MOST = 4                     /* of one run that keeps every value, and of the rows of all paths together */
};

/* The moment a name speaks of. */
typedef enum {
  AT_START,        /* the start year: stocks and levels at its end, flows and paths of the year */
  AT_START_FLOW,   /* the same, inside a flow's own equation: opening values are not known there */
  IN_STEP,         /* this step: stocks and levels at its beginning, flows and paths of the step */
  AT_CLOSE,        /* the end of this step: stocks and levels; flows are an error */
  IN_PAST,         /* before the start: flows and paths of flow_year, stocks and levels at the end of level_year */
  AT_END           /* after a run: outcomes */
} Moment;

typedef struct {
  Moment moment;
  double flow_year, level_year;    /* IN_PAST */
  unsigned scope;                  /* 0, or 1 + the solve whose unknown stands for its symbol */
} Now;

typedef struct {
  NodeId node;
  Unit unit;
  bool bare;                       /* a plain number as written: fits where it may */
  double number;                   /* when bare */
} Value;

/* One lowered value of a symbol, remembered. */
typedef struct Memo Memo;
struct Memo { Now now; NodeId node; bool busy; Memo *next; };

typedef struct {
  Symbol *symbol;
  Memo *memos;
  uint32_t open_state;             /* of a stock or level: its state, once it has one, else NODE_NONE */
  uint32_t trail_root, trail_once; /* of a solve: states of where its next search begins, else NODE_NONE */
  bool in_past;                    /* its equation is being read in a year before the start */
  NodeId unknown;                  /* while its solve's residual is being lowered, else NODE_NONE */
  unsigned scope;                  /* of its residual */
  uint8_t written_axes[AXES_MAX];  /* in the order of the declaration: literal tables nest so */
  unsigned char varies;            /* of an exogenous name: 0 not known yet, 1 no, 2 yes */
  bool no_start;                   /* a flow without a value in the start year */
  int n_layers; struct { const Override *what; const char *by; } *layers;   /* the overrides that speak of it, in order */
} Slot;

typedef struct Linker Linker;
typedef struct Source Source;        /* a data expression, read: lower_data.c */

/* A hidden stock made by compound, smooth, delay or previous: remembered by expression and moment. */
typedef struct Hidden Hidden;
struct Hidden { const Expr *expr; unsigned part; Moment moment; uint32_t state; NodeId value; Unit unit; Hidden *next; };


/* Whose text is being lowered, and how it is to be read. */
typedef struct {
  const char *speaking; Slot *owner; const Slot *default_slot; int default_layer; bool in_scenario;
  double knot; const uint8_t *declared_axes; unsigned n_declared; int join;
} Speech;

/* What a state becomes is lowered after the names that read it: that is how a loop passes through a stock. */
typedef struct Pending Pending;
struct Pending {
  void (*finish)(Linker *, const Pending *);
  const Expr *expr; Now now; Slot *slot;
  uint32_t states[50]; unsigned n;
  Speech speech;
  Pending *next;
};

typedef struct { const Slot *slot; Moment moment; Place place; } Frame;

struct Linker {
  jmp_buf out;
  Fail *fail;
  Arena *arena;
  const Model *model;
  const LinkOptions *options;
  MedianOf median;
  Linked *linked;
  GraphBuilder *builder;
  Graph *graph;
  Slot *slots; unsigned n_slots;   /* one a symbol, same order */
  unsigned *slot_of; unsigned n_buckets;   /* open hashing of names: 1 + slot, 0 = empty; a power of two of them */
  const Axis **axes; unsigned n_axes;
  Hidden *hidden;
  struct { const char *path; const Table *table; } tables[64]; unsigned n_tables;
  struct { unsigned from, to; Word word; } curve_keys[64];
  struct { const Expr *expr; int index; } lookups[512]; unsigned n_lookups;
  Frame *stack; unsigned depth, room_stack;   /* names being lowered, for loops */
  char *stack_end;                 /* of the C stack: no name is lowered that begins nearer to its end than this */
  double path_bytes;               /* of the rows of paths, all together */
  unsigned room_states, room_inputs, room_noises, room_tables, room_curves, room_solves, room_warnings, room_outputs;
  Unit time;                       /* the model's unit of time */
  const char *speaking;            /* the name whose equation or value is being lowered, for messages and draws */
  Slot *owner;                     /* its slot, or NULL in a check, outcome or target */
  /* value position */
  const Slot *default_slot; int default_layer;  /* what `default` means: the layer below this one, -1 none */
  bool in_scenario;
  enum { JOIN_WHOLE, JOIN_ZERO, JOIN_ONE } join;   /* what a scenario's late path joins from: the start-year value, 0, 1 */
  double knot;                     /* the year of the path's knot being lowered, or NaN: for the names of draws */
  const uint8_t *declared_axes; unsigned n_declared;   /* for literal tables */
  struct { const Expr *expr; NodeId node; const Slot *owner; } *draws; unsigned n_draws, room_draws;   /* one input a distribution as written */
  Source *sources;
  Pending *pending, **pending_end;
  bool *walking;                   /* outcomes being lowered */
  struct OutcomeName *outcome_names; /* by name; see lower_end.c */
  double *latest;                  /* the last year each outcome needs; NaN: not known yet, -1: being found */
  bool at_year; long grid; double year;           /* AT_END: names are records of this grid point; grid -1: history of `year` */
};

/* ---- failing (these do not return) ---- */
#define lower_fail(L, code, ...) (fail_set((L)->fail, code, __VA_ARGS__), longjmp((L)->out, 1))

/* ---- lower.c : expressions ---- */
/* In an equation bare numbers are pure; in a value they are in `declared`. */
Value lower_equation(Linker *, const Expr *, Now);
Value lower_value(Linker *, const Expr *, Unit declared, Now);
Value lower_call(Linker *, const Expr *, const Unit *declared, Now);
Value lower_any(Linker *, const Expr *, const Unit *declared, Now);
/* Both in one unit: their dimensions match, bare numbers take the other's. Returns the common unit. */
Unit lower_unify(Linker *, Value *a, Value *b, bool adding, Place);
void lower_need_pure(Linker *, Value, const char *what, Place);
/* The value declared over axes: repeats it along those it lacks; more axes than declared is an error. */
NodeId lower_fit(Linker *, Value, const Symbol *, const char *part, Place);
/* Every node of a model's text is made here: what the graph only asserts is refused with a sentence. */
NodeId lower_node(Linker *, Op, unsigned n, const NodeId *args, int i0, int i1, int i2, Place);
NodeId lower_op(Linker *, Op, Place, unsigned n, ...);
Value lower_of(NodeId, Unit);
double lower_number(Linker *, const Expr *, const char *what);    /* a plain number or an error */
const Expr *lower_option(const Expr *, const char *key);          /* of a word's options, or NULL */
bool lower_option_true(const Expr *, const char *key);
/* The value over exactly the axes of `like`: repeated along those it lacks, refused when it has others. `like` must not
 * point into the graph's nodes. */
NodeId lower_widen(Linker *, NodeId, const Node *like, Place);
/* Adds the axes of a node to those of `like`. */
void lower_join_axes(Linker *, Node *like, NodeId, Place);
/* Refuses more elements than a value may have. */
void lower_need_room(Linker *, unsigned n_axes, const uint8_t *axes, Place);
/* Room for the rows of a path over `size` elements. */
double *lower_rows(Linker *, uint32_t size, Place);
/* Fails when the C stack is nearly used up. */
void lower_need_stack(Linker *, const char *name, Place);

/* ---- lower_axis.c ---- */
Value lower_axis_word(Linker *, const Expr *, const Unit *declared, Now);
unsigned lower_axis_of(Linker *, const Expr *name);               /* graph axis named by an expression */
bool lower_is_axis(const Linker *, const Expr *);
Value lower_reduction(Linker *, const Expr *, Op, const Unit *declared, Now);
NodeId lower_over_all(Linker *, Op reduction, NodeId, Place);     /* over every axis it has */
bool lower_has_axis(const Linker *, NodeId, unsigned axis);
unsigned lower_element(Linker *, const Expr *element, unsigned *axis);

/* ---- lower_time.c ---- */
Value lower_time_word(Linker *, const Expr *, const Unit *declared, Now);
NodeId lower_year(Linker *, Now, Place);
double lower_row_time(const Linker *, uint32_t row);              /* model time of a PATH row */
uint32_t lower_state(Linker *, const char *name, unsigned n_axes, const uint8_t *axes, NodeId init);
NodeId lower_state_leaf(Linker *, uint32_t state);
void lower_later(Linker *, Pending);                              /* runs after the work at hand, in the speech of now */
void lower_state_rate(Linker *, uint32_t state, NodeId rate, bool nonnegative, Place);   /* Euler: next = x + rate * period */

/* ---- lower_name.c : symbols in their moments ---- */
Speech lower_speech(const Linker *);
void lower_speak(Linker *, const Speech *);
/* Begins to speak of a symbol, as of that layer; the speech returned is given back to lower_speak. */
Speech lower_speak_of(Linker *, Slot *, int layer);
const Expr *lower_need_key(Linker *, const Slot *, const char *key);    /* of the declaration, or an error */
NodeId lower_symbol(Linker *, Slot *, Now, Place);
NodeId lower_open(Linker *, Slot *, Place);                       /* opening value of a stock or level */
Slot *lower_slot(Linker *, const char *name);                     /* or NULL */
void lower_index_slots(Linker *);
Value lower_name(Linker *, const Expr *name, Now);
NodeId lower_history(Linker *, Slot *, double year, Place);       /* observed, or an error that says what is missing */
bool lower_has_history(const Slot *, double year);
NodeId lower_layer(Linker *, Slot *, int layer, Now, Place);      /* value or equation as of that layer; -1 the region's own */
bool lower_varies(Linker *, Slot *);                              /* an exogenous name whose region value is a path */

/* ---- lower_solve.c ---- */
NodeId lower_shock(Linker *, Slot *, Now);                        /* x = rho x(before) + sd e */
void lower_shock_check(Linker *, Slot *);                         /* sd and rho are possible */
NodeId lower_solve(Linker *, Slot *, Now);                        /* the root; while its residual is lowered, the unknown */
void lower_solve_start(Linker *, const Slot *);                    /* outputs are there: a step's first search begins at the start's root */

/* ---- lower_path.c : paths and pulses ---- */
Value lower_path(Linker *, const Expr *, const Unit *declared, Now);
/* The one time a value is asked for, or NaN when it is asked for at every row. */
double lower_single_time(Linker *, const Expr *, Now);

/* ---- lower_data.c : files, distributions, tables of points ---- */
Value lower_data(Linker *, const Expr *, const Unit *declared, Now);
Value lower_draw(Linker *, const Expr *, const Unit *declared, Now);
Value lower_table(Linker *, const Expr *, const Unit *declared, Now);
Value lower_lookup(Linker *, const Expr *, Now);
void lower_observed(Linker *, Slot *);                            /* reads the history of a symbol */

/* ---- lower_end.c : outcomes, targets, checks ---- */
Value lower_years_word(Linker *, const Expr *, Now);
void lower_check(Linker *, const Decl *);
void lower_check_of(Linker *, const char *name, Place, NodeId gap, NodeId limit);   /* the same of nodes */
void lower_walks(Linker *);
bool lower_outcome(Linker *, const Expr *name, Now, Value *out);   /* false: the name is no outcome, or not read here */

/* Makes room for one more in an arena array: LOWER_GROW(L, graph->states, n_states, room_states) */
void *lower_grow(Linker *, void *array, uint32_t n, unsigned *room, size_t size);
void lower_warn(Linker *, const Fail *);
/* From here on a refusal of memory leaves the linker. */
void lower_guard_memory(Linker *);
#endif
