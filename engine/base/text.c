#define _POSIX_C_SOURCE 200809L
#include "base/text.h"

#include <float.h>
#include <locale.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

/* ---- characters ---- */

int text_next(const char *s, size_t n, int *character) {
  if (n == 0) return 0;
  utf8proc_int32_t read;
  size_t most = n < 4 ? n : 4;
  utf8proc_ssize_t step = utf8proc_iterate((const utf8proc_uint8_t *)s, (utf8proc_ssize_t)most, &read);
  if (step <= 0) return -1;
  *character = read;
  return (int)step;
}

size_t text_valid(const char *s, size_t n) {
  size_t i = 0;
  while (i < n) {
    int character, step = 1;
    if ((unsigned char)s[i] >= 0x80 && (step = text_next(s + i, n - i, &character)) < 0) break;
    i += (size_t)step;
  }
  return i;
}

static unsigned width_of(int character) {
  int width = utf8proc_charwidth(character);
  return width > 0 ? (unsigned)width : 0;
}

unsigned text_width(const char *s) {
  unsigned width = 0;
  for (size_t n = strlen(s); n;) {
    int character, step = text_next(s, n, &character);
    width += step > 0 ? width_of(character) : 1;
    if (step <= 0) step = 1;
    s += step;
    n -= (size_t)step;
  }
  return width;
}

/* ---- writing into a buffer ---- */

typedef struct { char *out; size_t size, used; } Writer;

/* All n bytes or none. */
static bool put(Writer *writer, const char *bytes, size_t n) {
  if (writer->size == 0 || n > writer->size - 1 - writer->used) return false;
  memcpy(writer->out + writer->used, bytes, n);
  writer->used += n;
  writer->out[writer->used] = 0;
  return true;
}

static Writer writer_on(char *out, size_t size) {
  if (size) out[0] = 0;
  return (Writer){out, size, 0};
}

static void put_blanks(Writer *writer, unsigned n) {
  while (n-- && put(writer, " ", 1)) {}
}

/* The bytes of text that fill at most width columns, with the combining marks that follow; *filled gets the columns. */
static size_t fitting(const char *text, unsigned width, unsigned *filled) {
  size_t i = 0, n = strlen(text);
  *filled = 0;
  while (i < n) {
    int character, step = text_next(text + i, n - i, &character);
    unsigned columns = step > 0 ? width_of(character) : 1;
    if (*filled + columns > width) break;
    *filled += columns;
    i += step > 0 ? (size_t)step : 1;
  }
  return i;
}

size_t text_pad(char *out, size_t size, const char *text, unsigned width, TextAlign align) {
  Writer writer = writer_on(out, size);
  unsigned filled;
  size_t n = fitting(text, width, &filled);
  bool cut = text[n] != 0;
  if (cut && width) {
    n = fitting(text, width - 1, &filled);
    filled += 1;
  }
  unsigned blank = width - filled;
  unsigned left = align == TEXT_RIGHT ? blank : align == TEXT_CENTRE ? blank / 2 : 0;
  put_blanks(&writer, left);
  put(&writer, text, n);
  if (cut && width) put(&writer, "…", sizeof "…" - 1);
  put_blanks(&writer, blank - left);
  return writer.used;
}

/* Left-to-right marks, embeddings, overrides and isolates can make a line read as another one. */
static bool is_bidirectional(int c) {
  return c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

static bool is_control(int c) { return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029; }

static int escaped(char out[16], int c) {
  if (c == '\n') return snprintf(out, 16, "\\n");
  if (c == '\t') return snprintf(out, 16, "\\t");
  if (c < 0x80) return snprintf(out, 16, "\\x%02X", (unsigned)c);
  return snprintf(out, 16, "\\u{%04X}", (unsigned)c);
}

size_t text_escape(char *out, size_t size, const char *in, size_t n) {
  Writer writer = writer_on(out, size);
  bool fits = true;
  for (size_t i = 0; i < n && fits;) {
    char special[16];
    int character, step = text_next(in + i, n - i, &character);
    if (step < 0) {
      fits = put(&writer, special, (size_t)snprintf(special, 16, "\\x%02X", (unsigned char)in[i]));
      step = 1;
    } else if (is_control(character) || is_bidirectional(character)) {
      fits = put(&writer, special, (size_t)escaped(special, character));
    } else {
      fits = put(&writer, in + i, (size_t)step);
    }
    i += (size_t)step;
  }
  return writer.used;
}

size_t text_clean(char *out, size_t size, const char *in, size_t n) {
  Writer writer = writer_on(out, size);
  bool fits = true;
  for (size_t i = 0; i < n && fits;) {
    int character, step = text_next(in + i, n - i, &character);
    fits = step > 0 ? put(&writer, in + i, (size_t)step) : put(&writer, "\xEF\xBF\xBD", 3);
    i += step > 0 ? (size_t)step : 1;
  }
  return writer.used;
}

/* ---- numbers ---- */

/* The one thing a locale may change here is the decimal mark: it is the only byte (or bytes) of the output that is none
 * of these. */
static int write_double(char out[32], int digits, double value) {
  char raw[48];
  snprintf(raw, sizeof raw, "%.*g", digits, value);
  int n = 0;
  bool mark = false;
  for (const char *c = raw; *c; c++) {
    bool plain = (*c >= '0' && *c <= '9') || *c == '-' || *c == '+' || *c == 'e';
    if (plain) out[n++] = *c;
    else if (!mark) out[n++] = '.';
    mark = !plain;
  }
  out[n] = 0;
  return n;
}

static int write_special(char out[32], double value) {
  return snprintf(out, 32, "%s", isnan(value) ? "nan" : value > 0 ? "inf" : "-inf");
}

int text_double17(char out[32], double value) {
  return isfinite(value) ? write_double(out, 17, value) : write_special(out, value);
}

int text_double(char out[32], double value) {
  if (!isfinite(value)) return write_special(out, value);
  for (int digits = 15; digits < 17; digits++) {
    int n = write_double(out, digits, value);
    double back;
    if (text_parse_double(out, (size_t)n, &back, NULL) == TEXT_NUMBER_OK && back == value) return n;
  }
  return write_double(out, 17, value);
}

static size_t digits_at(const char *s, size_t n, size_t i) {
  size_t begin = i;
  while (i < n && s[i] >= '0' && s[i] <= '9') i++;
  return i - begin;
}

/* The length of [+-]digits[.digits][e[+-]digits] at the start of s; 0 when there is none. A point needs a digit on both
 * sides. */
static size_t number_length(const char *s, size_t n) {
  size_t i = n && (*s == '+' || *s == '-');
  size_t whole = digits_at(s, n, i);
  if (!whole) return 0;
  i += whole;
  if (i < n && s[i] == '.' && digits_at(s, n, i + 1)) i += 1 + digits_at(s, n, i + 1);
  if (i < n && (s[i] == 'e' || s[i] == 'E')) {
    size_t j = i + 1;
    j += j < n && (s[j] == '+' || s[j] == '-');
    if (digits_at(s, n, j)) i = j + digits_at(s, n, j);
  }
  return i;
}

/* strtod rounds correctly; it only has to be told the decimal mark that the process's locale wants. */
static double convert(const char *s, size_t n) {
  enum { LONGEST = 1100 }; /* more digits than any double needs to be rounded correctly */
  char copy[LONGEST + 16];
  const char *mark = localeconv()->decimal_point;
  Writer writer = writer_on(copy, sizeof copy);
  for (size_t i = 0; i < n; i++)
    if (s[i] == '.') put(&writer, mark, strlen(mark));
    else put(&writer, s + i, 1);
  return strtod(copy, NULL);
}

static bool has_nonzero_digit(const char *s, size_t n) {
  for (size_t i = 0; i < n && s[i] != 'e' && s[i] != 'E'; i++)
    if (s[i] >= '1' && s[i] <= '9') return true;
  return false;
}

TextNumber text_parse_double(const char *s, size_t n, double *out, size_t *where) {
  enum { LONGEST_NUMBER = 1000 };
  size_t length = number_length(s, n);
  if (where) *where = length;
  if (n == 0) return TEXT_NUMBER_EMPTY;
  if (length != n || n > LONGEST_NUMBER) return TEXT_NUMBER_MALFORMED;
  double value = convert(s, n);
  if (!isfinite(value)) return TEXT_NUMBER_LARGE;
  if (value == 0 && has_nonzero_digit(s, n)) return TEXT_NUMBER_SMALL;
  *out = value;
  return TEXT_NUMBER_OK;
}
