/* running_file.c : heads, maps, renames; chunks by pread and pwrite. */
#define _XOPEN_SOURCE 700                /* mkstemp */
#include "record/running_file.h"
#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

enum { HEAD = 4096, VERSION = 1, BOOT = 36, KEY = 64 };

typedef struct {
  char magic[8];
  uint64_t version, bytes, columns, length;      /* bytes: of the image; columns, length: of chunks */
  char key[KEY], boot[BOOT + 4];
  uint64_t sum;                                  /* of the fields before */
} Head;

static const char image_magic[8] = "YJRUN-I", chunks_magic[8] = "YJRUN-C";

typedef struct { unsigned char *at; size_t bytes; } Map;

struct RunningFile {
  char *image, *fresh, *chunks;                  /* names */
  const char *archive;
  Head head;                                     /* as this process writes it */
  Map found, made;
  int fd;                                        /* of the chunks; -1: not there yet */
  size_t record;
  _Atomic int error;                             /* errno of the first write that failed */
};

/* ---- heads ------------------------------------------------------------------------------------------------------------ */

static uint64_t sum_of(const Head *h) {
  const unsigned char *bytes = (const unsigned char *)h;
  uint64_t sum = 0xcbf29ce484222325u;
  for (size_t i = 0; i < offsetof(Head, sum); i++) sum = (sum ^ bytes[i]) * 0x100000001b3u;
  return sum;
}

/* Nobody knows when this machine was started: then no head fits. */
static void read_boot(char out[BOOT + 4]) {
  int fd = open("/proc/sys/kernel/random/boot_id", O_RDONLY | O_CLOEXEC);
  memset(out, 0, BOOT + 4);
  if (fd < 0 || read(fd, out, BOOT) != BOOT) snprintf(out, BOOT + 4, "unknown, process %ld", (long)getpid());
  if (fd >= 0) close(fd);
}

static Head head_of(const RunningFile *r, const char magic[8], uint64_t bytes) {
  Head h = r->head;
  memcpy(h.magic, magic, sizeof h.magic);
  h.bytes = bytes, h.sum = sum_of(&h);
  return h;
}

static RunningState judge(const RunningFile *r, const Head *h, const char magic[8]) {
  bool known = memcmp(h->magic, magic, sizeof h->magic) == 0 && h->version == VERSION && h->sum == sum_of(h);
  if (!known || memcmp(h->key, r->head.key, KEY) != 0 || h->columns != r->head.columns || h->length != r->head.length) return RUNNING_UNFIT;
  return memcmp(h->boot, r->head.boot, sizeof h->boot) == 0 ? RUNNING_FOUND : RUNNING_OUTDATED;
}

/* ---- failing -------------------------------------------------------------------------------------------------------------- */

static int refuse(const RunningFile *r, int error, Fail *fail) {
  Place place = place_at(r->archive, 0, 0);
  bool full = error == ENOSPC || error == EFBIG || error == EDQUOT;
  if (!r->image) return fail_set(fail, E811, place_at(NULL, 0, 0), r->archive, strerror(error));
  return full ? fail_set(fail, E823, place) : fail_set(fail, E827, place, strerror(error));
}

static void set_aside(const char *path) {
  char *aside = malloc(strlen(path) + 16);
  if (aside) sprintf(aside, "%s-unfit", path);
  if (!aside || rename(path, aside)) unlink(path);
  free(aside);
}

/* ---- opening --------------------------------------------------------------------------------------------------------------- */

static bool read_all(int fd, void *to, size_t n, off_t at) {
  for (char *p = to; n;) {
    ssize_t got = pread(fd, p, n, at);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return false;
    p += got, at += got, n -= (size_t)got;
  }
  return true;
}

static int write_all(int fd, const void *from, size_t n, off_t at) {
  for (const char *p = from; n;) {
    ssize_t put = pwrite(fd, p, n, at);
    if (put < 0 && errno == EINTR) continue;
    if (put <= 0) return put ? errno : ENOSPC;
    p += put, at += put, n -= (size_t)put;
  }
  return 0;
}

/* What stands under that name; UNFIT and OUTDATED are out of the way then. *fd is open when FOUND. */
static RunningState look(const RunningFile *r, const char *path, const char magic[8], int *fd, Head *h, off_t *size) {
  struct stat is;
  *fd = open(path, O_RDWR | O_CLOEXEC);
  if (*fd < 0) return RUNNING_NONE;
  RunningState state = fstat(*fd, &is) == 0 && read_all(*fd, h, sizeof *h, 0) ? judge(r, h, magic) : RUNNING_UNFIT;
  *size = is.st_size;
  if (state == RUNNING_FOUND) return state;
  close(*fd), *fd = -1;
  if (state == RUNNING_OUTDATED) unlink(path);
  else set_aside(path);
  return state;
}

static RunningState look_for_image(RunningFile *r) {
  int fd;
  Head h;
  off_t size;
  RunningState state = look(r, r->image, image_magic, &fd, &h, &size);
  if (state != RUNNING_FOUND) return state;
  bool whole = h.bytes <= SIZE_MAX - HEAD && (uint64_t)size == h.bytes + HEAD;
  unsigned char *at = whole ? mmap(NULL, (size_t)size, PROT_READ | PROT_WRITE, MAP_PRIVATE, fd, 0) : MAP_FAILED;
  close(fd);
  if (at == MAP_FAILED) return set_aside(r->image), RUNNING_UNFIT;
  r->found = (Map){at, (size_t)size};
  return RUNNING_FOUND;
}

static char *name(const char *archive, const char *key, const char *part, const char *end) {
  char *out = malloc(strlen(archive) + strlen(part) + strlen(end) + 48);
  if (out) sprintf(out, "%s-running-%.16s%s%s%s", archive, key, *part ? "-" : "", part, end);
  return out;
}

static int make_chunks(RunningFile *r, Fail *fail) {
  Head h = head_of(r, chunks_magic, 0);
  r->fd = open(r->chunks, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
  int error = r->fd < 0 ? errno : write_all(r->fd, &h, sizeof h, 0);
  return error ? refuse(r, error, fail) : 0;
}

int running_open(const char *archive, const char *key, const char *part, unsigned columns, unsigned length, RunningFile **out, RunningState *state, Fail *fail) {
  RunningFile *r = calloc(1, sizeof *r);
  *out = r, *state = RUNNING_NONE;
  if (!r) return fail_set(fail, E801, place_at(NULL, 0, 0), "what is under way");
  r->fd = -1, r->archive = archive;
  r->image = name(archive, key, part, ""), r->fresh = name(archive, key, part, ".new"), r->chunks = name(archive, key, part, "-chunks");
  if (!r->image || !r->fresh || !r->chunks) return fail_set(fail, E801, place_at(NULL, 0, 0), "what is under way");
  r->head = (Head){.version = VERSION, .columns = columns, .length = length};
  memcpy(r->head.key, key, strnlen(key, KEY));
  read_boot(r->head.boot);
  r->record = ((size_t)columns * sizeof(double) + sizeof(int32_t)) * length + sizeof(uint64_t);
  Head h;
  off_t size;
  RunningState image = look_for_image(r), chunks = look(r, r->chunks, chunks_magic, &r->fd, &h, &size);
  *state = image == RUNNING_NONE ? chunks : image;
  return r->fd < 0 && columns ? make_chunks(r, fail) : 0;
}

unsigned char *running_found(const RunningFile *r, size_t *bytes) {
  *bytes = r->found.at ? r->found.bytes - HEAD : 0;
  return r->found.at ? r->found.at + HEAD : NULL;
}

static void unmap(Map *m) {
  if (m->at) munmap(m->at, m->bytes);
  *m = (Map){0};
}

void running_forget(RunningFile *r, bool aside) {
  unmap(&r->found);
  if (aside) set_aside(r->image);
  else unlink(r->image);
}

/* ---- the image -------------------------------------------------------------------------------------------------------------- */

static int reserve(RunningFile *r, int fd, size_t bytes) {
  Head h = head_of(r, image_magic, bytes - HEAD);
  int error = posix_fallocate(fd, 0, (off_t)bytes);
  if (!error) error = write_all(fd, &h, sizeof h, 0);
  if (error) return error;
  unsigned char *at = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  if (at == MAP_FAILED) return errno;
  r->made = (Map){at, bytes};
  return 0;
}

int running_make(RunningFile *r, size_t bytes, void **memory, Fail *fail) {
  int fd = open(r->fresh, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0644), error = fd < 0 ? errno : reserve(r, fd, bytes + HEAD);
  if (fd >= 0) close(fd);
  if (error) {
    unlink(r->fresh);
    return refuse(r, error, fail);
  }
  *memory = r->made.at + HEAD;
  return 0;
}

int running_take(RunningFile *r, Fail *fail) {
  if (rename(r->fresh, r->image)) return refuse(r, errno, fail);
  unmap(&r->found);
  return 0;
}

int running_go_on(RunningFile *r, void **memory, Fail *fail) {
  int fd = open(r->image, O_RDWR | O_CLOEXEC), error = fd < 0 ? errno : 0;
  void *at = error ? MAP_FAILED : mmap(NULL, r->found.bytes, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  if (!error && at == MAP_FAILED) error = errno;
  if (fd >= 0) close(fd);
  if (error) return refuse(r, error, fail);
  r->made = (Map){at, r->found.bytes};
  unmap(&r->found);
  *memory = r->made.at + HEAD;
  return 0;
}

int running_open_nameless(const char *path, unsigned columns, unsigned length, RunningFile **out, Fail *fail) {
  RunningFile *r = calloc(1, sizeof *r);
  *out = r;
  if (!r || !(r->chunks = malloc(strlen(path) + 32))) return fail_set(fail, E801, place_at(NULL, 0, 0), "what is under way");
  r->archive = path, r->head.columns = columns, r->head.length = length;
  r->record = ((size_t)columns * sizeof(double) + sizeof(int32_t)) * length + sizeof(uint64_t);
  sprintf(r->chunks, "%s.rows-XXXXXX", path);
  r->fd = mkstemp(r->chunks);
  if (r->fd < 0) return fail_set(fail, E811, place_at(NULL, 0, 0), path, strerror(errno));
  unlink(r->chunks);
  free(r->chunks), r->chunks = NULL;
  return 0;
}

void running_close(RunningFile *r, bool remove) {
  if (!r) return;
  struct stat is;
  bool empty = r->fd >= 0 && fstat(r->fd, &is) == 0 && !running_chunks(r, (uint64_t)is.st_size / r->record + 1);
  unmap(&r->found), unmap(&r->made);
  if (r->fd >= 0) close(r->fd);
  if (remove && r->image) unlink(r->image);
  if ((remove || empty) && r->chunks) unlink(r->chunks);
  free(r->image), free(r->fresh), free(r->chunks);
  free(r);
}

/* ---- chunks -------------------------------------------------------------------------------------------------------------- */

static off_t place_of(const RunningFile *r, uint64_t chunk) { return (off_t)(HEAD + chunk * r->record); }
static uint64_t mark_of(uint64_t chunk) { return 0x59AAC0FFEE000000u + chunk; }

static bool is_there(const RunningFile *r, uint64_t chunk) {
  uint64_t mark = 0;
  return r->fd >= 0 && read_all(r->fd, &mark, sizeof mark, place_of(r, chunk) + (off_t)(r->record - sizeof mark)) && mark == mark_of(chunk);
}

bool running_chunk_get(RunningFile *r, uint64_t chunk, double *values, int32_t *reasons) {
  size_t bytes = (size_t)r->head.columns * r->head.length * sizeof *values;
  off_t at = place_of(r, chunk);
  return is_there(r, chunk) && read_all(r->fd, values, bytes, at) && read_all(r->fd, reasons, r->head.length * sizeof *reasons, at + (off_t)bytes);
}

/* The mark goes in when the rest is in: the system keeps the order of one process's writes. */
static int put(const RunningFile *r, uint64_t chunk, const double *values, const int32_t *reasons) {
  size_t bytes = (size_t)r->head.columns * r->head.length * sizeof *values;
  off_t at = place_of(r, chunk);
  uint64_t mark = mark_of(chunk);
  int error = write_all(r->fd, values, bytes, at);
  if (!error) error = write_all(r->fd, reasons, r->head.length * sizeof *reasons, at + (off_t)bytes);
  return error ? error : write_all(r->fd, &mark, sizeof mark, at + (off_t)(r->record - sizeof mark));
}

bool running_chunk_put(RunningFile *r, uint64_t chunk, const double *values, const int32_t *reasons) {
  if (r->error) return false;
  int error = put(r, chunk, values, reasons), none = 0;
  if (error) atomic_compare_exchange_strong(&r->error, &none, error);
  return !error;
}

uint64_t running_chunks(RunningFile *r, uint64_t among) {
  uint64_t n = 0;
  for (uint64_t c = 0; c < among; c++) n += is_there(r, c);
  return n;
}

int running_failed(const RunningFile *r, Fail *fail) { return r && r->error ? refuse(r, r->error, fail) : 0; }
