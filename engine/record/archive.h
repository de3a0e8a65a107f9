/* archive.h : every run, ensemble and study in one SQLite file, with the full text it was made from.
 *
 * A study is keyed by the SHA-256 of everything its numbers depend on: the engine's numeric version, every source text
 * (model, data, scenarios), what the command line set, the seed and the design; not by its size, so that a larger n goes
 * on where a smaller one stopped. Texts are stored once, by their own hash.
 *
 *   study(id, key, kind, title, spec, engine, created, wanted, done, finished, seconds, state, result)
 *   source(hash, text), study_source(study, position, path, hash)
 *   bad(study, run, reason)
 *
 * STRICT tables, one writer: an archive open for writing is locked for other writers until it is closed, in whatever way
 * the process ends; readers come in between its transactions, which take milliseconds. A writer whose transaction meets a
 * reader that does not end waits 3 s (archive_finish: a minute), then fails with E822 and nothing is changed.
 * Rollback journal, synchronous FULL: what archive_put_state returned from survives the process and the power; a reader
 * may roll back what a killed writer left half done, and writes nothing else. A file that is no archive, of another
 * version or damaged is refused with a sentence and left as it is; one that could not be made is removed again.
 * Errors: E801, E821 .. E826. An Archive belongs to one thread and is not carried across fork. */
#ifndef YJ_RECORD_ARCHIVE_H
#define YJ_RECORD_ARCHIVE_H
#include "base/arena.h"
#include "base/fail.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Counts up whenever the same text may give other bits. */
#define ENGINE_NUMERICS "3"

typedef enum { ARCHIVE_READ, ARCHIVE_WRITE } ArchiveMode;   /* WRITE makes the file when it is not there */
typedef struct Archive Archive;
/* The path must outlive the archive and its failures. */
int archive_open(const char *path, ArchiveMode, Archive **out, Fail *);
void archive_close(Archive *);                              /* NULL is allowed */

typedef struct { const char *path, *text; size_t bytes; } Source;   /* path as opened; text whole */

typedef struct {
  int64_t id;
  const char *key;                 /* 64 hexadecimal digits */
  const char *kind;                /* "run", "ensemble", "sensitivity" */
  const char *title;               /* the scenario's name */
  const char *spec;                /* JSON: what was asked, enough to ask it again */
  const char *engine;              /* version that made it */
  const char *created;             /* UTC, "2026-11-24T09:00:00Z" */
  uint64_t wanted, done;           /* runs */
  bool finished;
  double seconds;                  /* of work so far */
  const unsigned char *state; size_t state_bytes;     /* NULL: none */
  const char *result;              /* JSON, NULL while unfinished */
} Study;

/* The study of that key, in the arena; *out NULL when there is none. Without the blobs when `light`. */
int archive_find(Archive *, const char *key, bool light, Arena *, Study **out, Fail *);
int archive_get(Archive *, int64_t id, bool light, Arena *, Study **out, Fail *);
/* All studies without their blobs, in order of id. */
int archive_list(Archive *, Arena *, Study **out, unsigned *n, Fail *);
int archive_sources(Archive *, int64_t id, Arena *, Source **out, unsigned *n, Fail *);

/* Writes a new study with its sources in one transaction; *id is set. */
int archive_begin(Archive *, const Study *, const Source *, unsigned n_sources, int64_t *id, Fail *);
/* State, runs done and seconds in one transaction: a checkpoint. `wanted` too, for a study that is extended; the result of
 * the smaller one stays until archive_finish. */
int archive_put_state(Archive *, int64_t id, uint64_t wanted, uint64_t done, double seconds, const void *state, size_t bytes, Fail *);

typedef struct { uint64_t run; const char *reason; } BadRow;
/* Result, bad runs and the mark that it is finished, in one transaction; earlier ones are replaced, the state stays. */
int archive_finish(Archive *, int64_t id, uint64_t wanted, uint64_t done, double seconds, const char *result, const BadRow *,
                   unsigned n_bad, Fail *);
int archive_bad(Archive *, int64_t id, unsigned most, Arena *, BadRow **out, unsigned *n, Fail *);
#endif
