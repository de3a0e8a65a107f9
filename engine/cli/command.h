/* command.h : a command of the program, and what all of them do alike. */
#ifndef YJ_CLI_COMMAND_H
#define YJ_CLI_COMMAND_H
#include "cli/options.h"
#include "record/buffer.h"
#include "script/script.h"
#include "study/result.h"
#include "view/report.h"
#include <stdlib.h>

typedef struct {
  const char *name;
  OptionSet takes;                               /* besides OPTIONS_COMMON */
  unsigned least, most;                          /* arguments that are no options */
  unsigned words;                                /* arguments that stand before the file */
  const char *arguments;                         /* "FILE" */
  const char *wants;                             /* for E905: "a scenario or model file" */
  const char *what_en, *what_zh;
  const char *help_en, *help_zh;                 /* paragraphs and examples below the options */
  int (*run)(const Options *, Fail *);           /* a process exit code, or -1 with the failure set */
} Command;

extern const Command command_run, command_compare, command_diff, command_check, command_why, command_new, command_attribute, command_ensemble, command_archive, command_sensitivity,
    command_vocabulary;

enum { COMMAND_FAILED = -1 };

/* ---- a script, read and run ---- */
typedef struct { Loaded *loaded; Result *result; } Case;

/* Reads the file with --set and --models and runs it. Returns 0, or the failure. */
int case_open(const char *path, const Options *, Case *, Fail *);
/* The same for many runs: a point run that is not finite is no failure, see Result.gap. */
int case_open_for_many(const char *path, const Options *, Case *, Fail *);
/* Frees it; the file name of a failure (may be NULL) is kept beyond it. */
void case_close(Case *, const Options *, Fail *);

/* ---- output ---- */
ReportLook look_of(const Options *, const Loaded *);  /* colour and width from stdout */
/* Sends to stdout what was built, unless --quiet (JSON is always sent). Returns 0, or the failure. */
int print_out(const Options *, const Buffer *, Fail *);
/* 1 when a check failed, or with --fail-on-miss a target was missed; else 0. */
int exit_of(const Options *, const Result *);
#endif
