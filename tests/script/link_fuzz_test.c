/* Texts of models that somebody typed wrongly: lines and words dropped, doubled, swapped; numbers, units and words changed.
 * Each is loaded, linked and, when it still means something, run for a few steps in the oracle. It must end well, or with a
 * failure that has a code, a file, a line and a sentence with a cure; never otherwise.
 * FUZZ_RUNS and FUZZ_SEED make it longer or different; a failure names its seed. */
#define _POSIX_C_SOURCE 200809L
#include "support/check.h"
#include "model/link.h"
#include "model/oracle.h"
#include "script/script.h"
#include <ctype.h>
#include <dirent.h>
#include <gsl/gsl_errno.h>
#include <limits.h>
#include <stdlib.h>
#include <unistd.h>

enum { TEXT_MOST = 200000, TOKENS_MOST = 60000, SOURCES_MOST = 200 };

/* ---- chance: splitmix64 ---- */

static uint64_t chance;
static uint64_t next(void) {
  uint64_t z = (chance += 0x9E3779B97F4A7C15u);
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
  return z ^ (z >> 31);
}
static unsigned below(unsigned n) { return n ? (unsigned)(next() % n) : 0; }

/* ---- texts as tokens ---- */

typedef struct { const char *at; unsigned n; enum { SPACE, LINE, WORDS, DIGITS, QUOTED, COMMENT, SIGN } kind; } Token;
typedef struct { Token tokens[TOKENS_MOST]; unsigned n; } Text;

static unsigned quoted_length(const char *p) {
  unsigned n = 1;
  while (p[n] && p[n] != '\n' && p[n] != *p) n++;
  return p[n] == *p ? n + 1 : n;
}

static Token token_at(const char *p) {
  Token t = {p, 1, SIGN};
  if (*p == '\n') t.kind = LINE;
  else if (p[0] == '-' && p[1] == '-') { t.kind = COMMENT; t.n = (unsigned)strcspn(p, "\n"); }
  else if (*p == '"') { t.kind = QUOTED; t.n = quoted_length(p); }
  else if (isspace((unsigned char)*p)) t.kind = SPACE;
  else if (isdigit((unsigned char)*p)) { t.kind = DIGITS; while (isalnum((unsigned char)p[t.n]) || (p[t.n] == '.' && p[t.n + 1] != '.')) t.n++; }
  else if (isalpha((unsigned char)*p) || *p == '_') { t.kind = WORDS; while (isalnum((unsigned char)p[t.n]) || p[t.n] == '_') t.n++; }
  return t;
}

static void cut(const char *source, Text *out) {
  out->n = 0;
  for (const char *p = source; *p && out->n < TOKENS_MOST - 2000; p += out->tokens[out->n++].n) out->tokens[out->n] = token_at(p);
}

/* A token of that kind, or n when there is none near. */
static unsigned pick(const Text *t, unsigned kind) {
  unsigned from = below(t->n);
  for (unsigned i = 0; i < t->n; i++)
    if (t->tokens[(from + i) % t->n].kind == kind) return (from + i) % t->n;
  return t->n;
}

static void take_out(Text *t, unsigned at, unsigned n) {
  if (at + n > t->n) n = t->n - at;
  memmove(t->tokens + at, t->tokens + at + n, (t->n - at - n) * sizeof(Token));
  t->n -= n;
}

static void put_in(Text *t, unsigned at, const Token *from, unsigned n) {
  Token kept[1000];
  if (n > 1000 || t->n + n > TOKENS_MOST) return;
  memcpy(kept, from, n * sizeof(Token));
  memmove(t->tokens + at + n, t->tokens + at, (t->n - at) * sizeof(Token));
  memcpy(t->tokens + at, kept, n * sizeof(Token));
  t->n += n;
}

/* The line that holds a token: its first token and how many, the end of line among them. */
static unsigned line_of(const Text *t, unsigned at, unsigned *n) {
  unsigned first = at, last = at;
  while (first > 0 && t->tokens[first - 1].kind != LINE) first--;
  while (last + 1 < t->n && t->tokens[last].kind != LINE) last++;
  *n = last - first + 1;
  return first;
}

static const char *const numbers[] = {"0", "1", "2", "0.5", "3", "50", "51", "99", "2019", "2020", "2021", "2035", "1000", "1e9", "1e300", "5e-324", "0.1", "-1", "7.25"};
static const char *const units[] = {"\"1\"", "\"%\"", "\"人\"", "\"1/a\"", "\"a\"", "\"万元2020\"", "\"tce/a\"", "\"岁\"", "\"\"", "\"%/a\"", "\"kWh\"", "\"人/a\""};

static void mutate(Text *t) {
  unsigned at, other, n;
  switch (below(11)) {
    case 0: at = line_of(t, below(t->n), &n); take_out(t, at, n); break;
    case 1: at = line_of(t, below(t->n), &n); put_in(t, at, t->tokens + at, n); break;
    case 2: take_out(t, below(t->n), 1); break;
    case 3: at = below(t->n); put_in(t, at, t->tokens + below(t->n), 1); break;
    case 4: case 5: case 6:
      at = pick(t, WORDS), other = pick(t, WORDS);
      if (at < t->n && other < t->n) t->tokens[at] = t->tokens[other];
      break;
    case 7:
      if ((at = pick(t, DIGITS)) < t->n) { const char *s = numbers[below(sizeof numbers / sizeof *numbers)]; t->tokens[at] = (Token){s, (unsigned)strlen(s), DIGITS}; }
      break;
    case 8:
      if ((at = pick(t, QUOTED)) < t->n) { const char *s = units[below(sizeof units / sizeof *units)]; t->tokens[at] = (Token){s, (unsigned)strlen(s), QUOTED}; }
      break;
    case 9:
      if ((at = pick(t, WORDS)) < t->n) { const char *s = word_rows[below(WORD_COUNT)].text; t->tokens[at] = (Token){s, (unsigned)strlen(s), WORDS}; }
      break;
    default:
      at = line_of(t, below(t->n), &n), other = line_of(t, below(t->n), &(unsigned){0});
      put_in(t, other, t->tokens + at, n);
  }
}

/* ---- places ---- */

static char folder[64], root[PATH_MAX];
static struct { char file[512], open[512]; } sources[SOURCES_MOST];   /* what is mutated, and what is opened then */
static unsigned n_sources;

static bool is_lua(const char *name) {
  size_t n = strlen(name);
  return n > 4 && strcmp(name + n - 4, ".lua") == 0;
}

/* folder/below: links to all that lies in root/below; its .lua files become sources. */
static void mirror(const char *below_root, const char *open) {
  char path[2 * PATH_MAX], link[2 * PATH_MAX];
  snprintf(path, sizeof path, "mkdir -p %s/%s", folder, below_root);
  assert_int_equal(system(path), 0);
  snprintf(path, sizeof path, "%s/%s", root, below_root);
  DIR *d = opendir(path);
  assert_non_null(d);
  for (struct dirent *e; (e = readdir(d));) {
    if (e->d_name[0] == '.') continue;
    snprintf(path, sizeof path, "%s/%s/%s", root, below_root, e->d_name);
    snprintf(link, sizeof link, "%s/%s/%s", folder, below_root, e->d_name);
    assert_int_equal(symlink(path, link), 0);
    if (!is_lua(e->d_name) || n_sources == SOURCES_MOST) continue;
    snprintf(sources[n_sources].file, 512, "%.200s/%.200s", below_root, e->d_name);
    snprintf(sources[n_sources].open, 512, "%.200s/%.200s", open ? open : below_root, open ? "model.lua" : e->d_name);
    n_sources++;
  }
  closedir(d);
}

static int by_file(const void *a, const void *b) { return strcmp(a, b); }

static int setup(void **state) {
  (void)state;
  gsl_set_error_handler_off();
  strcpy(folder, "/tmp/yuanjing_fuzz_XXXXXX");
  assert_non_null(mkdtemp(folder));
  assert_non_null(getcwd(root, sizeof root));       /* tests run in the project's folder */
  mirror("tests/cases/language", NULL);
  const char *alone[] = {"models/gallery/sir", "models/gallery/teacup", "models/gallery/dice2016", "models/gallery/world3", "models/gallery/delays", "models/gallery/sweden"};
  for (unsigned i = 0; i < sizeof alone / sizeof *alone; i++) mirror(alone[i], alone[i]);
  mirror("models/region", "models/chongqing"), mirror("models/chongqing", "models/chongqing");
  qsort(sources, n_sources, sizeof *sources, by_file);
  return 0;
}

static int teardown(void **state) {
  (void)state;
  char command[128];
  snprintf(command, sizeof command, "rm -rf %s", folder);
  return system(command);
}

/* ---- one text ---- */

static int middle(const Expr *draw, double *median, Fail *fail) {
  (void)draw, (void)fail;
  *median = 1.0;
  return 0;
}

static unsigned loaded_well, linked_well, ran;

static void run(const Linked *l) {
  if ((double)l->graph->n_nodes * l->graph->n_steps > 3e6) return;
  Oracle *o = oracle_new(l->graph);
  assert_non_null(o);
  oracle_run(o, NULL, NULL);
  const Closure *closures;
  link_closures(l, o, &closures);
  oracle_free(o);
  ran++;
}

static int try(const char *path, Fail *fail) {
  Loaded *loaded = NULL;
  Linked *linked = NULL;
  const Layer *layers = NULL;
  LoadOptions options = {.models = TEST_FOLDER "/cases/language/models", .seconds = 20};
  int status = script_load(path, &options, &loaded, fail);
  if (!status) {
    loaded_well++;
    LinkOptions link = {0};
    if (loaded->scenario) link.n_layers = scenario_layers(loaded->model->arena, loaded->scenario, &layers), link.layers = layers;
    if (loaded->scenario) link.horizon = scenario_horizon(loaded->scenario);
    else if (below(2)) link.horizon = loaded->model->start + 3 * loaded->model->step;
    status = link_model(loaded->model, &link, middle, &linked, fail);
  }
  if (!status) linked_well++, run(linked);
  link_free(linked), script_free(loaded);
  return status;
}

static void judge(int status, const Fail *fail, uint64_t seed, const char *file) {
  /* a file that is missing, or returns the wrong thing, has no line to name */
  bool machine = fail_exit(status) == EXIT_MACHINE, missing = status == E106 || status == E176 || status == E177 || (status >= E501 && status <= E533) || status == E605;
  bool placed = fail->place.file && (fail->place.line > 0 || missing), said = strpbrk(fail->sentence, ";:,") != NULL;
  if (!status || (fail->code == status && said && (placed || machine))) return;
  char text[2048];
  fail_text(text, sizeof text, fail);
  print_error("seed %llu of %s: %s\n", (unsigned long long)seed, file, text);
  fail();
}

static char *whole(const char *path) {
  static char text[TEXT_MOST + 1];
  FILE *f = fopen(path, "r");
  assert_non_null(f);
  size_t n = fread(text, 1, TEXT_MOST, f);
  text[n] = 0;
  fclose(f);
  return text;
}

static void write_text(const char *path, const Text *t) {
  FILE *f = fopen(path, "w");
  assert_non_null(f);
  for (unsigned i = 0; i < t->n; i++) fwrite(t->tokens[i].at, 1, t->tokens[i].n, f);
  fclose(f);
}

static void one(uint64_t seed) {
  static Text text;
  char from[2 * PATH_MAX], to[2 * PATH_MAX], open[2 * PATH_MAX];
  Fail fail = {0};
  chance = seed;
  unsigned k = below(n_sources);
  snprintf(from, sizeof from, "%s/%.500s", root, sources[k].file);
  snprintf(to, sizeof to, "%s/%.500s", folder, sources[k].file);
  snprintf(open, sizeof open, "%s/%.500s", folder, sources[k].open);
  cut(whole(from), &text);
  for (unsigned i = 1 + below(3); i > 0; i--) mutate(&text);
  unlink(to);
  write_text(to, &text);
  judge(try(open, &fail), &fail, seed, sources[k].file);
  unlink(to);
  assert_int_equal(symlink(from, to), 0);
}

static uint64_t setting(const char *name, uint64_t otherwise) {
  const char *text = getenv(name);
  return text ? strtoull(text, NULL, 10) : otherwise;
}

static void test_mistyped_models(void **state) {
  (void)state;
  uint64_t runs = setting("FUZZ_RUNS", 400), seed = setting("FUZZ_SEED", 1);
  for (uint64_t i = 0; i < runs; i++) {
    if (getenv("FUZZ_TALK")) fprintf(stderr, "%llu\n", (unsigned long long)(seed + i));
    one(seed + i);
  }
  print_message("%llu texts: %u loaded, %u linked, %u ran\n", (unsigned long long)runs, loaded_well, linked_well, ran);
  assert_true(runs < 100 || (linked_well > runs / 20 && loaded_well - linked_well > runs / 20));
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_mistyped_models)};
  return cmocka_run_group_tests(tests, setup, teardown);
}
