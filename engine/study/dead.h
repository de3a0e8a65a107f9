/* dead.h : levers without effect on any indicator, outcome or target.
 *
 * A lever that nothing shown depends on by name is dead; of the others each is moved, up and then down, by a tenth of
 * its range (of its size, when it has none), and is dead when not a bit of an indicator, outcome or target changes. */
#ifndef YJ_STUDY_DEAD_H
#define YJ_STUDY_DEAD_H
#include "study/result.h"

typedef struct Levers Levers;

/* The levers of the run's model. NULL when memory is short. Free with levers_free; the Result must outlive it. */
Levers *levers_of(const Result *);
void levers_free(Levers *);
unsigned levers_count(const Levers *);
const Symbol *levers_symbol(const Levers *, unsigned i);

/* Finds out about lever i (two runs at most). Returns 0, or E801. */
int levers_try(Levers *, unsigned i, bool *dead, Fail *);
#endif
