/* progress.h : how far long work has come, on stderr: what is done, how fast, how long it still takes.
 *
 * On a terminal one line that is rewritten; elsewhere a line for each tenth. Work that ends within half a second shows
 * nothing. One thread. */
#ifndef YJ_VIEW_PROGRESS_H
#define YJ_VIEW_PROGRESS_H
#include "view/words.h"
#include <stdio.h>

typedef struct {
  FILE *stream;                  /* NULL: quiet */
  const char *what;
  Lang lang;
  double total, from;            /* from: done before this process, 0 unless set */
  double begun, shown;           /* seconds of a steady clock */
  unsigned tenth;
  bool terminal, visible;
} Progress;

Progress progress_start(FILE *stream, const char *what, double total, Lang);   /* stream NULL: shows nothing */
void progress_step(Progress *, double done);
void progress_end(Progress *);                                                 /* clears the line */

/* The line for so much done in so many seconds; for tests too. Returns out. */
const char *progress_line(const Progress *, double done, double seconds, char out[160]);
#endif
