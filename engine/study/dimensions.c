/* dimensions.c : one attempt a level by name, earlier names first. */
#include "study/dimensions.h"
#include "study/stream.h"
#include <string.h>

enum { LEVELS = 10 };                                            /* the last one ends with dimension 1,023 */

static unsigned hashed(const char *name, unsigned attempt, unsigned size) {
  return (unsigned)(stream_mix(stream_hash(name) + attempt * 0x9E3779B97F4A7C15u) % size);
}

/* Level 0 is 0 and 1; level l > 0 has the 2^l dimensions from 2^l on. */
static unsigned at_level(const char *name, unsigned level) {
  unsigned first = level ? 1u << level : 0;
  return first + hashed(name, level, level ? first : 2);
}

/* Far up, where hardly anybody is met; in time the hashes of one name reach every dimension. */
static unsigned attempt_elsewhere(const char *name, unsigned attempt) {
  enum { HALF = JOE_KUO_DIMENSIONS / 2, FAR_UP = 8 };
  if (attempt < FAR_UP) return HALF + hashed(name, LEVELS + attempt, HALF);
  return hashed(name, LEVELS + attempt, JOE_KUO_DIMENSIONS);
}

static unsigned elsewhere(const Dimensions *all, const char *name) {
  unsigned attempt = 0;
  while (all->taken[attempt_elsewhere(name, attempt)]) attempt++;
  return attempt_elsewhere(name, attempt);
}

static unsigned keep(Dimensions *all, const char *name, unsigned dimension) {
  all->name[all->n] = name, all->dimension[all->n++] = (uint16_t)dimension;
  all->taken[dimension] = true;
  return dimension;
}

static unsigned known(const Dimensions *all, const char *name) {
  unsigned i = 0;
  while (i < all->n && strcmp(all->name[i], name) != 0) i++;
  return i;
}

/* Where the name would stand if none were given; nobody else gets it, so that a gift does not set others moving. */
static unsigned reserve(Dimensions *all, const char *name) {
  unsigned level = 0;
  while (level < LEVELS && all->reserved[at_level(name, level)]) level++;
  if (level == LEVELS) return NO_DIMENSION;
  all->reserved[at_level(name, level)] = true;
  return at_level(name, level);
}

unsigned dimension_of(Dimensions *all, const char *name) {
  unsigned i = known(all, name);
  if (i < all->n && !all->given[i]) return all->dimension[i];
  if (i == JOE_KUO_DIMENSIONS) return NO_DIMENSION;
  unsigned own = reserve(all, name);
  if (i < all->n) {
    all->given[i] = false;
    return all->dimension[i];
  }
  return keep(all, name, own == NO_DIMENSION || all->taken[own] ? elsewhere(all, name) : own);
}

bool dimension_give(Dimensions *all, const char *name, unsigned dimension) {
  if (dimension >= JOE_KUO_DIMENSIONS || all->taken[dimension] || known(all, name) < all->n) return false;
  all->given[all->n] = true;
  keep(all, name, dimension);
  return true;
}
