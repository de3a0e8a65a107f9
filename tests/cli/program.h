/* Runs the built program as a user does, and reads the JSON it prints.
 *
 * The program is $BUILD/yuanjing (build/ unless said); the tests run in the project's folder. */
#ifndef YUANJING_TESTS_PROGRAM_H
#define YUANJING_TESTS_PROGRAM_H
#include "support/check.h"

#include <stdbool.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

typedef struct { int exit; char *out, *err; } Ran;

static char scratch[64];         /* a folder for what a test writes */

static inline int make_scratch(void **state) {
  (void)state;
  strcpy(scratch, "/tmp/yuanjing-cli-XXXXXX");
  return mkdtemp(scratch) ? 0 : -1;
}

static inline int remove_scratch(void **state) {
  char command[128];
  (void)state;
  snprintf(command, sizeof command, "rm -rf '%s'", scratch);
  return system(command);
}

static inline char *read_whole(const char *path) {
  FILE *file = fopen(path, "rb");
  if (!file) return NULL;
  size_t size = 1 << 16, n = 0, got;
  char *text = malloc(size);
  while ((got = fread(text + n, 1, size - n - 1, file)) > 0)
    if ((n += got) == size - 1) text = realloc(text, size *= 2);
  fclose(file);
  text[n] = 0;
  return text;
}

static inline const char *scratch_path(const char *name) {
  static char paths[4][128];
  static int next;
  char *path = paths[next++ % 4];
  snprintf(path, 128, "%s/%s", scratch, name);
  return path;
}

/* The arguments as a shell reads them; %s in them is the scratch folder. Exit codes above 128 are signals. */
static inline Ran run(const char *arguments) {
  char line[2048], command[4096];
  const char *build = getenv("BUILD");
  snprintf(line, sizeof line, arguments, scratch, scratch, scratch);
  snprintf(command, sizeof command, "%s/yuanjing %s >%s/stdout 2>%s/stderr", build ? build : "build", line, scratch, scratch);
  int status = system(command);
  char out[128], err[128];
  snprintf(out, sizeof out, "%s/stdout", scratch);
  snprintf(err, sizeof err, "%s/stderr", scratch);
  return (Ran){WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status), read_whole(out), read_whole(err)};
}

static inline void done(Ran *r) {
  free(r->out);
  free(r->err);
}

static inline void check_exit(const Ran *r, int exit, const char *file, int line) {
  if (r->exit == exit) return;
  print_error("exit code %d, expected %d\nstdout: %.500s\nstderr: %.500s\n", r->exit, exit, r->out, r->err);
  _fail(file, line);
}
#define assert_exit(r, code) check_exit(&(r), (code), __FILE__, __LINE__)

/* ---- JSON: a strict reader -------------------------------------------------------------------------------------- */

static const char *json_value(const char *s);

static inline const char *json_blank(const char *s) { return s + strspn(s, " \n\r\t"); }

static inline const char *json_text(const char *s) {
  if (*s++ != '"') return NULL;
  for (; *s && *s != '"'; s++) {
    if ((unsigned char)*s < 32) return NULL;
    if (*s != '\\') continue;
    if (!*++s || !strchr("\"\\/bfnrtu", *s)) return NULL;
    if (*s == 'u') {
      if (strspn(s + 1, "0123456789abcdefABCDEF") < 4) return NULL;
      s += 4;
    }
  }
  return *s ? s + 1 : NULL;
}

static inline const char *json_digits(const char *s) {
  size_t n = strspn(s, "0123456789");
  return n ? s + n : NULL;
}

static inline const char *json_numeral(const char *s) {
  if (*s == '-') s++;
  if (*s == '0' && strchr("0123456789", s[1]) && s[1]) return NULL;
  if (!(s = json_digits(s))) return NULL;
  if (*s == '.' && !(s = json_digits(s + 1))) return NULL;
  if (*s == 'e' || *s == 'E') {
    s++;
    if (*s == '+' || *s == '-') s++;
    s = json_digits(s);
  }
  return s;
}

/* The members of an object or array, whose bracket was read. */
static inline const char *json_members(const char *s, char end) {
  s = json_blank(s);
  if (*s == end) return s + 1;
  for (;;) {
    if (end == '}') {
      if (!(s = json_text(json_blank(s)))) return NULL;
      s = json_blank(s);
      if (*s++ != ':') return NULL;
    }
    if (!(s = json_value(s))) return NULL;
    s = json_blank(s);
    if (*s == end) return s + 1;
    if (*s++ != ',') return NULL;
  }
}

static const char *json_value(const char *s) {
  s = json_blank(s);
  if (*s == '{') return json_members(s + 1, '}');
  if (*s == '[') return json_members(s + 1, ']');
  if (*s == '"') return json_text(s);
  static const char *const words[] = {"true", "false", "null"};
  for (int i = 0; i < 3; i++)
    if (!strncmp(s, words[i], strlen(words[i]))) return s + strlen(words[i]);
  return json_numeral(s);
}

/* One object, a line end, nothing else. */
static inline bool json_is_one_object(const char *text) {
  const char *end = *text == '{' ? json_value(text) : NULL;
  return end && !strcmp(end, "\n");
}

static inline const char *json_member(const char *s, const char *key, size_t n) {
  char end = *s == '[' ? ']' : '}';
  long index = end == ']' ? strtol(key, NULL, 10) : -1;
  for (s = json_blank(s + 1); *s && *s != end;) {
    const char *name = s;
    if (end == '}') s = json_blank(json_blank(json_text(s)) + 1);
    bool found = end == ']' ? index-- == 0 : strlen(name) > n && !strncmp(name + 1, key, n) && name[n + 1] == '"';
    if (found) return s;
    s = json_blank(json_value(s));
    if (*s == ',') s = json_blank(s + 1);
  }
  return NULL;
}

/* "indicators/gdp/values/3": where its value begins; NULL when there is none. */
static inline const char *json_at(const char *text, const char *path) {
  const char *s = json_blank(text);
  while (s && *path) {
    size_t n = strcspn(path, "/");
    s = *s == '{' || *s == '[' ? json_member(s, path, n) : NULL;
    path += n + (path[n] == '/');
  }
  return s;
}

static inline double json_number_at(const char *text, const char *path) {
  const char *s = json_at(text, path);
  if (!s) print_error("no %s in %.300s\n", path, text);
  assert_non_null(s);
  return !strncmp(s, "null", 4) ? NAN : strtod(s, NULL);
}

static inline void check_json_text(const char *text, const char *path, const char *expected, const char *file, int line) {
  const char *s = json_at(text, path);
  size_t n = strlen(expected);
  if (s && *s == '"' && !strncmp(s + 1, expected, n) && s[n + 1] == '"') return;
  print_error("%s is %.80s, expected \"%s\"\n", path, s ? s : "not there", expected);
  _fail(file, line);
}
#define assert_json_text(text, path, expected) check_json_text((text), (path), (expected), __FILE__, __LINE__)
#endif
