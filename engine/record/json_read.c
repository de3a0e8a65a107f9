#include "record/json_read.h"
#include "base/text.h"
#include <math.h>
#include <string.h>

typedef struct { const char *at, *end; Arena *arena; unsigned depth; bool failed; } Reader;

static JsonNode *value(Reader *);

static void blanks(Reader *r) {
  while (r->at < r->end && (*r->at == ' ' || *r->at == '\n' || *r->at == '\t' || *r->at == '\r')) r->at++;
}

static bool take(Reader *r, char c) {
  blanks(r);
  if (r->at == r->end || *r->at != c) return false;
  r->at++;
  return true;
}

static JsonNode *node(Reader *r, JsonKind kind) {
  JsonNode *n = arena_alloc(r->arena, sizeof *n);
  if (n) n->kind = kind, n->number = NAN;
  else r->failed = true;
  return n;
}

static unsigned hex4(Reader *r) {
  unsigned value = 0;
  for (int i = 0; i < 4; i++, r->at++) {
    char c = r->at < r->end ? *r->at : 0;
    if (c >= '0' && c <= '9') value = value * 16 + (unsigned)(c - '0');
    else if ((c | 32) >= 'a' && (c | 32) <= 'f') value = value * 16 + (unsigned)((c | 32) - 'a') + 10;
    else { r->failed = true; return 0; }
  }
  return value;
}

static size_t utf8(unsigned c, char *out) {
  if (c < 0x80) return out[0] = (char)c, 1;
  if (c < 0x800) return out[0] = (char)(0xC0 | c >> 6), out[1] = (char)(0x80 | (c & 63)), 2;
  if (c < 0x10000) return out[0] = (char)(0xE0 | c >> 12), out[1] = (char)(0x80 | (c >> 6 & 63)), out[2] = (char)(0x80 | (c & 63)), 3;
  out[0] = (char)(0xF0 | c >> 18), out[1] = (char)(0x80 | (c >> 12 & 63)), out[2] = (char)(0x80 | (c >> 6 & 63)), out[3] = (char)(0x80 | (c & 63));
  return 4;
}

/* After the backslash. */
static size_t escape(Reader *r, char *out) {
  static const char from[] = "\"\\/bfnrt", to[] = "\"\\/\b\f\n\r\t";
  char c = r->at < r->end ? *r->at++ : 0;
  if (c == 'u') {
    unsigned high = hex4(r);
    if (high >= 0xD800 && high < 0xDC00 && r->end - r->at >= 6 && r->at[0] == '\\' && r->at[1] == 'u') {
      r->at += 2;
      unsigned low = hex4(r);
      if (low >= 0xDC00 && low < 0xE000) return utf8(0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00), out);
      high = 0;
    }
    if (high == 0 || (high >= 0xD800 && high < 0xE000)) r->failed = true;
    return utf8(high, out);
  }
  const char *known = c ? strchr(from, c) : NULL;
  if (!known) { r->failed = true; return 0; }
  *out = to[known - from];
  return 1;
}

/* After the first quote. A text grows no longer than what is written: every escape is shorter than its bytes. */
static const char *string(Reader *r) {
  const char *close = r->at;
  while (close < r->end && *close != '"') close += 1 + (*close == '\\');
  if (close >= r->end) { r->failed = true; return NULL; }
  char *out = arena_alloc(r->arena, (size_t)(close - r->at) + 1);
  size_t n = 0;
  if (!out) { r->failed = true; return NULL; }
  while (r->at < close && !r->failed) {
    if ((unsigned char)*r->at < 0x20) r->failed = true;
    else if (*r->at != '\\') out[n++] = *r->at++;
    else r->at++, n += escape(r, out + n);
  }
  r->at = close + 1;
  out[n] = 0;
  if (text_valid(out, n) != n) r->failed = true;
  return out;
}

static JsonNode *number(Reader *r) {
  const char *from = r->at;
  while (r->at < r->end && strchr("+-.0123456789eE", *r->at) && *r->at) r->at++;
  JsonNode *n = node(r, JSON_NUMBER);
  if (n && text_parse_double(from, (size_t)(r->at - from), &n->number, NULL) != TEXT_NUMBER_OK) r->failed = true;
  return n;
}

static JsonNode *word(Reader *r, const char *text, JsonKind kind) {
  size_t n = strlen(text);
  if ((size_t)(r->end - r->at) < n || memcmp(r->at, text, n) != 0) { r->failed = true; return NULL; }
  r->at += n;
  return node(r, kind);
}

static JsonNode *members(Reader *r, JsonKind kind, char close) {
  JsonNode *whole = node(r, kind);
  const JsonNode **last = whole ? &whole->first : NULL;
  if (take(r, close)) return whole;
  while (!r->failed) {
    const char *key = NULL;
    if (kind == JSON_OBJECT) {
      if (!take(r, '"') || !(key = string(r)) || !take(r, ':')) { r->failed = true; break; }
    }
    JsonNode *member = value(r);
    if (!member || r->failed) break;
    member->key = key;
    *last = member, last = &member->next;
    if (take(r, close)) break;
    if (!take(r, ',')) r->failed = true;
  }
  return whole;
}

static JsonNode *value(Reader *r) {
  blanks(r);
  if (r->at == r->end || r->depth == JSON_DEPTH) { r->failed = true; return NULL; }
  JsonNode *n = NULL;
  r->depth++;
  switch (*r->at) {
    case '{': r->at++, n = members(r, JSON_OBJECT, '}'); break;
    case '[': r->at++, n = members(r, JSON_ARRAY, ']'); break;
    case '"':
      r->at++;
      if ((n = node(r, JSON_STRING))) n->text = string(r);
      break;
    case 't': n = word(r, "true", JSON_TRUE); break;
    case 'f': n = word(r, "false", JSON_FALSE); break;
    case 'n': n = word(r, "null", JSON_NULL); break;
    default: n = number(r);
  }
  r->depth--;
  return n;
}

const JsonNode *json_read(const char *text, size_t n, Arena *arena) {
  Reader r = {text, text + n, arena, 0, false};
  const JsonNode *whole = value(&r);
  blanks(&r);
  return r.failed || r.at != r.end ? NULL : whole;
}

const JsonNode *json_child(const JsonNode *object, const char *key) {
  const JsonNode *n = object && object->kind == JSON_OBJECT ? object->first : NULL;
  while (n && strcmp(n->key, key) != 0) n = n->next;
  return n;
}

const char *json_text_of(const JsonNode *object, const char *key) {
  const JsonNode *n = json_child(object, key);
  return n && n->kind == JSON_STRING ? n->text : NULL;
}

double json_number_of(const JsonNode *object, const char *key) {
  const JsonNode *n = json_child(object, key);
  return n && n->kind == JSON_NUMBER ? n->number : NAN;
}
