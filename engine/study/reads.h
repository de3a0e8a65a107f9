/* reads.h : what an expression reads: the names in it, each with the moment it speaks of. */
#ifndef YJ_STUDY_READS_H
#define YJ_STUDY_READS_H
#include "model/link.h"

typedef enum { READ_PLAIN, READ_CLOSING, READ_AVERAGE, READ_PREVIOUS, READ_START, READ_BEFORE } ReadMoment;

typedef struct { const char *name; ReadMoment moment; unsigned steps; } Read;   /* steps of READ_PREVIOUS */

/* In order of first appearance, each (name, moment) once; axes and the words of time (period, year) are left out. In the
 * arena. expr may be NULL. Returns how many. */
unsigned reads_of(Arena *, const Model *, const Expr *, const Read **out);

/* Every expression of a declaration that makes its value: its equation and keys, the given that replaces it, and the
 * change of a scenario in force. Fills *out (in the arena) and returns how many. */
unsigned symbol_expressions(Arena *, const Symbol *, const Expr *const **out);

/* Marks in reached[n_symbols] all that the indicators, outcomes and targets of the model depend on, by name. */
void reads_reach(Arena *, const Linked *, bool *reached);
#endif
