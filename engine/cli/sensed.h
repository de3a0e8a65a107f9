/* sensed.h : a study of sensitivity from the command line: opened, its runs made or taken from the archive, analysed, kept.
 *
 * A study is keyed by everything its numbers depend on: texts, settings, seed, outcomes, design, n and the analysis. Until
 * its result is stored, all its outcomes lie in a file mapped beside the archive (record/running_file.h), marked as they are
 * made: after Ctrl-C or kill -9 the same command goes on from there, and at most a block of runs a thread is made twice.
 * Its first runs are stored with it, as many as fit in STATE_MOST bytes (more would take about as long to write as to make
 * again): from them it goes on after a loss of power, a larger n takes over the runs of a smaller one where the design
 * allows it, and another method that fits the design makes no runs again. */
#ifndef YJ_CLI_SENSED_H
#define YJ_CLI_SENSED_H
#include "cli/sources.h"
#include "record/running_file.h"
#include "view/report_sensitivity.h"

#define STATE_MOST ((size_t)32 << 20)
#define MEMORY_MOST ((double)2 * 1024 * 1024 * 1024)

typedef struct {
  const Options *options;                        /* files: method, script; n as used */
  Arena *arena;
  Pool *pool;
  Case opened;
  const Linked *linked;
  Uncertainty uncertainty;
  const SensitivityMethod *method;
  Design *design;
  SensedOutcome *outcomes; SampledOutcome *sampled_outcomes; unsigned n;
  const unsigned *group; unsigned groups;        /* [inputs], or NULL */
  const char *const *factors; const char *const *zh, *const *en;   /* names and labels of inputs or groups */
  SensitivityOptions analysis;
  Sources sources;
  DigestText key;
  Sampled *sampled;
  Archive *archive; int64_t id;                  /* NULL: not kept */
  RunningFile *running; bool found, settled;     /* the outcomes' file, NULL: not kept; of an earlier process; the archive has the result */
  uint64_t stored, reused;                       /* runs in the archive under this key; runs that were not made again */
  double seconds;
  Sensitivity *result;
  Swing *swings;
  double *shocks;
} Sensed;

/* What `-n` is when it is not given. */
uint64_t sensed_default_n(const SensitivityMethod *);

/* Reads, links, runs the point run, makes the design; refuses what does not fit and what is too large; says what it costs
 * on stderr; looks into the archive. Returns 0, or the failure. */
int sensed_open(const SensitivityMethod *, const Options *, Sensed *, Fail *);
void sensed_close(Sensed *, Fail *);
/* The runs, then the analysis. Returns 0, COMMAND_FAILED, or the exit code of an interruption. From the analysis on a signal
 * ends the process at once. */
int sensed_run(Sensed *, Fail *);
/* Ctrl-C ends the process where it stands, with a last sentence; kept: the result is in the archive. */
void sensed_end_at_once(const Sensed *, bool kept);
SensitivityView sensed_view(const Sensed *);

/* Runs that share their shocks: those that one index compares. */
unsigned sensed_together(const SensitivityMethod *, const Design *);
bool sensed_calm(const Sensed *);                /* shocks stay zero */

/* sensed_kept.c. Return 0, or the failure. The key this study would have with another method or another n: */
DigestText sensed_key(const Sensed *, const SensitivityMethod *, uint64_t n);
/* Its runs, with those that are known of it or of one like it. */
int sensed_open_archive(Sensed *, Fail *);
/* Puts runs into the archive: only what is more than it has, and no more than may be stored. */
int sensed_checkpoint(Sensed *, Fail *);
/* Stores the result. */
int sensed_keep(Sensed *, const char *result, Fail *);

/* sensed_choice.c: which outcomes, which groups, how they are called. Return 0, or E907, E908, E644, E801. */
int sensed_choose_outcomes(Sensed *, Fail *);
int sensed_choose_groups(Sensed *, Fail *);

/* The study of those words once more, for archive rerun: its result, key and exit code. */
int sensed_story(const Options *, BadRow, Arena *, const char **story, Fail *);       /* for archive show --bad */
int sensed_again(const Options *, Buffer *json, DigestText *key, int *status, Fail *);
#endif
