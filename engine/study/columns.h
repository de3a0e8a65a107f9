/* columns.h : a table of doubles by columns, in memory when it is small, else in a file without a name; or in memory that
 * the caller has mapped.
 *
 * Up to COLUMNS_IN_MEMORY bytes are allocated; more lie in a file that is made in `folder` (NULL: TMPDIR, else /tmp), with
 * its whole room taken at once, so that a full disk is refused before anything is written. The file has no name and is
 * gone when the process ends, however it ends. Pages of it that were used are given back by columns_rest: what a process
 * then holds in memory is what it has touched since.
 *
 * Ownership: columns_free. One thread makes, rests and frees; any threads use different numbers. */
#ifndef YJ_STUDY_COLUMNS_H
#define YJ_STUDY_COLUMNS_H
#include "base/fail.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define COLUMNS_IN_MEMORY ((size_t)128 << 20)

typedef struct { double **column; double *values; size_t bytes; bool in_file, lent; } Columns;    /* column: [columns][rows] */

/* 0, E801, or E811 (the file). in_memory: how many bytes may be allocated; 0: COLUMNS_IN_MEMORY. */
int columns_make(unsigned columns, uint64_t rows, size_t in_memory, const char *folder, Columns *, Fail *);
/* In `memory` of columns_bytes, the start of a page of a mapped file, which stays the caller's. 0, or E801. */
int columns_lay(unsigned columns, uint64_t rows, void *memory, Columns *, Fail *);
size_t columns_bytes(unsigned columns, uint64_t rows);
void columns_rest(const Columns *);
void columns_free(Columns *);            /* all zero is allowed */
#endif
