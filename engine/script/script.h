/* script.h : reads models and scenarios. The only door to Lua.
 *
 * A file is read once, in a fresh sandboxed state (no files, no clock, no chance, bounded time and memory), guarded
 * lexically, run, and its state closed; what remains is a Model and a chain of Scenarios. */
#ifndef YJ_SCRIPT_SCRIPT_H
#define YJ_SCRIPT_SCRIPT_H
#include "study/scenario.h"

typedef struct {
  Model *model;                          /* owned */
  const Scenario *scenario;              /* the file's scenario with its parents, or NULL when the file is a model */
  Fail *warnings; unsigned n_warnings;
  char **sources; unsigned n_sources;    /* every file read, in order, as opened: for the archive and `diff` */
} Loaded;

typedef struct {
  const char *models;                    /* folder of models; NULL: beside the script (../models), then the installed one */
  const char *const *sets; unsigned n_sets;   /* "lever=value" from the command line; each becomes the last layer */
  size_t memory;                         /* cap of the Lua state in bytes; 0: 64 MiB */
  double seconds;                        /* of the Lua state; 0: 1.0 */
} LoadOptions;

/* Reads a scenario (`return scenario "x" {...}`) with its parents and model, or a model file (`return model "x" {...}`).
 * Returns 0, or a failure with *out = NULL. */
int script_load(const char *path, const LoadOptions *, Loaded **out, Fail *);
void script_free(Loaded *);
#endif
