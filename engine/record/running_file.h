/* running_file.h : what a batch has under way, in files beside its archive, so that a kill loses none of it.
 *
 *   ARCHIVE-running-KEY          the image of the ensemble (study/ensemble.h), mapped; KEY: the first 16 digits of the key
 *   ARCHIVE-running-KEY-chunks   chunks one by one: values, verdicts, then a mark that they are whole
 *
 * The system keeps what a killed process has stored in a shared mapping or written, but not in which order it reaches the
 * disk: after a loss of power only the archive's checkpoints count. So each file says under which start of the machine it
 * was written (the boot id), and of another start it is not used. The image's space is reserved before it is mapped: a full
 * disk is a failure with a sentence, not a signal. An image is made under another name and takes the place of the one
 * before when it holds all that one held.
 *
 * Who holds the archive's writer's lock (archive.h) has these files for himself. Owned by their maker; one thread, but
 * running_chunk_get and _put any. Errors: E801, E823, E827. */
#ifndef YJ_RECORD_RUNNING_FILE_H
#define YJ_RECORD_RUNNING_FILE_H
#include "base/fail.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct RunningFile RunningFile;

typedef enum {
  RUNNING_NONE,                  /* nothing was there */
  RUNNING_FOUND,                 /* an image, or chunks: running_found, running_chunk_get */
  RUNNING_OUTDATED,              /* the machine has been started since: removed */
  RUNNING_UNFIT                  /* of another version, or damaged: set aside as ...-unfit */
} RunningState;

/* part: added to the names, "" unless several batches of one key live side by side. columns, of `length` doubles each, and
 * as many verdicts make a chunk; no columns: no file of chunks. */
int running_open(const char *archive, const char *key, const char *part, unsigned columns, unsigned length, RunningFile **, RunningState *, Fail *);
/* Chunks only, in a file beside `path` that has no name and is gone with the process. */
int running_open_nameless(const char *path, unsigned columns, unsigned length, RunningFile **, Fail *);
/* The image that was there, a private copy in the program's eyes; NULL: none. Stays until running_make or running_close. */
unsigned char *running_found(const RunningFile *, size_t *bytes);
/* What was found is removed, or set aside as ...-unfit. */
void running_forget(RunningFile *, bool aside);
/* A new image of zeroes; until `running_take` what was found stays in its place. */
int running_make(RunningFile *, size_t bytes, void **memory, Fail *);
int running_take(RunningFile *, Fail *);
/* Instead of both: what was found itself, written on in its place; for what is marked whole part by part. */
int running_go_on(RunningFile *, void **memory, Fail *);
/* remove: everything is kept elsewhere. */
void running_close(RunningFile *, bool remove);

bool running_chunk_get(RunningFile *, uint64_t chunk, double *values, int32_t *reasons);
bool running_chunk_put(RunningFile *, uint64_t chunk, const double *values, const int32_t *reasons);
uint64_t running_chunks(RunningFile *, uint64_t among);        /* of the first so many, those that are there */
/* 0, or the first failure of running_chunk_put. */
int running_failed(const RunningFile *, Fail *);
#endif
