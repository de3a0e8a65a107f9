/* digest.h : SHA-256 of a content, written as 64 hexadecimal digits (nettle underneath). Plain data; one thread a digest. */
#ifndef YJ_RECORD_DIGEST_H
#define YJ_RECORD_DIGEST_H
#include <nettle/sha2.h>
#include <stddef.h>

typedef struct { struct sha256_ctx inner; } Digest;
typedef struct { char hex[65]; } DigestText;

void digest_start(Digest *);
/* A part with its length before it, so that parts cannot run together. */
void digest_part(Digest *, const void *bytes, size_t n);
void digest_text(Digest *, const char *text);      /* NULL as an empty part */
DigestText digest_end(Digest *);
/* Of the bytes alone: what sha256sum prints. */
DigestText digest_of(const void *bytes, size_t n);
#endif
