/* smooth.h : a row of numbers smoothed by a symmetric kernel. Private to sensitivity/.
 *
 *   smooth[p] = sum of kernel[reach - 1 + d] * row[p + d] over d = -(reach - 1) .. reach - 1, in that order
 *
 * for p = from .. to. SMOOTH_TILE numbers are made at a time: `smooth` has room for that many less one after `to`, and `row`
 * may be read reach - 1 before `from` and SMOOTH_TILE + reach - 2 after `to`. Each sum is in the order said, without fused
 * operations, so every instruction set gives the same bits. Pure; any thread. */
#ifndef YJ_STUDY_SMOOTH_H
#define YJ_STUDY_SMOOTH_H
#include "program/program.h"

enum { SMOOTH_TILE = 32 };

typedef void SmoothRow(const double *kernel, int reach, const double *row, int from, int to, double *smooth);

/* ISA_AUTO: the best this machine has. */
SmoothRow *smooth_row(Isa);
#endif
