#define _DEFAULT_SOURCE
#include "cli/command.h"

#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

static int open_case(const char *path, const Options *o, const ResultOptions *how, Case *c, Fail *fail) {
  LoadOptions load = {.models = o->models, .sets = o->sets, .n_sets = o->n_sets};
  *c = (Case){NULL, NULL};
  int code = script_load(path, &load, &c->loaded, fail);
  if (!code) code = result_run(c->loaded->model, c->loaded->scenario, how, &c->result, fail);
  return code;
}

int case_open(const char *path, const Options *o, Case *c, Fail *fail) { return open_case(path, o, NULL, c, fail); }

int case_open_for_many(const char *path, const Options *o, Case *c, Fail *fail) {
  const ResultOptions how = {.gaps = true};
  return open_case(path, o, &how, c, fail);
}

void case_close(Case *c, const Options *o, Fail *fail) {
  if (fail && fail->place.file) fail->place.file = arena_copy(o->arena, fail->place.file, strlen(fail->place.file));
  result_free(c->result);
  if (c->loaded) script_free(c->loaded);
  *c = (Case){NULL, NULL};
}

/* No colour where there is no terminal, where it is a dumb one, or where NO_COLOR asks for none. */
static bool wants_colour(void) {
  const char *term = getenv("TERM"), *no = getenv("NO_COLOR");
  return isatty(STDOUT_FILENO) && term && *term && !(term[0] == 'd' && term[1] == 'u') && !(no && *no);
}

static unsigned terminal_width(void) {
  struct winsize size;
  if (!isatty(STDOUT_FILENO) || ioctl(STDOUT_FILENO, TIOCGWINSZ, &size)) return 0;
  return size.ws_col;
}

ReportLook look_of(const Options *o, const Loaded *loaded) {
  ReportLook look = {.lang = o->lang, .colour = wants_colour(), .width = terminal_width(), .all = o->all,
                     .years = o->years, .n_years = o->n_years};
  if (loaded) look.warnings = loaded->warnings, look.n_warnings = loaded->n_warnings;
  return look;
}

int print_out(const Options *o, const Buffer *out, Fail *fail) {
  if (o->quiet && !o->json) return 0;
  return buffer_send(out, STDOUT_FILENO, "the output", fail);
}

int exit_of(const Options *o, const Result *r) {
  if (r->n_failed) return EXIT_MISSED;
  for (unsigned i = 0; o->fail_on_miss && i < r->n_scores; i++)
    if (r->scores[i].status == STATUS_BEHIND) return EXIT_MISSED;
  return EXIT_SUCCESS;
}
