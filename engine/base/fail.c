#define _POSIX_C_SOURCE 200809L
#include "base/fail.h"

#include "base/text.h"

#include <assert.h>
#include <stdarg.h>
#include <string.h>

typedef struct { int code; const char *name; int exit; const char *sentence; } FailRow;

static const FailRow rows[] = {
#define FAIL(code, exit, format) {code, #code, exit, format},
#include "base/fail.def"
#undef FAIL
};
enum { ROWS = sizeof rows / sizeof *rows };

static const FailRow *row_of(int code) {
  static const FailRow none = {FAIL_NONE, "E000", 0, ""};
  for (unsigned i = 0; i < ROWS; i++)
    if (rows[i].code == code) return &rows[i];
  return &none;
}

const char *fail_name(int code) { return row_of(code)->name; }
const char *fail_format(int code) { return row_of(code)->sentence; }
int fail_exit(int code) { return row_of(code)->exit; }
int fail_code(unsigned i) { return i < ROWS ? rows[i].code : FAIL_NONE; }

int fail_set_as(Fail *fail, int code, const char *sentence, Place place, ...) {
  assert(row_of(code)->code == code && code != FAIL_NONE);
  if (!fail) return code;
  char raw[2 * sizeof fail->sentence]; /* longer, so that the cut below falls between characters */
  va_list arguments;
  va_start(arguments, place);
  vsnprintf(raw, sizeof raw, sentence, arguments);
  va_end(arguments);
  fail->code = code;
  fail->place = place;
  text_clean(fail->sentence, sizeof fail->sentence, raw, strlen(raw));
  return code;
}

/* Appends printf text; what does not fit is left out. */
__attribute__((format(printf, 4, 5)))
static size_t append(char *out, size_t size, size_t used, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  int n = vsnprintf(out + used, size - used, format, arguments);
  va_end(arguments);
  if (n < 0) return used;
  return (size_t)n < size - used ? used + (size_t)n : size - 1;
}

static size_t append_escaped(char *out, size_t size, size_t used, const char *text) {
  return used + text_escape(out + used, size - used, text, strlen(text));
}

size_t fail_text(char *out, size_t size, const Fail *fail) {
  enum { TAIL = 8 }; /* " (E203)" is never cut */
  assert(size > TAIL);
  size_t room = size - TAIL, used = 0;
  out[0] = 0;
  if (fail->place.file) {
    used = append_escaped(out, room, used, fail->place.file);
    if (fail->place.line > 0) used = append(out, room, used, ":%d", fail->place.line);
    if (fail->place.line > 0 && fail->place.column > 0) used = append(out, room, used, ":%d", fail->place.column);
    used = append(out, room, used, ": ");
  }
  used = append_escaped(out, room, used, fail->sentence);
  return append(out, size, used, " (%s)", fail_name(fail->code));
}

void fail_print(FILE *stream, const Fail *fail) {
  char line[4096];
  size_t n = fail_text(line, sizeof line - 1, fail);
  line[n++] = '\n';
  fwrite(line, 1, n, stream);
}
