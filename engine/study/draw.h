/* draw.h : a distribution as written in a model becomes a Distribution. */
#ifndef YJ_STUDY_DRAW_H
#define YJ_STUDY_DRAW_H
#include "model/model.h"
#include "study/distribution.h"

/* Reads an EXPR_CALL of class DRAW; choice and empirical get their values in the arena. Returns 0, or E650 for an
 * argument that is no plain number, E620 for a distribution that makes no sense, the table's failures of a data file. */
int draw_distribution(Arena *, const Expr *, Distribution *out, Fail *);
/* The CSV that an empirical distribution reads, as opened; NULL for others. */
const char *draw_file(const Expr *);
#endif
