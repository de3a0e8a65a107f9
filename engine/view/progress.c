#define _POSIX_C_SOURCE 200809L
#include "view/progress.h"

#include <string.h>
#include <time.h>
#include <unistd.h>

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

Progress progress_start(FILE *stream, const char *what, double total, Lang lang) {
  Progress p = {.stream = stream, .what = what, .lang = lang, .total = total, .begun = now()};
  p.shown = p.begun;
  p.terminal = stream && isatty(fileno(stream));
  return p;
}

static const char *duration(Lang lang, double seconds, char out[48]) {
  unsigned long s = seconds > 0 ? (unsigned long)(seconds + 0.5) : 0;
  if (s < 60) snprintf(out, 48, say(lang, "%lu 秒", "%lu s"), s);
  else if (s < 3600) snprintf(out, 48, say(lang, "%lu 分 %lu 秒", "%lu min %lu s"), s / 60, s % 60);
  else snprintf(out, 48, say(lang, "%lu 小时 %lu 分", "%lu h %lu min"), s / 3600, s / 60 % 60);
  return out;
}

const char *progress_line(const Progress *p, double done, double seconds, char out[160]) {
  char left[48];
  double rate = seconds > 0 ? (done - p->from) / seconds : 0, share = p->total > 0 ? done / p->total : 1;
  const char *form = say(p->lang, "%s %3.0f%%  %.0f/%.0f  %.3g 个/秒  还需 %s", "%s %3.0f%%  %.0f/%.0f  %.3g/s  %s left");
  duration(p->lang, rate > 0 ? (p->total - done) / rate : 0, left);
  snprintf(out, 160, form, p->what, share * 100, done, p->total, rate, left);
  return out;
}

void progress_step(Progress *p, double done) {
  char line[160];
  if (!p->stream) return;
  double time = now();
  unsigned tenth = p->total > 0 ? (unsigned)(done / p->total * 10) : 10;
  if (time - p->begun < 0.5) {
    p->tenth = tenth;
    return;
  }
  if (p->terminal ? time - p->shown < 0.1 : tenth <= p->tenth) return;
  progress_line(p, done, time - p->begun, line);
  fprintf(p->stream, p->terminal ? "\r\033[K%s" : "%s\n", line);
  fflush(p->stream);
  p->shown = time;
  p->tenth = tenth;
  p->visible = true;
}

void progress_end(Progress *p) {
  if (p->stream && p->terminal && p->visible) {
    fputs("\r\033[K", p->stream);
    fflush(p->stream);
  }
}
