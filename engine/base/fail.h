/* What went wrong, and where: a user's mistake travels as a status and one record, never as an abort.
 *
 * fail.def is the one table of codes: a row per code with its process exit code and its sentence (a printf format, one
 * sentence with the cure in it). A function that can fail returns int, 0 for done, else the code, and fills the Fail
 * it was given:
 *
 *     return fail_set(fail, E203, node->place, unit_text_of(a), unit_text_of(b));
 *
 * The code is written as a bare word, so the compiler checks the arguments against the row's format. Groups:
 * E1xx text, lexical, Lua; E2xx units; E3xx names, axes, shapes; E4xx time and loops; E5xx data and CSV;
 * E6xx scenario and study; E7xx a run (non-finite, a check failed); E8xx machine, files; E9xx usage. */
#ifndef YUANJING_BASE_FAIL_H
#define YUANJING_BASE_FAIL_H

#include <stdio.h>

/* Where in a user's text. file is owned by the caller's arena, or NULL; line and column count from 1, 0 is unknown. */
typedef struct { const char *file; int line; int column; } Place;

/* code 0: nothing went wrong. The sentence is valid UTF-8 and names neither file nor code. */
typedef struct { int code; Place place; char sentence[1024]; } Fail;

/* The process's exit codes (EXIT_SUCCESS is 0). */
enum { EXIT_MISSED = 1, EXIT_USAGE = 2, EXIT_SCRIPT = 3, EXIT_MACHINE = 4 };

/* E203 is 0xE203: the number does not move when rows come and go. */
enum {
  FAIL_NONE = 0,
#define FAIL(code, exit, format) code = 0x##code,
#include "base/fail.def"
#undef FAIL
};

/* The sentences as constants with a name, for the compiler's format check only. */
#define FAIL(code, exit, format) static const char code##_SENTENCE[] __attribute__((unused)) = format;
#include "base/fail.def"
#undef FAIL

/* fail_set(fail, code, place, arguments of the sentence...): returns the code. fail may be NULL (only the status is
 * wanted). A sentence that does not fit is cut at a whole character; bytes that are not UTF-8 become U+FFFD. */
#define fail_set(fail, code, ...) fail_set_as((fail), code, code##_SENTENCE, __VA_ARGS__)
int fail_set_as(Fail *, int code, const char *sentence, Place, ...) __attribute__((format(printf, 3, 5)));

int fail_exit(int code);          /* the process's exit code; EXIT_SUCCESS for 0 */
const char *fail_name(int code);  /* "E203"; "E000" for what is no code */
const char *fail_format(int code);/* the sentence of fail.def */
int fail_code(unsigned i);        /* the code of row i; 0 after the last */

/* "file:line:column: sentence (E203)" and a newline; the parts of the place that are unknown are left out. Control
 * bytes are escaped, at most 4 KiB. */
void fail_print(FILE *, const Fail *);
/* The same without the newline into out (size > 0); returns the length. */
size_t fail_text(char *out, size_t size, const Fail *);

static inline Place place_at(const char *file, int line, int column) {
  return (Place){file, line, column};
}

#endif
