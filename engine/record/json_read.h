/* json_read.h : JSON as a tree, for what this program wrote itself and somebody may have damaged.
 *
 * Strict JSON in UTF-8 (escapes become bytes; \u escapes of one unit or of a pair). At most JSON_DEPTH levels. Everything in
 * the arena; no recursion deeper than that. */
#ifndef YJ_RECORD_JSON_READ_H
#define YJ_RECORD_JSON_READ_H
#include "base/arena.h"
#include "record/json.h"

typedef enum { JSON_NULL, JSON_FALSE, JSON_TRUE, JSON_NUMBER, JSON_STRING, JSON_ARRAY, JSON_OBJECT } JsonKind;

typedef struct JsonNode {
  JsonKind kind;
  const char *key;                   /* in an object */
  const char *text;                  /* of a string */
  double number;
  const struct JsonNode *first, *next;
} JsonNode;

/* NULL: not JSON, or no memory. */
const JsonNode *json_read(const char *, size_t n, Arena *);
const JsonNode *json_child(const JsonNode *object, const char *key);     /* NULL: none, or no object */
const char *json_text_of(const JsonNode *object, const char *key);       /* NULL: none, or no string */
double json_number_of(const JsonNode *object, const char *key);          /* NaN: none, or no number */
#endif
