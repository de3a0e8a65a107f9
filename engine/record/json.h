/* json.h : writes JSON into a Buffer.
 *
 * The writer keeps the commas; numbers have 17 significant digits so that they read back as the same double, and what
 * is not finite is null. Bytes that are not UTF-8 become U+FFFD. */
#ifndef YJ_RECORD_JSON_H
#define YJ_RECORD_JSON_H
#include "record/buffer.h"

enum { JSON_DEPTH = 256 };

typedef struct { Buffer *out; unsigned depth; char end[JSON_DEPTH]; bool more[JSON_DEPTH], keyed; } Json;

Json json_to(Buffer *);
void json_object(Json *);
void json_array(Json *);
void json_end(Json *);                        /* of the innermost object or array */
void json_key(Json *, const char *);
void json_number(Json *, double);
void json_count(Json *, unsigned long);
void json_bool(Json *, bool);
void json_null(Json *);
void json_string(Json *, const char *);       /* NULL is null */

void json_raw(Json *, const char *);          /* a value that is JSON already */

/* A key and its value. */
void json_pair(Json *, const char *key, const char *value);
void json_pair_number(Json *, const char *key, double value);
void json_pair_count(Json *, const char *key, unsigned long value);
#endif
