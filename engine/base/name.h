/* Names: one address per spelling, and the nearest name for "did you mean". */
#ifndef YUANJING_BASE_NAME_H
#define YUANJING_BASE_NAME_H

#include "base/arena.h"

/* Equal spellings share one address, so names are compared with ==. Lives in its arena; one thread at a time. */
typedef struct NameTable NameTable;

NameTable *name_table_new(Arena *);                              /* NULL: out of memory */
const char *name_intern(NameTable *, const char *, size_t n);    /* NUL-terminated; NULL: out of memory */
const char *name_find(const NameTable *, const char *, size_t n);/* NULL: never interned */

/* Edits (insert, delete, replace, swap of neighbours; counted in characters) from a to b, at most limit + 1. */
unsigned name_distance(const char *a, const char *b, unsigned limit);

/* The name of names[0..n) with the fewest edits from wanted, the first of equals; NULL when none is within a third of
 * wanted's length (at least one edit). names may hold NULL entries. */
const char *name_nearest(const char *wanted, const char *const *names, size_t n);

#endif
