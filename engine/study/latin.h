/* latin.h : Latin hypercube samples: every parameter has exactly one run in each of n equal strata.
 *
 * Plain: the stratum of a run is a keyed permutation of 0..n-1, computed from (key, n, run) alone, without a table; so
 * a further parameter changes nothing. A sample of another n is another sample by nature (its strata are n-ths): it can't be extended.
 *
 * Maximin-improved: from the plain sample, exchanges of two strata within one parameter are kept when they lower
 * phi = sum over pairs of 1 / distance^16 (Morris, Mitchell 1995; a smooth stand-in for the least distance). The
 * result depends on all parameters together. Small samples only: the cost of an exchange is n * parameters.
 *
 * Threads: pure, or constant once made. */
#ifndef YJ_STUDY_LATIN_H
#define YJ_STUDY_LATIN_H
#include "base/arena.h"
#include "study/stream.h"

enum { LATIN_MAXIMIN_RUNS = 4096 };       /* most runs of an improved sample */

/* The stratum of a run, 0 <= run < n <= 2^32. */
uint64_t latin_stratum(StreamKey, uint64_t n, uint64_t run);

/* The place of a run in (0, 1): (stratum + a keyed uniform) / n. */
double latin_value(StreamKey, uint64_t n, uint64_t run, uint64_t stratum);

/* Improved strata, [parameter][run]; keys are the parameters'. NULL: no memory. n <= LATIN_MAXIMIN_RUNS. */
uint32_t *latin_maximin(Arena *, uint64_t seed, unsigned parameters, const StreamKey *keys, uint32_t n);

/* The least distance between two runs (strata as coordinates, unit n), for reports and tests. */
double latin_least_distance(const uint32_t *strata, unsigned parameters, uint32_t n);

#endif
