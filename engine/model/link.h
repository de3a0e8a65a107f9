/* link.h : from a model's text and its scenario layers to a graph: names, units, axes and time resolved.
 *
 * link_model resolves every name, checks every unit and axis, lowers each equation to graph nodes in the moment it
 * speaks of, expands the words of time to named states, looks for loops, and registers outputs, checks, outcomes and
 * targets. Everything of the result lives in one arena; the Model must outlive it. One thread. */
#ifndef YJ_MODEL_LINK_H
#define YJ_MODEL_LINK_H
#include "model/graph.h"

typedef struct {
  const Layer *layers; unsigned n_layers;      /* scenario layers, in order; the region itself is below them */
  const char *const *vary; unsigned n_vary;    /* names whose value is to be multiplied by an input (a factor, 1 by default) */
  double horizon;                              /* 0: the model's */
  long refuse_after;                           /* for tests: the n-th block of memory is refused; 0: none */
} LinkOptions;

typedef struct {
  const char *name;
  const Decl *decl;                            /* what defines it */
  const Decl *given, *observed;                /* or NULL */
  const Override *override;                    /* the layer's change in force, or NULL */
  const char *override_by;                     /* that layer's title */
  Unit unit;
  uint8_t n_axes, axes[AXES_MAX]; uint32_t size;
  uint32_t output;                             /* index into graph->outputs */
  const double *history_years; const double *history; unsigned n_history;  /* observed: base units, n x size; NaN = none */
} Symbol;

typedef struct {
  const Decl *decl;                            /* of an outcome or target */
  Unit unit;
  NodeId value;                                /* END, scalar; NODE_NONE: registered, not modelled */
  double goal, base;                           /* target: base units; NaN = none. goal of "about" too */
  char comparison;                             /* '>' at least, '<' at most, '~' about */
  double year, base_year;                      /* 0 = none */
} Walk;

typedef struct { const char *name; double computed, observed, tolerance; bool holds; Unit unit; Place place; } Closure;

typedef struct {
  const Model *model;
  Graph *graph;
  Symbol *symbols; unsigned n_symbols;         /* in order of definition */
  Walk *outcomes; unsigned n_outcomes;
  Walk *targets; unsigned n_targets;
  const char *const *tables; unsigned n_tables;  /* the data files that were read, as opened, in order */
  const struct Source *sources;                /* the data expressions that were read; see link_data_source */
  Fail *warnings; unsigned n_warnings;         /* out of range, a lever without effect on anything, ... */
} Linked;

/* Returns 0, or a failure with *out = NULL. Input points are the medians that `median` gives (base: declared unit);
 * median may be NULL when the model has no distributions. It returns 0, or sets the failure. */
typedef int (*MedianOf)(const Expr *draw, double *median, Fail *);
int link_model(const Model *, const LinkOptions *, MedianOf median, Linked **out, Fail *);
void link_free(Linked *);

const Symbol *link_symbol(const Linked *, const char *name);      /* or NULL */

/* What the file's source column says of the first data {...} within the expression (of its first cell, in the start year
 * or the year before it that has a row); NULL when there is none. */
const char *link_data_source(const Linked *, const Expr *);

/* Levels whose start value and observation are to agree (rule 5): needs a finished oracle run. The array is in the
 * Linked's arena. */
struct Oracle;
unsigned link_closures(const Linked *, const struct Oracle *, const Closure **out);
#endif
