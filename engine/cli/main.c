/* main.c : yuanjing COMMAND ... */
#define _POSIX_C_SOURCE 200809L
#include "cli/command.h"

#include "base/name.h"

#include <gsl/gsl_errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const Command *const commands[] = {&command_run, &command_compare, &command_diff,      &command_check,
                                          &command_why, &command_new,     &command_attribute, &command_ensemble, &command_sensitivity, &command_archive, &command_vocabulary};
enum { COMMANDS = sizeof commands / sizeof *commands };

static Place nowhere(void) { return place_at(NULL, 0, 0); }

/* ---- help ----------------------------------------------------------------------------------------------------- */

static int send(const Buffer *out, Fail *fail) { return buffer_send(out, STDOUT_FILENO, "the output", fail) ? COMMAND_FAILED : 0; }

static int help(Lang lang, Fail *fail) {
  Buffer out = {0};
  buffer_put(&out, say(lang, "远景：把城市的未来写成文字，再算出来。\n\n用法：yuanjing 命令 [选项] 文件...\n\n",
                       "Yuanjing: a region's future as text that computes.\n\nUsage: yuanjing COMMAND [options] FILE...\n\n"));
  for (unsigned i = 0; i < COMMANDS; i++)
    buffer_format(&out, "  %-11s %-18s %s\n", commands[i]->name, commands[i]->arguments, say(lang, commands[i]->what_zh, commands[i]->what_en));
  buffer_put(&out, say(lang, "\n例：\n  yuanjing run scripts/baseline.lua\n  yuanjing compare scripts/baseline.lua scripts/green.lua\n"
                             "\n各命令的用法：yuanjing 命令 --help (英文加 --lang en)\n",
                       "\nExamples:\n  yuanjing run scripts/baseline.lua --lang en\n"
                       "  yuanjing compare scripts/baseline.lua scripts/green.lua --lang en\n"
                       "\nMore about a command: yuanjing COMMAND --help\n"));
  int status = send(&out, fail);
  buffer_free(&out);
  return status;
}

static int help_of(const Command *command, const Options *o, Fail *fail) {
  Arena *arena = arena_new();
  Buffer out = {0};
  if (!arena) return fail_set(fail, E801, nowhere(), "a help page"), COMMAND_FAILED;
  buffer_format(&out, say(o->lang, "用法：yuanjing %s [选项] %s\n%s\n\n选项：\n", "Usage: yuanjing %s [options] %s\n%s\n\nOptions:\n"),
                command->name, command->arguments, say(o->lang, command->what_zh, command->what_en));
  buffer_put(&out, options_help(arena, command->takes | OPTIONS_COMMON, o->lang));
  const char *more = say(o->lang, command->help_zh, command->help_en);
  buffer_format(&out, "%s%s", *more == '\n' ? "" : "\n", more);
  int status = send(&out, fail);
  buffer_free(&out);
  arena_free(arena);
  return status;
}

/* ---- a command ------------------------------------------------------------------------------------------------ */

static const Command *find(const char *name, Fail *fail) {
  const char *names[COMMANDS];
  for (unsigned i = 0; i < COMMANDS; i++) {
    if (!strcmp(commands[i]->name, name)) return commands[i];
    names[i] = commands[i]->name;
  }
  const char *nearest = name_nearest(name, names, COMMANDS);
  char hint[64] = "";
  if (nearest) snprintf(hint, sizeof hint, " (did you mean '%s'?)", nearest);
  fail_set(fail, E901, nowhere(), name, hint);
  return NULL;
}

static int perform(const Command *command, const Options *o, Fail *fail) {
  if (o->help) return help_of(command, o, fail);
  if (o->n_files < command->least) return fail_set(fail, E905, nowhere(), command->name, command->wants, command->name), COMMAND_FAILED;
  if (o->n_files > command->most)
    return fail_set(fail, E906, nowhere(), o->files[command->most], command->name, command->name), COMMAND_FAILED;
  return command->run(o, fail);
}

static int dispatch(int argc, char **argv, Arena *arena, Fail *fail) {
  Lang lang = options_lang(argc, argv);
  const char *first = argc > 1 ? argv[1] : "";
  bool asks = !strcmp(first, "--help") || !strcmp(first, "-h") || !strcmp(first, "help");
  if (asks && (argc < 3 || argv[2][0] == '-')) return help(lang, fail);
  if (!strcmp(first, "--version")) {
    Buffer out = {0};
    buffer_put(&out, "yuanjing 0.1\n");
    int status = send(&out, fail);
    buffer_free(&out);
    return status;
  }
  if (argc < 2) return fail_set(fail, E905, nowhere(), "yuanjing", "a command", ""), COMMAND_FAILED;
  const Command *command = find(asks ? argv[2] : first, fail);
  Options options = {.lang = lang};
  if (!command) return COMMAND_FAILED;
  if (asks) return help_of(command, &options, fail);
  int code = options_read(arena, command->name, command->takes | OPTIONS_COMMON, argc - 2, argv + 2, &options, fail);
  return code ? COMMAND_FAILED : perform(command, &options, fail);
}

/* A closed pipe and a file that may grow no further are told by write's errno, not by a signal. */
static void settle_signals(void) {
  signal(SIGPIPE, SIG_IGN);
  signal(SIGXFSZ, SIG_IGN);
}

int main(int argc, char **argv) {
  Fail fail = {0};
  settle_signals();
  gsl_set_error_handler_off();
  Arena *arena = arena_new();
  int status = arena ? dispatch(argc, argv, arena, &fail) : (fail_set(&fail, E801, nowhere(), "the command line"), COMMAND_FAILED);
  if (status == COMMAND_FAILED) {
    fail_print(stderr, &fail);
    status = fail_exit(fail.code);
  }
  arena_free(arena);                             /* after the failure, whose file name may live in it */
  if (close(STDOUT_FILENO) && status == EXIT_SUCCESS) status = EXIT_MACHINE;
  return status;
}
