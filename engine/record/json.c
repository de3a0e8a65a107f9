#include "record/json.h"

#include "base/text.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

Json json_to(Buffer *out) { return (Json){.out = out}; }

/* What stands between this value and the one before. */
static void separate(Json *j) {
  if (j->keyed) {
    j->keyed = false;
    return;
  }
  if (j->depth && j->more[j->depth - 1]) buffer_char(j->out, ',');
  if (j->depth) j->more[j->depth - 1] = true;
}

static void begin(Json *j, char start, char end) {
  assert(j->depth < JSON_DEPTH);
  separate(j);
  buffer_char(j->out, start);
  j->end[j->depth] = end;
  j->more[j->depth++] = false;
}

void json_raw(Json *j, const char *text) {
  separate(j);
  buffer_put(j->out, text);
}

void json_object(Json *j) { begin(j, '{', '}'); }
void json_array(Json *j) { begin(j, '[', ']'); }

void json_end(Json *j) {
  assert(j->depth);
  buffer_char(j->out, j->end[--j->depth]);
}

static void put_character(Buffer *out, const char *s, int length, int character) {
  static const char short_of[] = "\"\\\b\f\n\r\t", letter[] = "\"\\bfnrt";
  const char *found = character < 128 ? strchr(short_of, character) : NULL;
  if (character && found) buffer_format(out, "\\%c", letter[found - short_of]);
  else if (character < 32 || character == 127) buffer_format(out, "\\u%04x", (unsigned)character);
  else buffer_bytes(out, s, (size_t)length);
}

static void put_text(Buffer *out, const char *s) {
  buffer_char(out, '"');
  for (size_t n = strlen(s); n;) {
    int character, length = text_next(s, n, &character);
    if (length > 0) put_character(out, s, length, character);
    else buffer_put(out, "\xEF\xBF\xBD");
    size_t step = length > 0 ? (size_t)length : 1;
    s += step;
    n -= step;
  }
  buffer_char(out, '"');
}

void json_string(Json *j, const char *s) {
  separate(j);
  if (s) put_text(j->out, s);
  else buffer_put(j->out, "null");
}

void json_key(Json *j, const char *key) {
  assert(!j->keyed);
  json_string(j, key);
  buffer_char(j->out, ':');
  j->keyed = true;
}

void json_number(Json *j, double x) {
  char text[32];
  separate(j);
  if (isfinite(x)) text_double17(text, x);
  buffer_put(j->out, isfinite(x) ? text : "null");
}

void json_count(Json *j, unsigned long n) {
  separate(j);
  buffer_format(j->out, "%lu", n);
}

void json_bool(Json *j, bool b) {
  separate(j);
  buffer_put(j->out, b ? "true" : "false");
}

void json_null(Json *j) {
  separate(j);
  buffer_put(j->out, "null");
}

void json_pair(Json *j, const char *key, const char *value) {
  json_key(j, key);
  json_string(j, value);
}

void json_pair_number(Json *j, const char *key, double value) {
  json_key(j, key);
  json_number(j, value);
}

void json_pair_count(Json *j, const char *key, unsigned long value) {
  json_key(j, key);
  json_count(j, value);
}
