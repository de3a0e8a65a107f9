/* resample.h : the bootstrap, with the same resamples for every outcome.
 *
 * A resample draws n units of n with replacement: count[b][i] says how often unit i is in resample b, keyed by
 * (seed, b, i-th draw). Statistics that are functions of column sums get all resamples from resample_add in one pass.
 * Counts above 255 do not occur in practice (probability below 1e-500) and are kept at 255. */
#ifndef YJ_STUDY_RESAMPLE_H
#define YJ_STUDY_RESAMPLE_H
#include "base/arena.h"
#include <stddef.h>
#include <stdint.h>

enum { RESAMPLE_BLOCK = 64, RESAMPLE_TILE = 16 };

typedef struct { unsigned resamples; size_t n; const uint8_t *count; } Resample;   /* count: [resample][n] */

const Resample *resample_new(Arena *, uint64_t seed, unsigned resamples, size_t n);  /* NULL: no memory */

/* Columns padded to whole tiles. */
static inline size_t resample_columns(size_t columns) { return (columns + RESAMPLE_TILE - 1) / RESAMPLE_TILE * RESAMPLE_TILE; }

/* Adds units first .. first + n - 1 (n <= RESAMPLE_BLOCK) given as rows[n][columns], columns padded, to sums[1 + resamples]
 * [columns]: row 0 with weight 1, row 1 + b with the counts of resample b. r NULL: row 0 only. Units must be added in
 * the same blocks each time for the same bits. */
void resample_add(const Resample *r, size_t first, size_t n, size_t columns, const double *rows, double *sums);

#endif
