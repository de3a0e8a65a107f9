/* dimensions.c : open addressing by name. */
#include "study/dimensions.h"
#include "study/stream.h"
#include <string.h>

enum { USUAL = 512, USUAL_ATTEMPTS = 8 };

static unsigned attempt_of(const char *name, unsigned attempt) {
  uint64_t bits = stream_mix(stream_hash(name) + attempt * 0x9E3779B97F4A7C15u);
  return (unsigned)(bits % (attempt < USUAL_ATTEMPTS ? USUAL : JOE_KUO_DIMENSIONS));
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

unsigned dimension_of(Dimensions *all, const char *name) {
  unsigned i = known(all, name), attempt = 0;
  if (i < all->n) return all->dimension[i];
  if (all->n == JOE_KUO_DIMENSIONS) return NO_DIMENSION;
  while (all->taken[attempt_of(name, attempt)]) attempt++;       /* the hashes of one name reach every dimension in time */
  return keep(all, name, attempt_of(name, attempt));
}

bool dimension_give(Dimensions *all, const char *name, unsigned dimension) {
  if (dimension >= JOE_KUO_DIMENSIONS || all->taken[dimension] || known(all, name) < all->n) return false;
  keep(all, name, dimension);
  return true;
}
