#include "base/name.h"

#include "base/text.h"

#include <stdint.h>
#include <string.h>

typedef struct { const char *text; size_t n; uint64_t hash; } Entry;

struct NameTable {
  Arena *arena;
  Entry *entries;  /* open addressing; the size is a power of two, at most two thirds full */
  size_t size, used;
};

enum { FIRST_SIZE = 64, LONGEST = 64 };

/* FNV-1a. */
static uint64_t hash_of(const char *text, size_t n) {
  uint64_t hash = 14695981039346656037u;
  for (size_t i = 0; i < n; i++) hash = (hash ^ (unsigned char)text[i]) * 1099511628211u;
  return hash;
}

NameTable *name_table_new(Arena *arena) {
  NameTable *table = arena_alloc(arena, sizeof *table);
  Entry *entries = arena_array(arena, FIRST_SIZE, sizeof *entries);
  if (!table || !entries) return NULL;
  *table = (NameTable){arena, entries, FIRST_SIZE, 0};
  return table;
}

/* The entry that holds the text, or the empty one where it belongs. */
static Entry *entry_of(Entry *entries, size_t size, const char *text, size_t n, uint64_t hash) {
  size_t i = (size_t)hash & (size - 1);
  while (entries[i].text &&
         (entries[i].hash != hash || entries[i].n != n || memcmp(entries[i].text, text, n) != 0))
    i = (i + 1) & (size - 1);
  return &entries[i];
}

static int table_grow(NameTable *table) {
  size_t size = table->size * 2;
  Entry *entries = arena_array(table->arena, size, sizeof *entries);
  if (!entries) return 0;
  for (size_t i = 0; i < table->size; i++) {
    Entry *old = &table->entries[i];
    if (old->text) *entry_of(entries, size, old->text, old->n, old->hash) = *old;
  }
  table->entries = entries;
  table->size = size;
  return 1;
}

const char *name_intern(NameTable *table, const char *text, size_t n) {
  if (3 * (table->used + 1) > 2 * table->size && !table_grow(table)) return NULL;
  uint64_t hash = hash_of(text, n);
  Entry *entry = entry_of(table->entries, table->size, text, n, hash);
  if (entry->text) return entry->text;
  const char *copy = arena_copy(table->arena, text, n);
  if (!copy) return NULL;
  *entry = (Entry){copy, n, hash};
  table->used++;
  return copy;
}

const char *name_find(const NameTable *table, const char *text, size_t n) {
  return entry_of(table->entries, table->size, text, n, hash_of(text, n))->text;
}

/* The characters of a text, at most LONGEST; a malformed byte counts as itself. */
static unsigned characters(const char *text, int out[LONGEST]) {
  unsigned count = 0;
  for (size_t n = strlen(text); n && count < LONGEST; count++) {
    int step = text_next(text, n, &out[count]);
    if (step <= 0) {
      out[count] = (unsigned char)*text;
      step = 1;
    }
    text += step;
    n -= (size_t)step;
  }
  return count;
}

static unsigned least(unsigned a, unsigned b) { return a < b ? a : b; }

/* Damerau and Levenshtein's distance, each neighbour swap counted once (optimal string alignment), three rows of the
 * usual table. */
unsigned name_distance(const char *a, const char *b, unsigned limit) {
  int x[LONGEST], y[LONGEST];
  unsigned m = characters(a, x), n = characters(b, y);
  unsigned rows[3][LONGEST + 1];
  for (unsigned j = 0; j <= n; j++) rows[0][j] = j;
  for (unsigned i = 1; i <= m; i++) {
    unsigned *above = rows[(i - 1) % 3], *here = rows[i % 3], *two_above = rows[(i + 1) % 3];
    here[0] = i;
    for (unsigned j = 1; j <= n; j++) {
      unsigned replace = above[j - 1] + (x[i - 1] != y[j - 1]);
      here[j] = least(replace, least(above[j], here[j - 1]) + 1);
      if (i > 1 && j > 1 && x[i - 1] == y[j - 2] && x[i - 2] == y[j - 1])
        here[j] = least(here[j], two_above[j - 2] + 1);
    }
  }
  return least(rows[m % 3][n], limit + 1);
}

const char *name_nearest(const char *wanted, const char *const *names, size_t n) {
  int ignored[LONGEST];
  unsigned length = characters(wanted, ignored);
  unsigned limit = length / 3 > 1 ? length / 3 : 1;
  if (length == 0) return NULL;
  const char *nearest = NULL;
  for (size_t i = 0; i < n; i++) {
    if (!names[i]) continue;
    unsigned edits = name_distance(wanted, names[i], limit);
    /* A name of one or two characters has nothing left in common after one edit. */
    if (edits > limit || (edits && edits >= length)) continue;
    nearest = names[i];
    if (edits == 0) break;
    limit = edits - 1;
  }
  return nearest;
}
