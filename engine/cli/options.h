/* options.h : the command line. One table row an option; a command says which it takes.
 *
 * Options may stand anywhere; "--name value" and "--name=value" are the same; "--" ends them. All texts are the
 * caller's argv. */
#ifndef YJ_CLI_OPTIONS_H
#define YJ_CLI_OPTIONS_H
#include "base/arena.h"
#include "base/fail.h"
#include "program/program.h"
#include "view/words.h"

typedef enum {
  OPTION_HELP, OPTION_JSON, OPTION_QUIET, OPTION_LANG, OPTION_ALL, OPTION_YEARS, OPTION_SET, OPTION_OUT, OPTION_IAMC,
  OPTION_FAIL_ON_MISS, OPTION_DEPTH, OPTION_MODEL, OPTION_BASED_ON, OPTION_MODELS,
  OPTION_TARGET, OPTION_FACTORS, OPTION_CHAINED,
  OPTION_RUNS, OPTION_SEED, OPTION_JOBS, OPTION_DESIGN, OPTION_LEVELS, OPTION_DIMENSIONS, OPTION_POINTS, OPTION_INDICATORS, OPTION_EXACT, OPTION_REPAIR,
  OPTION_ARCHIVE, OPTION_NO_ARCHIVE, OPTION_DRAWS, OPTION_DRAWS_INPUTS, OPTION_SHARD, OPTION_BLOCK, OPTION_ISA, OPTION_VERIFY, OPTION_BAD,
  OPTION_CSV, OPTION_FROM, OPTION_GROUPS, OPTION_SECOND_ORDER, OPTION_JANSEN, OPTION_RESAMPLES, OPTION_TOLERANCE, OPTION_COUNT
} OptionId;

typedef uint64_t OptionSet;                      /* one bit an OptionId */
#define TAKES(id) ((OptionSet)1 << OPTION_##id)
/* What every command takes. */
#define OPTIONS_COMMON (TAKES(HELP) | TAKES(JSON) | TAKES(QUIET) | TAKES(LANG))
/* What every command that makes many runs takes. */
#define OPTIONS_MANY (TAKES(RUNS) | TAKES(SEED) | TAKES(JOBS) | TAKES(ARCHIVE) | TAKES(NO_ARCHIVE) | TAKES(REPAIR) | TAKES(SET) | TAKES(MODELS) | TAKES(BLOCK) | TAKES(ISA))

enum { OPTION_YEARS_MOST = 24 };

typedef struct {
  Arena *arena;                                  /* lives until the process ends */
  bool help, json, quiet, all, fail_on_miss, chained;
  Lang lang;
  double years[OPTION_YEARS_MOST]; unsigned n_years;
  const char **sets; unsigned n_sets;            /* "lever=value" */
  const char *out, *iamc, *model, *based_on, *models, *target, *factors;
  unsigned depth; bool has_depth;
  uint64_t n, seed; bool has_n;                  /* runs; the seed is 1 unless said */
  unsigned jobs;                                 /* threads; 0: one a processor */
  unsigned levels;                               /* of a grid; 0: as -n allows */
  const char *design, *dimensions, *points, *indicators, *archive, *draws;
  bool exact, repair, no_archive, verify, draws_inputs;
  uint64_t bad; bool has_bad;                    /* --bad: a run of a stored study */
  unsigned shard, shards;                        /* --shard 2/8 is shard 1 of 8; 0, 0: all */
  unsigned block; Isa isa;                       /* block width and instruction set, for tests */
  const char *csv, *from, *groups;               /* sensitivity */
  bool second_order, jansen;
  unsigned resamples; double tolerance;          /* 100 and 0.05 unless said */
  const char **files; unsigned n_files;          /* what is no option, in order */
} Options;

/* Reads argv[0..argc). Returns 0, or E902 to E904 (usage). Arrays are in the arena. */
int options_read(Arena *, const char *command, OptionSet takes, int argc, char **argv, Options *, Fail *);

/* Whether --json, --lang stand there: wanted even when reading fails. */
Lang options_lang(int argc, char **argv);

/* The lines of a help page about these options. */
const char *options_help(Arena *, OptionSet takes, Lang);
#endif
