#include "record/digest.h"
#include <stdint.h>
#include <stdio.h>
#include <string.h>

void digest_start(Digest *d) { sha256_init(&d->inner); }

void digest_part(Digest *d, const void *bytes, size_t n) {
  uint8_t length[8];
  for (int i = 0; i < 8; i++) length[i] = (uint8_t)((uint64_t)n >> (8 * i));
  sha256_update(&d->inner, sizeof length, length);
  sha256_update(&d->inner, n, bytes);
}

void digest_text(Digest *d, const char *text) { digest_part(d, text ? text : "", text ? strlen(text) : 0); }

static DigestText hex_of(struct sha256_ctx *inner) {
  uint8_t raw[SHA256_DIGEST_SIZE];
  DigestText out;
  sha256_digest(inner, sizeof raw, raw);
  for (int i = 0; i < SHA256_DIGEST_SIZE; i++) snprintf(out.hex + 2 * i, 3, "%02x", raw[i]);
  return out;
}

DigestText digest_end(Digest *d) { return hex_of(&d->inner); }

DigestText digest_of(const void *bytes, size_t n) {
  struct sha256_ctx inner;
  sha256_init(&inner);
  sha256_update(&inner, n, bytes);
  return hex_of(&inner);
}
