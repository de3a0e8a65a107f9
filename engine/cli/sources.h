/* sources.h : the texts that the numbers of a study depend on, and a folder made of them again.
 *
 * Paths are kept relative to the folder that all sources have in common, so that what lies where to whom is kept and where
 * it lay is not. */
#ifndef YJ_CLI_SOURCES_H
#define YJ_CLI_SOURCES_H
#include "cli/command.h"
#include "record/archive.h"
#include "record/digest.h"

typedef struct {
  Source *rows; unsigned n;      /* scenarios, model, data, points: in the order read, paths relative, texts whole */
  const char *file, *points;     /* of them: the script that was asked for, the CSV of --points (or NULL) */
  const char *models;            /* the folder in which the model's folder lies, relative */
} Sources;

/* Everything in the arena. Returns 0, or E106, E801. */
int sources_read(const char *path, const Options *, const Loaded *, const Linked *, Arena *, Sources *, Fail *);
/* What the numbers depend on: the texts, not their places. */
void sources_digest(const Sources *, Digest *);

/* A new folder below TMPDIR with these files. Returns 0, or E811, E825 (a path that leads out of it). */
int sources_unpack(const Source *, unsigned n, Arena *, const char **folder, Fail *);
void sources_remove(const char *folder);         /* with all that is in it */

/* ---- what was asked, as a JSON list of words: the command line that asks it again ---- */
/* ["ensemble", "scripts/green.lua", "--seed", "1", ...]: with everything that changes numbers, without -n, --jobs and the like. */
const char *asked_text(const Command *, const Sources *, const Options *, Arena *);
/* Reads it back; the words after the command. NULL: damaged. */
char **asked_words(const char *text, Arena *, const char **command, int *n);
#endif
